/** Goods of open orders at the end of a day: taken from the stock, and on no receipt yet. */

import { expect, test } from "vitest";

import { dayReport } from "../../../src/app/day/day-report.ts";
import { moveOrder } from "../../../src/app/orders/move-order.ts";
import { findOrder } from "../../../src/app/orders/orders.ts";
import { stockValue, stockValueOn } from "../../../src/app/stock/stock-value.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { ONE_IN_STOCK } from "../../../src/domain/goods/stock-quantity.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { payOrder, performOn, splitOrder } from "../../support/acts.ts";
import { CAFE_DAY, cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";
import { book, keep, pieces, RAVI, setProduct } from "../../support/stock-acts.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => ["CROISSANT", "BANANAS", "LATTE"].includes(sku) });
const FIRST = CAFE_DAY as BusinessDay;
const NEXT = "2026-11-21" as BusinessDay;
const HOUR_MS = 3_600_000;

/** Twenty croissants at 0.60, of which four are on an order that nobody has paid. */
async function openOrder() {
  const cafe = await newCafe();
  const { till } = cafe.open();
  keep(till);
  const croissants = { sku: "CROISSANT", quantity: 20 * ONE_IN_STOCK } as const;
  book({ till }, { type: "receive", ...croissants, cost: minor(1200) });
  sellGoods(till, ["4*croissant"]);
  return {
    till,
    nextDay: () => {
      cafe.clock.advance(24 * HOUR_MS);
      valueOf(till.beginDay(RAVI, NEXT));
    },
  };
}

test("what is paid the next day was open at night, and is used on the day on which it was taken", async () => {
  const { till, nextDay } = await openOrder();
  nextDay();
  pay(till, "A1");

  expect([stockOn(till, FIRST), stockOn(till, NEXT)]).toEqual([
    { used: 240, open: 240, worth: 960 },
    { used: 0, open: 0, worth: 960 },
  ]);
  expect(stockValueOn(till, FIRST)).toEqual({ rows: stockValue(till), open: minor(240) });
});

test("of a bill that is split, the parts without a receipt are open", async () => {
  const { till, nextDay } = await openOrder();
  valueOf(splitOrder(till, RAVI, { order: "A1", wanted: { type: "evenly", count: 3 } }));
  pay(till, "A1", 1);
  nextDay();
  pay(till, "A1", 2);

  expect([stockOn(till, FIRST).open, stockOn(till, NEXT).open]).toEqual([160, 80]);
  pay(till, "A1", 3);
  expect([stockOn(till, FIRST).open, stockOn(till, NEXT).open]).toEqual([160, 0]);
});

test("what was moved to another table is open until that one pays", async () => {
  const { till, nextDay } = await openOrder();
  sellGoods(till, ["1*bananas"]);
  const lines = [{ position: 1, quantity: pieces(3) }];
  valueOf(moveOrder(till, RAVI, { order: "A1", to: "A2", lines, beside: false }));
  pay(till, "A1");
  expect(stockOn(till, FIRST).open).toBe(180);
  nextDay();
  pay(till, "A2");

  expect([stockOn(till, FIRST).open, stockOn(till, NEXT).open]).toEqual([180, 0]);
});

test("what the kitchen made for nobody is waste, and not open any more", async () => {
  const { till } = await openOrder();
  setProduct(till, "LATTE", { stock: "counted" });
  const lattes = { sku: "LATTE", quantity: 10 * ONE_IN_STOCK } as const;
  book({ till }, { type: "receive", ...lattes, cost: minor(1000) });
  sellGoods(till, ["2*latte"]);
  expect(stockOn(till, FIRST)).toEqual({ used: 440, open: 440, worth: 1760 });
  valueOf(performOn(till, RAVI, { act: "send", order: "A2" }));
  const voids = (findOrder(till, "A2")?.order.lines ?? []).map(({ id: line }) => ({ line }));
  const wish = { act: "void", order: "A2", voids, reason: "left", goods: "waste" } as const;
  valueOf(performOn(till, RAVI, wish));

  expect(stockOn(till, FIRST)).toEqual({ used: 240, open: 240, worth: 1760 });
});

function pay(till: Till, order: string, part?: number): void {
  const payment = { type: "cash", tendered: minor(50_000), tip: minor(0) } as const;
  valueOf(payOrder(till, RAVI, { order, payment, part }));
}

function stockOn(
  till: Till,
  day: BusinessDay,
): { readonly used: number; readonly open: number; readonly worth: number } {
  const { stockUsed, stockOpen, stockWorth } = dayReport(till, day);
  return { used: stockUsed.total, open: stockOpen.total, worth: stockWorth.total };
}
