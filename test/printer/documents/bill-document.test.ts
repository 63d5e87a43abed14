import { describe, expect, test } from "vitest";

import { milliPercent, minor, thousandths } from "../../../src/domain/money/amounts.ts";
import { type BillView } from "../../../src/domain/order/bill-view.ts";
import { LOCALES } from "../../../src/domain/text/locale.ts";
import { billToDocument } from "../../../src/printer/documents/bill-document.ts";
import { layOut } from "../../../src/printer/encoding/layout.ts";
import { paperWords } from "../../../src/printer/paper-words.ts";

const BILL: BillView = {
  no: 2,
  replaces: [1],
  part: { no: 2, of: 3 },
  orderNumber: "A12",
  shopName: "Trattoria",
  till: "Bar",
  server: "Mia",
  at: { wallMs: 0, offsetMinutes: 60 },
  service: "dine-in",
  table: "7",
  name: "Rossi",
  covers: 4,
  dueAt: "",
  currency: "EUR",
  lines: [
    {
      name: "Bistecca alla fiorentina",
      quantity: thousandths(1000),
      soldBy: "each",
      unitPrice: minor(4735),
      amount: minor(1579),
      share: { num: 1, den: 3 },
      discountRate: milliPercent(0),
      off: minor(0),
      modifiers: [],
      service: undefined,
      taxLetter: "A",
    },
  ],
  off: minor(79),
  charges: [{ name: "Service", rate: milliPercent(12_500), amount: minor(187) }],
  total: minor(1500),
  taxes: [
    {
      label: "VAT 9%",
      rate: milliPercent(9000),
      included: true,
      net: minor(1376),
      tax: minor(124),
      letters: "A",
    },
  ],
  deposits: minor(500),
  goodsBack: minor(0),
  due: minor(1000),
  demo: false,
  training: false,
};

function formatMoney(amount: number): string {
  return (amount / 100).toFixed(2);
}

function textOf(
  locale: (typeof LOCALES)[number],
  columns: number,
  { hasTipLine = false, bill = BILL } = {},
) {
  const document = billToDocument(bill, { locale, formatMoney, hasTipLine });
  const lines = layOut(document, { columns }).flatMap((line) =>
    line.type === "text" ? [line.segments.map(({ text }) => text).join("")] : [],
  );
  return { document, lines, text: lines.join("\n") };
}

describe("the paper of a bill", () => {
  const papers = LOCALES.flatMap((locale) => [32, 48].map((columns) => [locale, columns] as const));

  test.each(papers)("says in %s on %i columns that it is no receipt, twice", (locale, columns) => {
    const { bill } = paperWords(locale);
    const { document, lines, text } = textOf(locale, columns);

    expect(document.kind).toBe("bill");
    expect(document.blocks[0]).toMatchObject({ text: bill.title, style: { doubleHeight: true } });
    expect(document.blocks.slice(-2)).toMatchObject([{ text: bill.foot }, { type: "cut" }]);
    const types = document.blocks.map(({ type }) => type);
    expect(types).not.toContain("barcode");
    expect(types).not.toContain("logo");
    expect(types).not.toContain("pulse");
    expect(lines.filter((line) => line.length > columns)).toEqual([]);
    // Wide letters take two columns each.
    expect(text.replaceAll(/\s+/gu, "")).toContain("10.00");
    const { receipt } = paperWords(locale);
    expect(text).not.toContain(receipt.receipt({ number: "" }).trim() + " A");
    expect(text).not.toContain(receipt.tendered);
  });

  test("names its part, what it replaces, who serves whom, the share and the deposit", () => {
    const { text } = textOf("en", 48);
    expect(text).toContain("Part 2 of 3");
    expect(text).toContain("Replaces bill 1");
    expect(text).toContain("Dine in, Table 7, Rossi, 4 guests");
    expect(text).toContain("Served by Mia");
    expect(text).toMatch(/1\/3 Bistecca alla fiorentina +15\.79 A/u);
    expect(text).toMatch(/Discount +-0\.79/u);
    expect(text).toMatch(/Service 12\.5% +1\.87/u);
    expect(text).toMatch(/Total +15\.00/u);
    expect(text).toMatch(/Deposit +-5\.00/u);
    expect(text).not.toContain("___");
  });

  test.each(papers)(
    "names in %s on %i columns the goods that a discount is on",
    (locale, columns) => {
      const offGoods = ["Bakery", "Latte macchiato"];
      const { lines } = textOf(locale, columns, { bill: { ...BILL, offGoods } });
      expect(lines.filter((line) => line.length > columns)).toEqual([]);
      expect(lines.join(" ").replace("-0.79", "").replaceAll(/\s+/gu, " ")).toContain(
        "Bakery, Latte macchiato",
      );
    },
  );

  test("has a line for the tip where the shop wants one", () => {
    expect(textOf("en", 32, { hasTipLine: true }).text).toMatch(
      /Tip +_{12}\n[\s\S]*Together +_{12}/u,
    );
  });
});
