import { expect, test } from "vitest";

import { type EventId } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
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
