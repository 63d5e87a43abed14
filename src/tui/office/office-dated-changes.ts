/** Planned taxes and settings: each is one act of the till, and can be taken back. */

import { type BusinessDay } from "../../domain/identity.ts";
import { type Result } from "../../domain/result.ts";
import { type ComingText, type OfficeSession } from "../ports/office-port.ts";
import { type Refusal } from "../ports/refusal-port.ts";
import { type RegisterState, refusedBy, said } from "../register-state.ts";
import { type TillContext } from "../till-context.ts";
import { noteChange, spentHere } from "./office-moves.ts";
import { type DatedOwner } from "./office-row.ts";
import { dayText, officeWords } from "./office-words.ts";

interface Dated {
  readonly of: DatedOwner;
  readonly field: string;
  readonly fromDay: BusinessDay;
  readonly text: string;
  /** What Enter does, as the preview has it. */
  readonly what: string;
}

export function planDated(till: TillContext, state: RegisterState, plan: Dated): RegisterState {
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

export function cancelDated(till: TillContext, state: RegisterState, plan: Dated): RegisterState {
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
export function comingOf(office: OfficeSession, of: DatedOwner): ReadonlyArray<ComingText> {
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
