/** A guest shows a coupon for an order, or it is taken off again. What it takes off is worked out with the deals. */

import { ordersOnBill } from "../../balance/line-places.ts";
import { orderBalance } from "../../balance/order-balance.ts";
import { lazy } from "../../base/lazy.ts";
import { err, ok } from "../../base/result.ts";
import { COUPONS_MAX } from "../../events/promoted-events.ts";
import { orderStream } from "../../folds/order-fold.ts";
import { type EventId } from "../../identity.ts";
import { couponOfCode, promotionBook } from "../../prices/promotion-book.ts";
import { type CouponOff, holdsAt, type Promotion } from "../../promotions/promotion.ts";
import { areaOfTable } from "../../settings/floor.ts";
import { type OrderState, openedId } from "../../state/order-state.ts";
import { registerValue } from "../../state/register.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";

export interface ShownCoupon {
  /** The code as it was typed or scanned. */
  readonly code: string;
  /** Whether the order is to have it no more. */
  readonly isOff?: boolean | undefined;
}

/** Takes a coupon by its code, where it holds now, or takes it off the order again. */
export function decideCoupon(
  context: DecisionContext,
  order: OrderState,
  { code, isOff = false }: ShownCoupon,
): Decision {
  const allowed = requirePermission(context, "sell");
  if (!allowed.ok) return allowed;
  if (orderBalance(order).status === "paid") return err({ type: "order/paid" });
  const book = promotionBook(context.view);
  const hashes = lazy(() => context.couponCodes?.(code) ?? []);
  const here = couponsOnBill(order);
  if (isOff) {
    const known = here.find((write) => hashes().includes(codeOf(book.couponsByWrite.get(write))));
    return known === undefined ? err({ type: "coupon/not-there" }) : written(order, known, false);
  }
  const coupon = couponOfCode(context.view, hashes);
  if (coupon === undefined) return err({ type: "coupon/unknown" });
  const { id, name, conditions } = coupon;
  if (here.some((write) => book.couponsByWrite.get(write)?.id === id)) {
    return err({ type: "coupon/there", name });
  }
  const { view, at, day } = context;
  const area = areaOfTable(view, registerValue(order.fields.table) ?? "");
  if (!holdsAt(conditions, { at, day, area })) return err({ type: "coupon/not-now", name });
  if (here.length >= COUPONS_MAX) return err({ type: "coupon/full", max: COUPONS_MAX });
  return written(order, coupon.write, true);
}

/** Decides that an order has the coupon as it had before, whatever holds now. */
export function decideCouponBack(
  context: DecisionContext,
  order: OrderState,
  { coupon, before }: { readonly coupon: EventId; readonly before: boolean },
): Decision {
  const allowed = requirePermission(context, "sell");
  if (!allowed.ok) return allowed;
  return orderBalance(order).status === "paid"
    ? err({ type: "order/paid" })
    : written(order, coupon, before);
}

/** Returns the writes of the coupons that the orders of a bill have, each once. */
export function couponsOnBill(order: OrderState): ReadonlyArray<EventId> {
  return [...new Set(ordersOnBill(order).flatMap(({ coupons = [] }) => coupons))];
}

function codeOf(coupon: Promotion<CouponOff> | undefined): string {
  return coupon?.terms.code ?? "";
}

/** One of the bill's orders has it; it is taken off all that do. */
function written(order: OrderState, coupon: EventId, on: boolean): Decision {
  const having = ordersOnBill(order).filter(({ coupons = [] }) => coupons.includes(coupon));
  return ok(
    (on ? [order] : having).map((one) => ({
      kind: "order/couponed" as const,
      streams: [orderStream(openedId(one))],
      body: { coupon, on },
    })),
  );
}
