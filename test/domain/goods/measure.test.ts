/** How much goods are: pieces or a weight, and what a pack with a printed price weighs. */

import fc from "fast-check";
import { expect, test } from "vitest";

import { measureBy, shownMeasure, sumMeasures } from "../../../src/domain/goods/measure.ts";
import { measureOf } from "../../../src/domain/lines/line-measure.ts";
import { minor, oneUnit, thousandths } from "../../../src/domain/money/amounts.ts";
import { workedOutWeight } from "../../../src/domain/prices/goods-left.ts";

test("a pack's weight is that of its price at the product's own, to half a gram", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999 }), pricesPerKilogram(), (printed, price) => {
      const weighed = { soldBy: "weight" as const, openPrice: false, price: minor(price) };
      const each = workedOutWeight(weighed, minor(printed))?.each ?? 0;

      // In thousandths of a cent: half a gram costs half a thousandth of a kilogram.
      expect(Math.abs(each * price - printed * 1000)).toBeLessThanOrEqual(price / 2);
    }),
  );
});

test("it can't be worked out of a price of zero, an open one, or a piece's", () => {
  const cheese = { soldBy: "weight" as const, openPrice: false, price: minor(2390) };

  expect(workedOutWeight(cheese, minor(478))).toEqual({ each: 200, from: "price" });
  for (const other of [{ price: minor(0) }, { openPrice: true }, { soldBy: "each" as const }])
    expect(workedOutWeight({ ...cheese, ...other }, minor(478))).toBeUndefined();
});

test("a line measures pieces, a weight, or packs by what each weighs", () => {
  const packWeight = { each: thousandths(200), from: "price" as const };

  expect(measureOf({ by: "each" }, 2000)).toEqual({ unit: "piece", count: 2000 });
  expect(measureOf({ by: "open" }, 2000)).toEqual({ unit: "piece", count: 2000 });
  expect(measureOf({ by: "weight" }, 350)).toEqual({ unit: "weight", grams: 350 });
  expect(measureOf({ by: "open", packWeight }, -3000)).toEqual({ unit: "weight", grams: -600 });
  expect(measureOf(null, 1000)).toEqual({ unit: "piece", count: 1000 });
});

test("measures of one unit add up, and pieces never add up with a weight", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -9999, max: 9999 })), fc.boolean(), (all, isWeighed) => {
      const one = isWeighed ? oneUnit : undefined;
      const sum = sumMeasures(all.map((quantity) => measureBy(one, quantity)));
      const expected = all.reduce((total, quantity) => total + quantity, 0);

      expect(shownMeasure(sum).quantity).toBe(expected);
    }),
  );
  expect(() => sumMeasures([measureBy(undefined, 1000), measureBy(oneUnit, 200)])).toThrow(
    RangeError,
  );
});

function pricesPerKilogram(): fc.Arbitrary<number> {
  return fc.integer({ min: 1, max: 50_000 });
}
