/**
 * How much a person may take off by their own right: when they give it, and when they make what it was
 * given on smaller, because an amount that stays takes a larger part of what is left.
 */

import { compsKey } from "../../balance/comps.ts";
import { type LineBalance, orderBalance } from "../../balance/order-balance.ts";
import { isDiscounted } from "../../balance/order-discount.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { type GivenDiscount, type OrderDiscount } from "../../events/discount-events.ts";
import { percentOf } from "../../goods/pricing.ts";
import {
  type MilliPercent,
  milliPercent,
  minor,
  type MinorUnits,
  sumMinor,
} from "../../money/amounts.ts";
import { readSetting } from "../../settings/settings.ts";
import { type OrderState } from "../../state/order-state.ts";
import { registerValue } from "../../state/register.ts";
import { type DecisionContext, requireShortText } from "../decision.ts";
import { type Refusal } from "../refusal.ts";
import { mayDiscount } from "../staff-rights.ts";

/** Each discount by itself: of its line before it, or of the order after those of the lines. */
export function requireWithinLimit(
  context: DecisionContext,
  discount: GivenDiscount | null,
  gross: MinorUnits,
): Result<undefined, Refusal> {
  if (discount === null) return ok(undefined);
  if (discount.kind !== undefined) return requireWithinBudget(context, gross);
  const { staff } = context;
  const rate = rateOf(discount, gross);
  const limit = milliPercent(mayDiscount(staff));
  return rate <= limit
    ? ok(undefined)
    : err({ type: "discount/beyond-limit", staff: staff.number, rate, limit });
}

/** Refuses a comp beyond the person's budget for the day; a person who may approve others has none. */
function requireWithinBudget(
  { view, staff, day }: DecisionContext,
  gross: MinorUnits,
): Result<undefined, Refusal> {
  const budget = readSetting(view, "comp-budget");
  if (budget === 0 || staff.permissions.has("approve")) return ok(undefined);
  const left = minor(Math.max(0, budget - view.sum(compsKey(day, staff.number))));
  return gross <= left
    ? ok(undefined)
    : err({ type: "comp/beyond-budget", staff: staff.number, left });
}

export interface GivenOff {
  /** Null for nothing any more. */
  readonly discount: GivenDiscount | null;
  readonly reason?: string | undefined;
  /** The discount was given before, with its reason then: somebody takes back a later one. */
  readonly isUndo?: boolean;
}

/**
 * Returns the reason without blanks around it. Refuses one that is empty where the discount is beyond
 * what the person gives alone, or what the shop lets anybody give without a word.
 */
export function readDiscountReason(
  { view, staff, alone = staff }: DecisionContext,
  { discount, reason: text = "", isUndo = false }: GivenOff,
  gross: MinorUnits,
): Result<string, Refusal> {
  const reason = text.trim();
  if (reason === "" && discount !== null && !isUndo) {
    if (discount.kind !== undefined) return err({ type: "comp/reason-needed" });
    const limit = milliPercent(Math.min(mayDiscount(alone), readSetting(view, "discount-reason")));
    if (rateOf(discount, gross) > limit) return err({ type: "discount/reason-needed", limit });
  }
  const fits = requireShortText("reason", reason);
  return fits.ok ? ok(reason) : fits;
}

/** Returns whether a line is among what an order's discount is a part of: all of the bill, or the goods that it names. */
export function isUnder(discount: OrderDiscount | null): (line: LineBalance) => boolean {
  return (line) => discount?.goods === undefined || isDiscounted(discount, line);
}

/** A line that will cost so much before its discount; nothing when it goes. */
export interface SmallerLine {
  readonly balance: LineBalance;
  readonly gross: MinorUnits;
}

/**
 * Amounts that were taken off stay within the limit of who makes less of what they were taken off. Less
 * that comes back gives nothing away.
 */
export function requireStillWithinLimit(
  context: DecisionContext,
  order: OrderState,
  smaller: ReadonlyArray<SmallerLine>,
): Result<undefined, Refusal> {
  const less = smaller.filter(
    ({ balance, gross }) => balance.kind.side > 0 && gross < balance.gross,
  );
  for (const { balance, gross } of less) {
    const within =
      gross > 0 ? requireAmountWithin(context, balance.discount, gross) : ok(undefined);
    if (!within.ok) return within;
  }
  const ofOrder = registerValue(order.fields.discount) ?? null;
  const priceBefore = sumMinor(
    orderBalance(order).lines.filter(isUnder(ofOrder)),
    ({ remaining }) => Math.max(0, remaining),
  );
  const lost = sumMinor(
    less.filter(({ balance }) => isUnder(ofOrder)(balance)),
    ({ balance, gross }) => balance.live - netOf(context, balance, gross),
  );
  const left = minor(priceBefore - lost);
  if (lost <= 0 || left <= 0) return ok(undefined);
  return requireAmountWithin(context, ofOrder, left);
}

/** A percentage takes the same part of whatever is left. */
function requireAmountWithin(
  context: DecisionContext,
  discount: GivenDiscount | null,
  gross: MinorUnits,
): Result<undefined, Refusal> {
  return discount === null || discount.amount === 0
    ? ok(undefined)
    : requireWithinLimit(context, discount, gross);
}

function netOf(
  { rules }: DecisionContext,
  { discount }: LineBalance,
  gross: MinorUnits,
): MinorUnits {
  if (discount === null) return gross;
  const off =
    discount.amount === 0 ? percentOf(gross, discount.rate, rules.pricing.half) : discount.amount;
  return minor(Math.max(0, gross - off));
}

/** Returns the share that the discount takes off, rounded up; in 1/1000 %. */
function rateOf({ amount, rate }: GivenDiscount, gross: MinorUnits): MilliPercent {
  if (amount === 0) return rate;
  return milliPercent(Math.min(100_000, Math.ceil((amount * 100_000) / gross)));
}
