import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { minor } from "../../../src/domain/money/amounts.ts";
import { type CashSettlement, roundCash } from "../../../src/domain/money/cash-rounding.ts";
import { currenciesByCode, type Currency } from "../../../src/domain/money/currency.ts";
import {
  rateText,
  readForeignCash,
  readRate,
  settleForeign,
  worthOf,
} from "../../../src/domain/tenders/foreign-cash.ts";
import { valueOf } from "../../support/shop.ts";

const euro = currencyOf("EUR");
const yen = currencyOf("JPY");

describe("a rate", () => {
  test.each([
    ["0.92", euro, 92_000_000, "0.92"],
    ["0,92", euro, 92_000_000, "0.92"],
    ["1", euro, 100_000_000, "1.00"],
    ["0.00612345", euro, 612_345, "0.00612345"],
    ["150.255", yen, 150_255_000, "150.255"],
  ])("“%s” is exact, and says itself again", (...[text, base, rate, again]) => {
    expect(readRate(text, base)).toEqual({ ok: true, value: rate });
    expect(rateText(rate, base)).toBe(again);
  });

  test.each(["", "0", "0.00", "-1", "1e3", "abc", "0.123456789", "100001", "0.000001", "1.2.3"])(
    "“%s” is none",
    (text) => {
      expect(readRate(text, euro)).toMatchObject({ ok: false });
    },
  );
});

describe("what is typed", () => {
  test.each([
    ["usd50", { code: "USD", amount: 5000 }],
    ["usd 50.00", { code: "USD", amount: 5000 }],
    ["jpy500", { code: "JPY", amount: 500 }],
    ["jpy5.5", { code: "JPY", amount: undefined }],
    ["usd0", { code: "USD", amount: undefined }],
    ["xyz5", { code: "XYZ", amount: undefined }],
    ["usd", undefined],
    ["50usd", undefined],
  ])("“%s”", (text, cash) => {
    expect(readForeignCash(text)).toEqual(cash);
  });
});

describe("what it is worth", () => {
  test("half a cent goes up", () => {
    expect(worthOf(minor(1), { rate: 50_000_000 }, { decimals: 2 })).toBe(1);
    expect(worthOf(minor(5000), { rate: 92_000_000 }, { decimals: 2 })).toBe(4600);
    expect(worthOf(minor(1), { rate: 49_999_999 }, { decimals: 2 })).toBe(0);
  });

  test("is the exact product rounded half up, whatever the decimals of the other currency", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9_999_999_999 }),
        fc.integer({ min: 1, max: 100_000_000_000 }),
        fc.constantFrom(0, 2, 3),
        (amount, rate, decimals) => {
          const worth = BigInt(worthOf(minor(amount), { rate }, { decimals }));
          const parts = 10n ** BigInt(decimals) * 1_000_000n;
          const exact = BigInt(amount) * BigInt(rate);
          const above = 2n * (worth * parts - exact);
          expect(above <= parts && above > -parts).toBe(true);
        },
      ),
    );
  });
});

describe("what it settles", () => {
  const fives = { rule: { step: 5, direction: "nearest" }, coin: 5 } as const;
  const cents = { rule: { step: 0, direction: "nearest" }, coin: 1 } as const;

  test.each([
    // Change is made of fives; what that moves is rounding.
    [4283, 4637, fives, { amount: 4282, change: 355, rounding: -1 }],
    [4283, 4640, fives, { amount: 4285, change: 355, rounding: 2 }],
    [4283, 4283, fives, { amount: 4283, change: 0, rounding: 0 }],
    // What is short by less than a coin is settled, as in cash of the shop's own.
    [4283, 4282, fives, { amount: 4282, change: 0, rounding: -1 }],
    [4283, 4280, fives, undefined],
    [4283, 4637, cents, { amount: 4283, change: 354, rounding: 0 }],
    // Without cash rounding too, change is made of the coins there are.
    [4283, 4637, { ...cents, coin: 5 }, { amount: 4282, change: 355, rounding: -1 }],
  ])("%i by %i", (...[due, worth, shop, settled]) => {
    expect(settleForeign(minor(due), minor(worth), shop)).toEqual(settled);
  });

  test("change is made of coins, sums add up, and like cash of the shop's own where coins make it up", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000 }),
        fc.integer({ min: 1, max: 200_000 }),
        fc.record({
          step: fc.constantFrom(0, 5, 10, 50, 100),
          direction: fc.constantFrom("nearest" as const, "up" as const, "down" as const),
        }),
        (due, worth, rule) => {
          const settled = settleForeign(minor(due), minor(worth), { rule, coin: 1 });
          const coin = Math.max(1, rule.step);
          const rounded = roundCash(minor(due), rule);
          const isShort = settled === undefined;
          const { amount, change, rounding } = settled ?? shortOf(due, worth);

          expect(isShort && worth >= Math.max(due, rounded)).toBe(false);
          expect(change % coin).toBe(0);
          expect(change).toBeGreaterThanOrEqual(0);
          expect(amount + change).toBe(worth);
          expect(amount - rounding).toBe(due);
          expect(isShort || Math.abs(rounding) < coin).toBe(true);
          expect(isShort || worth % coin !== 0 || amount === rounded).toBe(true);
        },
      ),
    );
  });
});

test("every rate that is read says itself again", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1000, max: 100_000_000_000 }),
      fc.constantFrom(euro, yen),
      (rate, base) => {
        expect(valueOf(readRate(rateText(rate, base), base))).toBe(rate);
      },
    ),
  );
});

function shortOf(due: number, worth: number): CashSettlement {
  return { amount: minor(worth), change: minor(0), rounding: minor(worth - due) };
}

function currencyOf(code: string): Currency {
  const currency = currenciesByCode.get(code);
  if (currency === undefined) throw new Error(`No currency ${code}.`);
  return currency;
}
