/**
 * Money of a day that went back by another tender than it came by: who handed it out, what, and why.
 *
 * Payments and refunds say so themselves, by what their till knew then.
 */

import { type OrderState } from "../domain/folds/order-state.ts";
import { type BusinessDay } from "../domain/identity.ts";
import { minor, type MinorUnits } from "../domain/money/amounts.ts";
import { receiptNumber } from "../domain/order/order-view.ts";

export interface HandedOtherwise {
  /** The order's number, or that of the refund. */
  readonly of: string;
  /** Staff number of who handed it out, and of who vouched for it; empty for nobody. */
  readonly staff: string;
  readonly approved: string;
  /** What they are called, where that is known. */
  readonly name: string;
  readonly approvedName: string;
  readonly by: Tender;
  /** The tender that it came by; null where the refund says only that it was another one. */
  readonly came: Tender | null;
  /** As handed out, above zero. */
  readonly amount: MinorUnits;
  readonly reason: string;
}

interface Tender {
  readonly method: string;
  /** What a tender of the shop's own was called then; null for cash and cards. */
  readonly name: string | null;
}

/** Whoever reads the report knows people's names. */
const UNNAMED = { name: "", approvedName: "" };

export function handedOtherwise(
  orders: ReadonlyArray<OrderState>,
  day: BusinessDay,
): ReadonlyArray<HandedOtherwise> {
  return orders.flatMap((order) => [...paymentsOf(order, day), ...refundsOf(order, day)]);
}

function paymentsOf(order: OrderState, day: BusinessDay): ReadonlyArray<HandedOtherwise> {
  return Object.values(order.paymentsById).flatMap(({ started, captured }) => {
    if (started?.otherwise === undefined || captured === null) return [];
    if (!started.home || started.day !== day) return [];
    const { of, name = null, reason, by: staff, approved } = started.otherwise;
    return [
      {
        of: order.opened?.number ?? "",
        staff,
        approved,
        ...UNNAMED,
        by: { method: started.method, name: started.name ?? null },
        came: { method: of, name },
        amount: minor(0 - captured.amount - captured.rounding),
        reason,
      },
    ];
  });
}

function refundsOf({ refunds }: OrderState, day: BusinessDay): ReadonlyArray<HandedOtherwise> {
  return refunds.flatMap(({ body, by: staff, approved = "", ...refund }) => {
    const { otherwise, out, series, no, reason } = body;
    if (otherwise === undefined || !refund.home || refund.day !== day) return [];
    const { method = "cash", name = null } = out.find((it) => it.method !== "exchange") ?? {};
    const of = receiptNumber(series, no);
    const by = { method, name };
    return [{ of, staff, approved, ...UNNAMED, by, came: null, amount: otherwise, reason }];
  });
}
