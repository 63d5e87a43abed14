/**
 * An order's discount, as its part of each line that no receipt covers yet.
 *
 * What receipts granted is frozen. The rest is worked out from the whole, so that no cent drifts however
 * often a bill is paid in parts: all that the discount takes off what it has applied to and applies to
 * now, less what was granted under it. Another write of the discount begins anew, with what is left.
 *
 * It is taken off what is sold. Goods that come back in the same order are neither part of what a
 * percentage is of nor of what an amount may come to: nobody brought them for less because something
 * else is bought. Nor are goods that the discount doesn't name, where it names some.
 */

import { type GivenDiscount, type OrderDiscount } from "../events/discount-events.ts";
import { type ReceiptItem } from "../events/order-events.ts";
import { isOfNamed } from "../goods/named-goods.ts";
import { type Discount, discountLine } from "../goods/pricing.ts";
import { type EventId } from "../identity.ts";
import { type LineKind } from "../lines/line-kinds.ts";
import { allocate } from "../money/allocate.ts";
import { minor, type MinorUnits, subtractMinor, sumMinor, zeroMinor } from "../money/amounts.ts";
import { pricingRule } from "../money/pricing-rule.ts";
import { type HalfRule } from "../money/rounding.ts";
import { type LineState } from "../state/order-state.ts";

export interface OrderDiscountInput {
  /** The write that holds; undefined for none. */
  readonly write: { readonly id: EventId; readonly value: OrderDiscount | null } | undefined;
  readonly lines: ReadonlyArray<{
    /** The amount before this discount: never negative, and 0 for a line that bears none of it. */
    readonly remaining: MinorUnits;
    /** The items by which receipts cover the line. */
    readonly items: ReadonlyArray<Pick<ReceiptItem, "gross" | "off" | "offWrite">>;
  }>;
  readonly half: HalfRule;
}

/**
 * Returns the shares of the discount in the order of the lines; none is more than its line's
 * amount. Source: docs/rules/merging.md, L8; docs/rules/arithmetic.md, R3.
 */
export function orderDiscount({
  write,
  lines,
  half,
}: OrderDiscountInput): ReadonlyArray<MinorUnits> {
  const remainders = lines.map(({ remaining }) => remaining);
  const remaining = sumMinor(remainders, (amount) => amount);
  if (write === undefined || write.value === null || remaining === 0)
    return remainders.map(() => zeroMinor);
  const under = lines.map(({ items }) => items.filter(({ offWrite }) => offWrite === write.id));
  const wholes = remainders.map((own, at) => own + sumMinor(under[at] ?? [], ({ gross }) => gross));
  const whole = sumMinor(wholes, (amount) => amount);
  const { net } = discountLine(whole, discountsOf(write.value), half);
  const granted = under.map((items) => sumMinor(items, ({ off }) => off));
  const off = whole - net - sumMinor(granted, (amount) => amount);
  // Each line's part of the whole, so that shares of lines come to the same whoever pays first.
  const parts = allocate(subtractMinor(whole, net), wholes);
  const left = parts.map((part, at) => subtractMinor(part, granted[at] ?? zeroMinor));
  const isWithin = left.every((part, at) => part >= 0 && part <= (remainders[at] ?? 0));
  return isWithin ? left : allocate(minor(Math.min(remaining, Math.max(0, off))), remainders);
}

/** Returns the discounts of a line or an order: the percentage first, then the amount. */
export function discountsOf(discount: GivenDiscount | null): ReadonlyArray<Discount> {
  if (discount === null) return [];
  const { rate, amount } = discount;
  return [
    { type: "percent", rate },
    { type: "amount", amount },
  ];
}

/** Whether an order's discount is on a line: goods of the kind that bears it, and among those that it names. */
export function isDiscounted(
  discount: OrderDiscount | null | undefined,
  { kind, line }: { readonly kind: LineKind; readonly line: LineState },
): boolean {
  return kind.bearsDiscount && isOfNamed(discount?.goods, line.added);
}

/** Returns what a person's discount would take off a line if none of it were in a deal. */
export function personsOff({
  line,
  gross,
  discount,
}: {
  readonly line: LineState;
  readonly gross: MinorUnits;
  readonly discount: GivenDiscount | null;
}): MinorUnits {
  if (discount === null) return zeroMinor;
  const { half } = pricingRule(line.added?.rule ?? 1);
  return minor(gross - discountLine(gross, discountsOf(discount), half).net);
}
