/** Sales that take what a product is made of, options in the place of others, voids, and batches. */

import { expect, test } from "vitest";

import { changeEntry } from "../../../src/app/catalogue/catalogue-changes.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { findOrder } from "../../../src/app/orders/orders.ts";
import { moveStock } from "../../../src/app/stock/stock.ts";
import { ONE_IN_STOCK } from "../../../src/domain/goods/stock-quantity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { payOrder, performOn } from "../../support/acts.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import {
  addIngredient,
  book,
  levelAt,
  pieces,
  RAVI,
  receive,
  setOption,
  setProduct,
} from "../../support/stock-acts.ts";
import { meet, twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => ["LATTE", "CROISSANT"].includes(sku) });

const OAT = [
  { group: "milk", option: "oat", count: 1 },
  { group: "size", option: "regular", count: 1 },
];

/** A latte of beans and milk, with oat milk in place of it, at the counter and at the bar. */
async function latteCafe() {
  const tills = await twoTills(await newCafe());
  const { till } = tills.counter;
  for (const sku of ["BEANS", "MILK", "OATMILK"]) {
    addIngredient(till, sku);
    receive(tills.counter, sku, 10);
  }
  setProduct(till, "LATTE", { recipe: "BEANS 0.018 + MILK 0.2" });
  setOption(till, "milk", { "recipe:oat": "OATMILK 0.2 - MILK 0.2" });
  meet(tills.counter, tills.bar);
  return tills;
}

function levels(at: Parameters<typeof levelAt>[0]): Readonly<Record<string, number>> {
  return Object.fromEntries(["BEANS", "MILK", "OATMILK"].map((sku) => [sku, levelAt(at, sku)]));
}

test("Lattes sold at two tills take their beans and milk, each once", async () => {
  const { counter, bar } = await latteCafe();
  sellGoods(counter.till, ["2*latte"], { cash: 2000 });
  sellGoods(bar.till, ["3*latte/oat milk"], { cash: 2000 });
  meet(counter, bar);

  for (const at of [counter, bar]) {
    expect(levels(at)).toEqual({ BEANS: 9.91, MILK: 9.6, OATMILK: 9.4 });
  }
});

test("An option that is chosen later takes the line's place, and another till sees one latte", async () => {
  const { counter, bar } = await latteCafe();
  sellGoods(counter.till, ["2*latte"]);
  const line = findOrder(counter.till, "A1")?.order.lines[0]?.id;
  if (line === undefined) throw new Error("No latte was sold.");
  valueOf(
    performOn(counter.till, RAVI, {
      act: "options",
      order: "A1",
      line: 1,
      is: "all",
      modifiers: OAT,
    }),
  );
  meet(counter, bar);

  for (const at of [counter, bar]) {
    const open = findOrder(at.till, "A1")?.order.lines.filter(({ voided }) => !voided) ?? [];
    expect(
      open.map(({ quantity, modifiers: taken }) => [quantity, taken.map(({ name }) => name)]),
    ).toEqual([[2000, ["Oat milk", "Regular"]]]);
    expect(levels(at)).toEqual({ BEANS: 9.964, MILK: 10, OATMILK: 9.6 });
  }
});

test("One of a row that gets another option takes that option's goods, and the others stay as they are", async () => {
  const { counter } = await latteCafe();
  sellGoods(counter.till, ["3*latte"]);
  const request = { act: "options", order: "A1", line: 1, is: "all", count: pieces(1) } as const;
  valueOf(performOn(counter.till, RAVI, { ...request, modifiers: OAT }));

  expect(levels(counter)).toEqual({ BEANS: 9.946, MILK: 9.6, OATMILK: 9.8 });
});

test("Another option of what a bill says is no void: the line stays, and what it takes", async () => {
  const { counter } = await latteCafe();
  const { till } = counter;
  sellGoods(till, ["2*latte"]);
  valueOf(performOn(till, RAVI, { act: "bill", order: "A1" }));
  valueOf(
    performOn(till, MIA, { act: "options", order: "A1", line: 1, is: "all", modifiers: OAT }),
  );

  expect(findOrder(till, "A1")?.order.lines.map(({ voided }) => voided)).toEqual([false]);
  expect(levels(counter)).toEqual({ BEANS: 9.964, MILK: 9.6, OATMILK: 10 });
});

test("An order that is full takes no other line in the place of one", async () => {
  const { counter } = await latteCafe();
  const { till } = counter;
  sellGoods(till, [...Array.from({ length: 99 }, () => "croissant"), "latte"]);
  const asUsual = OAT.with(0, { group: "milk", option: "whole", count: 1 });
  function choose(modifiers: typeof OAT): ReturnType<typeof performOn> {
    const lines = findOrder(till, "A1")?.order.lines ?? [];
    const line = lines.find(({ name, voided }) => name === "Latte" && !voided)?.position;
    if (line === undefined) throw new Error("No latte is there.");
    return performOn(till, RAVI, { act: "options", order: "A1", line, is: "all", modifiers });
  }
  for (let times = 0; times < 50; times += 1) {
    valueOf(choose(OAT));
    valueOf(choose(asUsual));
  }

  expect(faultOf(choose(OAT))).toMatchObject({ type: "order/full" });
});

