/** Tables of reports as text: each figure stands under its column, and hours follow one another through the night. */

import { expect, test } from "vitest";

import { sell } from "../../../src/app/orders/sell.ts";
import { UNFILTERED } from "../../../src/app/reports/read-filter.ts";
import { type ReportName } from "../../../src/app/reports/report-filters.ts";
import { reportToText } from "../../../src/app/reports/report-text.ts";
import { makeReport } from "../../../src/app/reports/reports.ts";
import { soldNames } from "../../../src/app/reports/sold-names.ts";
import { speechOf } from "../../../src/app/speech.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { CAFE_DAY, CAFE_START_MS, cafeCopies, MIA } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const DAY = CAFE_DAY as BusinessDay;
const HOUR_MS = 3_600_000;

test("the row of sums ends its columns where the rows above do", async () => {
  const { till } = (await newCafe()).open();
  const payment = { type: "card", tip: minor(100) } as const;
  valueOf(sell(till, MIA, { entries: ["croissant"], service: undefined, payment }));

  for (const report of ["tips", "people"] as const) {
    const lines = reportToText(tableOf(till, report), { speech: speechOf(till), cells: 80 });
    const [person, total] = [lines.at(-2) ?? "", lines.at(-1) ?? ""];
    expect(total).toMatch(/^ {2}Total/u);
    expect(person.indexOf("1.00") + 4).toBe(total.lastIndexOf("1.00") + 4);
  }
});

test("hours after midnight follow the evening, under their own date", async () => {
  const { clock, open } = await newCafe();
  const { till } = open();
  sellGoods(till, ["croissant"], { cash: 260 });
  // 23:32, and 01:32 of the next date.
  for (const hours of [9, 11]) {
    clock.set(CAFE_START_MS + hours * HOUR_MS);
    sellGoods(till, ["croissant"], { cash: 260 });
  }

  const { rows } = tableOf(till, "sales", "hour");
  expect(rows.map(({ step }) => step)).toEqual(["2026-11-20 14", "2026-11-20 23", "2026-11-21 01"]);
});

function tableOf(till: Till, report: ReportName, step: "day" | "hour" = "day") {
  const speech = speechOf(till);
  return makeReport(till, {
    report,
    from: DAY,
    to: DAY,
    step,
    names: soldNames(till, speech),
    speech,
    filter: UNFILTERED,
    beside: undefined,
    withholdsCash: false,
  });
}
