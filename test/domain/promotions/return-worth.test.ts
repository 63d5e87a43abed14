import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { milliPercent, minor, oneUnit, sumMinor } from "../../../src/domain/money/amounts.ts";
import { basketDeals } from "../../../src/domain/promotions/basket-deals.ts";
import { type Basket } from "../../../src/domain/promotions/basket.ts";
import { comboParts } from "../../../src/domain/promotions/combo.ts";
import { takenCoupons } from "../../../src/domain/promotions/coupons.ts";
import {
  type CouponOff,
  type DealTerms,
  type Promotion,
} from "../../../src/domain/promotions/promotion.ts";
import {
  type BackBefore,
  type BackNow,
  goodsBack,
  type ReturnWorth,
  type SoldLine,
  type SoldTogether,
  worthOfKept,
} from "../../../src/domain/promotions/return-worth.ts";
import {
  basketOf,
  bundle,
  costOf,
  eventId,
  from,
  HIGH,
  type LineWish,
  LOW,
  nForM,
  second,
} from "./baskets.ts";

describe("goods of a deal that come back", () => {
  test("V16: three for two, one by one", () => {
    const sold = soldAs([nForM(3, 2, "beer")], beers(3, 300));

    expect(outs(sold, [back(0), back(1), back(2)])).toEqual([0, 300, 300]);
    const byShare = [back(0, "share"), back(1, "share"), back(2, "share")];
    expect(outs(sold, byShare)).toEqual([200, 200, 200]);
    expect(outs(sold, [back(0, "bad"), back(1), back(2)])).toEqual([200, 100, 300]);
    expect(outs(sold, [back(0), back(1, "bad"), back(2)])).toEqual([0, 300, 300]);
    const inOneLine = soldAs([nForM(3, 2, "beer")], [{ sku: "beer", price: 300, count: 3 }]);
    expect(outs(inOneLine, [back(0), back(0), back(0)])).toEqual([0, 300, 300]);
  });

  test("by share beside by choice: the rest is priced anew, as nothing is where all come back by share", () => {
    const sold = soldAs([nForM(3, 2, "beer")], beers(3, 300));
    const none: BackBefore = { back: [], out: minor(0), raised: sold.lines.map(() => minor(0)) };

    const mixed = goodsBack(sold, none, [back(0, "share"), back(1, "choice")]);
    const shares = goodsBack(sold, none, [back(0, "share"), back(1, "share")]);

    expect([mixed.out, shares.out]).toEqual([300, 400]);
  });

  test("V17: what was kept of a bundle counts for its own price, at its own rate", () => {
    const sold = soldAs(
      [bundle(600, "beer", "cake")],
      [
        { sku: "beer", price: 450 },
        { sku: "cake", price: 400, tax: LOW },
      ],
    );

    const [cake, beer] = steps(sold, [back(1), back(0)]);
    expect(cake).toEqual({ out: 150, counted: [0, 282], raised: [132, 0] });
    expect(beer).toEqual({ out: 450, counted: [318, 0], raised: [-132, 0] });
    expect(steps(sold, [back(0), back(1)])[0]).toMatchObject({ out: 200, raised: [0, 118] });
    expect(outs(sold, [back(0), back(1)])).toEqual([200, 400]);
    expect(outs(sold, [back(1, "bad"), back(0)])).toEqual([282, 318]);
  });

  test("V18 and history 7: a return never costs the guest anything", () => {
    const sold = soldAs([from(10, 50, "x")], [{ sku: "x", price: 100, count: 10 }]);

    expect(sumMinor(sold.lines, ({ paid }) => paid)).toBe(500);
    expect(outs(sold, times(10, back(0)))).toEqual([0, 0, 0, 0, 0, 100, 100, 100, 100, 100]);
  });

  test("six from, 20 %: five back leave one at its own price", () => {
    const sold = soldAs([from(6, 20, "x")], [{ sku: "x", price: 1000, count: 6 }]);

    expect(outs(sold, [{ place: 0, count: 5, how: "choice" }])).toEqual([3800]);
  });

  test("what is kept beside bad goods is worth what they were together, less what those came back for", () => {
    const sold = soldAs([from(5, 40, "x"), nForM(3, 2, "x")], [{ sku: "x", price: 300, count: 5 }]);

    expect(outs(sold, [back(0, "bad"), ...times(4, back(0))])).toEqual([180, 120, 180, 120, 300]);
  });

  test("V14: a coupon whose minimum the rest doesn't reach is lost", () => {
    const wishes = [
      { sku: "a", price: 3000 },
      { sku: "b", price: 2500 },
    ];
    const sold = soldAs([], wishes, [amountOff(1000, 5000)]);

    expect(sold.lines.map(({ paid }) => paid)).toEqual([2455, 2045]);
    expect(outs(sold, [back(0), back(1)])).toEqual([2000, 2500]);
    expect(steps(sold, [back(0)])[0]?.raised).toEqual([0, 455]);
  });

  test("V15 with a coupon over a deal: everything back is what was paid", () => {
    const sold = soldAs([nForM(3, 2, "beer")], beers(3, 300), [rateOff(10)]);

    expect(sold.lines.map(({ paid }) => paid)).toEqual([180, 180, 180]);
    expect(outs(sold, [back(0), back(1), back(2)])).toEqual([0, 270, 270]);
  });

  test("weighed goods come back by weight", () => {
    const sold = soldAs(
      [from(2, 10, "apple")],
      [{ sku: "apple", by: "weight", count: 2500, price: 748 }],
    );

    expect(sold.lines.map(({ paid }) => paid)).toEqual([673]);
    // What is left of 1.500 kg costs 4.49 by itself.
    const parts = [1000, 1500].map((count): ReturnWorth => ({ place: 0, count, how: "choice" }));
    expect(outs(sold, parts)).toEqual([224, 449]);
  });

  test("two tills that take back apart give no more than was paid", () => {
    const sold = soldAs([nForM(3, 2, "beer")], beers(3, 300));
    const apart = [steps(sold, [back(0)])[0], steps(sold, [back(1), back(2)])[1]];
    const before = {
      back: [back(0), back(1), back(2)].slice(0, 2),
      out: minor(0),
      raised: [minor(0), minor(0), minor(0)],
    };

    expect(apart.map((step) => step?.out)).toEqual([0, 300]);
    expect(worthOfKept(sold, before.back)).toBe(300);
    expect(goodsBack(sold, before, [back(2)]).out).toBe(600);
  });
});

