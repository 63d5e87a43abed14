/** Laws of a basket with promotions: it costs the least that any deals make of it, however it was scanned. Size: both. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { minor } from "../../../src/domain/money/amounts.ts";
import { basketDeals } from "../../../src/domain/promotions/basket-deals.ts";
import { type Basket, type BasketLine } from "../../../src/domain/promotions/basket.ts";
import { type DealTerms } from "../../../src/domain/promotions/promotion.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { bestPrice } from "./all-deals.ts";
import {
  basketOf,
  bundle,
  costOf,
  eventId,
  from,
  grossOf,
  HIGH,
  type LineWish,
  LOW,
  nForM,
  second,
} from "./baskets.ts";

const SKUS = ["a", "b", "c", "d", "e"];
const RUNS = { numRuns: proofRuns({ small: 400, whole: 1500 }) };

describe("a small basket", () => {
  test("costs the least that any deals make of it", () => {
    fc.assert(
      fc.property(smallBasket(), (basket) => {
        expect(totalOf(basket)).toBe(bestPrice(basket));
      }),
      RUNS,
    );
  });

  test("costs the same, and bears the same tax, however it is scanned and typed", () => {
    fc.assert(
      fc.property(smallBasket(), fc.infiniteStream(fc.nat()), (basket, random) => {
        expect(figures(shuffled(grouped(basket), random))).toEqual(figures(basket));
        expect(figures(shuffled(basket, random))).toEqual(figures(basket));
      }),
      RUNS,
    );
  });

  test("costs no more when somebody takes something off a piece", () => {
    fc.assert(
      fc.property(
        smallBasket(),
        fc.nat(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (basket, at, part) => {
          const place = at % basket.lines.length;
          const { price, off } = basket.lines[place] ?? { price: 0, off: 0 };
          const more = { off: minor(off + Math.round((price - off) * part)) };

          expect(totalOf(withLine(basket, place, more))).toBeLessThanOrEqual(totalOf(basket));
        },
      ),
      RUNS,
    );
  });

  test("costs at most a piece's own price more with the piece", () => {
    fc.assert(
      fc.property(smallBasket(), fc.nat(), (basket, at) => {
        const { lines, promotions } = basket;
        const place = at % lines.length;
        const more = totalOf(basket) - totalOf({ lines: lines.toSpliced(place, 1), promotions });
        const { price = 0, off = 0 } = lines[place] ?? {};

        expect(more).toBeLessThanOrEqual(price - off);
      }),
      RUNS,
    );
  });
});

describe("any basket", () => {
  test("nothing in it costs less than nothing or more than its list price", () => {
    fc.assert(
      fc.property(anyBasket(), (basket) => {
        const { nets } = costOf(basket, basketDeals(basket));

        expect(nets.filter((net, at) => net < 0 || net > grossAt(basket, at))).toEqual([]);
      }),
    );
  });

  test("no piece is in two deals, and each deal saves something", () => {
    fc.assert(
      fc.property(anyBasket(), (basket) => {
        const deals = basketDeals(basket);
        const countByLine = new Map<string, number>();
        for (const [line, count] of deals.flatMap(({ pieces }) => pieces)) {
          countByLine.set(line, (countByLine.get(line) ?? 0) + count);
        }

        expect(
          basket.lines.filter(({ line, count }) => (countByLine.get(line) ?? 0) > count),
        ).toEqual([]);
        for (const { pieces } of deals) {
          expect(pieces.reduce((sum, [, , off]) => sum + off, 0)).toBeGreaterThan(0);
        }
      }),
    );
  });

  test("costs the same, and bears the same tax, however it is scanned and typed", () => {
    fc.assert(
      fc.property(anyBasket(), fc.infiniteStream(fc.nat()), (basket, random) => {
        expect(figures(shuffled(grouped(basket), random))).toEqual(figures(basket));
      }),
    );
  });

  test("costs at most what it costs without what persons took off, and without deals", () => {
    fc.assert(
      fc.property(anyBasket(), ({ lines, promotions }) => {
        const plain = lines.map((line) => Object.assign({}, line, { off: minor(0) }));
        const total = totalOf({ lines, promotions });

        expect(total).toBeLessThanOrEqual(totalOf({ lines: plain, promotions }));
        expect(total).toBeLessThanOrEqual(costOf({ lines, promotions }, []).total);
      }),
    );
  });
});

function totalOf(basket: Basket): number {
  return costOf(basket, basketDeals(basket)).total;
}

function figures(basket: Basket) {
  const { total, taxes } = costOf(basket, basketDeals(basket));
  return { total, taxes };
}

function grossAt({ lines }: Basket, at: number): number {
  const line = lines[at];
  return line === undefined ? 0 : grossOf(line);
}

/** Up to 7 lines of one piece, and up to 4 promotions. */
function smallBasket(): fc.Arbitrary<Basket> {
  return basket(7, 4, fc.constant(1));
}

