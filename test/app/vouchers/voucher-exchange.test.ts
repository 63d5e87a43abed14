/** Goods that a voucher paid for are exchanged: what it paid stays a voucher's, however often. */

import { describe, expect, test } from "vitest";

import { dayReport } from "../../../src/app/day/day-report.ts";
import { exchange, refund } from "../../../src/app/orders/refund.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { minor, oneUnit } from "../../../src/domain/money/amounts.ts";
import { type ReceiptView } from "../../../src/domain/views.ts";
import { payOrder } from "../../support/acts.ts";
import { CAFE_DAY, cafeCopies } from "../../support/cafe.ts";
import { PROMOTED_CARD, promotedShop, type PromotedShop } from "../../support/promoted-shop.ts";
import { valueOf } from "../../support/shop.ts";
import { RAVI } from "../../support/stock-acts.ts";
import { leftOf, sellOne } from "../../support/voucher-acts.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => PROMOTED_CARD.has(sku) });

async function newShop(): Promise<PromotedShop> {
  const it = await promotedShop(await newCafe());
  it.goods({ WINE: "30.00", NUT: "0.10" });
  return it;
}

/** Sells goods that a voucher pays, the rest in cash; returns the receipt's number. */
function soldFor(it: PromotedShop, voucher: string, ...goods: ReadonlyArray<string>): string {
  const order = it.open(...goods);
  const payment = { type: "voucher", voucher, name: "Voucher" } as const;
  const { receipt } = valueOf(payOrder(it.till, RAVI, { order, payment }));
  const { number } = receipt ?? it.pay(order, it.view(order).due) ?? { number: "" };
  return number;
}

/** Gives one of the first row of a receipt back for other goods, which cost no more; returns their receipt. */
function exchanged(it: PromotedShop, number: string, goods: string): string {
  const order = it.open(goods);
  const parts = [{ position: 1, quantity: oneUnit }];
  valueOf(exchange(it.till, RAVI, { number, parts, reason: "other one", order }));
  return it.pay(order, 0)?.number ?? "";
}

function broughtBack(it: PromotedShop, number: string): ReceiptView {
  const words = { number, method: "cash", reason: "cold" } as const;
  return valueOf(refund(it.till, RAVI, { ...words, parts: [{ position: 1, quantity: oneUnit }] }));
}

function tiesOut({ till }: PromotedShop): void {
  const day = CAFE_DAY as BusinessDay;
  const report = dayReport(till, day);
  expect(report.differences).toEqual([]);
  const ofVouchers = report.tenders.find(({ method }) => method === "voucher")?.kept ?? 0;
  const redeemed = report.vouchersRedeemed.reduce((sum, { amount }) => sum + amount, 0);
  expect(redeemed).toBe(ofVouchers);
}

describe("goods that a voucher paid for", () => {
  test("bring back onto it what other goods leave, and no cash", async () => {
    const it = await newShop();
    const { id } = sellOne(it.counter, 5000);
    const number = soldFor(it, id, "WINE");
    exchanged(it, number, "NUT");

    expect(leftOf(it.counter, id)).toBe(4990);
    expect(dayReport(it.till, CAFE_DAY as BusinessDay).tenders).toContainEqual(
      expect.objectContaining({ method: "cash", kept: 5000 }),
    );
  });

  test("bring back cash for what cash had paid of them", async () => {
    const it = await newShop();
    const { id } = sellOne(it.counter, 2000);
    const number = soldFor(it, id, "WINE");
    exchanged(it, number, "NUT");

    expect(leftOf(it.counter, id)).toBe(2000);
    tiesOut(it);
    expect(dayReport(it.till, CAFE_DAY as BusinessDay).tenders).toContainEqual(
      expect.objectContaining({ method: "cash", kept: 2000 + 10 }),
    );
  });

  test("have it still behind the goods that they were exchanged for, once and twice", async () => {
    const it = await newShop();
    const { id } = sellOne(it.counter, 5000);
    const second = exchanged(it, soldFor(it, id, "WINE"), "WINE");
    const third = exchanged(it, second, "WINE");
    expect(leftOf(it.counter, id)).toBe(2000);
    broughtBack(it, third);

    expect(leftOf(it.counter, id)).toBe(5000);
    tiesOut(it);
  });

  test("bring each voucher what it had paid, where several did and some goods were exchanged", async () => {
    const it = await newShop();
    const [one, other] = [sellOne(it.counter, 2000).id, sellOne(it.counter, 4000).id];
    const order = it.open("WINE", "WINE");
    for (const voucher of [one, other]) {
      const payment = { type: "voucher", voucher, name: "Voucher" } as const;
      valueOf(payOrder(it.till, RAVI, { order, payment }));
    }
    const number = it.view(order).receipts[0] ?? "";
    const second = exchanged(it, number, "WINE");
    const words = { number, method: "cash", reason: "cold" } as const;
    valueOf(refund(it.till, RAVI, { ...words, parts: [] }));
    expect([leftOf(it.counter, one), leftOf(it.counter, other)]).toEqual([2000, 1000]);
    broughtBack(it, second);
    expect([leftOf(it.counter, one), leftOf(it.counter, other)]).toEqual([2000, 4000]);
    tiesOut(it);
  });
});

test("An exchange of goods that a card cannot take back alone takes the voucher's part to the voucher", async () => {
  const it = await newShop();
  const { id } = sellOne(it.counter, 1000);
  const order = it.open("WINE");
  const payment = { type: "voucher", voucher: id, name: "Voucher" } as const;
  valueOf(payOrder(it.till, RAVI, { order, payment }));
  valueOf(payOrder(it.till, RAVI, { order, payment: { type: "card", tip: minor(0) } }));
  const nut = it.open("NUT");
  const number = it.view(order).receipts[0] ?? "";
  const parts = [{ position: 1, quantity: oneUnit }];
  valueOf(exchange(it.till, RAVI, { number, parts, reason: "other one", order: nut }));
  valueOf(payOrder(it.till, RAVI, { order: nut, payment: { type: "card", tip: minor(0) } }));

  expect(leftOf(it.counter, id)).toBe(1000);
  tiesOut(it);
});
