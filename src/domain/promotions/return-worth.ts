/**
 * What comes out for goods that come back of a deal, of a combo, or of a bill with a coupon on it.
 *
 * By choice the rest is priced anew, at the sale's prices and offers: who sends back all but one piece of a
 * large quantity keeps none at the price for many. Bad goods come back at their own share, and the others
 * keep their price. Whatever comes back in whatever order, all of it comes to what was paid. Nothing is
 * ever asked of the guest for a return, and what went out is never asked back.
 */

import { type EventId } from "../identity.ts";
import { allocate } from "../money/allocate.ts";
import { minor, type MinorUnits, sumMinor, type Thousandths } from "../money/amounts.ts";
import { divideRounded, productOf } from "../money/rounding.ts";
import { basketDeals } from "./basket-deals.ts";
import { type BasketLine } from "./basket.ts";
import { type CouponLine, takenCoupons } from "./coupons.ts";
import { type CouponOff, type DealTerms, type Promotion } from "./promotion.ts";

/**
 * Pieces of a line that were sold in one deal, in one combo, or in none, as the basket had them; `off` is
 * what a person's discount would take off them outside of deals.
 */
export interface SoldLine extends BasketLine {
  /** The grams of one unit of the quantity that comes back; undefined for pieces. */
  readonly weightOfOne: Thousandths | undefined;
  /** The combo that it is a part of; a coupon on that is on its parts. */
  readonly combo?: { readonly sku: string } | undefined;
  /** Lines of one deal or combo have the same; a line that stands alone has its own. */
  readonly group: string;
  /** The price that the receipt recorded for all of them, after everything. */
  readonly paid: MinorUnits;
}

/**
 * Combos of one line of an order. The components' prices are those of the list, without the combo's surcharges;
 * where all of them are zero, each component's part of the combo's price.
 */
export interface SoldCombo {
  readonly count: number;
  /** The price of one, with surcharges. */
  readonly price: MinorUnits;
}

/**
 * What was sold together and is priced together anew: the lines of one deal or of one combo; all lines
 * of the receipt, if a coupon was on it.
 */
export interface SoldTogether {
  readonly lines: ReadonlyArray<SoldLine>;
  /** Those of the sale that held for its customer, the oldest first. */
  readonly promotions: ReadonlyArray<Promotion<DealTerms>>;
  readonly coupons: ReadonlyArray<Promotion<CouponOff>>;
  readonly combosByGroup: ReadonlyMap<string, SoldCombo>;
  /** What else is off all of it, one after the other, after coupons; what stays bears its part. */
  readonly discounts?: ReadonlyArray<PartOff> | undefined;
}

/** Such as a discount of the order, and points: so many cents of a price. */
export interface PartOff {
  readonly off: MinorUnits;
  readonly of: MinorUnits;
  /** The lines that it is off; missing for all of them. */
  readonly lines?: ReadonlySet<EventId>;
}

/** Pieces of the line at this place of the sale; thousandths of goods by weight. */
export interface ReturnWorth {
  readonly place: number;
  readonly count: number;
  readonly how: HowBack;
}

/**
 * Whether goods come back by the guest's choice, so that the rest is priced anew; because they were bad, so
 * that they bring at least their share; or in a shop that gives each piece's share for any return.
 */
export type HowBack = "choice" | "bad" | "share";

/** What came back of the sale so far. */
export interface BackBefore {
  readonly back: ReadonlyArray<ReturnWorth>;
  /** The cents that went out for it. */
  readonly out: MinorUnits;
  /** By place, the sum of what was raised before. */
  readonly raised: ReadonlyArray<MinorUnits>;
}

export interface BackNow {
  /** The cents to give out: the sum of `counted` less the sum of `raised`; zero or more. */
  readonly out: MinorUnits;
  /** By place, what the goods that come back now counted for on the receipt. */
  readonly counted: ReadonlyArray<MinorUnits>;
  /**
   * By place, by how much more the pieces that were kept count now, so that each tax rate is right. Below
   * zero where pieces that were raised before come back.
   */
  readonly raised: ReadonlyArray<MinorUnits>;
}

/** Pieces by place. */
type Counts = ReadonlyArray<number>;

/**
 * Returns what comes out now; throws RangeError for more than was sold. For no goods it is what the guest is owed,
 * where tills apart took back some each. Source: docs/rules/promotions.md, P14 to P17.
 */
