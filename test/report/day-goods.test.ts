/** Goods of a day where bills are split and lines are moved: each is sold once, whatever tills did apart. */

import { expect, test } from "vitest";

import { dayReport } from "../../src/app/day/day-report.ts";
import { moveOrder } from "../../src/app/orders/move-order.ts";
import { refund } from "../../src/app/orders/refund.ts";
import { type Till } from "../../src/app/till/till.ts";
import { type BusinessDay } from "../../src/domain/identity.ts";
import { thousandths } from "../../src/domain/money/amounts.ts";
import { payOrder, splitOrder } from "../support/acts.ts";
import { CAFE_DAY, cafeCopies, MIA } from "../support/cafe.ts";
import { sellGoods } from "../support/sell-goods.ts";
import { valueOf } from "../support/shop.ts";
import { meet, twoTills } from "../support/two-tills.ts";

const newCafe = cafeCopies();
const DAY = CAFE_DAY as BusinessDay;
const RAVI = { number: "4", name: "Ravi" };
const payment = { type: "card" } as const;

function goodsOf(till: Till): ReadonlyArray<readonly [string, number, number]> {
  const products = dayReport(till, DAY).goods.flatMap((category) => category.products);
  return products.map(({ sku, quantity, gross }) => [sku, quantity, gross]);
}

function pay(till: Till, order: string, part?: number): void {
  valueOf(payOrder(till, MIA, { order, payment, part }));
}

test("goods of a part that two tills took the money for are sold once, and the money goes back", async () => {
  const { counter, bar } = await twoTills(await newCafe());
  sellGoods(counter.till, ["4*chips"]);
  valueOf(splitOrder(counter.till, MIA, { order: "A1", wanted: { type: "evenly", count: 2 } }));
  meet(counter, bar);
  pay(counter.till, "A1", 1);
  counter.passOnWall(1000);
  pay(bar.till, "A1", 1);
  meet(counter, bar);
  pay(bar.till, "A1", 2);

  expect(goodsOf(bar.till)).toEqual([["CHIPS", 4000, 1950]]);
  const back = { number: "B-000001", parts: [], method: "card", reason: "paid twice" } as const;
  valueOf(refund(bar.till, RAVI, { ...back, what: "beyond" }));

  expect(goodsOf(bar.till)).toEqual([["CHIPS", 4000, 1300]]);
  const { sales, refunds, differences } = dayReport(bar.till, DAY);
  expect([sales, refunds.total, differences]).toEqual([1950, -650, []]);
});

test("goods that two tills took all the money for are sold once", async () => {
  const { counter, bar } = await twoTills(await newCafe());
  sellGoods(counter.till, ["4*chips"]);
  meet(counter, bar);
  pay(counter.till, "A1");
  pay(bar.till, "A1");
  meet(counter, bar);

  expect(goodsOf(bar.till)).toEqual([["CHIPS", 4000, 2600]]);
});

test("pieces of a line that are paid on two bills are sold once each", async () => {
  const { till } = (await newCafe()).open();
  sellGoods(till, ["3*chips"]);
  sellGoods(till, ["licor"]);
  const lines = [{ position: 1, quantity: thousandths(1000) }];
  valueOf(moveOrder(till, MIA, { order: "A1", to: "A2", lines, beside: false }));
  pay(till, "A1");
  pay(till, "A2");

  expect(goodsOf(till)).toContainEqual(["CHIPS", 3000, 975]);
});
