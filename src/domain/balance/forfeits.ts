/** Deposits that the shop keeps of orders that nobody collected. */

import { oncePer } from "../base/lazy.ts";
import { type EventId } from "../identity.ts";
import { type OrderState } from "../state/order-state.ts";
import { receiptsHeardOf } from "./paid-items.ts";

/**
 * Returns the lines by which a deposit was kept once more: two tills that were apart kept the same payment, which
 * the first receipt stands for. Source: docs/rules/money.md, M16.
 */
export const keptTwice = oncePer((order: OrderState): ReadonlySet<EventId> => {
  const kept = new Set<EventId>();
  const twice = new Set<EventId>();
  for (const { body } of receiptsHeardOf(order)) {
    const lines = body.items.flatMap(({ kind, line }) => (kind === "forfeit" ? [line] : []));
    if (lines.length === 0) continue;
    const payments = body.uses.flatMap(({ payment, amount }) => (amount > 0 ? [payment] : []));
    if (payments.some((payment) => kept.has(payment))) for (const line of lines) twice.add(line);
    else for (const payment of payments) kept.add(payment);
  }
  return twice;
});
