/** What is to be ordered, by minimum and by what the last weeks used, and what all of it is worth. */

import { expect, test } from "vitest";

import { reorderList } from "../../../src/app/stock/reorder.ts";
import { stockValue } from "../../../src/app/stock/stock-value.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { ONE_IN_STOCK } from "../../../src/domain/goods/stock-quantity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { addIngredient, book, keep, receive, setProduct } from "../../support/stock-acts.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => ["LATTE", "CROISSANT", "BROWNIE"].includes(sku) });
const one = { sku: "CROISSANT", quantity: ONE_IN_STOCK };

function list(till: Till, days: number) {
  return reorderList(till, days).map(({ product, order, usedPerDay }) => [
    product.sku,
    order / ONE_IN_STOCK,
    usedPerDay / ONE_IN_STOCK,
  ]);
}

test("What is below its minimum, or would not last, is to be ordered in whole packs by supplier", async () => {
  const at = (await newCafe()).open();
  const { till } = at;
  addIngredient(till, "MILK", { unit: "l", packs: "crate=12 carton=1", supplier: "Dairy" });
  addIngredient(till, "BEANS", { unit: "kg", "reorder at": "5", supplier: "Coffee house" });
  addIngredient(till, "SUGAR", { unit: "kg", "reorder at": "5" });
  setProduct(till, "LATTE", { recipe: "BEANS 0.28 + MILK 2.8" });
  for (const sku of ["BEANS", "SUGAR"]) receive(at, sku, 5);
  receive(at, "MILK", 10);
  for (let sold = 0; sold < 7; sold += 1) sellGoods(till, ["latte"], { cash: 1000 });

  // 19.6 l in four weeks are 0.7 l a day.
  expect(list(till, 0)).toEqual([
    ["BEANS", 1.96, 0.07],
    ["MILK", 12, 0.7],
  ]);
  expect(list(till, 7)).toEqual([
    ["BEANS", 1.96, 0.07],
    ["MILK", 24, 0.7],
  ]);
});

test("The value of the stock is that of its articles, and says of how many nobody knows the cost", async () => {
  const at = (await newCafe()).open();
  const { till } = at;
  for (const sku of ["CROISSANT", "BROWNIE"]) keep(till, sku);
  book(at, { type: "receive", ...one, quantity: 12 * ONE_IN_STOCK, cost: minor(744) });
  receive(at, "BROWNIE", 3);
  sellGoods(till, ["2*croissant"], { cash: 2000 });

  expect(stockValue(till).reduce((sum, { worth }) => sum + worth, 0)).toBe(620);
  expect(stockValue(till).reduce((sum, { unknown }) => sum + unknown, 0)).toBe(1);
});
