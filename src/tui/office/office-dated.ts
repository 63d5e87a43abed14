/**
 * Fields that change with a business day: taxes of a class, and the rounding of sums. Without a day that
 * is the next one; `VAT 12% from 1.1.` names a later one. What is planned stands in rows of its own.
 */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { readDay } from "../../domain/text/day-text.ts";
import { foldText } from "../../domain/text/entry-text.ts";
import { factsOfLanguage, type Language, languageOf } from "../../domain/text/locale.ts";
import { type ComingText, type OfficeSession } from "../ports/office-port.ts";
import { type Refusal } from "../ports/refusal-port.ts";
import { type Field, planChange, type View } from "./office-form.ts";
import {
  chooseOne,
  labelOf,
  type OfficePlan,
  type OfficeRow,
  refusedPlan,
  rowOf,
  type Rows,
  TAKE_AWAY,
} from "./office-row.ts";
import { dayText, type Speaking } from "./office-words.ts";

/**
 * `3.60 from monday`, `3.60>monday`: the word of the language, or the English one. The day is as it is
 * typed, undefined where none is.
 */
export function readDated(
  text: string,
  { locale }: Speaking,
): { readonly value: string; readonly day?: string } {
  const { value = text, day } = datedIn(languageOf(locale)).exec(text)?.groups ?? {};
  return day === undefined ? { value } : { value, day };
}

function datedIn(language: Language): RegExp {
  const words = [language, "en" as const].flatMap((it) => factsOfLanguage(it).fromDay);
  // An accent may be left out. The longest comes first: one may begin as another does.
  const typed = words
    .flatMap((word) => [word, foldText(word)])
    .toSorted((a, b) => b.length - a.length);
  return new RegExp(`^(?<value>.+?)\\s*(?:\\s(?:${typed.join("|")})\\s|>)\\s*(?<day>.+)$`, "iu");
}

export interface DatedField extends Pick<
  Field,
  "id" | "label" | "text" | "inQuestion" | "choices"
> {
  readonly hints: ReadonlyArray<string>;
  /** The planned values, by rising day. */
  readonly coming: (office: OfficeSession) => ReadonlyArray<ComingText>;
  /** Returns the text as it is shown, or why it can't be. */
  readonly read: (text: string) => Result<string, string>;
  readonly write: (
    office: OfficeSession,
    text: string,
    fromDay: BusinessDay,
  ) => Result<unknown, Refusal>;
  readonly cancel: (office: OfficeSession, fromDay: BusinessDay) => Result<unknown, Refusal>;
  /** A price changes at once too: only later days are planned, in sentences of its own. */
  readonly later?: {
    readonly planned: (text: string, day: string) => string;
    readonly gone: (day: string) => string;
  };
}

export function datedRows(view: View, field: DatedField): Rows {
  const { office, w, till } = view;
  const { label, text, inQuestion = false } = field;
  const next = dayText(till, office.nextDay());
  const now = plannedRow(view, field, { label, hint: w.datedHint({ next }), text, inQuestion });
  return [now, ...comingRows(view, field)];
}

export function comingRows(view: View, field: DatedField): Rows {
  const { office, w, till } = view;
  return field.coming(office).map((planned) => {
    const label = w.priceRow({ day: dayText(till, planned.fromDay) });
    return plannedRow(view, field, { label, hint: w.clearHint, ...planned });
  });
}

function plannedRow(
  view: View,
  field: DatedField,
  { label, hint, ...planned }: Planned & { readonly label: string; readonly hint: string },
): OfficeRow {
  const { id, choices, hints } = field;
  return rowOf(label, {
    id,
    detail: labelOf(choices, planned.text),
    inQuestion: planned.inQuestion,
    hints: [...hints, ...(choices === undefined ? [] : [view.w.pickHint]), hint],
    ...(choices === undefined ? {} : { choices, chosen: [planned.text] }),
    take: (typed) => planDated(view, field, { ...planned, typed }),
  });
}

/** The text of a row, and of a planned one the day from which on it holds. */
type Planned = Pick<ComingText, "text" | "inQuestion"> & Partial<Pick<ComingText, "fromDay">>;

export function planDated(
  view: View,
  field: DatedField,
  { typed, text: before, fromDay: planned }: Planned & { readonly typed: string },
): OfficePlan {
  const { office, w, till } = view;
  const { label, choices, later, write, cancel } = field;
  if (typed === TAKE_AWAY && planned !== undefined) {
    const day = dayText(till, planned);
    return planChange(view, {
      what: later?.gone(day) ?? w.planGoneOf({ label, day }),
      write: (now) => cancel(now, planned),
      undo: {
        what: later?.planned(before, day) ?? w.planAsBefore({ day }),
        takeBack: (now) => write(now, before, planned),
      },
    });
  }
  const { value, day: named } = readDated(typed, till);
  const from = named === undefined ? ok(planned ?? office.nextDay()) : dayOf(view, field, named);
  if (!from.ok) return refusedPlan(from.fault);
  const chosen =
    choices === undefined ? ok({ text: value }) : chooseOne(w, choices, { label, typed: value });
  if (!chosen.ok) return refusedPlan(chosen.fault);
  const { text } = chosen.value;
  const read = field.read(text);
  if (!read.ok) return refusedPlan(read.fault);
  const fromDay = from.value;
  const day = dayText(till, fromDay);
  const coming = field.coming(office);
  const due = coming.findLast((it) => it.fromDay <= fromDay);
  // The same text may be entered again where tills disagree.
  const holds = due === undefined ? planned === undefined && before === text : due.text === text;
  if (later === undefined && holds && due?.inQuestion !== true) {
    return refusedPlan(w.sameAlready({ label, text: labelOf(choices, text) }));
  }
  const already = coming.find((it) => it.fromDay === fromDay);
  const [old, next] = [before, text].map((it) => labelOf(choices, it)) as [string, string];
  const change = w.changeOf({ label, before: old, after: next });
  const asBefore = already === undefined ? later?.gone(day) : later?.planned(already.text, day);
  return planChange(view, {
    what: later?.planned(read.value, day) ?? w.fromDayOn({ change, day }),
    write: (now) => write(now, text, fromDay),
    undo: {
      what: asBefore ?? w.planAsBefore({ day }),
      takeBack: (now) =>
        already === undefined ? cancel(now, fromDay) : write(now, already.text, fromDay),
    },
  });
}

function dayOf(
  view: View,
  { later }: Pick<DatedField, "later">,
  typed: string,
): Result<BusinessDay, string> {
  const { office, w, till } = view;
  if (later !== undefined) return laterDayOf(view, typed);
  const next = office.nextDay();
  const day = readDay(typed, office.today(), languageOf(till.locale));
  if (day === undefined) return err(w.noDay({ typed }));
  return day < next ? err(w.dayBegun({ next: dayText(till, next) })) : ok(day);
}

export function laterDayOf({ office, till, w }: View, typed: string): Result<BusinessDay, string> {
  const today = office.today();
  const day = readDay(typed, today, languageOf(till.locale));
  if (day === undefined) return err(w.noDay({ typed }));
  return day <= today ? err(w.notLater({ day: dayText(till, today) })) : ok(day);
}
