/** A tender of the shop's own is called by its name wherever the report of a day says it. */

import { expect, test } from "vitest";

import { changeTenders } from "../../../src/app/catalogue/catalogue-changes.ts";
import { dayReportToText } from "../../../src/app/day/day-report-text.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { ALL_HEARD } from "../../../src/app/day/day-tills-text.ts";
import { sell } from "../../../src/app/orders/sell.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { cafeOfTwo } from "../../support/cafe-bar.ts";
import { CAFE_DAY, cafeCopies, MIA } from "../../support/cafe.ts";
import { csvValues, dayCsv } from "../../support/day-report.ts";
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
  const csv = csvValues(dayCsv(report, a.till));

  expect(report.closing.now).toHaveLength(2);
  expect(text).toContain("Room, all of it");
  expect(text).not.toContain("own-");
  // A table for scripts has the id beside the name: each sum by tender, and each till's.
  expect(csv).toMatchObject({
    "tenders.0.method": "own-room",
    "tenders.0.name": "Room",
    "tips.0.method": "own-room",
    "byTill.0.tenders.0.name": "Room",
    "byTill.1.tenders.0.name": "Room",
  });
});

function sellTo(till: Till): void {
  const payment = { type: "tender", tender: "own-room", tip: minor(50) } as const;
  valueOf(sell(till, MIA, { entries: ["croissant"], service: undefined, payment }));
}