export function goodsBack(
  sold: SoldTogether,
  before: BackBefore,
  now: ReadonlyArray<ReturnWorth>,
): BackNow {
  const all = [...before.back, ...now];
  const goneBefore = countsOf(sold, before.back);
  const gone = countsOf(sold, all);
  if (sold.lines.some(({ count }, at) => (gone[at] ?? 0) > count)) {
    throw new RangeError("More comes back than was sold");
  }
  const paid = sumMinor(sold.lines, (line) => line.paid);
  const out = outNow(sold, { before, all, now, paid });
  const counted = sold.lines.map((line, at) =>
    minor(shareOf(line, gone[at] ?? 0) - shareOf(line, goneBefore[at] ?? 0)),
  );
  const kept = keptAfter(sold, gone);
  const recorded = sold.lines.map((line, at) => line.paid - shareOf(line, gone[at] ?? 0));
  const more = paid - before.out - out - recorded.reduce((sum, share) => sum + share, 0);
  const lists = sold.lines.map((line, at) => listOf(line, kept[at] ?? 0));
  const rooms = lists.map((list, at) => list - (recorded[at] ?? 0));
  const targets = spreadWithin(more, lists, more < 0 ? recorded : rooms);
  const raised = targets.map((target, at) => minor(target - (before.raised[at] ?? 0)));
  return { out, counted, raised };
}

interface Step {
  readonly before: BackBefore;
  readonly all: ReadonlyArray<ReturnWorth>;
  readonly now: ReadonlyArray<ReturnWorth>;
  readonly paid: MinorUnits;
}

function outNow(sold: SoldTogether, { before, all, now, paid }: Step): MinorUnits {
  const bad = countsOf(sold, all.filter(isByShare));
  const badBefore = countsOf(sold, before.back.filter(isByShare));
  const badShare = sumShares(sold, bad) - sumShares(sold, badBefore);
  const isSharing = now.length > 0 && now.every(({ how }) => how === "share");
  const owed = isSharing ? 0 : paid - worthOfKept(sold, all) - before.out;
  const left = Math.max(0, paid - before.out);
  const out = Math.min(left, Math.max(0, owed, badShare));
  const isAll = keptAfter(sold, countsOf(sold, all)).every((count) => count === 0);
  if (isAll) return minor(left);
  if (now.length === 0) return minor(out);
  // Beyond the steps of the search, one piece less might make the rest cheaper than a piece costs.
  const taken = countsOf(sold, now);
  const list = sumMinor(sold.lines.entries(), ([at, line]) => listOf(line, taken[at] ?? 0));
  return minor(Math.min(out, list));
}

/**
 * Returns what the kept goods are worth: their price alone. Beside bad goods they keep the price that
 * they had together, less what the bad ones came back for.
 */
export function worthOfKept(sold: SoldTogether, back: ReadonlyArray<ReturnWorth>): MinorUnits {
  const kept = keptAfter(sold, countsOf(sold, back));
  if (kept.every((count) => count === 0)) return minor(0);
  const bad = countsOf(sold, back.filter(isByShare));
  const paid = sumMinor(sold.lines, (line) => line.paid);
  const together = priceOf(
    sold,
    kept.map((count, at) => count + (bad[at] ?? 0)),
  );
  const beside = Math.max(0, Math.min(together, paid) - sumShares(sold, bad));
  return minor(Math.min(priceOf(sold, kept), beside));
}

function isByShare({ how }: ReturnWorth): boolean {
  return how !== "choice";
}

/** Returns what all of it costs at the sale's prices and offers. */
export function soldPrice(sold: SoldTogether): MinorUnits {
  return minor(
    priceOf(
      sold,
      sold.lines.map(({ count }) => count),
    ),
  );
}

/** What so many pieces of each line cost at the sale's prices and offers. */
function priceOf(sold: SoldTogether, counts: Counts): number {
  const kept = sold.lines.map((line, at) => withCount(line, counts[at] ?? 0));
  const byGroup = Map.groupBy(kept, ({ group }) => group);
  const costs = new Map(
    [...byGroup].flatMap(([group, lines]) => {
      const combo = sold.combosByGroup.get(group);
      const own =
        combo === undefined
          ? dealsPrices(lines, sold.promotions)
          : comboPrices(sold, { group, lines, combo });
      return lines.map(({ line }, at) => [line, minor(own[at] ?? 0)] as const);
    }),
  );
  const bill = kept.map((own): CouponLine => ({
    line: own.line,
    sku: own.sku,
    category: own.category,
    combo: own.combo,
    list: minor(listOf(own, own.count)),
    cost: minor(Math.max(0, costs.get(own.line) ?? 0)),
    taxes: [],
  }));
  for (const [line, off] of takenCoupons(bill, sold.coupons).flatMap(({ offs }) => offs))
    costs.set(line, minor((costs.get(line) ?? 0) - off));
  for (const part of sold.discounts ?? []) takePart(costs, part);
  return sumMinor(costs, ([, cost]) => cost);
}

