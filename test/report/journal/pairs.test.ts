/** Both sides of a receipt as pairs: nothing is gained or lost, and each payment pays all rates. */

import fc from "fast-check";
import { expect, test } from "vitest";

import { allocate } from "../../../src/domain/money/allocate.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { pairsOf, setOff } from "../../../src/report/journal/pairs.ts";

test("two payments pay two rates, each its share by the largest remainder", () => {
  const debits = [side(["cash", 1000]), side(["card", 648])];
  const credits = [side(["food", 1128]), side(["drinks", 520])];

  expect(pairsOf(debits, credits)).toEqual([
    { debit: "cash", credit: "food", amount: 684 },
    { debit: "cash", credit: "drinks", amount: 316 },
    { debit: "card", credit: "food", amount: 444 },
    { debit: "card", credit: "drinks", amount: 204 },
  ]);
});

test("categories share what is paid of their rate, and no other rate's", () => {
  const debits = [side(["cash", 500]), side(["card", 500])];
  const credits = [side(["cakes", 301], ["rolls", 299]), side(["wine", 400])];

  const pairs = pairsOf(debits, credits);

  expect(sumOf(pairs, ({ debit, credit }) => debit === "cash" && credit === "wine")).toBe(200);
  expect(sumOf(pairs, ({ debit, credit }) => debit === "cash" && credit !== "wine")).toBe(300);
});

test("any two sides of one sum are paired whole, and a payment's shares are as near as cents allow", () => {
  const sides = fc.record({
    credits: fc.array(fc.array(fc.integer({ min: 1, max: 9999 }), { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 5,
    }),
    weights: fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 5 }),
  });
  fc.assert(
    fc.property(sides, ({ credits, weights }) => {
      const named = credits.map((own, rate) =>
        own.map((amount, at) => ({ account: `rate ${rate}, ${at}`, amount })),
      );
      const total = credits.flat().reduce((sum, amount) => sum + amount, 0);
      const paid = allocate(minor(total), weights).map((amount, at) => [
        { account: `payment ${at}`, amount },
      ]);

      const pairs = pairsOf(paid, named);

      expect(pairs.every(({ amount }) => amount > 0)).toBe(true);
      for (const { account, amount } of named.flat()) {
        expect(sumOf(pairs, ({ credit }) => credit === account)).toBe(amount);
      }
      for (const { account, amount } of paid.flat()) {
        expect(sumOf(pairs, ({ debit }) => debit === account)).toBe(amount);
      }
      const [first] = paid.flat();
      for (const [rate, own] of credits.entries()) {
        const gross = own.reduce((sum, amount) => sum + amount, 0);
        const its = sumOf(
          pairs,
          ({ debit, credit }) => debit === first?.account && credit.startsWith(`rate ${rate},`),
        );
        expect(Math.abs(its - ((first?.amount ?? 0) * gross) / total)).toBeLessThan(1);
      }
    }),
    { numRuns: 200 },
  );
});

test("what comes back and what is sold of one rate are paired with one another first", () => {
  const legs = [
    { account: "coffee", amount: -500 },
    { account: "cake", amount: 200 },
  ];

  expect(setOff(legs)).toEqual({
    pairs: [{ debit: "cake", credit: "coffee", amount: 200 }],
    debit: [],
    credit: [{ account: "coffee", amount: 300 }],
  });
});

function side(...legs: ReadonlyArray<readonly [account: string, amount: number]>): ReadonlyArray<{
  readonly account: string;
  readonly amount: number;
}> {
  return legs.map(([account, amount]) => ({ account, amount }));
}

function sumOf<Pair extends { readonly amount: number }>(
  pairs: ReadonlyArray<Pair>,
  isOne: (pair: Pair) => boolean,
): number {
  return pairs.filter(isOne).reduce((sum, { amount }) => sum + amount, 0);
}
