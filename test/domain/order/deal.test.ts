import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type SplitPart } from "../../../src/domain/events/bill-events.ts";
import { minor, sumMinor } from "../../../src/domain/money/amounts.ts";
import { deal } from "../../../src/domain/order/bill-parts.ts";
import { idOf } from "../../support/told.ts";

function evenParts(count: number): SplitPart[] {
  return Array.from({ length: count }, (_, index) => ({ id: String(index + 1), all: 1 }));
}

function linesOf(amounts: ReadonlyArray<number>) {
  return amounts.map((amount, index) => ({ id: idOf("A", 2 + index), amount: minor(amount) }));
}

function totals(amounts: ReadonlyArray<number>, parts: ReadonlyArray<SplitPart>): number[] {
  const dealt = deal({
    lines: linesOf(amounts),
    parts,
    amounts: parts.map(({ amount }) => minor(amount ?? 0)),
    half: "up",
  });
  return dealt.map((own) => sumMinor(own, (amount) => amount));
}

describe("even parts", () => {
  test("of 47.35 by four have the odd cents first", () => {
    expect(totals([2700, 2035], evenParts(4))).toEqual([1184, 1184, 1184, 1183]);
  });

  test("of 29.00 by three have the odd cents first", () => {
    expect(totals([2900], evenParts(3))).toEqual([967, 967, 966]);
  });

  test("of sixty equal lines get their odd cents in turn", () => {
    expect(
      totals(
        Array.from({ length: 60 }, () => 310),
        evenParts(3),
      ),
    ).toEqual([6200, 6200, 6200]);
    expect(
      totals(
        Array.from({ length: 61 }, () => 310),
        evenParts(3),
      ),
    ).toEqual([6304, 6303, 6303]);
  });

  test("are a cent apart at most, the first ones with more", () => {
    const bills = fc.array(fc.nat(5000), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(bills, fc.integer({ min: 2, max: 99 }), (amounts, count) => {
        const parts = totals(amounts, evenParts(count));
        const whole = sumMinor(amounts, (amount) => amount);
        const odd = whole % count;
        expect(parts).toEqual(
          parts.map((_, index) => Math.floor(whole / count) + (index < odd ? 1 : 0)),
        );
      }),
    );
  });
});

describe("parts of every sort", () => {
  const amount = fc.integer({ min: -3000, max: 5000 });
  const share = fc.record({
    line: fc.nat(9).map((at) => idOf("A", 2 + at)),
    num: fc.integer({ min: 1, max: 3 }),
    den: fc.integer({ min: 1, max: 4 }),
  });
  const part = fc.oneof(
    fc.record({ all: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ amount: fc.integer({ min: 1, max: 4000 }).map(minor) }),
    fc.record({ lines: fc.array(share, { minLength: 1, maxLength: 4 }) }),
    fc.record({ lines: fc.array(share, { maxLength: 3 }), all: fc.constant(1) }),
  );

  test("add up to each line where one takes what is left, whatever they claim", () => {
    fc.assert(
      fc.property(
        fc.array(amount, { minLength: 1, maxLength: 10 }),
        fc.array(part, { minLength: 1, maxLength: 6 }),
        (amounts, plans) => {
          const parts = [...[...plans, { all: 1 }].entries()].map(([at, plan]) =>
            Object.assign({ id: String(at + 1) }, plan),
          );
          const dealt = deal({
            lines: linesOf(amounts),
            parts,
            amounts: parts.map((plan) => minor("amount" in plan ? (plan.amount ?? 0) : 0)),
            half: "up",
          });
          for (const [line, whole] of amounts.entries()) {
            expect(sumMinor(dealt, (own) => own[line] ?? 0)).toBe(whole);
          }
        },
      ),
    );
  });

  test("have a third of a line, and others what is left", () => {
    const third = { id: "1", lines: [{ line: idOf("A", 2), num: 1, den: 3 }] };
    expect(totals([1000, 500], [third, { id: "2", all: 1 }])).toEqual([333, 1167]);
  });

  test("have an amount, and others what is left", () => {
    expect(
      totals(
        [2700, 2035],
        [
          { id: "1", amount: minor(3000) },
          { id: "2", all: 1 },
        ],
      ),
    ).toEqual([3000, 1735]);
  });

  test("together have as much as apart", () => {
    const parts = [
      { id: "1", all: 2 },
      { id: "2", all: 1 },
      { id: "3", all: 1 },
    ];
    expect(totals([2700, 2035], parts)).toEqual([2368, 1184, 1183]);
  });
});
