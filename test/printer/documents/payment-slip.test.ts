import { expect, test } from "vitest";

import { type BusinessDay, type EventId } from "../../../src/domain/identity.ts";
import { minor, thousandths } from "../../../src/domain/money/amounts.ts";
import { paymentSlipToDocument } from "../../../src/printer/documents/payment-slip.ts";

test("money handed back is named as such, and opens the drawer first", () => {
  const { kind, blocks } = paymentSlipToDocument(
    {
      order: { number: "A7", due: minor(0) },
      payment: {
        id: "x:1" as EventId,
        method: "cash",
        amount: minor(-250),
        tendered: minor(0),
        change: minor(250),
        rounding: minor(0),
      },
      currency: "EUR",
    },
    { formatMoney: (amount) => `${amount} cents` },
  );

  expect(kind).toBe("report");
  expect(blocks[0]).toEqual({ type: "pulse" });
  expect(blocks).toContainEqual({ type: "row", left: "Handed back", right: "250 cents" });
});

test("a part in money of another currency says what it was, and by which rate", () => {
  const payment = {
    id: "x:1" as EventId,
    method: "cash",
    amount: minor(920),
    tendered: minor(920),
    change: minor(0),
    rounding: minor(0),
    foreign: { currency: "USD", amount: minor(1000), rate: 92_000_000 },
  };

  const { blocks } = paymentSlipToDocument(
    { order: { number: "A7", due: minor(80) }, payment, currency: "EUR" },
    { formatMoney: (amount) => `${amount} cents`, locale: "de" },
  );

  expect(blocks).toContainEqual({ type: "text", text: "10,00 USD zu 0,92", indent: 1 });
});

test("the slip of an order for later says where, when and what for the guest comes back", () => {
  const payment = {
    id: "x:1" as EventId,
    method: "card",
    amount: minor(500),
    tendered: minor(500),
    change: minor(0),
    rounding: minor(0),
  };
  const later = {
    shopName: "Café Kade",
    day: "2026-11-20" as BusinessDay,
    dueAt: "2026-11-21T10:00",
    name: "Rossi",
    goods: [{ quantity: thousandths(2000), soldBy: "each" as const, name: "Apple cake" }],
  };

  const { blocks } = paymentSlipToDocument(
    { order: { number: "A7", due: minor(180) }, payment, later, currency: "EUR" },
    { formatMoney: (amount) => `${amount} cents` },
  );

  const texts = blocks.flatMap((block) => (block.type === "text" ? [block.text] : []));
  expect(texts).toEqual(
    expect.arrayContaining(["Café Kade", "2026-11-20", "Rossi", "2 x Apple cake"]),
  );
  expect(texts.join("\n")).toMatch(/21 Nov.*10:00/u);
});
