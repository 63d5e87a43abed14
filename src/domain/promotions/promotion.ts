/**
 * What a promotion is, and which of them goods may take part in when somebody adds them to an order.
 *
 * A promotion that was written never changes: whoever edits one writes another, and lines keep what
 * they were offered.
 */

import { type GoodsOfLine, isOfNamed } from "../goods/named-goods.ts";
import { liesIn, type TimeWindow, type WeekMoment } from "../goods/time-band.ts";
import { type BusinessDay, type EventId } from "../identity.ts";
import { type MilliPercent, type MinorUnits, type Thousandths } from "../money/amounts.ts";

/** Products by SKU, and all products of categories. */
export interface PromotionGoods {
  readonly skus: ReadonlyArray<string>;
  readonly categories: ReadonlyArray<string>;
}

/** Of `n` pieces the `m` dearest are paid; `m` is at least 1 and below `n`. */
export interface NForM {
  readonly type: "n-for-m";
  readonly goods: PromotionGoods;
  readonly n: number;
  readonly m: number;
}

/**
 * All pieces at the rate off, as soon as there is so much of them. A piece counts as one, weighed goods as
 * their weight: "from 6 pieces" is 6000, "from 1.5 kg" is 1500.
 */
export interface FromQuantity {
  readonly type: "from";
  readonly goods: PromotionGoods;
  readonly least: Thousandths;
  readonly rate: MilliPercent;
}

/** Of two pieces, the cheaper one at the rate off; 100 % is free. */
export interface SecondPiece {
  readonly type: "second";
  readonly goods: PromotionGoods;
  readonly rate: MilliPercent;
}

/** One piece of each set, together at the price. */
export interface Bundle {
  readonly type: "bundle";
  readonly sets: ReadonlyArray<PromotionGoods>;
  readonly price: MinorUnits;
}

/** Off the whole bill, whatever is on it, or off some goods alone: a rate, or an amount above zero. */
export interface CouponOff {
  readonly type: "coupon";
  /** The goods that it is off; missing for all that the bill has. */
  readonly goods?: PromotionGoods;
  readonly off:
    | { readonly type: "rate"; readonly rate: MilliPercent }
    | { readonly type: "amount"; readonly amount: MinorUnits };
  /** The bill, or the goods that it is off, have to come to so much at list prices; zero for any bill. */
  readonly minimum: MinorUnits;
  /** The hash of the code that a guest shows. */
  readonly code: string;
}

/** A promotion that is worked out over pieces. */
export type DealTerms = NForM | FromQuantity | SecondPiece | Bundle;
export type PromotionTerms = DealTerms | CouponOff;

/** When, where and for whom a promotion holds; an empty list or field excludes nobody. */
export interface PromotionConditions extends TimeWindow {
  /** The first business day. */
  readonly from?: BusinessDay | undefined;
  /** The last business day. */
  readonly until?: BusinessDay | undefined;
  /** Areas of the floor. */
  readonly areas: ReadonlyArray<string>;
  /** Customer groups. They are looked at when deals are worked out: the customer's card comes last. */
  readonly groups: ReadonlyArray<string>;
}

export interface Promotion<Terms extends PromotionTerms = PromotionTerms> {
  /** The event that wrote it. */
  readonly write: EventId;
  /** The name by which people know it; several writes in turn have the same. */
  readonly id: string;
  readonly name: string;
  readonly terms: Terms;
  readonly conditions: PromotionConditions;
}

export interface OfferMoment {
  readonly at: WeekMoment;
  readonly day: BusinessDay;
  /** The area of the order's table; empty for none. */
  readonly area: string;
}

/** Goods that a line is of, at the moment in which it is added. */
export interface OfferedGoods {
  readonly sku: string;
  readonly category: string;
}

/** More than anybody would tell apart, and few enough for a line to carry. */
export const OFFERS_MAX = 20;

/** Promotions that hold goods, found by their products. */
export interface PromotionIndex {
  readonly bySku: ReadonlyMap<string, ReadonlyArray<Promotion>>;
  readonly byCategory: ReadonlyMap<string, ReadonlyArray<Promotion>>;
  /** The place of each promotion in the order in which they were written. */
  readonly placeByWrite: ReadonlyMap<EventId, number>;
}

/** Makes an index of promotions, the oldest first; coupons are in none, because no line is offered one. */
export function indexPromotions(promotions: ReadonlyArray<Promotion>): PromotionIndex {
  const bySku = new Map<string, Promotion[]>();
  const byCategory = new Map<string, Promotion[]>();
  for (const promotion of promotions) {
    const goods = goodsOf(promotion.terms);
    for (const sku of new Set(goods.flatMap(({ skus }) => skus))) list(bySku, sku, promotion);
    for (const category of new Set(goods.flatMap(({ categories }) => categories)))
      list(byCategory, category, promotion);
  }
  const placeByWrite = new Map(promotions.map(({ write }, place) => [write, place]));
  return { bySku, byCategory, placeByWrite };
}

/**
 * Returns the writes of the promotions that a line of these goods is offered at that moment, the oldest
 * first. Customer groups are not looked at. Of more than `OFFERS_MAX` the newest are offered: whoever
 * writes a promotion expects to see it.
 */
export function offersOf(
  index: PromotionIndex,
  goods: OfferedGoods,
  moment: OfferMoment,
): ReadonlyArray<EventId> {
  const found = new Set([
    ...(index.bySku.get(goods.sku) ?? []),
    ...(index.byCategory.get(goods.category) ?? []),
  ]);
  return [...found]
    .filter(({ conditions }) => holdsAt(conditions, moment))
    .map(({ write }) => write)
    .toSorted((a, b) => (index.placeByWrite.get(a) ?? 0) - (index.placeByWrite.get(b) ?? 0))
    .slice(-OFFERS_MAX);
}

/** Returns the promotions that hold these goods, whenever and for whom they are offered, the oldest first. */
export function promotionsWith<Terms extends PromotionTerms>(
  promotions: Iterable<Promotion<Terms>>,
  sold: OfferedGoods,
): ReadonlyArray<Promotion<Terms>> {
  return [...promotions].filter(({ terms }) =>
    goodsOf(terms).some((goods) => isAmong(goods, sold)),
  );
}

/** Whether a promotion holds at that moment, whoever the customer is. */
export function holdsAt(
  { from, until, areas, ...window }: PromotionConditions,
  { at, day, area }: OfferMoment,
): boolean {
  if (from !== undefined && day < from) return false;
  if (until !== undefined && day > until) return false;
  if (areas.length > 0 && !areas.includes(area)) return false;
  return liesIn(window, at);
}

/** Whether a promotion is for the customer's group; empty for a guest without one. */
export function isForGroup({ groups }: PromotionConditions, group: string): boolean {
  return groups.length === 0 || groups.includes(group);
}

/** Whether a coupon is off goods of that kind: any, unless it names some. */
export function isCouponOn({ goods }: Pick<CouponOff, "goods">, line: GoodsOfLine): boolean {
  return isOfNamed(goods, line);
}

/** Whether these goods are among them. */
export function isAmong({ skus, categories }: PromotionGoods, goods: OfferedGoods): boolean {
  return skus.includes(goods.sku) || categories.includes(goods.category);
}

function goodsOf(terms: PromotionTerms): ReadonlyArray<PromotionGoods> {
  if (terms.type === "coupon") return [];
  return terms.type === "bundle" ? terms.sets : [terms.goods];
}

function list(promotions: Map<string, Promotion[]>, key: string, promotion: Promotion): void {
  const own = promotions.get(key) ?? [];
  own.push(promotion);
  promotions.set(key, own);
}