describe("combos", () => {
  test("V19: a component that comes back leaves the others at their list price", () => {
    const sold = combo(1250, [950, LOW], [450, HIGH]);

    expect(sold.lines.map(({ paid }) => paid)).toEqual([848, 402]);
    expect(outs(sold, [back(1), back(0)])).toEqual([300, 950]);
    expect(outs(sold, [back(0), back(1)])).toEqual([800, 450]);
    expect(outs(sold, [back(1, "bad"), back(0)])).toEqual([402, 848]);
  });

  test("V20: a surcharge stays on its own component", () => {
    const parts = comboParts(minor(1990), [
      { list: minor(550), surcharge: minor(0) },
      { list: minor(1450), surcharge: minor(200) },
      { list: minor(450), surcharge: minor(0) },
    ]);
    const sold = combo(2190, [550, LOW, 447], [1650, LOW, 1378], [450, HIGH, 365]);

    expect(parts).toEqual([447, 1378, 365]);
    const [main] = steps(sold, [back(1)]);
    expect(main).toEqual({ out: 1190, counted: [0, 1378, 0], raised: [103, 0, 85] });
  });

  test("V21: the odd cents go to the largest remainders; without list prices it is even", () => {
    expect(partsOf(5000, [1900, 1900, 1900])).toEqual([1667, 1667, 1666]);
    expect(partsOf(700, [700, 250, 150])).toEqual([446, 159, 95]);
    expect(partsOf(100, [0, 0, 0])).toEqual([34, 33, 33]);
  });

  test("of several combos those of which all is kept stay whole", () => {
    const one = combo(1250, [950, LOW], [450, HIGH]);
    const lines = one.lines.map((line) =>
      Object.assign({}, line, { count: 3, paid: minor(line.paid * 3) }),
    );
    const sold = {
      ...one,
      lines,
      combosByGroup: new Map([["combo", { count: 3, price: minor(1250) }]]),
    };

    expect(outs(sold, [back(1), back(0), back(1)])).toEqual([300, 950, 300]);
  });

  test("the parts come to the price, and none costs more than its list price and surcharge", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 2000 }), fc.nat(300)), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (own, share) => {
          const components = own.map(([list, surcharge]) => ({
            list: minor(list),
            surcharge: minor(surcharge),
          }));
          const price = Math.floor(share * sumMinor(components, ({ list }) => list));
          const parts = comboParts(minor(price), components);

          expect(sumMinor(parts, (part) => part)).toBe(
            price + sumMinor(components, ({ surcharge }) => surcharge),
          );
          for (const [at, { list, surcharge }] of components.entries()) {
            expect(parts[at]).toBeLessThanOrEqual(list + surcharge);
            expect(parts[at]).toBeGreaterThanOrEqual(0);
          }
        },
      ),
    );
  });
});

