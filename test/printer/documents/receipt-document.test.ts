import { expect, test } from "vitest";

import { milliPercent, minor, thousandths } from "../../../src/domain/money/amounts.ts";
import { type ReceiptView } from "../../../src/domain/views.ts";
import { type Block } from "../../../src/printer/document.ts";
import { receiptToDocument } from "../../../src/printer/documents/receipt-document.ts";
import { cashPayment, euros, receiptLine, receiptView } from "../../support/printed-views.ts";

test("one piece needs no unit price, several and weighed goods do", () => {
  const lines = [
    receiptLine(),
    receiptLine({ name: "Tea", quantity: thousandths(3000), amount: minor(1050) }),
    receiptLine({ name: "Ham", quantity: thousandths(90), soldBy: "weight", amount: minor(32) }),
  ];

  expect(textsOf(receiptView({ lines })).slice(7, 12)).toEqual([
    "1 x Latte|3.50 B",
    "3 x Tea|10.50 B",
    "3.50 each",
    "Ham|0.32 B",
    "0.090 kg x 3.50/kg",
  ]);
});

test("a part of a bill says which it is, and which share of each line", () => {
  const lines = [
    receiptLine({ name: "Steak", share: { num: 1, den: 3 }, amount: minor(800) }),
    receiptLine({
      name: "Tea",
      quantity: thousandths(2000),
      share: { num: 1, den: 3 },
      amount: minor(233),
    }),
    receiptLine({ name: "Wine", share: "part", amount: minor(123) }),
  ];

  const texts = textsOf(receiptView({ lines, part: { no: 2, of: 4 } }));
  expect(texts).toContain("Part 2 of 4");
  expect(texts.slice(8, 12)).toEqual([
    "1/3 Steak|8.00 B",
    "1/3 (2 x Tea)|2.33 B",
    "3.50 each",
    "part of Wine|1.23 B",
  ]);
});

test("what was taken off a line is told, and stands out of the column of money", () => {
  const lines = [
    receiptLine({ amount: minor(315), discountRate: milliPercent(10_000), off: minor(35) }),
    receiptLine({ name: "Tea", amount: minor(250), off: minor(100) }),
  ];

  expect(textsOf(receiptView({ lines })).slice(7, 11)).toEqual([
    "1 x Latte|3.15 B",
    "- 10% discount (-0.35)",
    "1 x Tea|2.50 B",
    "- discount (-1.00)",
  ]);
});

test("goods that came back stand with their sign, and what went out is given back", () => {
  const lines = [
    receiptLine({ name: "Coffee", quantity: thousandths(-3000), amount: minor(-840) }),
    receiptLine({ quantity: thousandths(-1000), amount: minor(-315), off: minor(-35) }),
  ];
  const cash = cashPayment({ amount: minor(-1155), tendered: minor(0), change: minor(1150) });
  const receipt = receiptView({ lines, total: minor(-1155), rounding: minor(5), payments: [cash] });

  const texts = textsOf(receipt);
  expect(texts.slice(7, 11)).toEqual([
    "-3 x Coffee|-8.40 B",
    "3.50 each",
    "-1 x Latte|-3.15 B",
    "- discount (0.35)",
  ]);
  expect(texts).toContain("TOTAL EUR|-11.55");
  expect(texts).toContain("Cash rounding|0.05");
  expect(texts).toContain("Given back (Cash)|11.50");
  expect(texts.filter((text) => /^(?:Tendered|Change|Cash\|)/u.test(text))).toEqual([]);
  const card = cashPayment({ method: "card", amount: minor(-1155), change: minor(0) });
  expect(textsOf({ ...receipt, payments: [card] })).toContain("Given back (Card)|11.55");
  const voucher = { ...card, method: "tender-1", name: "Meal voucher" };
  expect(textsOf({ ...receipt, payments: [voucher] })).toContain("Given back (Meal voucher)|11.55");
});

test("what was taken off the whole order stands above the total", () => {
  const texts = textsOf(receiptView({ off: minor(280) }));
  const at = texts.indexOf("Discount|-2.80  ");

  expect(at).toBeGreaterThan(0);
  expect(texts.slice(at).findIndex((text) => text.startsWith("TOTAL"))).toBeLessThan(3);
});

test("exact cash has no change, and a receipt without rounding has no such line", () => {
  const exact = cashPayment({ tendered: minor(2523), change: minor(0), rounding: minor(0) });

  const texts = textsOf(receiptView({ payments: [exact], rounding: minor(0) }));

  expect(texts).toContain("Cash|25.23");
  expect(texts.filter((text) => /^(?:Cash rounding|Tendered|Change)/u.test(text))).toEqual([]);
});

test("several payments stand one under the other", () => {
  const card = cashPayment({
    method: "card",
    amount: minor(1000),
    change: minor(0),
    rounding: minor(0),
  });
  const cash = cashPayment({ amount: minor(1523) });

  const texts = textsOf(receiptView({ payments: [card, cash] }));

  expect(texts.filter((text) => /^(?:Card|Cash)\|/u.test(text))).toEqual([
    "Card|10.00",
    "Cash|15.25",
  ]);
});

test("a demo shop's receipt says so at both ends, and a real one nowhere", () => {
  const banner = "DEMO - NOT A RECEIPT";

  const demo = textsOf(receiptView({ demo: true }));

  expect([demo[0], demo.at(-1)]).toEqual([banner, banner]);
  expect(textsOf(receiptView())).not.toContain(banner);
});

test("the drawer opens first, and only when it should", () => {
  const view = receiptView();

  const [first] = receiptToDocument(view, { formatMoney: euros, opensDrawer: true }).blocks;
  const quiet = receiptToDocument(view, { formatMoney: euros, opensDrawer: false }).blocks;

  expect(first).toEqual({ type: "pulse" });
  expect(quiet).not.toContainEqual({ type: "pulse" });
});

/** The texts of a receipt, rows with a bar between left and right. */
function textsOf(receipt: ReceiptView): ReadonlyArray<string> {
  const { blocks } = receiptToDocument(receipt, { formatMoney: euros, opensDrawer: false });
  return blocks.flatMap(textsIn);
}

function textsIn(block: Block): ReadonlyArray<string> {
  if (block.type === "text") return [block.text];
  return block.type === "row" ? [`${block.left}|${block.right}`] : [];
}
