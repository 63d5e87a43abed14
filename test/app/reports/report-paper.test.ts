import { expect, test } from "vitest";

import { reportToDocument } from "../../../src/app/reports/report-paper.ts";
import { type ReportTable } from "../../../src/report/sales/report-table.ts";
import { cafeCopies } from "../../support/cafe.ts";

const newCafe = cafeCopies();
const TABLE: ReportTable = {
  columns: ["sku", "name", "quantity", "amount", "byNumber", "byMoney"],
  rows: [
    {
      sku: "CROISSANT-WITH-BUTTER",
      name: "Croissant with butter",
      quantity: 12_000,
      amount: 3120,
      byNumber: 750,
      byMoney: 900,
    },
    { sku: "TEA", name: "Tea", quantity: 4000, amount: 347, byNumber: 250, byMoney: 100 },
  ],
  total: { quantity: 16_000, amount: 3467 },
  bars: "amount",
};

test("a report on paper keeps the columns that say most, and the total below", async () => {
  const cafe = await newCafe();
  const open = cafe.open();
  const page = { shop: "Café Kade", title: "Products", range: "Today", notes: ["Goods alone."] };

  const { kind, blocks } = reportToDocument(
    open,
    { table: TABLE, page },
    { currency: open.till.currency, locale: "en" },
  );

  expect(kind).toBe("report");
  const table = blocks.find(({ type }) => type === "table");
  expect(table).toMatchObject({
    aligns: ["left", "right", "right"],
    rows: [
      ["", "Quantity", "Total"],
      ["Croissant with butter", "12", "31.20"],
      ["Tea", "4", "3.47"],
      ["Total", "16", "34.67"],
    ],
  });
  expect(blocks).toContainEqual({ type: "text", text: "Goods alone." });
});

test("a report without rows is a paper that says so", async () => {
  const cafe = await newCafe();
  const open = cafe.open();
  const page = { shop: "Café Kade", title: "Products", range: "Today", notes: ["Nothing."] };

  const { blocks } = reportToDocument(
    open,
    { table: { ...TABLE, rows: [] }, page },
    { currency: open.till.currency, locale: "en" },
  );

  expect(blocks.map(({ type }) => type)).not.toContain("table");
  expect(blocks).toContainEqual({ type: "text", text: "Nothing." });
});
