/**
 * The questions about an order for a person. The bill's total shows all that is on it; a line that
 * was added to this order is asked about here, also when it lies on another order's bill. Money of a
 * family of orders is asked about once, at the order whose receipt, bill or discount it is of.
 */

import { familyOf, openMoney } from "../balance/money-law.ts";
import { contradictionsOf } from "../folds/order-attention.ts";
import { type EventId } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { type AttentionFact } from "../state/attention.ts";
import { type OrderState } from "../state/order-state.ts";
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
  const bill = gatherOrder(view, id);
  const { whole } = familyOf(bill);
  const money = openMoney(bill).filter(({ order }) => order === id || bill === own);
  const facts = contradictionsOf(own);
  if (bill === own) return [{ state: own, facts: [...money, ...facts] }];
  const elsewhere = facts.filter(({ subject }) => {
    return own.linesById[subject] !== undefined && bill.linesById[subject] === undefined;
  });
  return [
    { state: whole, facts: money },
    { state: bill, facts: contradictionsOf(bill) },
    { state: own, facts: elsewhere },
  ];
}
