/**
 * The points that a receipt earns, and what refunds make of them. They are worked out of the receipt and all of its
 * refunds together, so that neither odd cents nor goods that two tills took back make or lose one. Source:
 * docs/rules/vouchers.md, G9.
 */

import { type ReceiptIssued } from "../events/order-events.ts";
import { type BusinessDay, type EventId, type Origin } from "../identity.ts";
import { kindOf } from "../lines/line-kinds.ts";
import { sumMinor } from "../money/amounts.ts";
import { type OrderState, type ReceiptState, type RefundState } from "../state/order-state.ts";
import { refundsOf } from "./paid-items.ts";

/** What a receipt or a refund does to the points of a customer, in the account of its till. */
export interface PointsLeg {
  readonly customer: string;
  readonly till: Origin;
  readonly day: BusinessDay;
  /** Below zero for those that came back goods had earned. */
  readonly earned: number;
  /** Below zero for those that the customer has back. */
  readonly spent: number;
}

/** Returns what each paper of the order does to points, in the ledger's order for each receipt. */
export function pointsLegs({
  receipts,
  refunds,
}: Pick<OrderState, "receipts" | "refunds">): ReadonlyArray<PointsLeg> {
  return receipts.flatMap((receipt) => (receipt.home ? legsOf(receipt, refunds) : []));
}

function legsOf(
  receipt: Pick<ReceiptState, "id" | "body" | "day">,
  refunds: ReadonlyArray<RefundState>,
): ReadonlyArray<PointsLeg> {
  const { id, body, day } = receipt;
  const { points, to } = body;
  if (points === undefined || to === undefined) return [];
  const { customer } = to;
  let earned = earnedBy(body);
  let back = 0;
  const legs = [{ customer, till: body.till, day, earned, spent: points.spent?.points ?? 0 }];
  const own = refundsOf(refunds, id);
  for (const [at, refund] of own.entries()) {
    const left = Math.min(earned, earnedBy(body, own.slice(0, at + 1)));
    const wasBack = back;
    back = Math.min(points.spent?.points ?? 0, back + (refund.body.points ?? 0));
    legs.push({
      customer,
      till: refund.body.till,
      day: refund.day,
      earned: left - earned,
      spent: wasBack - back,
    });
    earned = left;
  }
  return legs;
}

/** Returns the points that a receipt earns, less what these refunds took back: each item comes back once at most. */
export function earnedBy(
  { items, points }: Pick<ReceiptIssued, "items" | "points">,
  refunds: ReadonlyArray<Pick<RefundState, "body">> = [],
): number {
  const per = points?.per;
  if (per === undefined) return 0;
  const back = new Map<EventId, number>();
  for (const { line, net } of refunds.flatMap(({ body }) => body.items)) {
    back.set(line, (back.get(line) ?? 0) + net);
  }
  const stands = items
    .filter((item) => kindOf(item).isGoods)
    .reduce((sum, { line, net }) => {
      const refunded = back.get(line) ?? 0;
      return sum + (net > 0 ? Math.max(0, net + refunded) : net);
    }, 0);
  return Math.max(0, Math.floor(stands / per));
}

/** Returns how many of the points that paid for a receipt have not come back. */
export function spentLeft(receipt: ReceiptState, refunds: ReadonlyArray<RefundState>): number {
  const back = sumMinor(refundsOf(refunds, receipt.id), ({ body }) => body.points ?? 0);
  return Math.max(0, (receipt.body.points?.spent?.points ?? 0) - back);
}
