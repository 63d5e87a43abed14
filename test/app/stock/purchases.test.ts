/** Purchase orders: what was asked, what came of it at which till, and what it cost against the time before. */

import { expect, test } from "vitest";

import { expiryList } from "../../../src/app/stock/expiry.ts";
import {
  awaitedCost,
  bookDelivery,
  closePurchase,
  listPurchases,
  orderSupplies,
  type Purchase,
  purchaseNamed,
  restOf,
} from "../../../src/app/stock/purchases.ts";
import { pricesOf, supplierRows } from "../../../src/app/stock/suppliers.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { type CameGoods } from "../../../src/domain/commands/stock/order-supplies.ts";
import { ONE_IN_STOCK } from "../../../src/domain/goods/stock-quantity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { priceRise } from "../../../src/domain/stock/prices.ts";
import { addDays } from "../../../src/domain/text/civil-time.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { valueOf } from "../../support/shop.ts";
import { addIngredient, book, keep, levelAt, RAVI } from "../../support/stock-acts.ts";
import { meet, twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => ["CROISSANT", "LATTE"].includes(sku) });

async function dairy() {
  const tills = await twoTills(await newCafe());
  const { till } = tills.counter;
  addIngredient(till, "MILK", { unit: "l", packs: "crate=12", supplier: "Dairy" });
  addIngredient(till, "CREAM", { unit: "l", supplier: "Dairy" });
  meet(tills.counter, tills.bar);
  return { ...tills, till };
}

type Goods = readonly [sku: string, count: number, cost?: number];

function order(till: Till, ...goods: ReadonlyArray<Goods>): Purchase {
  const lines = goods.map(([sku, count]) => {
    return { sku, quantity: count * ONE_IN_STOCK, how: String(count) };
  });
  const wish = { supplier: "Dairy", expected: null, note: "", lines };
  return valueOf(orderSupplies(till, RAVI, wish));
}

function linesOf(goods: ReadonlyArray<Goods>): ReadonlyArray<CameGoods> {
  return goods.map(([sku, count, cost]) => {
    return { sku, quantity: count * ONE_IN_STOCK, cost: cost === undefined ? null : minor(cost) };
  });
}

function deliver(till: Till, { id }: Purchase, ...goods: ReadonlyArray<Goods>) {
  return bookDelivery(till, RAVI, { order: id, lines: linesOf(goods) });
}

/** What was ordered, what came and what is still to come, in units. */
function standing(till: Till, number: string): ReadonlyArray<ReadonlyArray<unknown>> {
  const { lines } = valueOf(purchaseNamed(till, number));
  return lines.map(({ sku, ordered, came, awaited }) => [
    sku,
    ordered / ONE_IN_STOCK,
    came / ONE_IN_STOCK,
    awaited / ONE_IN_STOCK,
  ]);
}

function awaitedAt(till: Till): ReadonlyArray<string> {
  return listPurchases(till, "awaited").map(({ number }) => number);
}

test("an order is awaited until all of it came, at whatever till, and what came besides stands behind it", async () => {
  const { counter, bar, till } = await dairy();
  keep(till);
  const made = order(till, ["MILK", 24], ["CREAM", 2]);
  meet(counter, bar);
  expect([made.number, levelAt(counter, "MILK"), awaitedAt(bar.till)]).toEqual(["PA1", 0, ["PA1"]]);

  valueOf(deliver(till, made, ["MILK", 12]));
  valueOf(deliver(bar.till, made, ["MILK", 6], ["CROISSANT", 3]));
  meet(counter, bar);
  for (const { till: here } of [counter, bar]) {
    expect(standing(here, "PA1")).toEqual([
      ["MILK", 24, 18, 6],
      ["CREAM", 2, 0, 2],
      ["CROISSANT", 0, 3, 0],
    ]);
  }
  expect([levelAt(bar, "MILK"), levelAt(counter, "CROISSANT")]).toEqual([18, 3]);

  valueOf(bookDelivery(till, RAVI, restOf(valueOf(purchaseNamed(till, "PA1")))));
  expect([awaitedAt(till), levelAt(counter, "MILK"), levelAt(counter, "CREAM")]).toEqual([
    [],
    24,
    2,
  ]);
});

test("two tills that are apart book more than was ordered, and both deliveries are there", async () => {
  const { counter, bar, till } = await dairy();
  const made = order(till, ["MILK", 12]);
  meet(counter, bar);
  valueOf(deliver(till, made, ["MILK", 12]));
  valueOf(deliver(bar.till, made, ["MILK", 12]));
  meet(counter, bar);

  expect(standing(till, "PA1")).toEqual([["MILK", 12, 24, 0]]);
  expect(levelAt(counter, "MILK")).toBe(24);
});

