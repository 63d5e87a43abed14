/** A tender of the shop's own is called by its name wherever the report of a day says it. */

import { expect, test } from "vitest";

import { changeTenders } from "../../../src/app/catalogue/catalogue-changes.ts";
import { dayReportToCsv } from "../../../src/app/day/day-report-csv.ts";
import { dayReportToText } from "../../../src/app/day/day-report-text.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { ALL_HEARD } from "../../../src/app/day/day-tills-text.ts";
import { sell } from "../../../src/app/orders/sell.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { cafeOfTwo } from "../../support/cafe-bar.ts";
import { CAFE_DAY, cafeCopies, MIA } from "../../support/cafe.ts";
import { synchroniseLedgers, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };
const DAY = CAFE_DAY as BusinessDay;

test("two tills, each with its own sums", async () => {
  const { a, b } = await cafeOfTwo(newCafe);
  valueOf(changeTenders(a.till, RAVI, { type: "add", name: "Room" }));
  synchroniseLedgers(a.till.ledger, b.till.ledger);
  sellTo(a.till);
  sellTo(b.till);
  synchroniseLedgers(b.till.ledger, a.till.ledger);

  const report = dayReport(a.till, DAY);
  const text = dayReportToText(report, { till: a.till, locale: "en" }, ALL_HEARD).join("\n");
  const csv = dayReportToCsv(report, a.till, []);

  expect(report.closing.now).toHaveLength(2);
  expect(text).toContain("Room, all of it");
  expect(csv).toContain("tender Room");
  expect(csv).toContain("tips,Room");
  expect(text + csv).not.toContain("own-");
});

function sellTo(till: Till): void {
  const payment = { type: "tender", tender: "own-room", tip: minor(50) } as const;
  valueOf(sell(till, MIA, { entries: ["croissant"], service: undefined, payment }));
}
