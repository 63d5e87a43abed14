/** What the pages of an office say, over rows as shops' ledgers give them. */

import { beforeAll, describe, expect, test } from "vitest";

import { addMadeShop, openOfficePage } from "../../support/office-page.ts";
import { rowsOf } from "../../support/rows-engines.ts";

const database = rowsOf("folder");

beforeAll(async () => {
  await addMadeShop(database(), {
    shop: "north",
    name: "Café North",
    groups: ["coast"],
    // It is half past two; last week the hour was the same.
    days: { 0: { 9: 1250, 13: 2000, 14: 500 }, 7: { 9: 1000, 13: 1500, 14: 250, 18: 4000 } },
  });
  await addMadeShop(database(), {
    shop: "south",
    name: `<script>alert("south")</script>`,
    days: { 0: { 10: 300 }, 7: { 10: 600 } },
    open: [7],
  });
});

describe("today", () => {
  test("stands beside the same weekday of last week, shop by shop and over all", async () => {
    const page = await openOfficePage(database());
    await page.addUser("anna");
    const browser = await page.loggedIn("anna");

    const { status, text } = await browser.get("/");
    const { text: csv, headers } = await browser.get("/?csv=shops");

    expect([status, page.faults]).toEqual([200, []]);
    expect(plainText(text)).toContain("Fri 20 Nov 2026, beside Fri 13 Nov 2026");
    expect(plainText(text)).toContain(
      "Sold today 40.50 EUR 33.50 (+21%) by this time last week 73.50 that whole day",
    );
    expect(plainText(text)).toContain("Café North 3 37.50 27.50 +36% 67.50");
    expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(csv.split("\r\n")).toEqual([
      "shop,receipts,sold,sold-by-this-time-last-week,sold-last-week,currency",
      '"<script>alert(""south"")</script>",1,3.00,6.00,6.00,EUR',
      "Café North,3,37.50,27.50,67.50,EUR",
      "",
    ]);
  });
});

/** What a person reads. */
function plainText(page: string): string {
  return page
    .replaceAll(/<script[^]*?<\/script>/gu, "")
    .replaceAll(/<[^>]*>/gu, " ")
    .replaceAll(/\s+/gu, " ");
}
