/**
 * Weeks of a shop with two tills that often don't hear each other: every report of the days comes to what
 * `till reconcile` says of them, to the cent, on both tills, read anew and read once more.
 *
 * Size: whole.
 */

import { expect, test } from "vitest";

import { dayReports } from "../../../src/app/day/day-report.ts";
import { UNFILTERED } from "../../../src/app/reports/read-filter.ts";
import { REPORT_NAMES, type ReportName, STEPS } from "../../../src/app/reports/report-filters.ts";
import { makeReport, type ReportAsked } from "../../../src/app/reports/reports.ts";
import { soldNames } from "../../../src/app/reports/sold-names.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { sumMinor } from "../../../src/domain/money/amounts.ts";
import { REPORTED_ACTS } from "../../../src/report/sales/act-reports.ts";
import { type Step } from "../../../src/report/sales/report-steps.ts";
import { type ReportTable } from "../../../src/report/sales/report-table.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { createDice } from "../../support/dice.ts";
import { weekCafes, playWeek } from "../../support/played-week.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { synchroniseLedgers } from "../../support/shop.ts";

const newWeekCafe = weekCafes();

/** The reports whose total is what was sold. */
const OF_SALES = REPORT_NAMES.filter(
  (name) =>
    !["taxes", "tenders", "tips", "discounts", "voids", "drawers", "speed", "promotions"].includes(
      name,
    ),
);

test.each(Array.from({ length: proofRuns(3) }, (_, index) => index + 1))(
  "each report of a week comes to what its days are reconciled to (seed %i)",
  async (seed) => {
    const cafe = await newWeekCafe();
    const { till: a } = cafe.open();
    const { till: b } = await enrolBar(cafe, a);
    const days = playWeek(cafe, [a, b], { dice: createDice(seed) });

    const reports = dayReports(a, days);
    const sold = sumMinor(reports, (it) => it.sales + it.returned.total + it.refunds.total);
    const taxes = sumMinor(reports, (it) => sumMinor(it.taxes, ({ tax }) => tax));
    const kept = sumMinor(reports, (it) => sumMinor(it.tenders, (tender) => tender.kept));
    const tips = sumMinor(reports, (it) => sumMinor(it.tenders, (tender) => tender.tips));
    expect(sold).not.toBe(0);
    const differences = reports.flatMap(({ day, drawers }) =>
      drawers.flatMap(({ close }) => (close?.at.day === day ? close.difference : [])),
    );
    const acts = reports.flatMap((it) => it.acts.filter(({ undone }) => !undone));
    expect(acts).not.toEqual([]);
    for (const till of [a, b, a]) {
      expect(totalOf(till, "drawers", days)).toMatchObject({
        difference: sumMinor(differences, (it) => it),
      });
      for (const report of ["discounts", "voids"] as const) {
        const counted = acts.filter(({ act }) => REPORTED_ACTS[report].includes(act));
        expect(totalOf(till, report, days)).toEqual({
          count: counted.length,
          amount: sumMinor(counted, ({ amount }) => amount),
        });
      }
      for (const report of OF_SALES)
        expect(totalOf(till, report, days)).toMatchObject({ amount: sold });
      expect(totalOf(till, "taxes", days)).toMatchObject({ tax: taxes });
      expect(totalOf(till, "tenders", days)).toMatchObject({ kept, tips });
      expect(totalOf(till, "tips", days)).toMatchObject({ tips });
    }
    for (const step of STEPS) {
      const { rows, total } = reportOf(a, "sales", { days, step });
      expect(sumMinor(rows, (row) => Number(row.amount))).toBe(total?.amount);
    }
    const byDay = reportOf(a, "sales", { days, step: "day" }).rows;
    expect(byDay.map(({ step, receipts, sales }) => ({ step, receipts, sales }))).toEqual(
      reports.map(({ day, receipts, sales }) => ({ step: day, receipts, sales })),
    );
  },
);

test("a receipt that comes late is in the report that was read before", async () => {
  const cafe = await newWeekCafe();
  const { till: a } = cafe.open();
  const { till: b } = await enrolBar(cafe, a);
  const days = playWeek(cafe, [a, b], { dice: createDice(7), hears: false });

  const before = totalOf(a, "products", days);
  synchroniseLedgers(a.ledger, b.ledger);
  synchroniseLedgers(b.ledger, a.ledger);

  expect(totalOf(a, "products", days)).toEqual(totalOf(b, "products", days));
  expect(totalOf(a, "products", days)).not.toEqual(before);
});

function totalOf(
  till: Till,
  report: ReportName,
  days: ReadonlyArray<BusinessDay>,
): ReportTable["total"] {
  return reportOf(till, report, { days, step: "day" }).total;
}

function reportOf(
  till: Till,
  report: ReportName,
  { days, step }: { readonly days: ReadonlyArray<BusinessDay>; readonly step: Step },
): ReportTable {
  const speech = { currency: till.currency, locale: "en" as const };
  const asked: ReportAsked = {
    report,
    from: days[0] ?? ("" as BusinessDay),
    to: days.at(-1) ?? ("" as BusinessDay),
    step,
    beside: undefined,
    names: soldNames(till, speech),
    speech,
    filter: UNFILTERED,
    withholdsCash: false,
  };
  return makeReport(till, asked);
}
