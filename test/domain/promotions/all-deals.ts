/**
 * The best price of a small basket by trying all ways to set its pieces apart: an oracle that shares no
 * code and no order with the search.
 */

import { type Basket, type BasketLine } from "../../../src/domain/promotions/basket.ts";
import { type DealTerms, type PromotionGoods } from "../../../src/domain/promotions/promotion.ts";

interface Piece {
  readonly price: number;
  readonly off: number;
  readonly measure: number;
  readonly line: BasketLine;
}

/** Returns what all pieces cost at best. A line's discount has to divide by its pieces. */
export function bestPrice({ lines, promotions }: Basket): number {
  const pieces = lines.flatMap(asPieces);
  const known = new Map<string, number>();

  /** The least that the pieces from `mask` cost, while these promotions have had their one deal. */
  function least(mask: number, done: number): number {
    if (mask === 0) return 0;
    const name = `${mask}/${done}`;
    const found = known.get(name);
    if (found !== undefined) return found;
    const first = mask & -mask;
    let best = priceOutside(first) + least(mask ^ first, done);
    for (let deal = mask; deal > 0; deal = (deal - 1) & mask) {
      if ((deal & first) === 0) continue;
      for (const [at, { terms, write }] of promotions.entries()) {
        const own = piecesOf(deal);
        if (!own.every(({ line }) => line.offers.includes(write))) continue;
        if (terms.type === "from" && (done & (1 << at)) !== 0) continue;
        const price = priceOf(terms, own);
        if (price === undefined) continue;
        const after = terms.type === "from" ? done | (1 << at) : done;
        best = Math.min(best, price + least(mask ^ deal, after));
      }
    }
    known.set(name, best);
    return best;
  }

  function piecesOf(mask: number): ReadonlyArray<Piece> {
    return pieces.filter((_, at) => (mask & (1 << at)) !== 0);
  }

  function priceOutside(mask: number): number {
    return piecesOf(mask).reduce((sum, { price, off }) => sum + price - off, 0);
  }

  return least(2 ** pieces.length - 1, 0);
}

function asPieces(line: BasketLine): ReadonlyArray<Piece> {
  const { by, price, off, count } = line;
  if (by === "weight") return [{ price, off, measure: count, line }];
  return Array.from({ length: count }, () => ({ price, off: off / count, measure: 1000, line }));
}

/** What a deal of exactly these pieces costs; undefined if it is none. */
function priceOf(terms: DealTerms, pieces: ReadonlyArray<Piece>): number | undefined {
  const prices = pieces.map(({ price }) => price).toSorted((a, b) => b - a);
  if (terms.type === "from") {
    if (sum(pieces.map(({ measure }) => measure)) < terms.least) return undefined;
    return sum(prices) - sum(prices.map((price) => share(price, terms.rate)));
  }
  if (pieces.some(({ line }) => line.by === "weight")) return undefined;
  switch (terms.type) {
    case "n-for-m":
      return pieces.length === terms.n ? sum(prices.slice(0, terms.m)) : undefined;
    case "second":
      return pieces.length === 2 ? sum(prices) - share(prices[1] ?? 0, terms.rate) : undefined;
    default:
      return fills(terms.sets, pieces) ? Math.min(terms.price, sum(prices)) : undefined;
  }
}

function fills(sets: ReadonlyArray<PromotionGoods>, pieces: ReadonlyArray<Piece>): boolean {
  const [set, ...others] = sets;
  if (set === undefined) return pieces.length === 0;
  return pieces.some(
    ({ line }, at) => set.skus.includes(line.sku) && fills(others, pieces.toSpliced(at, 1)),
  );
}

function share(price: number, rate: number): number {
  return Math.floor((2 * price * rate + 100_000) / 200_000);
}

function sum(values: ReadonlyArray<number>): number {
  return values.reduce((total, value) => total + value, 0);
}
