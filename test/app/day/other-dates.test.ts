/** Sales of a till whose clock was days ahead: the report of the day that it was names them, and that of their date. */

import { expect, test } from "vitest";

import { dayReportToJson } from "../../../src/app/day/day-report-json.ts";
import { dayReportToText } from "../../../src/app/day/day-report-text.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { ALL_HEARD } from "../../../src/app/day/day-tills-text.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { addDays } from "../../../src/domain/text/civil-time.ts";
import { CAFE_DAY, CAFE_START_MS, type Cafe, cafeCopies, MIA } from "../../support/cafe.ts";
import { csvValues, dayCsv } from "../../support/day-report.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const DAY = CAFE_DAY as BusinessDay;
const AHEAD = addDays(DAY, 3);
const ON_TIME = { count: 0, total: 0 };

test("both reports name what was sold with the clock ahead, and after it was put right", async () => {
  const { cafe, open } = await soldAhead();

  const moved = {
    till: "Front counter",
    day: AHEAD,
    date: DAY,
    receipts: { count: 3, total: 840 },
    refunds: ON_TIME,
  };
  expect(dayReport(open.till, DAY)).toMatchObject({ receipts: 1, otherDates: [moved] });
  expect(dayReport(open.till, AHEAD)).toMatchObject({ receipts: 3, otherDates: [moved] });
  expect(textOf(open, DAY)).toContain(
    "! 3 receipts 8.40 of Front counter on this day stand under 2026-11-23: its clock was ahead",
  );
  expect(textOf(open, AHEAD)).toContain(
    "! 3 receipts 8.40 of Front counter under this date are of 2026-11-20: its clock was ahead",
  );
  for (const day of [DAY, AHEAD]) {
    expect(csvOf(open, day)).toMatchObject({
      "otherDates.0.till": "Front counter",
      "otherDates.0.day": "2026-11-23",
      "otherDates.0.date": "2026-11-20",
      "otherDates.0.receipts.count": "3",
      "otherDates.0.receipts.total": "840",
    });
  }
  expect(jsonOf(open, DAY)).toMatchObject({ tiesOut: true, otherDates: [moved] });

  // The next day, which this till is still ahead of, and the one on which it comes to its date.
  cafe.clock.set(CAFE_START_MS + DAY_MS);
  sell(open);
  cafe.clock.set(CAFE_START_MS + 3 * DAY_MS);
  sell(open);
  expect(dayReport(open.till, DAY).otherDates).toEqual([moved]);
  expect(dayReport(open.till, addDays(DAY, 1)).otherDates).toEqual([
    { ...moved, date: addDays(DAY, 1), receipts: { count: 1, total: 280 } },
  ]);
  expect(dayReport(open.till, AHEAD)).toMatchObject({
    receipts: 5,
    otherDates: [{ date: DAY, receipts: { count: 3 } }, { date: addDays(DAY, 1) }],
  });
});

test("a till whose clock was right names nothing, past midnight and on the next days", async () => {
  const cafe = await newCafe();
  const open = cafe.open();
  for (const hours of [0, 11, 24, 72]) {
    cafe.clock.set(CAFE_START_MS + hours * HOUR_MS);
    valueOf(open.till.beginDay(MIA));
    sell(open);
  }

  for (const day of [0, 1, 2, 3].map((days) => addDays(DAY, days))) {
    expect(dayReport(open.till, day).otherDates).toEqual([]);
  }
});

/** One sale on the day, two with the clock three days ahead, one after it was put right. */
async function soldAhead(): Promise<{ readonly cafe: Cafe; readonly open: OpenTill }> {
  const cafe = await newCafe();
  const open = cafe.open();
  sell(open);
  cafe.clock.set(CAFE_START_MS + 3 * DAY_MS);
  valueOf(open.till.beginDay(MIA));
  sell(open);
  sell(open);
  cafe.clock.set(CAFE_START_MS + HOUR_MS);
  sell(open);
  return { cafe, open };
}

/** One coffee, 2.80. */
function sell({ till }: OpenTill): void {
  sellGoods(till, ["100"], { cash: 500 });
}

function textOf({ till }: OpenTill, day: BusinessDay): string {
  return dayReportToText(dayReport(till, day), { till, locale: "en" }, ALL_HEARD).join("\n");
}

function csvOf({ till }: OpenTill, day: BusinessDay): ReturnType<typeof csvValues> {
  return csvValues(dayCsv(dayReport(till, day), till));
}

function jsonOf({ till }: OpenTill, day: BusinessDay): unknown {
  return dayReportToJson(dayReport(till, day), till, []);
}