/** Takes a part off what lines cost, as a whole: each cent is on one of them. */
function takePart(costs: Map<EventId, MinorUnits>, { off, of, lines }: PartOff): void {
  if (off <= 0 || of <= 0) return;
  const bearing = [...costs].filter(([line]) => lines === undefined || lines.has(line));
  const price = sumMinor(bearing, ([, cost]) => cost);
  const parts = allocate(
    minor(divideRounded(productOf(price, off), of, "up")),
    bearing.map(([, cost]) => Math.max(0, cost)),
  );
  for (const [at, [line, cost]] of bearing.entries())
    costs.set(line, minor(cost - (parts[at] ?? 0)));
}

/** What lines of one group cost. No new deal is looked for across groups. */
function dealsPrices(
  lines: ReadonlyArray<SoldLine>,
  promotions: ReadonlyArray<Promotion<DealTerms>>,
): ReadonlyArray<number> {
  const pieces = basketDeals({ lines, promotions }).flatMap((deal) => deal.pieces);
  return lines.map((line) => {
    const own = pieces.filter(([id]) => id === line.line);
    const outside = line.count - sumMinor(own, ([, count]) => count);
    return listOf(line, line.count) - offOutside(line, outside) - sumMinor(own, ([, , off]) => off);
  });
}

/**
 * What the parts of combos cost: combos of which all is kept cost what they did, by what their parts cost by
 * themselves; what is left of others costs its list price.
 */
function comboPrices(
  sold: SoldTogether,
  {
    group,
    lines,
    combo,
  }: { readonly group: string; readonly lines: ReadonlyArray<SoldLine>; readonly combo: SoldCombo },
): ReadonlyArray<number> {
  const parts = sold.lines.filter((line) => line.group === group);
  const perCombo = parts.map(({ count }) => count / combo.count);
  const whole = Math.min(
    ...lines.map(({ count }, at) => Math.floor(count / (perCombo[at] ?? count))),
  );
  const together = allocate(
    minor(whole * combo.price),
    lines.map((line) => line.price),
  );
  return lines.map(
    (line, at) => (together[at] ?? 0) + listOf(line, line.count - whole * (perCombo[at] ?? 0)),
  );
}

function countsOf({ lines }: SoldTogether, back: ReadonlyArray<ReturnWorth>): Counts {
  return lines.map((_, at) =>
    back.reduce((sum, { place, count }) => sum + (place === at ? count : 0), 0),
  );
}

function keptAfter({ lines }: SoldTogether, gone: Counts): Counts {
  return lines.map(({ count }, at) => count - (gone[at] ?? 0));
}

function sumShares({ lines }: SoldTogether, counts: Counts): MinorUnits {
  return sumMinor(lines.entries(), ([at, line]) => shareOf(line, counts[at] ?? 0));
}

/** What the first so many pieces of a line counted for on the receipt: rounded as any part of a line is. */
export function shareOf({ paid, count }: Pick<SoldLine, "paid" | "count">, pieces: number): number {
  return count === 0 ? 0 : divideRounded(productOf(paid, pieces), count, "up");
}

/** The discount of a person on so many pieces that stay outside of deals. */
function offOutside({ by, off, count }: BasketLine, pieces: number): number {
  return partOf({ by, count, amount: off }, pieces);
}

/** The first of the pieces bear the odd cents; of goods by weight a part is rounded. */
function partOf(
  {
    by,
    count,
    amount,
  }: { readonly by: BasketLine["by"]; readonly count: number; readonly amount: number },
  pieces: number,
): number {
  if (pieces === 0 || count === 0) return 0;
  if (by === "weight") return divideRounded(productOf(amount, pieces), count, "up");
  const odd = amount % count;
  return ((amount - odd) / count) * pieces + Math.min(pieces, odd);
}

function listOf({ by, price, count }: BasketLine, pieces: number): number {
  return by === "weight" ? partOf({ by, count, amount: price }, pieces) : price * pieces;
}

function withCount(line: SoldLine, count: number): SoldLine {
  const price = line.by === "weight" ? minor(listOf(line, count)) : line.price;
  return { ...line, count, price, off: minor(offOutside(line, count)) };
}

/** Spreads an amount by list price, so that no line goes beyond its limit as long as others have room. */
function spreadWithin(
  amount: number,
  lists: Counts,
  limits: ReadonlyArray<number>,
): ReadonlyArray<number> {
  const sign = Math.sign(amount);
  const parts = lists.map(() => 0);
  let left = Math.abs(amount);
  while (left > 0) {
    const open = lists.map((list, at) => ((parts[at] ?? 0) < (limits[at] ?? 0) ? list : 0));
    const hasRoom = open.some((list) => list > 0);
    const weights = hasRoom ? open : lists.map((list) => Math.max(1, list));
    const shares = allocate(minor(left), weights);
    for (const [at, share] of shares.entries()) {
      const room = (limits[at] ?? 0) - (parts[at] ?? 0);
      const given = hasRoom ? Math.min(share, Math.max(0, room)) : share;
      parts[at] = (parts[at] ?? 0) + given;
      left -= given;
    }
  }
  return parts.map((part) => sign * part);
}
