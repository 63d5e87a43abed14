/**
 * What Enter does on what changes with a business day: taxes of a class, and the rounding of sums. Without
 * a day that is the next one; `VAT 12% from 1.1.` names a later one.
 */

import { readDay } from "../../domain/day-text.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { languageOf } from "../../domain/locale.ts";
import { planEdit } from "../../domain/office/entry-edit.ts";
import { fieldSentence } from "../../domain/office/field-text.ts";
import { readSettingText } from "../../domain/office/setting-text.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { type ComingText, type OfficeSession } from "../ports/office-port.ts";
import { type Refusal } from "../ports/refusal-port.ts";
import { type RegisterState, refusedBy, said } from "../register-state.ts";
import { type TillContext } from "../till-context.ts";
import {
  chooseOne,
  type OfficePlan,
  ready,
  refusedPlan,
  TAKE_AWAY,
  type Typed,
} from "./office-enter.ts";
import { noteChange, spentHere } from "./office-moves.ts";
import { labelOf, type RowTarget, type DatedOwner } from "./office-row.ts";
import { dayText, officeWords } from "./office-words.ts";

const DATED = /^(?<value>.+?)\s*(?:\s(?:from|ab|d[eè]s|desde)\s(?:(?:le|el)\s)?|>)\s*(?<day>.+)$/iu;

export type DatedTarget = Extract<RowTarget, { readonly type: "dated" }>;

export interface DatedText {
  readonly value: string;
  /** As it is typed; undefined where none is. */
  readonly day: string | undefined;
}

/** `3.60 from monday`, `3.60>monday`. */
export function readDated(text: string): DatedText {
  const { value = text, day } = DATED.exec(text)?.groups ?? {};
  return { value, day };
}

/** On a row of what is planned, `target.fromDay`, that day is meant. */
export function planDatedRow(
  till: TillContext,
  state: RegisterState,
  { target, label, typed }: Typed<DatedTarget>,
): OfficePlan {
  const w = officeWords(till);
  const { of, text: before, field, choices } = target;
  const name = target.fromDay === undefined ? label : target.name;
  if (typed === TAKE_AWAY && target.fromDay !== undefined) {
    const { fromDay } = target;
    const what = w.planGoneOf({ label: name, day: dayText(till, fromDay) });
    return ready(what, (now) => cancelDated(till, now, { of, field, fromDay, text: before, what }));
  }
  const { value, day } = readDated(typed);
  const fromDay = dayOf(till, state, { day, usual: target.fromDay });
  if (!fromDay.ok) return refusedPlan(fromDay.fault);
  const chosen = choices === undefined ? ok(value) : chosenText(till, target, { label, value });
  if (!chosen.ok) return refusedPlan(chosen.fault);
  const text = chosen.value;
  const wrong = wrongText(till, target, text);
  if (wrong !== undefined) return refusedPlan(wrong);
  if (textOn(state, target, fromDay.value) === text) {
    return refusedPlan(w.sameAlready({ label: name, text: labelOf(choices, text) }));
  }
  const change = w.changeOf({
    label: name,
    before: labelOf(choices, before),
    after: labelOf(choices, text),
  });
  const what = w.fromDayOn({ change, day: dayText(till, fromDay.value) });
  return ready(what, (now) =>
    planDated(till, now, { of, field, fromDay: fromDay.value, text, what }),
  );
}

function chosenText(
  till: TillContext,
  { choices = [] }: DatedTarget,
  { label, value }: { readonly label: string; readonly value: string },
): Result<string, string> {
  const chosen = chooseOne(officeWords(till), choices, { label, typed: value });
  return chosen.ok ? ok(chosen.value.text) : chosen;
}

