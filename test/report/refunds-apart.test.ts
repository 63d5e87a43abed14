/** Two tills that don't hear each other take the same goods back: what a day's report says of it. */

import { expect, test } from "vitest";

import { dayReportToText } from "../../src/app/day/day-report-text.ts";
import { ALL_HEARD } from "../../src/app/day/day-tills-text.ts";
import { type BusinessDay } from "../../src/domain/identity.ts";
import { currenciesByCode } from "../../src/domain/money/currency.ts";
import { type DayBooks, reconcileDay } from "../../src/report/reconcile.ts";
import { beginDay, refund, sell, TOMORROW } from "../support/audited-shop.ts";
import { QUIET_NIGHT } from "../support/day-report.ts";
import {
  createShop,
  synchroniseAll,
  type TestShop,
  type TestTill,
  TODAY,
} from "../support/shop.ts";

const SALE = 620;
const TWICE = { order: "A1", type: "receipt/over-refunded" };
/** A flat white and a croissant, each of them back once more than it was sold. */
const TOO_MUCH = [{ ...TWICE, amount: SALE, turnover: -SALE }];

test("on the day of the sale: its sums add up with all that went out, and it names what was too much", () => {
  using shop = createShop("refunds apart");
  const [a, b] = soldAt(shop);
  refund(a, ["A", 1]);
  refund(b, ["A", 1]);
  synchroniseAll(shop.tills());

  for (const till of [a, b]) {
    expect(reportOf(till, TODAY)).toMatchObject({
      sales: SALE,
      refunds: { count: 2, total: -2 * SALE },
      // In the drawers is less than nothing: what was taken once went out twice.
      tenders: [{ method: "cash", amount: SALE, refunded: -2 * SALE }],
      attention: TOO_MUCH,
      differences: [],
    });
  }
  expect(textOf(reportOf(a, TODAY)).slice(-2)).toEqual([
    "! order A1: more was given back than was paid, A-000002 (A), B-000001 (B): 6.20",
    "Does not tie out: a question about sales waits for an answer.",
  ]);
});

test("a day later: the day of the sale is as it was, and theirs names what was too much", () => {
  using shop = createShop("refunds apart");
  const [a, b] = soldAt(shop);
  const before = reportOf(a, TODAY);
  for (const till of [a, b]) {
    beginDay(till, TOMORROW);
    refund(till, ["A", 1]);
  }
  synchroniseAll(shop.tills());

  for (const till of [a, b]) {
    expect(reportOf(till, TODAY)).toEqual(before);
    expect(reportOf(till, TOMORROW)).toMatchObject({
      sales: 0,
      refunds: { count: 2, total: -2 * SALE },
      tenders: [{ method: "cash", amount: 0, refunded: -2 * SALE }],
      attention: TOO_MUCH,
      differences: [],
    });
  }
});

test("on two days: the later one names it, whichever was heard first", () => {
  using shop = createShop("refunds apart");
  const [a, b] = soldAt(shop);
  refund(a, ["A", 1]);
  beginDay(b, TOMORROW);
  refund(b, ["A", 1]);
  synchroniseAll(shop.tills());

  for (const till of [a, b]) {
    expect(reportOf(till, TODAY)).toMatchObject({ attention: [], differences: [] });
    expect(reportOf(till, TOMORROW)).toMatchObject({ attention: TOO_MUCH, differences: [] });
  }
});

function soldAt(shop: TestShop): readonly [TestTill, TestTill] {
  const b = shop.join("B");
  expect(sell(shop.a).total).toBe(SALE);
  synchroniseAll(shop.tills());
  return [shop.a, b];
}

function reportOf(till: TestTill, day: BusinessDay): DayBooks {
  return till.ledger().read((view) => reconcileDay(view, day));
}

function textOf(report: DayBooks): ReadonlyArray<string> {
  const euro = currenciesByCode.get("EUR");
  return euro === undefined
    ? []
    : dayReportToText(
        { ...report, ...QUIET_NIGHT },
        { till: { currency: euro, offsetMinutes: () => 60 }, locale: "en" },
        ALL_HEARD,
      );
}
