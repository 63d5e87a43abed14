/** Goods that are paid by shares, and come back share by share. */

import { expect, test } from "vitest";

import { dayReport } from "../../../src/app/day/day-report.ts";
import { refund } from "../../../src/app/orders/refund.ts";
import { type WantedSplit } from "../../../src/domain/entry/entry-split.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { payOrder, splitOrder } from "../../support/acts.ts";
import { CAFE_DAY, cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { keep, levelAt, pieces, RAVI, receive } from "../../support/stock-acts.ts";
import { type TillAt, twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => ["CROISSANT", "BANANAS"].includes(sku) });
const BACK = { method: "cash", reason: "cold", goods: "back" } as const;
const HALVES: WantedSplit = { type: "lines", shares: [{ position: 1, num: 1, den: 2 }] };
const QUARTERS: WantedSplit = { type: "evenly", count: 4 };

/** Ten are there, some of one line are sold, and each part of the bill is paid. */
async function sold(count: number, wanted: WantedSplit, parts: number): Promise<TillAt> {
  const { counter } = await twoTills(await newCafe());
  const { till } = counter;
  keep(till);
  receive(counter, "CROISSANT", 10);
  sellGoods(till, [`${count}*croissant`]);
  valueOf(splitOrder(till, RAVI, { order: "A1", wanted }));
  for (let part = 1; part <= parts; part += 1) {
    const payment = { type: "cash", tendered: minor(5000) } as const;
    valueOf(payOrder(till, RAVI, { order: "A1", part, payment }));
  }
  return counter;
}

function takeBack({ till }: TillAt, no: number): void {
  valueOf(refund(till, RAVI, { number: `A-00000${no}`, parts: [], ...BACK }));
}

test("a piece is back in stock once its last share is", async () => {
  const counter = await sold(1, HALVES, 2);
  expect(levelAt(counter)).toBe(9);
  takeBack(counter, 1);
  expect(levelAt(counter)).toBe(9);
  takeBack(counter, 2);
  expect(levelAt(counter)).toBe(10);
  expect(dayReport(counter.till, CAFE_DAY as BusinessDay).differences).toEqual([]);
});

test("of two pieces that four people paid, two shares are one", async () => {
  const counter = await sold(2, QUARTERS, 4);
  const levels = [1, 2, 3, 4].map((no) => {
    takeBack(counter, no);
    return levelAt(counter);
  });
  expect(levels).toEqual([8, 9, 9, 10]);
});

test("a share that is thrown away brings none to the stock", async () => {
  const counter = await sold(1, HALVES, 2);
  takeBack(counter, 1);
  const last = { number: "A-000002", parts: [], ...BACK, goods: "waste" } as const;
  valueOf(refund(counter.till, RAVI, last));
  expect(levelAt(counter)).toBe(9);
});

test("a quantity of a share is refused as what it is, with one till alone", async () => {
  const { till } = await sold(2, HALVES, 2);
  const parts = [{ position: 1, quantity: pieces(1) }];
  expect(faultOf(refund(till, RAVI, { number: "A-000001", parts, ...BACK }))).toEqual({
    type: "refund/only-share",
    name: "Croissant",
  });
});
