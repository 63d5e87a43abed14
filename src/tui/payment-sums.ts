/** What the payment offers to take: exactly what is due, sums of notes, a card's sum, and the tip in it. */

import { type NoCashHere } from "../domain/drawer/cashless-tills.ts";
import { tipOf } from "../domain/entry/entry-payment.ts";
import { addMinor, type MinorUnits, zeroMinor } from "../domain/money/amounts.ts";
import { quickCash } from "../domain/money/currency.ts";
import { owes } from "./refund-payments.ts";
import { type RegisterState } from "./register-state.ts";
import { dueNow, partNow } from "./split.ts";
import { type TillContext } from "./till-context.ts";

/**
 * Exactly what is due, then the sums that notes make; none when money goes back, and only the card's sum at a
 * till without cash.
 */
export function sumsOf(till: TillContext, state: RegisterState): ReadonlyArray<MinorUnits> {
  const { session } = state;
  if (session === undefined || owes(state)) return [];
  if (takesNoCash(till, state) !== undefined) return [cardDueNow(state)];
  return quickCash(
    addMinor(session.cashDue(partNow(state)?.id), tipNow(state, "cash")),
    till.currency,
  );
}

/** Returns why the till takes no cash; undefined where it takes it, or where nothing is due. */
export function takesNoCash(till: TillContext, state: RegisterState): NoCashHere | undefined {
  return dueNow(state) === 0 ? undefined : till.port.shop.noCash;
}

/** Returns what a card pays now, with its tip: no card is rounded. */
export function cardDueNow(state: RegisterState): MinorUnits {
  return addMinor(dueNow(state), tipNow(state, "card"));
}

/** Returns the tip on the payment screen; by card it may differ, because no card is rounded. */
export function tipNow(state: RegisterState, how: "cash" | "card"): MinorUnits {
  const { screen, tip } = state;
  const { session } = state;
  if (screen !== "payment" || tip === undefined || session === undefined) return zeroMinor;
  const due = dueNow(state);
  if (how === "card") return positive(tipOf(tip, due));
  return session.cashTip(
    positive(tipOf(tip, tip.type === "together" ? session.cashDue(partNow(state)?.id) : due)),
  );
}

function positive(amount: MinorUnits): MinorUnits {
  return amount > 0 ? amount : zeroMinor;
}
