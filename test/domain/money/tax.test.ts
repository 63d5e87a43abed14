import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { milliPercent, minor, sumMinor } from "../../../src/domain/money/amounts.ts";
import {
  createBillTaxes,
  sumTaxes,
  type Tax,
  type TaxableLine,
  taxBill,
  taxOf,
} from "../../../src/domain/money/tax.ts";

const food = vat(9000);
const drinks = vat(21_000);

describe("a bill", () => {
  test("of two beers and chips has its tax once per rate", () => {
    const bill = perOrder([line(900, drinks), line(325, food)]);

    expect(bill.total).toBe(1225);
    expect(bill.taxes.map(({ rate, net, tax }) => [rate, net, tax])).toEqual([
      [21_000, 744, 156],
      [9000, 298, 27],
    ]);
  });

  test("of seven rolls at 1.95 has 1.13 of tax per order and 1.12 per line", () => {
    const lines = Array.from({ length: 7 }, () => line(195, food));

    expect(perOrder(lines)).toMatchObject({ total: 1365, tax: 113 });
    expect(taxBill({ lines, half: "up", rounding: "line" })).toMatchObject({
      total: 1365,
      tax: 112,
    });
  });

  test("adds up 240 bar orders to what their receipts say, not to the tax of their sum", () => {
    const order = perOrder([line(900, drinks), line(325, food)]);

    const day = sumTaxes(Array.from({ length: 240 }, () => order.taxes).flat());

    expect(day.map(({ tax }) => tax)).toEqual([37_440, 6480]);
  });

  test("without tax is its own net", () => {
    expect(perOrder([line(100)])).toMatchObject({ net: 100, tax: 0, total: 100, taxes: [] });
    expect(perOrder([])).toMatchObject({ net: 0, tax: 0, total: 0 });
  });

  test("shows a tax of zero per cent with its net", () => {
    expect(perOrder([line(100, vat(0))]).taxes).toMatchObject([{ rate: 0, net: 100, tax: 0 }]);
  });

  test("rounds a tax on top once, also where its lines bear different others", () => {
    const city = vat(1000, { label: "City", included: false });
    const state = vat(5000, { label: "State", included: false });
    const bill = perOrder([line(50, city), line(50, city, state)]);

    expect(bill.taxes.map(({ label, net, tax }) => [label, net, tax])).toEqual([
      ["City", 100, 1],
      ["State", 50, 3],
    ]);
  });

  test("takes the tax that a price contains out without the one that comes on top of it", () => {
    const state = vat(6000, { label: "State", included: false });

    const bill = perOrder([line(10_900, food, state)]);

    expect(bill.taxes.map(({ net, tax }) => [net, tax])).toEqual([
      [10_000, 900],
      [10_000, 600],
    ]);
    expect(bill.total).toBe(11_500);
  });

  test("takes sold and returned goods together", () => {
    expect(perOrder([line(280, drinks), line(-280, drinks)])).toMatchObject({ tax: 0, total: 0 });
    expect(perOrder([line(1000, drinks), line(-280, drinks)]).tax).toBe(
      taxOf(minor(720), drinks, "up"),
    );
  });
});

