import fc from "fast-check";
import { expect, test } from "vitest";

import { milliPercent, minor, sumMinor } from "../../../src/domain/money/amounts.ts";
import { type Tax } from "../../../src/domain/money/tax.ts";
import { basketDeals } from "../../../src/domain/promotions/basket-deals.ts";
import { type CouponLine, takenCoupons } from "../../../src/domain/promotions/coupons.ts";
import { type CouponOff, type Promotion } from "../../../src/domain/promotions/promotion.ts";
import { basketOf, costOf, eventId, HIGH, LOW, nForM } from "./baskets.ts";

test("V14: an amount is spread by what lines cost", () => {
  expect(offsOf([3000, 2500], [amount(1000, 5000)])).toEqual([[545, 455]]);
  expect(offsOf([2500, 2000], [amount(1000, 5000)])).toEqual([]);
});

test("V15: it takes no more than there is, and comes after deals", () => {
  expect(offsOf([300], [amount(500)])).toEqual([[300]]);

  const basket = basketOf(
    [nForM(3, 2, "beer")],
    [
      { sku: "beer", price: 300, count: 1 },
      { sku: "beer", price: 300 },
      { sku: "beer", price: 300 },
    ],
  );
  const { nets } = costOf(basket, basketDeals(basket));
  expect(
    offsOf(
      nets,
      [rate(10)],
      nets.map(() => 300),
    ),
  ).toEqual([[20, 20, 20]]);
});

test("history 11: the minimum is held against list prices", () => {
  expect(offsOf([4900], [amount(1000, 5000)], [5100])).toEqual([[1000]]);
});

test("rates come first, then amounts, each off what is left; of one coupon one piece", () => {
  expect(offsOf([1000], [amount(300), rate(10), rate(50)])).toEqual([[100], [450], [300]]);
  const [one] = [rate(10)];
  const same = [one, { ...one, write: eventId(77) }];
  expect(takenCoupons(lines([1000]), same)).toHaveLength(1);
});

test("nothing falls below zero, and what each rate bears depends on no order and no grouping", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ cost: fc.nat(500), tax: fc.constantFrom(HIGH, LOW) }), {
        minLength: 1,
        maxLength: 8,
      }),
      fc.array(
        fc.oneof(
          fc.nat(100).map((off) => rate(off)),
          fc.nat(2000).map((off) => amount(off)),
        ),
        {
          maxLength: 3,
        },
      ),
      (own, coupons) => {
        const wished = coupons.map((coupon, at) => Object.assign({}, coupon, { id: `C${at}` }));
        const costs = own.map(({ cost }) => cost);
        const all = lines(
          costs,
          costs,
          own.map(({ tax }) => tax),
        );
        const off = offByLine(all, wished);

        expect(all.filter(({ line, cost }) => (off.get(line) ?? 0) > cost)).toEqual([]);
        const turned = offByTax(all.toReversed(), wished);
        expect(turned).toEqual(offByTax(all, wished));
        expect(offByTax(joined(all), wished)).toEqual(offByTax(all, wished));
      },
    ),
  );
});

function offsOf(
  costs: ReadonlyArray<number>,
  coupons: ReadonlyArray<Promotion<CouponOff>>,
  lists = costs,
): ReadonlyArray<ReadonlyArray<number>> {
  const named = coupons.map((coupon, at) => Object.assign({}, coupon, { id: `C${at}` }));
  return takenCoupons(lines(costs, lists), named).map(({ offs }) => offs.map(([, off]) => off));
}

function lines(
  costs: ReadonlyArray<number>,
  lists = costs,
  taxes: ReadonlyArray<Tax> = [],
): ReadonlyArray<CouponLine> {
  return costs.map((cost, at) => ({
    line: eventId(at + 1),
    sku: "x",
    list: minor(lists[at] ?? 0),
    cost: minor(cost),
    taxes: [taxes[at] ?? HIGH],
  }));
}

function offByLine(
  all: ReadonlyArray<CouponLine>,
  coupons: ReadonlyArray<Promotion<CouponOff>>,
): ReadonlyMap<string, number> {
  const offs = takenCoupons(all, coupons).flatMap((coupon) => coupon.offs);
  return new Map(
    all.map(({ line }) => [
      line,
      sumMinor(
        offs.filter(([id]) => id === line),
        ([, off]) => off,
      ),
    ]),
  );
}

function offByTax(
  all: ReadonlyArray<CouponLine>,
  coupons: ReadonlyArray<Promotion<CouponOff>>,
): Readonly<Record<string, number>> {
  const offs = offByLine(all, coupons);
  const sums: Record<string, number> = { [HIGH.label]: 0, [LOW.label]: 0 };
  for (const { line, taxes } of all) {
    const label = taxes[0]?.label ?? "";
    sums[label] = (sums[label] ?? 0) + (offs.get(line) ?? 0);
  }
  return sums;
}

/** One line for each tax. */
function joined(all: ReadonlyArray<CouponLine>): ReadonlyArray<CouponLine> {
  return [...Map.groupBy(all, ({ taxes }) => taxes[0]?.label).values()].flatMap((own) =>
    own.slice(0, 1).map((first) =>
      Object.assign({}, first, {
        list: sumMinor(own, ({ list }) => list),
        cost: sumMinor(own, ({ cost }) => cost),
      }),
    ),
  );
}

function rate(percent: number): Promotion<CouponOff> {
  return coupon({ type: "rate", rate: milliPercent(percent * 1000) }, 0);
}

function amount(cents: number, minimum = 0): Promotion<CouponOff> {
  return coupon({ type: "amount", amount: minor(cents) }, minimum);
}

function coupon(off: CouponOff["off"], minimum: number): Promotion<CouponOff> {
  return {
    write: eventId(1),
    id: "C",
    name: "Coupon",
    terms: { type: "coupon", off, minimum: minor(minimum), code: "" },
    conditions: { days: [], hours: [], areas: [], groups: [] },
  };
}
