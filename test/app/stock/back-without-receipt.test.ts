/** Goods that come back without a receipt, of which the stock is kept: sold again, or thrown away. */

import { expect, test } from "vitest";

import { dayReport } from "../../../src/app/day/day-report.ts";
import { stockMargins } from "../../../src/app/stock/margin.ts";
import { ONE_IN_STOCK } from "../../../src/domain/goods/stock-quantity.ts";
import { minor, thousandths } from "../../../src/domain/money/amounts.ts";
import { performOn } from "../../support/acts.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";
import { addIngredient, book, levelAt, RAVI, setProduct } from "../../support/stock-acts.ts";
import { meet, twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => ["CROISSANT", "LATTE"].includes(sku) });

/** Ten croissants at 0.60, of which nine are left; milk for lattes, which a station makes. */
async function kept() {
  const { counter, bar } = await twoTills(await newCafe());
  const { till } = counter;
  setProduct(till, "CROISSANT", { stock: "counted", station: "" });
  addIngredient(till, "MILK", { unit: "l" });
  setProduct(till, "LATTE", { recipe: "MILK 0.2" });
  book(counter, {
    type: "receive",
    sku: "CROISSANT",
    quantity: 10 * ONE_IN_STOCK,
    cost: minor(600),
  });
  book(counter, { type: "receive", sku: "MILK", quantity: 10 * ONE_IN_STOCK, cost: minor(1000) });
  sellGoods(till, ["croissant"], { cash: 1000 });
  meet(counter, bar);
  return { counter, bar, till };
}

test("what comes back is in the stock again, and its cost is none of what was sold", async () => {
  const { counter, till } = await kept();

  sellGoods(till, ["<croissant"], { by: RAVI, cash: 0 });

  expect(levelAt(counter)).toBe(10);
  const { stockUsed, stockOpen, stockWorth } = dayReport(till, till.days().now);
  expect([stockUsed.total, stockOpen.total, stockWorth.total]).toEqual([0, 0, 1600]);
  const { now } = till.days();
  expect(stockMargins(till, now, now).rows).toMatchObject([
    { sku: "CROISSANT", measure: { unit: "piece", count: 0 }, amount: 0, cost: 0 },
  ]);
});

test("what is thrown away stays used, and so does what never came", async () => {
  const { counter, till } = await kept();

  sellGoods(till, ["<croissant"], { by: RAVI, cash: 0, fate: "waste" });
  sellGoods(till, ["<croissant"], { by: RAVI, cash: 0, fate: "none" });

  expect(levelAt(counter)).toBe(9);
  const { now } = till.days();
  expect(stockMargins(till, now, now).rows).toMatchObject([{ sku: "CROISSANT", cost: 60 }]);
});

test("what a station made is thrown away unless somebody says otherwise", async () => {
  const { counter, till } = await kept();

  sellGoods(till, ["<2*latte"], { by: RAVI, cash: 0 });
  expect(levelAt(counter, "MILK")).toBe(10);
  sellGoods(till, ["<2*latte"], { by: RAVI, cash: 0, fate: "back" });
  expect(levelAt(counter, "MILK")).toBeCloseTo(10.4, 6);
});

test("a line that goes again, or gets less, brings no more than what is left of it, once", async () => {
  const { counter, bar, till } = await kept();
  const { order } = sellGoods(till, ["<3*croissant"], { by: RAVI });
  const line = order.lines[0]?.id;
  if (line === undefined) throw new Error("There is no line.");
  meet(counter, bar);
  expect(levelAt(bar)).toBe(12);

  const less = {
    act: "quantity",
    order: order.number,
    line: 1,
    is: "all",
    quantity: thousandths(1000),
  } as const;
  valueOf(performOn(till, RAVI, less));
  expect(levelAt(counter)).toBe(10);
  const voids = [{ line }];
  const gone = { act: "void", order: order.number, voids, reason: "" } as const;
  valueOf(performOn(till, RAVI, gone));
  valueOf(performOn(bar.till, RAVI, gone));
  meet(counter, bar);

  expect([levelAt(counter), levelAt(bar)]).toEqual([9, 9]);
});

test("more of it is another line, with the same fate", async () => {
  const { counter, till } = await kept();
  const { order } = sellGoods(till, ["<croissant"], { by: RAVI });

  const more = {
    act: "quantity",
    order: order.number,
    line: 1,
    is: "all",
    quantity: thousandths(3000),
  } as const;
  valueOf(performOn(till, RAVI, more));

  expect(levelAt(counter)).toBe(12);
});
