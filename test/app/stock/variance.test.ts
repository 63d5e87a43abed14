/** What sales used beside what is gone, over days, as an owner looks at it on Monday. */

import { expect, test } from "vitest";

import { dayReport } from "../../../src/app/day/day-report.ts";
import { missingRate, stockVariance } from "../../../src/app/stock/variance.ts";
import { ONE_IN_STOCK } from "../../../src/domain/goods/stock-quantity.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { milliPercent, minor } from "../../../src/domain/money/amounts.ts";
import { performOn } from "../../support/acts.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";
import { addIngredient, book, RAVI, receive, setProduct } from "../../support/stock-acts.ts";
import { meet, twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => ["CROISSANT", "LATTE"].includes(sku) });

/** A day of lattes and croissants at two tills, counted in the evening. */
async function countedDay() {
  const { counter, bar } = await twoTills(await newCafe());
  addIngredient(counter.till, "MILK", { unit: "l" });
  setProduct(counter.till, "LATTE", { recipe: "MILK 0.2" });
  setProduct(counter.till, "CROISSANT", { stock: "counted" });
  const milk = { sku: "MILK", quantity: 10 * ONE_IN_STOCK } as const;
  book(counter, { type: "receive", ...milk, cost: minor(1000) });
  receive(counter, "CROISSANT", 20);
  meet(counter, bar);
  sellGoods(counter.till, ["10*latte", "2*croissant"]);
  sellGoods(bar.till, ["5*latte"]);
  const waste = { type: "waste", sku: "MILK", quantity: ONE_IN_STOCK } as const;
  book(bar, { ...waste, what: "waste", reason: "fell" });
  book(bar, { ...waste, what: "staff-meal", reason: "", quantity: ONE_IN_STOCK / 2 });
  meet(counter, bar);
  // Of 10 l, 3 were sold, 1 fell and 0.5 were drunk: 5.5 should be there.
  book(counter, { type: "count", sku: "MILK", quantity: 4.9 * ONE_IN_STOCK });
  book(counter, { type: "count", sku: "CROISSANT", quantity: 19 * ONE_IN_STOCK });
  meet(counter, bar);
  return { counter, bar };
}

test("What is missing is named by article, in quantity, money and as a part of what was used", async () => {
  const { counter, bar } = await countedDay();
  const { now } = counter.till.days();
  const { rows, totals } = stockVariance(counter.till, now, now);

  expect(rows.map(({ product, ...parts }) => [product.sku, parts])).toEqual([
    [
      "MILK",
      {
        used: { quantity: 3 * ONE_IN_STOCK, worth: 300 },
        wasted: { quantity: ONE_IN_STOCK, worth: 100 },
        eaten: { quantity: ONE_IN_STOCK / 2, worth: 50 },
        missing: { quantity: 0.6 * ONE_IN_STOCK, worth: 60 },
      },
    ],
    [
      "CROISSANT",
      {
        used: { quantity: 2 * ONE_IN_STOCK, worth: undefined },
        wasted: { quantity: 0, worth: undefined },
        eaten: { quantity: 0, worth: undefined },
        missing: { quantity: 0 - ONE_IN_STOCK, worth: undefined },
      },
    ],
  ]);
  expect(rows.map(missingRate)).toEqual([20_000, -50_000]);
  expect(totals).toEqual({ used: 300, wasted: 100, eaten: 50, missing: 60 });
  expect(stockVariance(bar.till, now, now).totals).toEqual(totals);
});

test("Goods of an order that were eaten by who works there, or spoiled, are no goods that were used", async () => {
  const { counter, bar } = await countedDay();
  const { now } = counter.till.days();
  function given(entry: string, kind: "staff-meal" | "spoiled" | "comp", line: boolean): void {
    const { id } = sellGoods(counter.till, [entry]).order;
    const rate = { rate: milliPercent(100_000), amount: minor(0), kind };
    const of = line ? { line: 1 } : {};
    const request = { act: "discount", discount: rate, reason: "shift", ...of } as const;
    valueOf(performOn(counter.till, RAVI, { ...request, order: id }));
  }
  given("2*latte", "staff-meal", true);
  given("3*latte", "spoiled", false);
  given("latte", "comp", true);
  meet(counter, bar);

  for (const at of [counter, bar]) {
    const milk = stockVariance(at.till, now, now).rows.find(
      ({ product }) => product.sku === "MILK",
    );
    expect([milk?.used.quantity, milk?.wasted.quantity, milk?.eaten.quantity]).toEqual([
      3.2 * ONE_IN_STOCK,
      1.6 * ONE_IN_STOCK,
      0.9 * ONE_IN_STOCK,
    ]);
  }
});

test("Goods with a recipe are thrown away, or eaten, by what they are made of", async () => {
  const { counter, bar } = await countedDay();
  const { now } = counter.till.days();
  const latte = { type: "waste", sku: "LATTE", quantity: 2 * ONE_IN_STOCK } as const;
  book(counter, { ...latte, what: "waste", reason: "cold" });
  book(bar, { ...latte, what: "staff-meal", reason: "" });
  meet(counter, bar);

  const milk = stockVariance(bar.till, now, now).rows.find(({ product }) => product.sku === "MILK");
  expect([milk?.used.quantity, milk?.wasted.quantity, milk?.eaten.quantity]).toEqual([
    3 * ONE_IN_STOCK,
    1.4 * ONE_IN_STOCK,
    0.9 * ONE_IN_STOCK,
  ]);
});

test("The sums of one day are those of its report", async () => {
  const { counter } = await countedDay();
  const { now } = counter.till.days();
  const { stockUsed, stockWasted, stockEaten, stockMissing } = dayReport(counter.till, now);
  const [used, wasted, eaten, missing] = [stockUsed, stockWasted, stockEaten, stockMissing].map(
    ({ total }) => total,
  );

  expect(stockVariance(counter.till, now, now).totals).toEqual({ used, wasted, eaten, missing });
});

test("Days on which nothing happened have no row", async () => {
  const { counter } = await countedDay();
  const before = "2026-01-02" as BusinessDay;

  expect(stockVariance(counter.till, before, before).rows).toEqual([]);
});

test("What is missing has cost what the last of it did, also where nothing is left", async () => {
  const { counter, bar } = await countedDay();
  const { now } = counter.till.days();
  book(counter, { type: "count", sku: "MILK", quantity: 0 });
  meet(counter, bar);

  expect(stockVariance(bar.till, now, now).totals.missing).toBe(550);
  book(bar, { type: "count", sku: "MILK", quantity: 2 * ONE_IN_STOCK });
  expect(stockVariance(bar.till, now, now).totals.missing).toBe(350);
});
