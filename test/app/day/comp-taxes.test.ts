/** What is given away stands in the day's report by the taxes of its goods: own use is booked by rate. */

import { expect, test } from "vitest";

import { dayReportToText } from "../../../src/app/day/day-report-text.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { ALL_HEARD } from "../../../src/app/day/day-tills-text.ts";
import { compOf } from "../../../src/domain/balance/comps.ts";
import { type CompKind } from "../../../src/domain/events/discount-events.ts";
import { type Service } from "../../../src/domain/goods/catalogue.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { minor, zeroMinor } from "../../../src/domain/money/amounts.ts";
import { payOrder, performOn } from "../../support/acts.ts";
import { CAFE_DAY, cafeCopies } from "../../support/cafe.ts";
import { csvValues, dayCsv } from "../../support/day-report.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";
import { RAVI } from "../../support/stock-acts.ts";
import { meet, type TillAt, twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies({ taxesByService: true });
const DAY = CAFE_DAY as BusinessDay;
const CASH = { type: "cash", tendered: minor(2000), tip: zeroMinor } as const;

test("A line and a whole order given away at two tills stand by kind and by rate", async () => {
  const { counter, bar } = await twoTills(await newCafe());
  give(counter, { entries: ["100", "croissant"], service: "counter", kind: "staff-meal" });
  give(bar, { entries: ["100"], service: "takeaway", kind: "staff-meal" });
  give(bar, { entries: ["300", "2*100"], service: "takeaway", kind: "spoiled", line: 2 });
  meet(counter, bar);

  const report = dayReport(counter.till, DAY);

  expect(report.compTaxes).toEqual([
    { kind: "staff-meal", taxes: "VAT 21%", amount: 280 + 260 },
    { kind: "staff-meal", taxes: "VAT 9%", amount: 280 },
    { kind: "spoiled", taxes: "VAT 9%", amount: 2 * 280 },
  ]);
  expect(dayReport(bar.till, DAY).compTaxes).toEqual(report.compTaxes);
  expect(report.comps.map(({ total }) => total)).toEqual([280 + 260 + 280 + 2 * 280]);
  const text = dayReportToText(report, { till: counter.till, locale: "en" }, ALL_HEARD).join("\n");
  expect(text).toMatch(/Staff meal, VAT 21% +5\.40\n +Staff meal, VAT 9% +2\.80\n/u);
  expect(csvValues(dayCsv(report, counter.till))).toMatchObject({
    "compTaxes.2.kind": "spoiled",
    "compTaxes.2.taxes": "VAT 9%",
    "compTaxes.2.amount": "560",
  });
});

interface Given {
  readonly entries: ReadonlyArray<string>;
  readonly service: Service;
  readonly kind: CompKind;
  /** The whole order where it is missing. */
  readonly line?: number;
}

/** Opens an order, gives it or a line of it away, and ends it by its receipt. */
function give({ till }: TillAt, { entries, service, kind, line }: Given): void {
  const { order } = sellGoods(till, entries, { service });
  const of = line === undefined ? {} : { line };
  const discount = compOf(kind);
  valueOf(
    performOn(till, RAVI, { act: "discount", order: order.id, ...of, discount, reason: "so" }),
  );
  valueOf(payOrder(till, RAVI, { order: order.id, payment: CASH }));
}
