/** What of a day's orders a person has to look at. */

import { type AttentionFact } from "../domain/attention.ts";
import { type OrderState } from "../domain/folds/order-state.ts";
import { type BusinessDay } from "../domain/identity.ts";
import { type MinorUnits } from "../domain/money/amounts.ts";
import { orderBalance } from "../domain/order-balance.ts";

/** A contradiction that a person has to look at: money counts as issued, so the sums are right with it. */
export interface OrderAttention {
  /** Its number; empty where it was not heard yet. */
  readonly order: string;
  readonly type: AttentionFact["type"];
  readonly amount: MinorUnits;
}

export function attentionOf(order: OrderState, day: BusinessDay): ReadonlyArray<OrderAttention> {
  return orderBalance(order)
    .attention.filter((fact) => (fact.day ?? day) === day)
    .map(({ type, amount }) => ({ order: numberOf(order), type, amount }));
}

export function numberOf({ opened }: OrderState): string {
  return opened?.number ?? "";
}
