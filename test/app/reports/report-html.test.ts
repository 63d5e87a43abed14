import { expect, test } from "vitest";

import { UNFILTERED } from "../../../src/app/reports/read-filter.ts";
import { reportToHtml } from "../../../src/app/reports/report-html.ts";
import { reportPage } from "../../../src/app/reports/report-page.ts";
import { makeReport, type ReportAsked } from "../../../src/app/reports/reports.ts";
import { soldNames } from "../../../src/app/reports/sold-names.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { currenciesByCode, type Currency } from "../../../src/domain/money/currency.ts";
import { type ReportTable } from "../../../src/report/sales/report-table.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { createDice } from "../../support/dice.ts";
import { weekCafes, playWeek } from "../../support/played-week.ts";

const newWeekCafe = weekCafes();
const SPEECH = { currency: euro(), locale: "en" } as const;
const TABLE: ReportTable = {
  columns: ["name", "amount"],
  rows: [
    { name: `Fish & "chips" <b>`, amount: 1250 },
    { name: "Tea", amount: -250 },
  ],
  total: { amount: 1000 },
  bars: "amount",
};
const PAGE = { shop: "Joe's <Café>", title: "Products", range: "Today", notes: ["A & B"] };

test("what has a sign of HTML in its name stands in the page as it is called", () => {
  const page = reportToHtml(TABLE, PAGE, SPEECH);

  expect(page).toContain("Fish &amp; &quot;chips&quot; &lt;b&gt;");
  expect(page).toContain("Joe&#39;s &lt;Café&gt;");
  expect(page).toContain("A &amp; B");
  expect(page).not.toContain("<b>");
});

test("a sum below zero has no bar, and the greatest one is whole", () => {
  const widths = [...reportToHtml(TABLE, PAGE, SPEECH).matchAll(/style="width:([^"]+)"/gu)];

  expect(widths.map(([, width]) => width)).toEqual(["100%", "0%"]);
});

test("a report without rows says so, and has neither chart nor table", () => {
  const page = reportToHtml({ ...TABLE, rows: [] }, PAGE, SPEECH);

  expect(page).not.toMatch(/<table|<svg/u);
  expect(page).toContain("A &amp; B");
});

test("a week by day has a column for each day, what it says as text, and asks nothing of any network", async () => {
  const cafe = await newWeekCafe();
  const { till } = cafe.open();
  const { till: bar } = await enrolBar(cafe, till);
  const days = playWeek(cafe, [till, bar], { dice: createDice(3) });
  const asked = { ...askedOf(till, days), beside: "before" } as const;
  const table = makeReport(till, asked);

  const page = reportToHtml(table, reportPage("Café Kade", asked, { table, missing: ["B"] }), {
    currency: till.currency,
    locale: "en",
  });

  const broad = page.slice(page.indexOf('class="broad"'), page.indexOf('class="narrow"'));
  expect(broad.match(/class="now"/gu)).toHaveLength(days.length);
  expect(broad.match(/class="before"/gu)).toHaveLength(days.length);
  for (const { amount } of table.rows) expect(page).toContain((Number(amount) / 100).toFixed(2));
  expect(page).toContain("B: not all of these days was heard here yet, more may come.");
  expect(page).not.toMatch(/<script|<link|<img|src=|href=|url\(|https?:/u);
});

function askedOf(
  till: Parameters<typeof makeReport>[0],
  days: ReadonlyArray<BusinessDay>,
): ReportAsked {
  const speech = { currency: till.currency, locale: "en" as const };
  return {
    report: "sales",
    from: days[0] ?? ("" as BusinessDay),
    to: days.at(-1) ?? ("" as BusinessDay),
    step: "day",
    beside: undefined,
    names: soldNames(till, speech),
    speech,
    filter: UNFILTERED,
    withholdsCash: false,
  };
}

function euro(): Currency {
  const currency = currenciesByCode.get("EUR");
  if (currency === undefined) throw new Error("No euro.");
  return currency;
}
