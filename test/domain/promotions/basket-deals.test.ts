import { describe, expect, test } from "vitest";

import { basketDeals } from "../../../src/domain/promotions/basket-deals.ts";
import { type Basket } from "../../../src/domain/promotions/basket.ts";
import { type DealTerms } from "../../../src/domain/promotions/promotion.ts";
import {
  basketOf,
  bundle,
  type Cost,
  costOf,
  from,
  HIGH,
  type LineWish,
  LOW,
  nForM,
  second,
} from "./baskets.ts";

describe("what a basket costs", () => {
  test("V01: three for two", () => {
    const { total, offs, taxes } = cost([nForM(3, 2, "beer")], [beer(), beer(), beer()]);

    expect([total, offs, taxes]).toEqual([600, [100, 100, 100], { "VAT 21%": [600, 104] }]);
  });

  test("V02: the saving is spread by list price", () => {
    const { total, offs, taxes } = cost(
      [nForM(3, 2, "a", "b")],
      [
        { sku: "a", price: 1250 },
        { sku: "b", price: 995 },
        { sku: "b", price: 995 },
      ],
    );

    expect([total, offs, taxes]).toEqual([2245, [384, 306, 305], { "VAT 21%": [2245, 390] }]);
  });

  test("V03: groups are made of the dearest first, however they were scanned", () => {
    const prices = [100, 500, 200, 100, 400, 300];
    const lines = prices.map((price) => ({ sku: "x", price }));
    const basket = basketOf([nForM(3, 2, "x")], lines);
    const deals = basketDeals(basket);

    expect(costOf(basket, deals)).toMatchObject({ total: 1200, offs: [25, 125, 50, 25, 100, 75] });
    expect(deals.map((deal) => pricesOf(basket, deal.pieces))).toEqual([
      [500, 400, 300],
      [100, 200, 100],
    ]);
  });

  test.each([
    ["in one line", [beer({ count: 4 }), chips()]],
    ["in four, with chips between", [beer(), beer(), chips(), beer(), beer()]],
  ])("V04: four beers %s make three for two and a bundle", (_, lines) => {
    const { total, taxes } = cost([nForM(3, 2, "beer"), bundle(400, "beer", "chips")], lines);

    expect([total, taxes]).toEqual([1000, { "VAT 21%": [840, 146], "VAT 9%": [160, 13] }]);
  });

  test("V05, V06: percentages are rounded for each piece, half up", () => {
    const nuts = { sku: "nuts", price: 99, tax: LOW };

    expect(cost([second(50, "nuts")], [nuts, nuts])).toMatchObject({
      total: 148,
      offs: [25, 25],
      taxes: { "VAT 9%": [148, 12] },
    });
    expect(cost([from(3, 10, "nuts")], [{ ...nuts, count: 3 }])).toMatchObject({
      total: 267,
      offs: [30],
    });
  });

  test("V07: each rate bears its part of a bundle", () => {
    expect(
      cost(
        [bundle(600, "beer", "cake")],
        [
          { sku: "beer", price: 450 },
          { sku: "cake", price: 400, tax: LOW },
        ],
      ).taxes,
    ).toEqual({ "VAT 21%": [318, 55], "VAT 9%": [282, 23] });
  });

  test("V08: the second of two is free, the cheaper of the two dearest", () => {
    const lines = [2000, 1500, 1000].map((price) => ({ sku: "x", price }));

    expect(cost([second(100, "x")], lines)).toMatchObject({ total: 3000, offs: [857, 643, 0] });
  });

  test("V09: the better of two deals that want the same piece", () => {
    const basket = basketOf(
      [second(25, "popcorn"), bundle(550, "popcorn", "coke")],
      [
        { sku: "popcorn", price: 400, count: 2 },
        { sku: "coke", price: 350 },
      ],
    );
    const deals = basketDeals(basket);

    expect(costOf(basket, deals).total).toBe(950);
    expect(deals.map(({ name, pieces }) => [name, pieces.map(([, count]) => count)])).toEqual([
      ["Promotion 2", [1, 1]],
    ]);
  });

  test("V10: a person's discount and a deal never add up, and neither raises the bill", () => {
    const threeForTwo = [nForM(3, 2, "beer")];

    expect(cost(threeForTwo, [beer({ off: 30 }), beer(), beer()]).total).toBe(600);
    const comped = basketOf(threeForTwo, [beer({ off: 300 }), beer(), beer()]);
    expect(basketDeals(comped)).toEqual([]);
    expect(costOf(comped, []).nets).toEqual([0, 300, 300]);
  });

  test("V11: what is given away takes part in no deal if that is better", () => {
    const lines = [{ sku: "x", price: 500, off: 500 }, ...times(3, { sku: "x", price: 300 })];

    expect(cost([nForM(3, 2, "x")], lines)).toMatchObject({ total: 600, nets: [0, 200, 200, 200] });
  });

  test("V12: the best of all, where the largest saving first isn't", () => {
    const lines = [
      { sku: "a", price: 300 },
      { sku: "b", price: 200 },
      { sku: "c", price: 300 },
      { sku: "d", price: 200 },
    ];
    const terms = [bundle(420, "a", "c"), bundle(340, "a", "b"), bundle(345, "c", "d")];

    expect(cost(terms, lines).total).toBe(685);
  });

  test("V13: what a line was offered when it was added holds", () => {
    const early = beer({ count: 2 });

    expect(cost([nForM(3, 2, "beer")], [early, beer({ offers: [] })]).total).toBe(900);
    expect(cost([nForM(3, 2, "beer")], [early, beer()]).total).toBe(600);
  });
});

