/** What came to a day after its close is in the figures of a report, and said beside them. */

import { expect, test } from "vitest";

import { closeDay } from "../../../src/app/day/close-evening.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { UNFILTERED } from "../../../src/app/reports/read-filter.ts";
import { type ReportName } from "../../../src/app/reports/report-filters.ts";
import { reportPage } from "../../../src/app/reports/report-page.ts";
import { makeReport, type ReportAsked } from "../../../src/app/reports/reports.ts";
import { soldNames } from "../../../src/app/reports/sold-names.ts";
import { speechOf } from "../../../src/app/speech.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { addDays } from "../../../src/domain/text/civil-time.ts";
import { cafeOfTwo } from "../../support/cafe-bar.ts";
import { CAFE_DAY, cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { synchroniseLedgers, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => sku === "CROISSANT" });
const DAY = CAFE_DAY as BusinessDay;

test("sales of a till that was apart at the close are late, until the day is closed again", async () => {
  const { a, b } = await cafeOfTwo(newCafe);
  sellGoods(a.till, ["croissant"], { cash: 260 });
  sellGoods(b.till, ["2*croissant"], { cash: 1000 });
  await closeHere(a);
  expect(noteOf(a, "sales")).toBeUndefined();

  synchroniseLedgers(b.till.ledger, a.till.ledger);

  expect(salesOf(a)).toBe(780);
  const note = "After the close of its day came: 2026-11-20 5.20.";
  expect([noteOf(a, "sales"), noteOf(a, "products"), noteOf(a, "taxes")]).toEqual(
    Array.from({ length: 3 }, () => note),
  );
  expect(noteOf(a, "labour")).toBeUndefined();

  await closeHere(b);
  synchroniseLedgers(b.till.ledger, a.till.ledger);
  expect(noteOf(a, "sales")).toBeUndefined();
  expect(salesOf(a)).toBe(780);
});

async function closeHere({ till, clock }: OpenTill): Promise<void> {
  valueOf(await closeDay({ till, clock, mesh: () => undefined }, { day: DAY, asked: "4" }));
}

function askedOf({ till }: OpenTill, report: ReportName): ReportAsked {
  const speech = speechOf(till);
  return {
    report,
    from: addDays(DAY, -1),
    to: DAY,
    step: "day",
    names: soldNames(till, speech),
    speech,
    filter: UNFILTERED,
    beside: undefined,
    withholdsCash: false,
  };
}

function noteOf(open: OpenTill, report: ReportName): string | undefined {
  const asked = askedOf(open, report);
  const page = reportPage("Café", asked, { table: makeReport(open.till, asked), missing: [] });
  return page.notes.find((note) => note.startsWith("After the close"));
}

function salesOf(open: OpenTill): unknown {
  return makeReport(open.till, askedOf(open, "sales")).total?.sales;
}