test("a delivery is booked as a whole or not at all", async () => {
  const { counter, till } = await dairy();
  const made = order(till, ["MILK", 24]);
  expect(deliver(till, made, ["MILK", 12], ["CROISSANT", 1])).toMatchObject({
    ok: false,
    fault: { type: "stock/not-kept" },
  });
  expect(deliver(till, made, ["MILK", 12], ["CREAM", -1])).toMatchObject({
    ok: false,
    fault: { type: "stock/quantity" },
  });
  expect([standing(till, "PA1"), levelAt(counter, "MILK")]).toEqual([[["MILK", 24, 0, 24]], 0]);
});

test("a closed order is waited for no longer and takes no delivery", async () => {
  const { till } = await dairy();
  const made = order(till, ["MILK", 24]);
  valueOf(closePurchase(till, RAVI, { order: made.id, reason: "none left" }));
  expect([awaitedAt(till), standing(till, "PA1")]).toEqual([[], [["MILK", 24, 0, 0]]]);
  for (const again of [
    deliver(till, made, ["MILK", 1]),
    closePurchase(till, RAVI, { order: made.id, reason: "" }),
  ]) {
    expect(again).toMatchObject({ ok: false, fault: { type: "purchase/closed", number: "PA1" } });
  }
  expect(order(till, ["MILK", 1]).number).toBe("PA2");
});

test("goods that are ordered twice in one order are one line, and no goods are no order", async () => {
  const { till } = await dairy();
  expect(order(till, ["MILK", 12], ["MILK", 6]).lines).toMatchObject([
    { sku: "MILK", ordered: 18 * ONE_IN_STOCK, how: "12 + 6" },
  ]);
  const none = { supplier: "", expected: null, note: "", lines: [] };
  expect(orderSupplies(till, RAVI, none)).toMatchObject({ fault: { type: "purchase/no-goods" } });
});

function receiveOf(till: Till, wish: CameGoods): void {
  book({ till }, { type: "receive", ...wish });
}

test("an order knows what it should cost, and its delivery what the price did", async () => {
  const { till } = await dairy();
  const quantity = 12 * ONE_IN_STOCK;
  receiveOf(till, { sku: "MILK", quantity, cost: minor(1200), supplier: "Dairy" });
  const made = order(till, ["MILK", 24], ["CREAM", 1]);
  expect([made.lines.map(({ cost }) => cost), awaitedCost(made)]).toEqual([
    [2400, undefined],
    2400,
  ]);

  valueOf(deliver(till, made, ["MILK", 12, 1290]));
  const now = valueOf(purchaseNamed(till, "PA1"));
  expect([now.lines[0]?.rise, awaitedCost(now)]).toEqual([7500, 1200]);
  // The rest comes at the price that it was ordered at.
  expect(restOf(now).lines).toEqual([
    { sku: "MILK", quantity, cost: 1200 },
    { sku: "CREAM", quantity: ONE_IN_STOCK, cost: null },
  ]);

  const [price] = pricesOf(till, "DAIRY");
  expect(price).toMatchObject({ product: { sku: "MILK" }, last: { quantity, cost: 1290 } });
  expect(price?.before && priceRise(price.last, price.before)).toBe(7500);
});

test("suppliers are one under whatever capitals, and what nobody gave a cost is counted apart", async () => {
  const { till } = await dairy();
  const one = { sku: "MILK", quantity: ONE_IN_STOCK };
  receiveOf(till, { ...one, cost: minor(100), supplier: "dairy" });
  receiveOf(till, { ...one, supplier: "Dairy" });
  receiveOf(till, one);
  order(till, ["CREAM", 3]);
  expect(supplierRows(till, 28)).toMatchObject([
    { name: "", articles: 1, deliveries: 1, cost: 0, withoutCost: 1, awaited: 0 },
    { name: "Dairy", articles: 1, deliveries: 2, cost: 100, withoutCost: 1, awaited: 1 },
  ]);
  expect(supplierRows(till, 28)[1]?.lastDay).toBe(till.days().now);
});

test("what expires is what is still there if what expires first was sold first", async () => {
  const { till } = await dairy();
  const today = till.days().now;
  function came(count: number, days: number | null, batch: string): void {
    const expires = days === null ? null : addDays(today, days);
    receiveOf(till, { sku: "CREAM", quantity: count * ONE_IN_STOCK, expires, batch });
  }
  came(4, 2, "late");
  came(5, -1, "old");
  came(3, null, "dry");
  came(2, 9, "far");
  function listed() {
    return expiryList(till, 3).map(({ batch, left, isPast }) => [
      batch,
      left / ONE_IN_STOCK,
      isPast,
    ]);
  }
  expect(listed()).toEqual([
    ["old", 5, true],
    ["late", 4, false],
  ]);

  // Of the fourteen, six are used: those without a day, and three of those that are over.
  book({ till }, { type: "count", sku: "CREAM", quantity: 8 * ONE_IN_STOCK });
  expect(listed()).toEqual([
    ["old", 2, true],
    ["late", 4, false],
  ]);
  book({ till }, { type: "count", sku: "CREAM", quantity: 0 });
  expect(listed()).toEqual([]);
});
