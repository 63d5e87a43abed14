import { expect, test } from "vitest";

import { isTaxedAsStated, remainderOfOrder } from "../../../src/domain/balance/remaining-bill.ts";
import { milliPercent, minor } from "../../../src/domain/money/amounts.ts";
import { type Tax } from "../../../src/domain/money/tax.ts";
import { idOf, receiptBody } from "../../support/told.ts";

const FOOD: Tax = { label: "VAT 9%", rate: milliPercent(9000), included: true };
const DRINKS: Tax = { label: "VAT 21%", rate: milliPercent(21_000), included: true };
const [SOUP, WINE, CAKE] = [idOf("A", 2), idOf("A", 3), idOf("A", 4)];

/** Soup and wine at their own rates, 10.90 and 12.10. */
const paid = receiptBody({
  no: 1,
  items: [
    [SOUP, 1090],
    [WINE, 1210],
  ],
  taxes: [
    { ...FOOD, base: minor(1000), tax: minor(90) },
    { ...DRINKS, base: minor(1000), tax: minor(210) },
  ],
});

test("A receipt whose goods bear one of its taxes no more stands by itself, and the rest owes its own tax", () => {
  const taxesByLine = new Map([
    [SOUP, [FOOD]],
    [WINE, [FOOD]],
  ]);
  const lines = [
    { id: SOUP, taxes: [FOOD], remaining: minor(0) },
    { id: WINE, taxes: [FOOD], remaining: minor(0) },
    { id: CAKE, taxes: [FOOD], remaining: minor(545) },
  ];

  const rest = remainderOfOrder({ lines, receipts: [paid], half: "up", rounding: "order" });

  expect(isTaxedAsStated(paid, taxesByLine)).toBe(false);
  expect(rest).toMatchObject({ total: 545, taxes: [{ label: "VAT 9%", net: 500, tax: 45 }] });
});

test("A receipt whose goods bear a tax that it does not state stands by itself as well", () => {
  const onlyFood = { ...paid, taxes: paid.taxes.slice(0, 1) };
  const taxesByLine = new Map([
    [SOUP, [FOOD]],
    [WINE, [DRINKS]],
  ]);

  expect(isTaxedAsStated(onlyFood, taxesByLine)).toBe(false);
  expect(isTaxedAsStated(paid, taxesByLine)).toBe(true);
});
