/**
 * An order's discount, as its part of each line that no receipt covers yet.
 *
 * What receipts granted is frozen. The rest is worked out from the whole, so that no cent drifts however
 * often a bill is paid in parts: all that the discount takes off what it has applied to and applies to
 * now, less what was granted under it. Another write of the discount begins anew, with what is left.
 *
 * It is taken off what is sold. Goods that come back in the same order are neither part of what a
 * percentage is of nor of what an amount may come to: nobody brought them for less because something
 * else is bought.
 */

import { type GivenDiscount, type ReceiptItem } from "./events/order-events.ts";
import { type EventId } from "./identity.ts";
import { allocate } from "./money/allocate.ts";
import { minor, type MinorUnits, sumMinor, zeroMinor } from "./money/amounts.ts";
import { type HalfRule } from "./money/rounding.ts";
import { type Discount, discountLine } from "./pricing.ts";

export interface OrderDiscountInput {
  /** The write that holds; undefined for none. */
  readonly write: { readonly id: EventId; readonly value: GivenDiscount | null } | undefined;
  /** Of all receipts of the order. */
  readonly items: ReadonlyArray<Pick<ReceiptItem, "gross" | "off" | "offWrite">>;
  /** What each line still costs before it: none is negative, and what comes back costs nothing. */
  readonly rests: ReadonlyArray<MinorUnits>;
  readonly half: HalfRule;
}

/** In the order of the rests; never more than one of them. Source: DESIGN 5, FIELD R3. */
export function orderDiscount({
  write,
  items,
  rests,
  half,
}: OrderDiscountInput): ReadonlyArray<MinorUnits> {
  const rest = sumMinor(rests, (amount) => amount);
  if (write === undefined || write.value === null || rest === 0) return rests.map(() => zeroMinor);
  const under = items.filter(({ offWrite, gross }) => offWrite === write.id && gross > 0);
  const whole = minor(rest + sumMinor(under, ({ gross }) => gross));
  const { net } = discountLine(whole, discountsOf(write.value), half);
  const granted = sumMinor(under, ({ off }) => off);
  const off = Math.min(rest, Math.max(0, whole - net - granted));
  return allocate(minor(off), rests);
}

/** Of a line or an order: the percentage first, then the amount. */
export function discountsOf(discount: GivenDiscount | null): ReadonlyArray<Discount> {
  if (discount === null) return [];
  const { rate, amount } = discount;
  return [
    { type: "percent", rate },
    { type: "amount", amount },
  ];
}
