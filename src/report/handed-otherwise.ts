/**
 * Money of a day that went back by another tender than it came by: who handed it out, what, and why.
 *
 * Payments and refunds say so themselves, by what their till knew then.
 */

import { type OrderState } from "../domain/folds/order-state.ts";
import { type BusinessDay } from "../domain/identity.ts";
import { minor, type MinorUnits } from "../domain/money/amounts.ts";
import { receiptNumber } from "../domain/order/order-view.ts";
import { approverOf, type Person, personOf } from "./report-names.ts";

export interface HandedOtherwise {
  /** The order's number, or that of the refund. */
  readonly of: string;
  /** Who handed it out; their names where those are known. */
  readonly by: Person;
  /** Who vouched for it; null for nobody. */
  readonly approved: Person | null;
  /** The tender that it went out by. */
  readonly tender: Tender;
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
const UNNAMED = { staffName: () => "" };

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
    const { of, name = null, reason, by, approved } = started.otherwise;
    return [
      {
        of: order.opened?.number ?? "",
        by: personOf(UNNAMED, by),
        approved: approverOf(UNNAMED, approved),
        tender: { method: started.method, name: started.name ?? null },
        came: { method: of, name },
        amount: minor(0 - captured.amount - captured.rounding),
        reason,
      },
    ];
  });
}

function refundsOf({ refunds }: OrderState, day: BusinessDay): ReadonlyArray<HandedOtherwise> {
  return refunds.flatMap(({ body, by, approved, ...refund }) => {
    const { otherwise, out, series, no, reason } = body;
    if (otherwise === undefined || !refund.home || refund.day !== day) return [];
    const { method = "cash", name = null } = out.find((it) => it.method !== "exchange") ?? {};
    const of = receiptNumber(series, no);
    return [
      {
        of,
        by: personOf(UNNAMED, by),
        approved: approverOf(UNNAMED, approved),
        tender: { method, name },
        came: null,
        amount: otherwise,
        reason,
      },
    ];
  });
}