test("What was thrown away stays waste when some of the rest is given back", async () => {
  const { counter } = await latteCafe();
  const { till } = counter;
  book(counter, { type: "receive", sku: "BEANS", quantity: ONE_IN_STOCK, cost: minor(2000) });
  sellGoods(till, ["5*latte"]);
  valueOf(performOn(till, RAVI, { act: "send", order: "A1" }));
  const line = findOrder(till, "A1")?.order.lines[0]?.id;
  if (line === undefined) throw new Error("No latte was sold.");
  const voids = [{ line, count: pieces(2) }];
  valueOf(performOn(till, RAVI, { act: "void", order: "A1", voids, reason: "spilt" }));
  const payment = { type: "cash", tendered: minor(2000), tip: minor(0) } as const;
  const paid = valueOf(payOrder(till, RAVI, { order: "A1", payment }));
  const receipt = paid.receipt?.id;
  if (receipt === undefined) throw new Error("No receipt was issued.");
  const lines = [{ line, quantity: pieces(1) }];
  const back = { receipt, lines, method: "cash", reason: "cold", goods: "back" } as const;
  valueOf(performOn(till, RAVI, { act: "refund", order: "A1", ...back }));

  expect(levels(counter)).toMatchObject({ BEANS: 10.928, MILK: 9.2 });
  const report = dayReport(till, till.days().now);
  // Two were spilt, and of three that were sold one came back.
  expect(report.stockWasted).toEqual({ articles: 2, total: 72 });
  expect(report.stockUsed).toEqual({ articles: 2, total: 72 });
});

test("What the kitchen has made is waste once it is voided, unless somebody says that it is back", async () => {
  const { counter } = await latteCafe();
  const { till } = counter;
  book(counter, { type: "receive", sku: "BEANS", quantity: ONE_IN_STOCK, cost: minor(2000) });
  for (const order of ["A1", "A2"]) {
    sellGoods(till, ["3*latte"]);
    valueOf(performOn(till, RAVI, { act: "send", order }));
  }
  function twoOf(order: string) {
    const line = findOrder(till, order)?.order.lines[0]?.id;
    if (line === undefined) throw new Error("No latte was sold.");
    return { order, voids: [{ line, count: pieces(2) }] };
  }
  valueOf(performOn(till, RAVI, { act: "void", ...twoOf("A1"), reason: "spilt" }));
  valueOf(
    performOn(till, RAVI, { act: "void", ...twoOf("A2"), reason: "not made", goods: "back" }),
  );

  // Six lattes were taken, and two came back.
  expect(levels(counter)).toMatchObject({ BEANS: 10.928, MILK: 9.2 });
  const report = dayReport(till, till.days().now);
  expect(report.stockWasted).toEqual({ articles: 2, total: 72 });
  expect(report.stockUsed).toEqual({ articles: 2, total: 72 });
});

test("A batch takes what it is made of and costs what that does", async () => {
  const { counter, bar } = await latteCafe();
  book(counter, { type: "receive", sku: "MILK", quantity: 10 * ONE_IN_STOCK, cost: minor(1000) });
  addIngredient(counter.till, "CARAMEL", { recipe: "MILK 0.5" });
  book(counter, { type: "make", sku: "CARAMEL", quantity: 4 * ONE_IN_STOCK });
  meet(counter, bar);

  for (const at of [counter, bar]) {
    expect([levelAt(at, "MILK"), levelAt(at, "CARAMEL")]).toEqual([18, 4]);
  }
  expect(
    faultOf(moveStock(bar.till, RAVI, { type: "make", sku: "MILK", quantity: 1 })),
  ).toMatchObject({ type: "stock/no-recipe" });
});

test("A recipe that can't be followed is refused when it is written, and so is what would break one", async () => {
  const { counter } = await latteCafe();
  const { till } = counter;
  function fault(id: string, field: string, text: string): string {
    const fields = [{ field, text }];
    const wish = { type: "product", id, isNew: false, fields } as const;
    const refused = faultOf(changeEntry(till, RAVI, wish));
    return "message" in refused ? refused.message : refused.type;
  }
  const isNotKept = ", whose stock nobody keeps: set its stock to counted, or say its recipe";
  expect(fault("LATTE", "recipe", "CROISSANT 1")).toBe(`names CROISSANT${isNotKept}`);
  expect(fault("LATTE", "recipe", "LATTE 1")).toBe(
    "comes back to LATTE: a product is not made of itself",
  );
  expect(fault("LATTE", "recipe", "MILK 1 churn")).toBe(
    "can't measure MILK in churn: its packs don't say what that holds",
  );
  expect(fault("LATTE", "recipe", "- MILK 1")).toBe(
    "takes MILK away: only an option is in place of something",
  );
  expect(fault("MILK", "stock", "none")).toBe(
    `would break a recipe: LATTE then names MILK${isNotKept}`,
  );
});

test("A batch of a hundred ingredients takes each of them", async () => {
  const { counter, bar } = await twoTills(await newCafe());
  const skus = Array.from({ length: 100 }, (_, at) => `HERB${at}`);
  for (const sku of skus) addIngredient(counter.till, sku);
  const recipe = skus.map((sku) => `${sku} 0.001`).join(" + ");
  setProduct(counter.till, "CROISSANT", { stock: "counted", recipe });
  book(counter, { type: "make", sku: "CROISSANT", quantity: 10 * ONE_IN_STOCK });
  meet(counter, bar);

  expect(levelAt(bar)).toBe(10);
  expect(skus.map((sku) => levelAt(bar, sku))).toEqual(skus.map(() => -0.01));
});
