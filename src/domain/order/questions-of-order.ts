/**
 * The questions about an order for a person. The bill's total shows all that is on it; a line that
 * was added to this order is asked about here, also when it lies on another order's bill.
 */

import { type AttentionFact } from "../attention.ts";
import { type OrderState } from "../folds/order-state.ts";
import { type EventId } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { orderBalance } from "../order-balance.ts";
import { gatherOrder } from "./gathered-order.ts";

export interface OrderQuestions {
  /** The order as the facts are to be read in it. */
  readonly state: OrderState;
  readonly facts: ReadonlyArray<AttentionFact>;
}

export function questionsOfOrder(
  view: Pick<LedgerView, "state">,
  id: EventId,
): ReadonlyArray<OrderQuestions> {
  const own = view.state("order", id);
  const facts = orderBalance(own).attention;
  if (own.guests === undefined) return [{ state: own, facts }];
  const bill = gatherOrder(view, id);
  const elsewhere = facts.filter(({ subject }) => {
    return own.linesById[subject] !== undefined && bill.linesById[subject] === undefined;
  });
  return [
    { state: bill, facts: orderBalance(bill).attention },
    { state: own, facts: elsewhere },
  ];
}