describe("the taxes of the lines", () => {
  test("has the same taxes when they alone are asked for", () => {
    fc.assert(
      fc.property(fc.oneof(bills(), plainBills()), rounding(), (lines, rounding) => {
        const rules = { half: "up", rounding } as const;
        const taxesOf = createBillTaxes(lines, rules);

        expect(taxesOf(lines.map(({ amount }) => amount))).toEqual(
          taxBill({ lines, ...rules }).taxes,
        );
      }),
    );
  });

  test("add up to the taxes of the bill, and net and tax to the total", () => {
    fc.assert(
      fc.property(bills(), rounding(), (lines, rounding) => {
        const bill = taxBill({ lines, half: "up", rounding });

        expect(sumTaxes(bill.lines.flatMap(({ taxes }) => taxes))).toEqual(bill.taxes);
        expect(sumMinor(bill.lines, ({ total }) => total)).toBe(bill.total);
        expect(bill.net + bill.tax).toBe(bill.total);
        expect(sumMinor(bill.taxes, ({ tax }) => tax)).toBe(bill.tax);
      }),
    );
  });

  test("are less than a cent from what each line would bear by itself", () => {
    fc.assert(
      fc.property(bills(), fc.constantFrom(food, { ...food, included: false }), (lines, tax) => {
        const bill = perOrder(lines.map(({ amount }) => ({ amount, taxes: [tax] })));

        for (const [place, { taxes }] of bill.lines.entries()) {
          const over = tax.included ? 109_000 : 100_000;
          const exact = ((lines[place]?.amount ?? 0) * 9000) / over;
          expect(Math.abs((taxes[0]?.tax ?? 0) - exact)).toBeLessThan(1);
        }
      }),
    );
  });

  test("that prices include leave the price as it is", () => {
    fc.assert(
      fc.property(bills(), rounding(), (lines, rounding) => {
        const included = lines.map(({ amount, taxes }) => ({
          amount,
          taxes: taxes.filter((tax) => tax.included),
        }));

        const bill = taxBill({ lines: included, half: "up", rounding });

        expect(bill.lines.map(({ total }) => total)).toEqual(lines.map(({ amount }) => amount));
      }),
    );
  });

  test("of a refund mirror those of the sale", () => {
    fc.assert(
      fc.property(bills(), rounding(), (lines, rounding) => {
        const back = lines.map(({ amount, taxes }) => ({ amount: minor(0 - amount), taxes }));

        const sold = taxBill({ lines, half: "up", rounding });
        const refund = taxBill({ lines: back, half: "up", rounding });

        expect(refund.taxes.map(({ tax }) => minor(0 - tax))).toEqual(
          sold.taxes.map(({ tax }) => tax),
        );
        expect(refund.total + sold.total).toBe(0);
      }),
    );
  });
});

describe("what a catalogue must not hold", () => {
  test("is a tax twice on one line", () => {
    expect(() => perOrder([line(100, food, food)])).toThrow(RangeError);
  });

  test("is an included tax on top of another", () => {
    expect(() => perOrder([line(100, food, { ...vat(3000), onTopOf: [food.label] })])).toThrow(
      RangeError,
    );
  });

  test("is taxes on top of each other", () => {
    const one = vat(1000, { label: "One", included: false, onTopOf: ["Other"] });
    const other = vat(1000, { label: "Other", included: false, onTopOf: ["One"] });

    expect(() => perOrder([line(100, one, other)])).toThrow(RangeError);
  });
});

function perOrder(lines: ReadonlyArray<TaxableLine>): ReturnType<typeof taxBill> {
  return taxBill({ lines, half: "up", rounding: "order" });
}

function line(amount: number, ...taxes: ReadonlyArray<Tax>): TaxableLine {
  return { amount: minor(amount), taxes };
}

function vat(rate: number, change: Partial<Tax> = {}): Tax {
  return { label: `VAT ${rate / 1000}%`, rate: milliPercent(rate), included: true, ...change };
}

function rounding(): fc.Arbitrary<"order" | "line"> {
  return fc.constantFrom("order", "line");
}

function bills(): fc.Arbitrary<Array<TaxableLine>> {
  const state = vat(6000, { label: "State", included: false });
  const city = vat(3000, { label: "City", included: false, onTopOf: ["State", drinks.label] });
  return fc.array(
    fc.record({
      amount: fc.integer({ min: -100_000, max: 1_000_000 }).map(minor),
      taxes: fc.subarray([food, drinks, state, city]),
    }),
    { maxLength: 20 },
  );
}

/** Each line with taxes of one kind, none on top of another, as nearly all shops have them. */
function plainBills(): fc.Arbitrary<Array<TaxableLine>> {
  const added = [vat(8875, { included: false }), vat(4000, { label: "Meals", included: false })];
  return fc.array(
    fc.record({
      amount: fc.integer({ min: -100_000, max: 1_000_000 }).map(minor),
      taxes: fc.oneof(fc.subarray([food, drinks]), fc.subarray(added)),
    }),
    { maxLength: 60 },
  );
}