describe("whatever comes back in whatever order", () => {
  test("all of it comes to what was paid, for each line; no step asks for money or gives more than a price", () => {
    fc.assert(
      fc.property(anySale(), fc.infiniteStream(fc.nat()), (sold, random) => {
        const taken = inAnyOrder(sold, random);
        const all = steps(sold, taken);

        const paid = sold.lines.map((line) => line.paid);
        expect(sumMinor(all, ({ out }) => out)).toBe(sumMinor(paid, (amount) => amount));
        for (const [at, amount] of paid.entries()) {
          const net = sumMinor(all, (step) => (step.counted[at] ?? 0) - (step.raised[at] ?? 0));
          expect(net).toBe(amount);
        }
        for (const [at, { out, counted, raised }] of all.entries()) {
          const goods = taken[at];
          expect(out).toBeGreaterThanOrEqual(0);
          expect(out).toBeLessThanOrEqual(sold.lines[goods?.place ?? 0]?.price ?? 0);
          expect(out).toBe(sumMinor(counted, Number) - sumMinor(raised, Number));
        }
      }),
      { numRuns: 400 },
    );
  });

  test("by choice alone nobody keeps goods for less than they would have cost, or than was paid", () => {
    fc.assert(
      fc.property(anySale(), fc.infiniteStream(fc.nat()), (sold, random) => {
        const taken = inAnyOrder(sold, random).map(({ place }) => back(place));
        const paid = sumMinor(sold.lines, (line) => line.paid);
        let out = 0;
        const kept = steps(sold, taken).flatMap((step, at) => {
          out += step.out;
          const worth = Math.min(worthOfKept(sold, taken.slice(0, at + 1)), paid);
          return step.out > 0 ? [paid - out - worth] : [];
        });

        expect(kept.filter((more) => more < 0)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test("by share each piece brings its own share", () => {
    fc.assert(
      fc.property(anySale(), fc.infiniteStream(fc.nat()), (sold, random) => {
        const taken = inAnyOrder(sold, random).map(({ place }) => back(place, "share"));

        for (const { out, counted, raised } of steps(sold, taken)) {
          expect(out).toBe(sumMinor(counted, Number));
          expect(raised.filter((amount) => amount !== 0)).toEqual([]);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("kept goods count for no more than their list price, and for no less than nothing", () => {
    fc.assert(
      fc.property(anySale(), fc.infiniteStream(fc.nat()), (sold, random) => {
        const taken = inAnyOrder(sold, random);
        const gone = sold.lines.map(() => 0);
        const worth = sold.lines.map((line): number => line.paid);
        for (const [at, step] of steps(sold, taken).entries()) {
          const place = taken[at]?.place ?? 0;
          gone[place] = (gone[place] ?? 0) + 1;
          for (const [line, { price, count }] of sold.lines.entries()) {
            worth[line] = (worth[line] ?? 0) - (step.counted[line] ?? 0) + (step.raised[line] ?? 0);
            expect(worth[line]).toBeGreaterThanOrEqual(0);
            expect(worth[line]).toBeLessThanOrEqual(price * (count - (gone[line] ?? 0)));
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});

function beers(count: number, price: number): ReadonlyArray<LineWish> {
  return times(count, { sku: "beer", price });
}

function times<Item>(count: number, item: Item): ReadonlyArray<Item> {
  return Array.from({ length: count }, () => item);
}

function back(place: number, how: ReturnWorth["how"] = "choice"): ReturnWorth {
  return { place, count: 1, how };
}

/** A sale of one deal, or of a whole receipt if a coupon was on it. */
function soldAs(
  terms: ReadonlyArray<DealTerms>,
  wishes: ReadonlyArray<LineWish>,
  coupons: ReadonlyArray<Promotion<CouponOff>> = [],
): SoldTogether {
  return soldOf(basketOf(terms, wishes), coupons);
}

/** Lines in several deals are sold in as many groups; here each line is in one, or all are in one group. */
function soldOf(basket: Basket, coupons: ReadonlyArray<Promotion<CouponOff>>): SoldTogether {
  const deals = basketDeals(basket);
  const { nets } = costOf(basket, deals);
  const bill = basket.lines.map((line, at) => ({
    line: line.line,
    sku: line.sku,
    list: minor(line.by === "weight" ? line.price : line.price * line.count),
    cost: minor(nets[at] ?? 0),
    taxes: line.taxes,
  }));
  const offs = takenCoupons(bill, coupons).flatMap((coupon) => coupon.offs);
  const lines = basket.lines.map((line, at): SoldLine => {
    const off = sumMinor(
      offs.filter(([id]) => id === line.line),
      ([, own]) => own,
    );
    const paid = minor((nets[at] ?? 0) - off);
    return Object.assign({}, line, { weightOfOne: weightOf(line), group: "deal", paid });
  });
  return { lines, promotions: basket.promotions, coupons, combosByGroup: new Map() };
}

/** Components by list price with surcharge, tax, and what they cost in the combo. */
function combo(
  price: number,
  ...components: ReadonlyArray<readonly [list: number, tax: typeof HIGH, paid?: number]>
): SoldTogether {
  const parts = partsOf(
    price,
    components.map(([list]) => list),
  );
  const wishes = components.map(([list, tax], at) => ({ sku: `c${at}`, price: list, tax }));
  const lines = basketOf([], wishes).lines.map((line, at) =>
    Object.assign({}, line, {
      weightOfOne: undefined,
      group: "combo",
      paid: minor(components[at]?.[2] ?? parts[at] ?? 0),
    }),
  );
  const combosByGroup = new Map([["combo", { count: 1, price: minor(price) }]]);
  return { lines, promotions: [], coupons: [], combosByGroup };
}

function partsOf(price: number, lists: ReadonlyArray<number>): ReadonlyArray<number> {
  return comboParts(
    minor(price),
    lists.map((list) => ({ list: minor(list), surcharge: minor(0) })),
  );
}

function steps(sold: SoldTogether, taken: ReadonlyArray<ReturnWorth>): ReadonlyArray<BackNow> {
  let before: BackBefore = { back: [], out: minor(0), raised: sold.lines.map(() => minor(0)) };
  return taken.map((goods) => {
    const step = goodsBack(sold, before, [goods]);
    before = {
      back: [...before.back, goods],
      out: minor(before.out + step.out),
      raised: before.raised.map((raised, at) => minor(raised + (step.raised[at] ?? 0))),
    };
    return step;
  });
}

function outs(sold: SoldTogether, taken: ReadonlyArray<ReturnWorth>): ReadonlyArray<number> {
  return steps(sold, taken).map(({ out }) => out);
}

/** All pieces one by one, some of them bad. */
function inAnyOrder(sold: SoldTogether, random: fc.Stream<number>): ReadonlyArray<ReturnWorth> {
  return sold.lines
    .flatMap(({ count }, place) =>
      Array.from({ length: count }, () => ({
        goods: back(place, Number(random.next().value) % 3 === 0 ? "bad" : "choice"),
        key: Number(random.next().value),
      })),
    )
    .toSorted((a, b) => a.key - b.key)
    .map(({ goods }) => goods);
}

/** One deal, with other offers beside it, or a whole receipt with a coupon, or a combo. */
function anySale(): fc.Arbitrary<SoldTogether> {
  const price = fc.integer({ min: 1, max: 900 });
  const percent = fc.constantFrom(10, 25, 50, 100);
  const terms = fc.oneof(
    fc.integer({ min: 2, max: 4 }).map((n) => nForM(n, n - 1, "a", "b", "c")),
    percent.map((off) => second(off, "a", "b")),
    fc
      .tuple(fc.integer({ min: 2, max: 5 }), percent)
      .map(([n, off]) => from(n, off, "a", "b", "c")),
    price.map((own) => bundle(own, "a", "b")),
    price.map((own) => bundle(own, "a", ["b", "c"], "c")),
  );
  const wish = fc.record({
    sku: fc.constantFrom("a", "b", "c"),
    price,
    count: fc.integer({ min: 1, max: 2 }),
    tax: fc.constantFrom(HIGH, LOW),
  });
  const coupon = fc.oneof(
    fc.constantFrom(5, 10, 50).map((off) => rateOff(off)),
    fc.tuple(fc.nat(500), fc.nat(2000)).map(([off, minimum]) => amountOff(off, minimum)),
  );
  const deal = fc
    .tuple(
      fc.array(terms, { minLength: 1, maxLength: 3 }),
      fc.array(wish, { minLength: 1, maxLength: 4 }),
      fc.array(coupon, { maxLength: 1 }),
    )
    .map(([own, wishes, coupons]) => soldAs(own, wishes, coupons));
  const combos = fc
    .tuple(fc.array(price, { minLength: 2, maxLength: 4 }), fc.integer({ min: 10, max: 100 }))
    .map(([lists, part]) => {
      const together = lists.reduce((sum, list) => sum + list, 0);
      return combo(
        Math.floor((together * part) / 100),
        ...lists.map((list) => [list, HIGH] as const),
      );
    });
  return fc.oneof({ weight: 4, arbitrary: deal }, { weight: 1, arbitrary: combos });
}

function rateOff(percent: number): Promotion<CouponOff> {
  return coupon({ type: "rate", rate: milliPercent(percent * 1000) }, 0);
}

function amountOff(cents: number, minimum: number): Promotion<CouponOff> {
  return coupon({ type: "amount", amount: minor(cents) }, minimum);
}

function coupon(off: CouponOff["off"], minimum: number): Promotion<CouponOff> {
  return {
    write: eventId(2001),
    id: "C",
    name: "Coupon",
    terms: { type: "coupon", off, minimum: minor(minimum), code: "" },
    conditions: { days: [], hours: [], areas: [], groups: [] },
  };
}

function weightOf({ by }: SoldLine | Basket["lines"][number]): SoldLine["weightOfOne"] {
  return by === "weight" ? oneUnit : undefined;
}
