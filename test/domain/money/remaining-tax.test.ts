import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  type RemainingLine,
  remainderOfOrder,
} from "../../../src/domain/balance/remaining-bill.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import {
  milliPercent,
  minor,
  type MinorUnits,
  zeroMinor,
} from "../../../src/domain/money/amounts.ts";
import { remainingTaxes } from "../../../src/domain/money/remaining-tax.ts";
import {
  sumTaxes,
  type Tax,
  type TaxableLine,
  taxBill,
  type TaxView,
} from "../../../src/domain/money/tax.ts";

const rules = { half: "up", rounding: "order" } as const;
const drinks: Tax = { label: "VAT 21%", rate: milliPercent(21_000), included: true };
const state: Tax = { label: "State", rate: milliPercent(6000), included: false };
const city: Tax = {
  label: "City",
  rate: milliPercent(3000),
  included: false,
  onTopOf: ["State"],
};

describe("what is left of an order", () => {
  test("is nothing, and bears no tax, once all of it is paid", () => {
    const paid = { lines: paidLines([drinks], [state, city]), receipts: [], ...rules };

    expect(remainderOfOrder(paid)).toEqual({ taxes: [], total: 0 });
  });

  test("has no answer where taxes stand on each other in a circle, paid or not", () => {
    const round = paidLines(
      [state, city],
      [
        { ...city, onTopOf: [] },
        { ...state, onTopOf: ["City"] },
      ],
    );

    expect(() => remainderOfOrder({ lines: round, receipts: [], ...rules })).toThrow(RangeError);
  });
});

describe("receipts of one order", () => {
  test("add up to its bill, line by line, with taxes in the price and on top", () => {
    fc.assert(
      fc.property(orders(), (lines) => {
        const receipts = payLineByLine(lines);
        const whole = taxBill({ lines, ...rules });

        expect(receipts.taxes).toEqual(whole.taxes);
        expect(receipts.total).toBe(whole.total);
      }),
    );
  });

  test("leave nothing once all is covered", () => {
    const coveredLines = [{ amount: minor(1000), taxes: [drinks] }];
    const coveredTaxes = taxBill({ lines: coveredLines, ...rules }).taxes;

    expect(
      remainingTaxes({ coveredLines, coveredTaxes, remainingLines: [], ...rules }),
    ).toMatchObject({
      total: 0,
      taxes: [{ net: 0, tax: 0 }],
    });
  });
});

function payLineByLine(lines: ReadonlyArray<TaxableLine>): {
  readonly taxes: ReadonlyArray<TaxView>;
  readonly total: MinorUnits;
} {
  let taxes: ReadonlyArray<TaxView> = [];
  let total = zeroMinor;
  for (const [place, line] of lines.entries()) {
    const coveredLines = lines.slice(0, place);
    const receipt = remainingTaxes({
      coveredLines,
      coveredTaxes: taxes,
      remainingLines: [line],
      ...rules,
    });
    taxes = sumTaxes([...taxes, ...receipt.taxes]);
    total = minor(total + receipt.total);
  }
  return { taxes, total };
}

function orders(): fc.Arbitrary<Array<TaxableLine>> {
  return fc.array(
    fc.record({
      amount: fc.nat(100_000).map(minor),
      taxes: fc.subarray([drinks, state, city]),
    }),
    { maxLength: 12 },
  );
}

function paidLines(...taxes: ReadonlyArray<ReadonlyArray<Tax>>): ReadonlyArray<RemainingLine> {
  return taxes.map((own, index) => ({ id: idAt(index), taxes: own, remaining: zeroMinor }));
}

function idAt(index: number): EventId {
  return `${"a".repeat(26)}.${"b".repeat(13)}:${index + 1}:00000000` as EventId;
}
