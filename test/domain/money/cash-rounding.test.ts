import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { minor, zeroMinor } from "../../../src/domain/money/amounts.ts";
import { type CashRule, roundCash, settleCash } from "../../../src/domain/money/cash-rounding.ts";

const fiveCents: CashRule = { step: 5, direction: "nearest" };

describe("cash rounding", () => {
  test("goes to the nearest, the upper or the lower coin", () => {
    const directions = ["nearest", "up", "down"] as const;

    expect(directions.map((direction) => roundCash(minor(1572), { step: 5, direction }))).toEqual([
      1570, 1575, 1570,
    ]);
  });

  test("goes up from one cent above a coin, and stays on a coin", () => {
    const up: CashRule = { step: 5, direction: "up" };

    expect([1570, 1571].map((amount) => roundCash(minor(amount), up))).toEqual([1570, 1575]);
  });

  test("does nothing where every coin is in use", () => {
    expect(roundCash(minor(1572), { step: 0, direction: "up" })).toBe(1572);
    expect(roundCash(minor(1572), { step: 1, direction: "up" })).toBe(1572);
    expect(() => roundCash(minor(1572), { step: -5, direction: "up" })).toThrow(RangeError);
  });

  test("gives back what it took, and lands on a coin less than one away", () => {
    fc.assert(
      fc.property(fc.nat(), rules(), (due, rule) => {
        const rounded = roundCash(minor(due), rule);

        expect(roundCash(minor(-due), rule) + rounded).toBe(0);
        expect(rounded % rule.step).toBe(0);
        expect(Math.abs(rounded - due)).toBeLessThan(rule.step);
      }),
    );
  });
});

describe("cash that is handed over", () => {
  test("gives change from the rounded amount", () => {
    expect(settleCash({ due: minor(1572), tendered: minor(2000), rule: fiveCents })).toEqual({
      ok: true,
      value: { amount: 1570, change: 430, rounding: -2 },
    });
  });

  test("is taken without rounding when it is exact", () => {
    expect(settleCash({ due: minor(231), tendered: minor(231), rule: fiveCents })).toEqual({
      ok: true,
      value: { amount: 231, change: 0, rounding: 0 },
    });
  });

  test("that is more than the amount and less than the rounded one settles it, also one cent", () => {
    const up: CashRule = { step: 5, direction: "up" };

    expect(settleCash({ due: minor(1), tendered: minor(3), rule: up })).toEqual({
      ok: true,
      value: { amount: 1, change: 2, rounding: 0 },
    });
  });

  test("that is too little says what is missing", () => {
    expect(settleCash({ due: minor(1573), tendered: minor(1000), rule: fiveCents })).toEqual({
      ok: false,
      fault: { type: "cash/shortfall", needed: 1575, missing: 575 },
    });
  });

  test("that rounds to nothing needs no coin", () => {
    expect(settleCash({ due: minor(2), tendered: zeroMinor, rule: fiveCents })).toEqual({
      ok: true,
      value: { amount: 0, change: 0, rounding: -2 },
    });
  });

  test("comes back in the mirror of the sale", () => {
    expect(settleCash({ due: minor(-1572), tendered: minor(-1570), rule: fiveCents })).toEqual({
      ok: true,
      value: { amount: -1570, change: 0, rounding: 2 },
    });
    expect(
      settleCash({ due: minor(-1572), tendered: minor(-1000), rule: fiveCents }),
    ).toMatchObject({
      ok: false,
      fault: { needed: -1570, missing: -570 },
    });
  });

  test("is accounted for: what stays and the change are what was given, the rest is rounding", () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), rules(), (due, tendered, rule) => {
        const settled = settleCash({ due: minor(due), tendered: minor(tendered), rule });

        const { amount, change, rounding } = settled.ok
          ? settled.value
          : { amount: tendered, change: 0, rounding: tendered - due };
        expect(amount + change).toBe(tendered);
        expect(amount - rounding).toBe(due);
        expect(change).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

function rules(): fc.Arbitrary<CashRule> {
  return fc.record({
    step: fc.constantFrom(5, 10, 50, 100),
    direction: fc.constantFrom("nearest", "up", "down"),
  });
}
