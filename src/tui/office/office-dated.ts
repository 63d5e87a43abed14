/**
 * Fields that change with a business day: taxes of a class, and the rounding of sums. Without a day that
 * is the next one; `VAT 12% from 1.1.` names a later one. What is planned stands in rows of its own.
 */

import { readDay } from "../../domain/day-text.ts";
import { foldText } from "../../domain/entry-text.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { factsOfLanguage, type Language, languageOf } from "../../domain/locale.ts";
import { err, ok, type Result } from "../../domain/result.ts";
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
  /** By rising day. */
  readonly coming: (office: OfficeSession) => ReadonlyArray<ComingText>;
  /** Why a text can't be. */
  readonly wrong: (text: string) => string | undefined;
  readonly write: (
    office: OfficeSession,
    text: string,
    fromDay: BusinessDay,
  ) => Result<unknown, Refusal>;
  readonly cancel: (office: OfficeSession, fromDay: BusinessDay) => Result<unknown, Refusal>;
}

export function datedRows(view: View, field: DatedField): Rows {
  const { office, w, till } = view;
  const { id, text, inQuestion = false, choices, hints } = field;
  const own = [...hints, ...(choices === undefined ? [] : [w.pickHint])];
  const next = dayText(till, office.nextDay());

  function row(label: string, planned: Planned, hint: string): OfficeRow {
    return rowOf(label, {
      id,
      detail: labelOf(choices, planned.text),
      inQuestion: planned.inQuestion,
      hints: [...own, hint],
      ...(choices === undefined ? {} : { choices, chosen: [planned.text] }),
      take: (typed) => planDated(view, field, { ...planned, typed }),
    });
  }

  return [
    row(field.label, { text, inQuestion }, w.datedHint({ next })),
    ...field.coming(office).map((planned) => {
      const label = w.priceRow({ day: dayText(till, planned.fromDay) });
      return row(label, planned, w.clearHint);
    }),
  ];
}

/** What a row says; of what is planned, from when on. */
type Planned = Pick<ComingText, "text" | "inQuestion"> & Partial<Pick<ComingText, "fromDay">>;

function planDated(
  view: View,
  field: DatedField,
  { typed, text: before, fromDay: planned }: Planned & { readonly typed: string },
): OfficePlan {
  const { office, w, till } = view;
  const { label, choices, wrong, write, cancel } = field;
  if (typed === TAKE_AWAY && planned !== undefined) {
    const day = dayText(till, planned);
    return planChange(view, {
      what: w.planGoneOf({ label, day }),
      write: (now) => cancel(now, planned),
      undo: {
        what: w.planAsBefore({ day }),
        takeBack: (now) => write(now, before, planned),
      },
    });
  }
  const { value, day } = readDated(typed, till);
  const from = dayOf(view, day, planned);
  if (!from.ok) return refusedPlan(from.fault);
  const chosen =
    choices === undefined ? ok({ text: value }) : chooseOne(w, choices, { label, typed: value });
  if (!chosen.ok) return refusedPlan(chosen.fault);
  const { text } = chosen.value;
  const why = wrong(text);
  if (why !== undefined) return refusedPlan(why);
  const fromDay = from.value;
  const coming = field.coming(office);
  const due = coming.findLast((it) => it.fromDay <= fromDay);
  // Where tills disagree the same text may be said again.
  const holds = due === undefined ? planned === undefined && before === text : due.text === text;
  if (holds && due?.inQuestion !== true) {
    return refusedPlan(w.sameAlready({ label, text: labelOf(choices, text) }));
  }
  const already = coming.find((it) => it.fromDay === fromDay);
  const shownDay = dayText(till, fromDay);
  const change = w.changeOf({
    label,
    before: labelOf(choices, before),
    after: labelOf(choices, text),
  });
  return planChange(view, {
    what: w.fromDayOn({ change, day: shownDay }),
    write: (now) => write(now, text, fromDay),
    undo: {
      what: w.planAsBefore({ day: shownDay }),
      takeBack: (now) =>
        already === undefined ? cancel(now, fromDay) : write(now, already.text, fromDay),
    },
  });
}

function dayOf(
  { office, w, till }: View,
  day: string | undefined,
  usual: BusinessDay | undefined,
): Result<BusinessDay, string> {
  const next = office.nextDay();
  if (day === undefined) return ok(usual ?? next);
  const read = readDay(day, office.today(), languageOf(till.locale));
  if (read === undefined) return err(w.noDay({ typed: day }));
  return read < next ? err(w.dayBegun({ next: dayText(till, next) })) : ok(read);
}
