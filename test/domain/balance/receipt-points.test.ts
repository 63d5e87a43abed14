/** The points that a receipt earns, less those of goods that came back. */

import { describe, expect, test } from "vitest";

import { earnedBy, pointsLegs } from "../../../src/domain/balance/receipt-points.ts";
import { type RefundIssued } from "../../../src/domain/events/order-events.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { type ReceiptState, type RefundState } from "../../../src/domain/state/order-state.ts";
import { TODAY } from "../../support/shop.ts";
import { idOf, originOf, receiptBody } from "../../support/told.ts";

const [TARTE, TEA] = [idOf("A", 2), idOf("A", 3)];
const RECEIPT = idOf("A", 9);

/** A receipt over 7.99 and 3.00 that earns a point for each 1.00. */
const items = receiptBody({
  no: 1,
  items: [
    [TARTE, 799],
    [TEA, 300],
  ],
}).items;
const sold = { items, points: { per: minor(100), left: 0 } };

describe("a receipt", () => {
  test("earns a point for each whole sum, and none for the odd cents", () => {
    expect(earnedBy(sold)).toBe(10);
  });

  test("earns none where the shop gave no points", () => {
    expect(earnedBy({ items })).toBe(0);
  });

  test("loses the points of each item that came back once, however often it came back", () => {
    const back = { body: { items: [{ line: TEA, net: minor(-300) }] } as RefundIssued };

    expect(earnedBy(sold, [back])).toBe(7);
    expect(earnedBy(sold, [back, back])).toBe(7);
  });
});

describe("the points of a customer", () => {
  const [body, back] = [
    { ...receiptBody({ no: 1, items: [[TARTE, 799]] }), points: sold.points },
    { of: RECEIPT, till: originOf("B"), items: [{ line: TARTE, net: minor(-799) }] },
  ];
  const receipt = {
    id: RECEIPT,
    day: TODAY,
    home: true,
    body: { ...body, to: { customer: "anna" } },
  };
  const refund = { id: idOf("B", 1), day: TODAY, body: back } as unknown as RefundState;

  test("come with the receipt and go with the refund, in the accounts of their tills", () => {
    const receipts = [receipt as unknown as ReceiptState];

    expect(pointsLegs({ receipts, refunds: [refund] })).toMatchObject([
      { customer: "anna", till: originOf("A"), earned: 7, spent: 0 },
      { customer: "anna", till: originOf("B"), earned: -7, spent: 0 },
    ]);
  });

  test("count where the receipt was issued, not on a bill that its lines moved to", () => {
    const receipts = [{ ...receipt, home: false } as unknown as ReceiptState];

    expect(pointsLegs({ receipts, refunds: [] })).toEqual([]);
  });
});