function dayOf(
  till: TillContext,
  { session }: RegisterState,
  { day, usual }: { readonly day: string | undefined; readonly usual: BusinessDay | undefined },
): Result<BusinessDay, string> {
  const w = officeWords(till);
  if (session === undefined) return err(w.emptyList);
  const next = session.office.nextDay();
  if (day === undefined) return ok(usual ?? next);
  const read = readDay(day, session.office.today(), languageOf(till.locale));
  if (read === undefined) return err(w.noDay({ typed: day }));
  return read < next ? err(w.dayBegun({ next: dayText(till, next) })) : ok(read);
}

/** What it says on that day as far as is planned; undefined where tills disagree. */
function textOn(
  { session }: RegisterState,
  { of, field, text, fromDay: planned }: DatedTarget,
  day: BusinessDay,
): string | undefined {
  const coming = session === undefined ? [] : comingOf(session.office, of);
  const due = coming.findLast((it) => it.field === field && it.fromDay <= day);
  if (due !== undefined) return due.inQuestion ? undefined : due.text;
  return planned === undefined ? text : undefined;
}

function wrongText(
  till: TillContext,
  { of, field, name: label }: DatedTarget,
  text: string,
): string | undefined {
  const shop = { catalogue: till.catalogue(), currency: till.currency };
  const read =
    of.type === "setting"
      ? readSettingText({ key: of.key, texts: [text] }, shop)
      : planEdit({ ...of.name, isNew: false, fields: [{ field, text }] }, shop);
  if (read.ok || !("message" in read.fault)) return undefined;
  return fieldSentence(label, read.fault.message);
}

interface Dated {
  readonly of: DatedOwner;
  readonly field: string;
  readonly fromDay: BusinessDay;
  readonly text: string;
  /** What Enter does, as the preview has it. */
  readonly what: string;
}

/** Planned taxes and settings: each is one act of the till, and can be taken back. */
function planDated(till: TillContext, state: RegisterState, plan: Dated): RegisterState {
  const { session } = state;
  if (session === undefined) return state;
  const { field, fromDay, what } = plan;
  const before = comingOf(session.office, plan.of).find(
    (it) => it.field === field && it.fromDay === fromDay,
  );
  const done = write(session.office, plan);
  if (!done.ok) return refusedBy(state, done.fault, `${what}.`);
  const noted = noteChange(spentHere(state), {
    what: officeWords(till).planAsBefore({ day: dayText(till, fromDay) }),
    takeBack: (office) =>
      before === undefined ? cancel(office, plan) : write(office, { ...plan, text: before.text }),
  });
  return said(noted, "done", `${what}.`);
}

function cancelDated(till: TillContext, state: RegisterState, plan: Dated): RegisterState {
  const { session } = state;
  if (session === undefined) return state;
  const done = cancel(session.office, plan);
  if (!done.ok) return refusedBy(state, done.fault, `${plan.what}.`);
  const noted = noteChange(spentHere(state), {
    what: officeWords(till).planAsBefore({ day: dayText(till, plan.fromDay) }),
    takeBack: (office) => write(office, plan),
  });
  return said(noted, "done", `${plan.what}.`);
}

/** By rising day. */
function comingOf(office: OfficeSession, of: DatedOwner): ReadonlyArray<ComingText> {
  if (of.type === "taxes") return office.plannedTaxes(of.name.id);
  return office.settings().find(({ key }) => key === of.key)?.coming ?? [];
}

function write(
  office: OfficeSession,
  { of, field, fromDay, text }: Omit<Dated, "what">,
): Result<unknown, Refusal> {
  return of.type === "taxes"
    ? office.changeEntry({ ...of.name, isNew: false, fields: [{ field, text }], fromDay })
    : office.changeSetting({ key: of.key, texts: [text], fromDay });
}

function cancel(
  office: OfficeSession,
  { of, fromDay }: Pick<Dated, "of" | "fromDay">,
): Result<void, Refusal> {
  return of.type === "taxes"
    ? office.cancelTaxes({ id: of.name.id, service: of.service, fromDay })
    : office.cancelSetting({ key: of.key, fromDay });
}