describe("deals", () => {
  test("one that saves nothing isn't made: a bundle never raises a price", () => {
    const lines = [
      { sku: "a", price: 300 },
      { sku: "b", price: 280 },
    ];

    expect(basketDeals(basketOf([bundle(600, "a", "b")], lines))).toEqual([]);
    expect(basketDeals(basketOf([bundle(580, "a", "b")], lines))).toEqual([]);
  });

  test("weighed goods take part by line and weight in what is from a quantity, and in nothing else", () => {
    const lines = [apples(1200, 359), apples(800, 239)];

    expect(cost([from(2, 10, "apple")], lines)).toMatchObject({ total: 538, offs: [36, 24] });
    expect(cost([from(2.5, 10, "apple")], lines).total).toBe(598);
    expect(cost([nForM(2, 1, "apple"), bundle(1, "apple")], lines).total).toBe(598);
    const [deal] = basketDeals(basketOf([from(2, 10, "apple")], lines));
    expect(deal?.pieces.map(([, count]) => count)).toEqual([1200, 800]);
  });

  test("a piece that belongs to two sets of a bundle fills the one that nothing else does", () => {
    const lines = [
      { sku: "a", price: 500 },
      { sku: "b", price: 400 },
      { sku: "c", price: 300 },
    ];
    const terms = [bundle(900, ["a", "b"], ["a"], ["b", "c"])];

    expect(cost(terms, lines).total).toBe(900);
  });

  test("goods that cost nothing take part in none", () => {
    expect(basketDeals(basketOf([nForM(2, 1, "x")], times(2, { sku: "x", price: 0 })))).toEqual([]);
  });
});

function cost(terms: ReadonlyArray<DealTerms>, lines: ReadonlyArray<LineWish>): Cost {
  const basket = basketOf(terms, lines);
  return costOf(basket, basketDeals(basket));
}

function beer(wish: Partial<LineWish> = {}): LineWish {
  return { sku: "beer", price: 300, tax: HIGH, ...wish };
}

function apples(grams: number, price: number): LineWish {
  return { sku: "apple", by: "weight", count: grams, price };
}

function chips(): LineWish {
  return { sku: "chips", price: 199, tax: LOW };
}

function times(count: number, wish: LineWish): ReadonlyArray<LineWish> {
  return Array.from({ length: count }, () => wish);
}

function pricesOf(
  { lines }: Basket,
  pieces: ReadonlyArray<readonly [line: string, ...unknown[]]>,
): ReadonlyArray<number | undefined> {
  return pieces.map(([id]) => lines.find(({ line }) => line === id)?.price);
}
