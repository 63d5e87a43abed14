/** What is done about the shop's tills. Addresses can be taken back; a till that is shut out stays out. */

import { err, type Result } from "../../domain/result.ts";
import { type Refusal } from "../ports/refusal-port.ts";
import { type ShopTill } from "../ports/tills-port.ts";
import { type RegisterState, refused, refusedBy, said } from "../register-state.ts";
import { wordsFor } from "../words.ts";
import { notDone } from "./office-changes.ts";
import { noteChange, openPage, pageBefore, spentHere, withOffice } from "./office-moves.ts";

interface ShuttingOut {
  readonly till: ShopTill;
  readonly reason: string;
  /** What Enter does, as the preview has it. */
  readonly what: string;
  /** To the invitation of the box that takes its place. */
  readonly goesOn: boolean;
}

export function shutOut(
  state: RegisterState,
  { till, reason, what, goesOn }: ShuttingOut,
): RegisterState {
  const done = state.session?.office.tills.shutOut(till.device, reason);
  if (done?.ok !== true) return notDone(state, done, what);
  const { isShutOut } = wordsFor(state).officeTills;
  const shut = withOffice(spentHere(state), { at: 0 });
  const shown = goesOn ? openPage(shut, { type: "invitation" }) : shut;
  return said(shown, "done", isShutOut({ name: till.name }));
}

export function promote(state: RegisterState, till: ShopTill, what: string): RegisterState {
  const done = state.session?.office.tills.promote(till.device);
  if (done?.ok !== true) return notDone(state, done, what);
  const { isPromoted } = wordsFor(state).officeTills;
  return said(withOffice(spentHere(state), { at: 0 }), "done", isPromoted({ name: till.name }));
}

/** Leads back to the till's page; nothing takes it back. */
export function promoteBySheet(
  state: RegisterState,
  till: ShopTill,
  { code, what }: { readonly code: string; readonly what: string },
): RegisterState {
  const done = state.session?.office.tills.promoteBySheet(till.device, code);
  if (done?.ok !== true) return notDone(state, done, what);
  const { answersNext, isPromotedBySheet } = wordsFor(state).officeTills;
  const spent = spentHere(state);
  // One that is shut out stays so until it has shut out who did that.
  const isOut = till.link.type === "self" && state.session?.office.tills.mayDecide() === false;
  const next = isOut ? answersNext : isPromotedBySheet({ name: till.name });
  return said(pageBefore(spent) ?? spent, "done", next);
}

export function beginInvite(state: RegisterState): RegisterState {
  return withOffice({ ...state, message: undefined }, { saving: { type: "invite" } });
}

export function answeredInvite(
  state: RegisterState,
  outcome: Result<unknown, Refusal>,
): RegisterState {
  const next = withOffice(state, { saving: undefined, at: 0 });
  return outcome.ok ? next : refusedBy(next, outcome.fault);
}

/** Esc: nobody comes any more by a code that nobody sees. `before`: the page that it leads to. */
export function leaveInvitation(state: RegisterState, before: RegisterState): RegisterState {
  const ended = state.session?.office.tills.endInvitation();
  if (ended === undefined) return before;
  if (!ended.ok) return refused(state, ended.fault.message);
  return ended.value ? said(before, "hint", wordsFor(state).officeTills.ended) : before;
}

export function addAddress(state: RegisterState, address: string): RegisterState {
  const { officeTills: w } = wordsFor(state);
  const done = state.session?.office.tills.addAddress(address);
  if (done?.ok !== true) return notDone(state, done, w.addsAddress({ address }));
  if (!done.value) return refused(state, w.tooMany);
  const noted = noteChange(spentHere(state), {
    what: w.addressGone({ address }),
    takeBack: (office) => office.tills.removeAddress(address),
  });
  return said(
    withOffice(noted, { at: (state.office?.at ?? 0) + 1 }),
    "done",
    w.addressAdded({ address }),
  );
}

export function removeAddress(state: RegisterState, address: string): RegisterState {
  const { officeTills: w } = wordsFor(state);
  const done = state.session?.office.tills.removeAddress(address);
  if (done?.ok !== true) return notDone(state, done, w.removesAddress({ address }));
  const noted = noteChange(spentHere(state), {
    what: w.addressAdded({ address }),
    takeBack: (office) => {
      const added = office.tills.addAddress(address);
      return added.ok && !added.value ? err({ message: w.tooMany }) : added;
    },
  });
  return said(noted, "done", w.addressGone({ address }));
}