/** Larger than the search has steps for. */
function anyBasket(): fc.Arbitrary<Basket> {
  return basket(25, 8, fc.integer({ min: 1, max: 4 }));
}

function basket(
  linesMax: number,
  promotionsMax: number,
  counts: fc.Arbitrary<number>,
): fc.Arbitrary<Basket> {
  const price = fc.oneof(
    fc.constantFrom(100, 200, 300, 350, 500),
    fc.integer({ min: 1, max: 999 }),
  );
  // Goods of one SKU have one price and one tax, but for few.
  const product = fc.record({ price, tax: fc.constantFrom(HIGH, LOW) });
  return fc
    .tuple(
      fc.array(product, { minLength: SKUS.length, maxLength: SKUS.length }),
      fc.array(anyTerms(), { minLength: 1, maxLength: promotionsMax }),
      fc.array(fc.tuple(lineWish(counts, promotionsMax), fc.option(price, { freq: 6 })), {
        minLength: 1,
        maxLength: linesMax,
      }),
    )
    .map(([products, terms, wishes]) =>
      basketOf(
        terms,
        wishes.map(([{ place, part, ...wish }, otherPrice]) => {
          const product = products[place] ?? { price: 100, tax: HIGH };
          const own = otherPrice ?? product.price;
          const off = Math.round(own * part) * (wish.by === "weight" ? 1 : (wish.count ?? 1));
          const sku = SKUS[place] ?? "";
          return Object.assign({}, wish, { sku, tax: product.tax, price: own, off });
        }),
      ),
    );
}

type RawWish = Pick<LineWish, "count" | "offers" | "by"> & {
  readonly place: number;
  readonly part: number;
};

function lineWish(counts: fc.Arbitrary<number>, promotionsMax: number): fc.Arbitrary<RawWish> {
  const part = fc.oneof(
    { weight: 5, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.constantFrom(0.1, 0.5, 1) },
  );
  const place = fc.nat(SKUS.length - 1);
  const pieces = fc.record({ place, part, count: counts });
  return fc.oneof(
    { weight: 8, arbitrary: pieces },
    {
      weight: 1,
      arbitrary: fc
        .tuple(pieces, fc.array(fc.nat(promotionsMax - 1), { maxLength: 3 }))
        .map(([own, offers]) => Object.assign({}, own, { offers: [...new Set(offers)] })),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        place,
        part,
        by: fc.constant("weight" as const),
        count: fc.integer({ min: 50, max: 4000 }),
      }),
    },
  );
}

function anyTerms(): fc.Arbitrary<DealTerms> {
  const some = fc.subarray(SKUS, { minLength: 1 });
  const percent = fc.constantFrom(10, 25, 50, 100);
  return fc.oneof(
    fc
      .tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 1, max: 2 }), some)
      .map(([n, m, skus]) => nForM(n, Math.min(m, n - 1), ...skus)),
    fc.tuple(percent, some).map(([off, skus]) => second(off, ...skus)),
    fc
      .tuple(fc.integer({ min: 1, max: 5 }), percent, some)
      .map(([least, off, skus]) => from(least, off, ...skus)),
    fc
      .tuple(fc.integer({ min: 1, max: 900 }), fc.array(some, { minLength: 2, maxLength: 3 }))
      .map(([price, sets]) => bundle(price, ...sets)),
  );
}

function withLine({ lines, promotions }: Basket, at: number, change: Partial<BasketLine>): Basket {
  return {
    lines: lines.map((line, place) => (place === at ? Object.assign({}, line, change) : line)),
    promotions,
  };
}

/** The lines in another order, under other ids. */
function shuffled({ lines, promotions }: Basket, random: fc.Stream<number>): Basket {
  const keyed = lines.map((line) => ({ line, key: Number(random.next().value) }));
  const mixed = keyed
    .toSorted((a, b) => a.key - b.key)
    .map(({ line }, at) => Object.assign({}, line, { line: eventId(900 - at) }));
  return { lines: mixed, promotions };
}

/** Equal pieces typed as one line. */
function grouped({ lines, promotions }: Basket): Basket {
  const same = Map.groupBy(lines, ({ line, count, off, by, ...rest }) =>
    JSON.stringify([rest, by === "weight" ? line : off / count]),
  );
  const joined = [...same.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const count = own.reduce((sum, line) => sum + line.count, 0);
    const off = own.reduce((sum, line) => sum + line.off, 0);
    return [{ ...first, count, off: minor(off) }];
  });
  return { lines: joined, promotions };
}
