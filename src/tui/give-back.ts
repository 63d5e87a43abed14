/** A payment on the wrong order goes back as it came: by the terminal that took it, or from hand to hand. */

import { readTypedGiveBack } from "../acts/give-back.ts";
import { wantedPayment } from "../domain/commands/money/give-back.ts";
import { askBack } from "./cards.ts";
import { performTyped } from "./perform-act.ts";
import { refused, type RegisterState } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

/** A terminal of this till is asked once somebody has typed why; all else is an act at once. */
export function givePaymentBack(till: TillContext, state: RegisterState): RegisterState {
  const { order, session } = state;
  const typed = readTypedGiveBack(state.text, till.currency);
  if (typed === undefined) return refused(state, till.words.giveBack.how);
  const found = wantedPayment(order?.returnable ?? [], typed);
  if (!found.ok || order === undefined) return perform(till, state, typed);
  const { id: payment, terminal, amount } = found.value;
  const { reason, isByHand } = typed;
  const isAsked = terminal !== undefined && !isByHand;
  if (!isAsked) return perform(till, state, typed);
  const isHere = session?.cards.givesBack(order.id, payment) === true;
  if (!isHere) return perform(till, state, { ...typed, isByHand: true });
  if (reason !== "") return askBack(till, state, { payment, reason }) ?? state;
  return refused(state, till.words.giveBack.byTerminal({ sum: till.money(amount) }));
}

type Typed = NonNullable<ReturnType<typeof readTypedGiveBack>>;

function perform(till: TillContext, state: RegisterState, typed: Typed): RegisterState {
  const { lastText } = state;
  const next = performTyped(till, state, { act: "give-back", typed });
  return next === state ? next : { ...next, lastText };
}
