import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { divideRounded, productOf, toSafeNumber } from "../../../src/domain/money/rounding.ts";

describe("rounding", () => {
  test("an exact half goes away from zero, or to the even neighbour where the shop says so", () => {
    expect([5, 15, 25, -5, -15].map((value) => divideRounded(value, 10, "up"))).toEqual([
      1, 2, 3, -1, -2,
    ]);
    expect([5, 15, 25, -5, -15].map((value) => divideRounded(value, 10, "even"))).toEqual([
      0, 2, 2, 0, -2,
    ]);
  });

  test("a price times a rate beyond 2^53 is still exact", () => {
    const numerator = productOf(Number.MAX_SAFE_INTEGER, 99_999);

    expect(divideRounded(numerator, 99_999, "up")).toBe(Number.MAX_SAFE_INTEGER);
  });

  test("a refund rounds to the mirror of its sale", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), divisor(), half(), (value, over, rule) => {
        expect(divideRounded(-value, over, rule) + divideRounded(value, over, rule)).toBe(0);
      }),
    );
  });

  test("what is rounded is never further away than half a cent", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), divisor(), half(), (value, over, rule) => {
        const off = productOf(divideRounded(value, over, rule), over) - BigInt(value);

        expect(off * 2n <= BigInt(over) && off * -2n <= BigInt(over)).toBe(true);
      }),
    );
  });

  test("fractions, zero divisors and results that cannot be counted are refused loudly", () => {
    expect(() => divideRounded(1.5, 1, "up")).toThrow(RangeError);
    expect(() => divideRounded(1, 0, "up")).toThrow(RangeError);
    expect(() => toSafeNumber(2n ** 53n)).toThrow(RangeError);
  });

  test("nothing rounds to minus zero", () => {
    expect(Object.is(divideRounded(-1, 10, "up"), 0)).toBe(true);
  });
});

function divisor(): fc.Arbitrary<number> {
  return fc.integer({ min: 1, max: 1_000_000 });
}

function half(): fc.Arbitrary<"up" | "even"> {
  return fc.constantFrom("up", "even");
}
