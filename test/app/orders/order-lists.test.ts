/** Lists of orders and receipts stand in the order of selling, whatever the clock on the wall said. */

import { expect, test } from "vitest";

import { listOrders } from "../../../src/app/orders/orders.ts";
import { createRegisterPort, ordersHere } from "../../../src/app/register/register-port.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { CAFE_DAY, CAFE_START_MS, cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { synchroniseLedgers } from "../../support/shop.ts";

const newCafe = cafeCopies();
const MINUTE_MS = 60_000;
/** 2019-11-20, when the box's battery was changed. */
const IN_2019_MS = 1_574_254_800_000;

test("an hour in 2019 moves no order and no receipt in a list", async () => {
  const { clock, open } = await newCafe();
  const opened = open();
  const { till } = opened;
  sellGoods(till, ["espresso"]);
  sellGoods(till, ["espresso"], { cash: 240 });
  clock.set(IN_2019_MS);
  sellGoods(till, ["espresso"]);
  sellGoods(till, ["espresso"], { cash: 240 });
  clock.set(CAFE_START_MS + MINUTE_MS);
  sellGoods(till, ["espresso"]);
  sellGoods(till, ["espresso"], { cash: 240 });

  const all = listOrders(till, { day: CAFE_DAY as BusinessDay, openOnly: false });
  const parked = listOrders(till, { day: CAFE_DAY as BusinessDay, openOnly: true });
  const receipts = createRegisterPort(opened, { demoStaff: [] }).receipts();

  expect(all.map(({ number }) => number)).toEqual(["A1", "A2", "A3", "A4", "A5", "A6"]);
  expect(parked.map(({ number }) => number)).toEqual(["A1", "A3", "A5"]);
  expect(ordersHere(till, undefined).map(({ number }) => number)).toEqual(["A5", "A3", "A1"]);
  expect(receipts.map(({ number }) => number)).toEqual(["A-000003", "A-000002", "A-000001"]);
});

test("two tills list one order of selling, though the clock of one stands in 2019", async () => {
  const cafe = await newCafe();
  const { till } = cafe.open();
  const bar = (await enrolBar(cafe, till)).till;
  sellGoods(till, ["espresso"], { cash: 240 });
  synchroniseLedgers(till.ledger, bar.ledger);
  cafe.clock.set(IN_2019_MS);
  sellGoods(bar, ["espresso"], { cash: 240 });
  cafe.clock.set(CAFE_START_MS + MINUTE_MS);
  synchroniseLedgers(bar.ledger, till.ledger);
  sellGoods(till, ["espresso"], { cash: 240 });
  synchroniseLedgers(till.ledger, bar.ledger);

  for (const at of [till, bar]) {
    const orders = listOrders(at, { day: CAFE_DAY as BusinessDay, openOnly: false });
    expect(orders.map(({ number }) => number)).toEqual(["A1", "B1", "A2"]);
  }
});
