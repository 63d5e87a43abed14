/**
 * Other money, or fewer goods, while a card payment of the order may still come: nothing is locked, and a
 * person is asked once, because the guest would pay twice.
 */

import { askedSum, type WaitingCard, waitingCards } from "../../balance/card-payments.ts";
import { orderBalance } from "../../balance/order-balance.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { sumMinor } from "../../money/amounts.ts";
import { type OrderState } from "../../state/order-state.ts";
import { readTerminal } from "../../terminals/terminals.ts";
import { type DecisionContext, isSure } from "../decision.ts";
import { foldDrafts } from "../order/drafted-order.ts";
import { type Refusal } from "../refusal.ts";

type CardWaits = Extract<Refusal, { readonly type: "card/waits" }>;

/** Returns the question about a payment beside that card. */
export function stillAsked(
  { view }: Pick<DecisionContext, "view">,
  { state, started }: WaitingCard,
): CardWaits {
  const { id } = started.terminal;
  const name = readTerminal(view, id)?.name ?? id;
  return { type: "card/waits", name, amount: askedSum(started), isUnknown: state === "unknown" };
}

/** Asks before drafts leave of an order less to pay than cards may still bring. */
export function requireRoomForCards(
  context: DecisionContext,
  order: OrderState,
  drafts: ReadonlyArray<Draft>,
): Result<undefined, CardWaits> {
  const waiting = isSure(context, "card") ? [] : waitingCards(order);
  const [first] = waiting;
  if (first === undefined) return ok(undefined);
  const coming = sumMinor(waiting, ({ started }) => started.amount);
  const { due, refundDue } = orderBalance(foldDrafts(context, order, drafts));
  return due - refundDue < coming ? err(stillAsked(context, first)) : ok(undefined);
}
