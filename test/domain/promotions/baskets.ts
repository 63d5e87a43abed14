/** Baskets in few words, and what they cost. */

import { type EventId } from "../../../src/domain/identity.ts";
import { milliPercent, minor, sumMinor, thousandths } from "../../../src/domain/money/amounts.ts";
import { taxBill, type Tax } from "../../../src/domain/money/tax.ts";
import { type Deal } from "../../../src/domain/promotions/basket-deals.ts";
import { type Basket, type BasketLine } from "../../../src/domain/promotions/basket.ts";
import {
  type DealTerms,
  type Promotion,
  type PromotionGoods,
} from "../../../src/domain/promotions/promotion.ts";

export const HIGH: Tax = { label: "VAT 21%", rate: milliPercent(21_000), included: true };
export const LOW: Tax = { label: "VAT 9%", rate: milliPercent(9000), included: true };

export function eventId(seq: number): EventId {
  return `${"a".repeat(26)}.${"b".repeat(13)}:${seq}:00000000` as EventId;
}

export function goods(...skus: ReadonlyArray<string>): PromotionGoods {
  return { skus, categories: [] };
}

export function nForM(n: number, m: number, ...skus: ReadonlyArray<string>): DealTerms {
  return { type: "n-for-m", goods: goods(...skus), n, m };
}

/** `percent` in whole percent. */
export function second(percent: number, ...skus: ReadonlyArray<string>): DealTerms {
  return { type: "second", goods: goods(...skus), rate: milliPercent(percent * 1000) };
}

/** From so many pieces or kilograms. */
export function from(least: number, percent: number, ...skus: ReadonlyArray<string>): DealTerms {
  return {
    type: "from",
    goods: goods(...skus),
    least: thousandths(least * 1000),
    rate: milliPercent(percent * 1000),
  };
}

/** One piece of each SKU, or of each set of them. */
export function bundle(
  price: number,
  ...sets: ReadonlyArray<string | ReadonlyArray<string>>
): DealTerms {
  return { type: "bundle", sets: sets.map((set) => goods(...[set].flat())), price: minor(price) };
}

/** Promotions in the order in which they were written; their writes count from 1001. */
export function promotions(
  ...terms: ReadonlyArray<DealTerms>
): ReadonlyArray<Promotion<DealTerms>> {
  return terms.map((own, at) => ({
    write: eventId(1001 + at),
    id: `P${at + 1}`,
    name: `Promotion ${at + 1}`,
    terms: own,
    conditions: { days: [], hours: [], areas: [], groups: [] },
  }));
}

export interface LineWish {
  readonly sku: string;
  readonly price: number;
  readonly count?: number;
  readonly tax?: Tax;
  readonly off?: number;
  readonly by?: BasketLine["by"];
  /** The promotions that it was offered, by their place; without, all that have its SKU. */
  readonly offers?: ReadonlyArray<number>;
}

/** A basket of these lines, whose ids count from 1 in this order. */
export function basketOf(terms: ReadonlyArray<DealTerms>, wishes: ReadonlyArray<LineWish>): Basket {
  const written = promotions(...terms);
  const lines = wishes.map((wish, at): BasketLine => {
    const offered = written.filter((promotion, place) =>
      wish.offers === undefined ? hasSku(promotion.terms, wish.sku) : wish.offers.includes(place),
    );
    return {
      line: eventId(at + 1),
      sku: wish.sku,
      category: "",
      by: wish.by ?? "each",
      count: wish.count ?? 1,
      price: minor(wish.price),
      taxes: [wish.tax ?? HIGH],
      offers: offered.map(({ write }) => write),
      off: minor(wish.off ?? 0),
    };
  });
  return { lines, promotions: written };
}

function hasSku(terms: DealTerms, sku: string): boolean {
  const sets = terms.type === "bundle" ? terms.sets : [terms.goods];
  return sets.some(({ skus }) => skus.includes(sku));
}

export interface Cost {
  readonly total: number;
  /** By the tax's label, the amount and the tax in it. */
  readonly taxes: Readonly<Record<string, readonly [amount: number, tax: number]>>;
  /** The cents that deals take off each line, in the order of the basket. */
  readonly offs: ReadonlyArray<number>;
  /** What each line costs. */
  readonly nets: ReadonlyArray<number>;
}

/** Returns what a basket costs with these deals; a person's discount counts evenly for pieces outside. */
export function costOf({ lines }: Basket, deals: ReadonlyArray<Deal>): Cost {
  const offs = lines.map(({ line }) => {
    return sumMinor(
      deals.flatMap(({ pieces }) => pieces).filter(([id]) => id === line),
      ([, , off]) => off,
    );
  });
  const nets = lines.map((line, at) => {
    const held = deals.flatMap(({ pieces }) => pieces).filter(([id]) => id === line.line);
    const inDeals = held.reduce((sum, [, count]) => sum + count, 0);
    return grossOf(line) - (offs[at] ?? 0) - offOutside(line, line.count - inDeals);
  });
  const bill = taxBill({
    lines: lines.map(({ taxes }, at) => ({ amount: minor(nets[at] ?? 0), taxes })),
    half: "up",
    rounding: "order",
  });
  const taxes = Object.fromEntries(
    bill.taxes.map(({ label, net, tax }) => [label, [net + tax, tax]] as const),
  );
  return { total: bill.total, taxes, offs, nets };
}

export function grossOf({ by, price, count }: BasketLine): number {
  return by === "weight" ? price : price * count;
}

/** The first of the pieces outside bear the odd cents. */
function offOutside({ by, off, count }: BasketLine, outside: number): number {
  if (by === "weight") return outside === 0 ? 0 : off;
  return Math.floor(off / count) * outside + Math.min(outside, off % count);
}
