import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { allocate, apportion, splitEvenly } from "../../../src/domain/money/allocate.ts";
import { minor, sumMinor, zeroMinor } from "../../../src/domain/money/amounts.ts";

describe("sharing out", () => {
  test("the odd cent goes to the largest remainder, among equals to the first", () => {
    expect(allocate(minor(100), [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocate(minor(10), [2, 5])).toEqual([3, 7]);
  });

  test("the parts always sum to the whole, whatever the weights", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), weights(), (total, weights) => {
        expect(sum(allocate(minor(total), weights))).toBe(total);
      }),
    );
  });

  test("no part is a cent or more away from its exact share", () => {
    fc.assert(
      fc.property(fc.integer(), weights(), (total, weights) => {
        const whole = weights.reduce((running, weight) => running + weight, 0);

        for (const [place, part] of allocate(minor(total), weights).entries()) {
          const exact = BigInt(total) * BigInt(weights[place] ?? 0);
          const off = BigInt(part) * BigInt(whole) - exact;
          expect(off < BigInt(whole) && -off < BigInt(whole)).toBe(true);
        }
      }),
    );
  });

  test("what is given back is shared like what was taken", () => {
    fc.assert(
      fc.property(fc.integer(), weights(), (total, weights) => {
        const back = allocate(minor(-total), weights);

        expect(back.map((part) => minor(0 - part))).toEqual(allocate(minor(total), weights));
      }),
    );
  });

  test("who has no weight gets nothing", () => {
    expect(allocate(minor(1003), [0, 1, 0])).toEqual([0, 1003, 0]);
  });

  test("an amount over no weight at all is refused, but nothing can always be shared", () => {
    expect(() => allocate(minor(1), [0, 0])).toThrow(RangeError);
    expect(() => allocate(minor(1), [])).toThrow(RangeError);
    expect(() => allocate(minor(1), [2, -1])).toThrow(RangeError);
    expect(allocate(zeroMinor, [0, 0])).toEqual([0, 0]);
  });
});

describe("an even split", () => {
  test("gives each the same to the cent, the first payers one more", () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 99 }), (total, count) => {
        const parts = splitEvenly(minor(total), count);

        expect(sum(parts)).toBe(total);
        expect((parts[0] ?? 0) - (parts.at(-1) ?? 0)).toBeLessThanOrEqual(1);
        expect(parts).toEqual(parts.toSorted((one, other) => other - one));
      }),
    );
  });

  test("a table of four shares the bill and its taxes", () => {
    const parts = splitEvenly(minor(4735), 4);

    expect(parts).toEqual([1184, 1184, 1184, 1183]);
    expect([469, 168].map((tax) => sum(allocate(minor(tax), parts)))).toEqual([469, 168]);
  });

  test("into no parts or a half is refused", () => {
    expect(() => splitEvenly(minor(100), 0)).toThrow(RangeError);
    expect(() => splitEvenly(minor(100), 1.5)).toThrow(RangeError);
  });
});

describe("exact shares of both signs", () => {
  test("sum to their total, and mirror", () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), fc.integer(), (shares, total) => {
        const numerators = shares.map(BigInt);
        const parts = apportion({ total: minor(total), numerators, denominator: 1000n });
        const mirrored = apportion({
          total: minor(-total),
          numerators: numerators.map((share) => -share),
          denominator: 1000n,
        });

        expect(sum(parts)).toBe(total);
        expect(mirrored.map((part) => minor(0 - part))).toEqual(parts);
      }),
    );
  });

  test("a total without anybody to carry it is refused", () => {
    expect(apportion({ total: zeroMinor, numerators: [], denominator: 1n })).toEqual([]);
    expect(() => apportion({ total: minor(1), numerators: [], denominator: 1n })).toThrow(
      RangeError,
    );
  });
});

function weights(): fc.Arbitrary<Array<number>> {
  return fc
    .array(fc.nat(100_000), { minLength: 1, maxLength: 40 })
    .filter((weights) => weights.some((weight) => weight > 0));
}

function sum(parts: ReadonlyArray<number>): number {
  return sumMinor(parts, (part) => part);
}
