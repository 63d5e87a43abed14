/** Rows of equal lines as commands name them, and as two tills have them. */

import { beforeEach, describe, expect, test } from "vitest";

import { moveOrder } from "../../../src/app/orders/move-order.ts";
import { orderLines } from "../../../src/app/orders/order-text.ts";
import { findOrder } from "../../../src/app/orders/orders.ts";
import { refund } from "../../../src/app/orders/refund.ts";
import { addToOrder } from "../../../src/app/orders/sell.ts";
import { readSplit } from "../../../src/domain/entry/entry-split.ts";
import { thousandths } from "../../../src/domain/money/amounts.ts";
import { currenciesByCode, type Currency } from "../../../src/domain/money/currency.ts";
import { payOrder, splitOrder } from "../../support/acts.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { meet, twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies();
const CHIARA = { number: "3", name: "Chiara" };
const EUR = currenciesByCode.get("EUR") as Currency;
let tills: Awaited<ReturnType<typeof twoTills>>;

beforeEach(async () => {
  tills = await twoTills(await newCafe());
  sellGoods(tills.counter.till, ["cola", "carrot cake", "cola", "cola"]);
});

function rows(at = tills.counter, name = "A1"): ReadonlyArray<string> {
  const found = findOrder(at.till, name);
  if (found === undefined) throw new Error("The order is not there.");
  return orderLines(found.order, { currency: EUR, locale: "en" })
    .filter((text) => /^ +\d+ {2}/u.test(text))
    .map((text) => text.trim().replaceAll(/ {2,}/gu, " "));
}

test("rows are the same on each till, also of what both have added apart", () => {
  meet(tills.counter, tills.bar);
  expect(rows(tills.bar)).toEqual(["1 3 x Cola (With ice) 9.75", "2 1 x Carrot cake 4.20"]);

  for (const { till } of [tills.counter, tills.bar]) {
    valueOf(addToOrder(till, MIA, { order: "A1", entries: ["cola"] }));
  }
  meet(tills.counter, tills.bar);

  expect(rows()).toEqual(["1 5 x Cola (With ice) 16.25", "2 1 x Carrot cake 4.20"]);
  expect(rows(tills.bar)).toEqual(rows());
  expect(findOrder(tills.bar.till, "A1")?.order.attention).toEqual([]);
});

describe("a row of an order", () => {
  test.each([
    ["//1", "9.75"],
    ["//2*1", "6.50"],
    ["//1/2", "4.89"],
  ])("is split by %s as a line is", (words, sum) => {
    const wanted = readSplit(words, EUR);
    if (wanted?.type !== "lines") throw new Error(`${words} names no lines.`);
    const { order } = valueOf(splitOrder(tills.counter.till, MIA, { order: "A1", wanted }));

    expect((order.parts[0]?.total ?? 0) / 100).toBe(Number(sum));
  });

  test("is moved as a whole, or some of it", () => {
    const lines = [{ position: 1, quantity: thousandths(2000) }];
    valueOf(moveOrder(tills.counter.till, CHIARA, { order: "A1", to: "12", lines, beside: false }));
    expect(rows()).toEqual(["1 1 x Cola (With ice) 3.25", "2 1 x Carrot cake 4.20"]);
    expect(rows(tills.counter, "A2")).toEqual(["1 2 x Cola (With ice) 6.50"]);
  });
});

describe("a row of a receipt", () => {
  beforeEach(() => {
    valueOf(payOrder(tills.counter.till, MIA, { order: "A1", payment: { type: "card" } }));
  });

  test("comes back by its number on the paper, whatever lines it has", () => {
    expect(valueOf(back(1, 2)).total).toBe(-650);
    expect(faultOf(back(1, 2))).toMatchObject({ type: "refund/too-much", left: 1000 });
    expect(valueOf(back(2, 1)).lines).toMatchObject([{ name: "Carrot cake", amount: -420 }]);
    expect(valueOf(back(1, 1)).total).toBe(-325);
    expect(faultOf(back(1, 1))).toMatchObject({ type: "refund/nothing-left" });
    expect(faultOf(back(3, 1))).toEqual({ type: "line/unknown" });
  });
});

function back(position: number, pieces: number) {
  const parts = [{ position, quantity: thousandths(pieces * 1000) }];
  const how = { method: "card", reason: "cold" };
  return refund(tills.counter.till, CHIARA, { number: "A-000001", parts, ...how });
}
