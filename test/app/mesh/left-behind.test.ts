import { afterEach, beforeEach, expect, test } from "vitest";

import { listDevices } from "../../../src/app/mesh/devices.ts";
import { leftBehind } from "../../../src/app/mesh/left-behind.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { openOneOn, sellOne } from "../../support/one-sale.ts";
import { createShop, synchronise, type TestShop } from "../../support/shop.ts";

let shop: TestShop;

beforeEach(() => {
  shop = createShop();
});

afterEach(() => {
  shop[Symbol.dispose]();
});

test("of a till that is gone its open orders and its cash are named, as far as they were heard", () => {
  const { a } = shop;
  const b = shop.join("B");
  sellOne(a);
  sellOne(b);
  const open = openOneOn(b.ledger(), "B");
  synchronise(b, a);
  sellOne(b);

  const till = { ledger: a.ledger(), offsetMinutes: () => 60 } as unknown as Till;
  const [, gone] = listDevices(till);
  if (gone === undefined) throw new Error("B is not in the shop.");
  const left = leftBehind(till, gone);

  expect(left.openOrders.map(({ id, due }) => [id, due])).toEqual([[open.id, 350]]);
  expect(left.cash.map(({ taken }) => taken)).toEqual([350]);
  expect(left.heardUntil).toMatchObject({ wallMs: b.clock.nowMs() });
});
