/** Money that went back twice, by tills that didn't hear each other. */

import { type AttentionFact } from "./attention.ts";
import { type OrderState, type RefundState } from "./folds/order-state.ts";
import { isMoneyAlone } from "./goods-fate.ts";
import { type BusinessDay, type EventId } from "./identity.ts";
import { minor, type MinorUnits, sumMinor } from "./money/amounts.ts";
import { givenBackBeyond } from "./paid-beyond.ts";

type BeyondByDay = Map<BusinessDay, number>;

/**
 * Goods of one receipt that were taken back twice, and what was paid beyond given back twice: each a
 * question of the day on which there was nothing left to give. `beyond`: what was paid beyond, settled
 * or not.
 */
export function overRefunds(
  order: OrderState,
  beyond: ReadonlyArray<AttentionFact>,
): ReadonlyArray<AttentionFact> {
  if (order.refunds.length === 0) return [];
  const byLine = new Map<EventId, BeyondByDay>();
  for (const { id, body } of order.receipts) {
    const back = order.refunds.filter(({ body: { of } }) => of === id);
    for (const { line, net } of body.items) {
      const days = byLine.get(line) ?? new Map<BusinessDay, number>();
      byLine.set(line, days);
      addGoodsBeyond(days, line, { paid: minor(Math.max(0, net)), back });
    }
  }
  addMoneyBeyond(byLine, order, beyond);
  return [...byLine].flatMap(([subject, days]) =>
    [...days].map(([day, amount]) => ({
      type: "line/over-refunded",
      subject,
      amount: minor(amount),
      day,
    })),
  );
}

function addGoodsBeyond(
  days: BeyondByDay,
  line: EventId,
  { paid, back }: { readonly paid: MinorUnits; readonly back: ReadonlyArray<RefundState> },
): void {
  let left: number = paid;
  for (const { body, day } of back) {
    const gone = sumMinor(
      body.items.filter((item) => item.line === line),
      ({ net }) => 0 - net,
    );
    const beyond = Math.max(0, gone - left);
    left = Math.max(0, left - gone);
    if (beyond > 0) days.set(day, (days.get(day) ?? 0) + beyond);
  }
}

/** Where two receipts were paid for the same goods, each till can give back what the other one has. */
function addMoneyBeyond(
  byLine: ReadonlyMap<EventId, BeyondByDay>,
  order: OrderState,
  beyond: ReadonlyArray<AttentionFact>,
): void {
  const given = givenBackBeyond(order);
  const wasBeyond = beyond.filter(({ type }) => type === "line/over-covered");
  const all = sumMinor([...given.values()], (amount) => amount);
  let left = all - sumMinor(wasBeyond, ({ amount }) => amount);
  for (const [line, amount] of given) {
    const own = wasBeyond.find(({ subject }) => subject === line)?.amount ?? 0;
    const days = byLine.get(line);
    const part = Math.min(left, amount - own);
    if (days === undefined || part <= 0) continue;
    left -= part;
    // What one receipt gave back beyond itself is counted already.
    const more = part - [...days.values()].reduce((sum, it) => sum + it, 0);
    const last = order.refunds.findLast(({ body }) =>
      body.items.some((item) => item.line === line && isMoneyAlone(item)),
    );
    if (last !== undefined && more > 0) days.set(last.day, (days.get(last.day) ?? 0) + more);
  }
}
