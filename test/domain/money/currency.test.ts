import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { minor } from "../../../src/domain/money/amounts.ts";
import {
  currenciesByCode,
  type Currency,
  formatMoney,
  parseMoney,
  quickCash,
} from "../../../src/domain/money/currency.ts";

const euro = currencyOf("EUR");
const yen = currencyOf("JPY");

describe("amounts as text", () => {
  test("have a point and all decimals of their currency", () => {
    expect([0, 5, 123_450, -5, -123_450].map((amount) => formatMoney(minor(amount), euro))).toEqual(
      ["0.00", "0.05", "1234.50", "-0.05", "-1234.50"],
    );
    expect(formatMoney(minor(-1200), yen)).toBe("-1200");
  });

  test("are read with a point or a comma, and with fewer decimals", () => {
    expect(
      ["20", "17.5", "17,50", "0.05", "007", "9999999,99"].map((text) => parseMoney(text, euro)),
    ).toEqual([2000, 1750, 1750, 5, 700, 999_999_999].map((value) => ({ ok: true, value })));
  });

  test.each(["", "-1", "+1", "1.2.3", "1 000", "12345678", ".5", "5.", "1e3", "٣", "€5"])(
    "are not read from “%s”",
    (text) => {
      expect(parseMoney(text, euro)).toEqual({
        ok: false,
        fault: { type: "money/not-an-amount", text },
      });
    },
  );

  test("are not read with more decimals than the currency has", () => {
    expect(parseMoney("1.234", euro)).toMatchObject({ fault: { type: "money/too-many-decimals" } });
    expect(parseMoney("1.5", yen)).toMatchObject({ fault: { type: "money/too-many-decimals" } });
  });

  test("are read back as they were written, in every currency", () => {
    fc.assert(
      fc.property(fc.nat(9_999_999), currencies(), (amount, currency) => {
        expect(parseMoney(formatMoney(minor(amount), currency), currency)).toEqual({
          ok: true,
          value: amount,
        });
      }),
    );
  });
});

describe("quick sums", () => {
  test("are the exact amount and what notes make", () => {
    expect(quickCash(minor(2020), euro)).toEqual([2020, 2500, 3000, 5000, 10_000]);
    expect(quickCash(minor(560), euro)).toEqual([560, 1000, 2000, 5000, 10_000]);
    expect(quickCash(minor(64_000), euro)).toEqual([64_000, 65_000, 70_000, 100_000]);
    expect(quickCash(minor(3240), yen)).toEqual([3240, 4000, 5000, 10_000]);
  });

  test("are only the exact amount when nothing is to be paid", () => {
    expect(quickCash(minor(-500), euro)).toEqual([-500]);
  });

  test("rise, never fall short, and stay few", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), currencies(), (due, currency) => {
        const sums = quickCash(minor(due), currency);

        expect(sums[0]).toBe(due);
        expect(sums).toEqual([...new Set(sums)].toSorted((one, other) => one - other));
        expect(sums.length).toBeLessThanOrEqual(5);
      }),
    );
  });
});

test("every currency has its coins and notes in falling order, and none below its cash step", () => {
  for (const { denominations, smallestNote, cashStep } of currenciesByCode.values()) {
    expect(denominations).toEqual(denominations.toSorted((one, other) => other - one));
    expect(denominations).toContain(smallestNote);
    expect(denominations.at(-1)).toBeGreaterThanOrEqual(cashStep);
  }
});

function currencyOf(code: string): Currency {
  const currency = currenciesByCode.get(code);
  if (currency === undefined) throw new Error(`No currency ${code}`);
  return currency;
}

function currencies(): fc.Arbitrary<Currency> {
  return fc.constantFrom(...currenciesByCode.values());
}
