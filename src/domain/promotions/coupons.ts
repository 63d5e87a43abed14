/**
 * Coupons on the bill: what is taken off everything, after deals and persons' discounts of lines.
 *
 * A coupon's minimum is held against list prices: held against prices after deals, one more piece could
 * lose the coupon and raise the bill by more than it costs. A coupon that names goods is off those alone,
 * and its minimum is held against them.
 */

import { type GoodsOfLine } from "../goods/named-goods.ts";
import { percentOf } from "../goods/pricing.ts";
import { type EventId } from "../identity.ts";
import { allocate } from "../money/allocate.ts";
import { minor, type MinorUnits, subtractMinor, sumMinor } from "../money/amounts.ts";
import { type Tax, taxName } from "../money/tax.ts";
import { compareText } from "../text/entry-text.ts";
import { type CouponOff, isCouponOn, type Promotion } from "./promotion.ts";

/** A line that a coupon may be taken off: no voucher, no deposit, nothing that comes back. */
export interface CouponLine {
  readonly line: EventId;
  readonly sku: string;
  readonly category?: string | undefined;
  readonly combo?: GoodsOfLine["combo"];
  /** The price of the line at list prices. */
  readonly list: MinorUnits;
  /** What it costs after deals and persons' discounts; zero or more. */
  readonly cost: MinorUnits;
  readonly taxes: ReadonlyArray<Tax>;
}

export interface TakenCoupon {
  /** The write of the promotion. */
  readonly promotion: EventId;
  /** The cents off each line, in the order of the lines; none of a line that bears none of it. */
  readonly offs: ReadonlyArray<readonly [line: EventId, off: MinorUnits]>;
}

/**
 * Returns what coupons take off the lines: rates first, then amounts, each in the order in which they were
 * written and at most what is left; of several writes of one promotion the first alone. Coupons that
 * take nothing are left out. What each tax rate bears doesn't depend on the order of lines.
 */
export function takenCoupons(
  lines: ReadonlyArray<CouponLine>,
  coupons: ReadonlyArray<Promotion<CouponOff>>,
): ReadonlyArray<TakenCoupon> {
  const fit = coupons.filter(({ id, terms }, at) => {
    const listed = sumMinor(lines, (line) => (isCouponOn(terms, line) ? line.list : 0));
    return listed >= terms.minimum && coupons.findIndex((other) => other.id === id) === at;
  });
  const ordered = [
    ...fit.filter(({ terms }) => terms.off.type === "rate"),
    ...fit.filter(({ terms }) => terms.off.type === "amount"),
  ];
  let left = lines.map(({ cost }) => cost);
  return ordered.flatMap(({ write, terms }) => {
    // A line that it is not off costs nothing as far as it is concerned.
    const costs = left.map((amount, at) => {
      const line = lines[at];
      return line !== undefined && isCouponOn(terms, line) ? amount : minor(0);
    });
    const cost = sumMinor(costs, (amount) => amount);
    const offs = spreadOver(lines, costs, offOf(terms, cost));
    left = left.map((amount, at) => subtractMinor(amount, offs[at] ?? minor(0)));
    const taken = lines.flatMap(({ line }, at) => {
      const off = offs[at] ?? minor(0);
      return off === 0 ? [] : [[line, off] as const];
    });
    return taken.length === 0 ? [] : [{ promotion: write, offs: taken }];
  });
}

function offOf({ off }: CouponOff, left: MinorUnits): MinorUnits {
  return off.type === "rate" ? percentOf(left, off.rate, "up") : minor(Math.min(left, off.amount));
}

/**
 * Spreads an amount by what lines cost: first over their taxes, then within each. So goods typed in one
 * line or in several leave the same to each rate.
 */
function spreadOver(
  lines: ReadonlyArray<CouponLine>,
  costs: ReadonlyArray<MinorUnits>,
  off: MinorUnits,
): ReadonlyArray<MinorUnits> {
  const places = [...lines.keys()].toSorted((a, b) => compareLines(lines[a], lines[b]));
  const groups = [...Map.groupBy(places, (at) => taxesOf(lines[at])).values()];
  const costsOf = groups.map((own) => own.map((at) => costs[at] ?? minor(0)));
  const shares = allocate(
    off,
    costsOf.map((own) => sumMinor(own, (cost) => cost)),
  );
  const offs = lines.map(() => minor(0));
  for (const [group, own] of groups.entries()) {
    const parts = allocate(shares[group] ?? minor(0), costsOf[group] ?? []);
    for (const [place, at] of own.entries()) offs[at] = parts[place] ?? minor(0);
  }
  return offs;
}

function compareLines(a: CouponLine | undefined, b: CouponLine | undefined): number {
  if (a === undefined || b === undefined) return 0;
  return compareText(taxesOf(a), taxesOf(b)) || b.cost - a.cost || compareText(a.sku, b.sku);
}

function taxesOf(line: CouponLine | undefined): string {
  return JSON.stringify((line?.taxes ?? []).map(taxName));
}
