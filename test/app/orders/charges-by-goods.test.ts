/** A charge that is there only while some goods are on the bill. */

import { expect, test } from "vitest";

import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { findOrder } from "../../../src/app/orders/orders.ts";
import { addToOrder } from "../../../src/app/orders/sell.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { performOn } from "../../support/acts.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { RAVI } from "../../support/stock-acts.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => ["CROISSANT", "LATTE"].includes(sku) });

test.each(["CROISSANT", "croissant"])("%s brings it, and takes it along", async (goods) => {
  const till = await charging(`Service=10% goods=${goods}`);
  sellGoods(till, ["latte"]);
  expect(charged(till)).toEqual([]);

  valueOf(addToOrder(till, RAVI, { order: "A1", entries: ["croissant"] }));
  expect(charged(till)).toEqual(["Service"]);
  valueOf(
    performOn(till, RAVI, { act: "void", order: "A1", voids: [lineAt(till, 1)], reason: "" }),
  );

  expect(charged(till)).toEqual([]);
});

test("a category is known by its id and by its name, and the rule is shown as it was typed", async () => {
  const till = await newTill();
  const { id, name } = categoryOf(till, "CROISSANT");
  for (const text of [id, name].filter((it) => !it.includes(" "))) {
    const rule = `Service=10% goods=${text}`;
    changeSetting(till, RAVI, { key: "charges", texts: [rule] });
    sellGoods(till, ["croissant"]);
  }

  const orders = ["A1", "A2"].flatMap((number) => findOrder(till, number)?.order ?? []);
  expect(orders.map(({ charges = [] }) => charges.map((charge) => charge.name))).toEqual(
    orders.map(() => ["Service"]),
  );
  expect(orders.length).toBeGreaterThan(0);
});

test("goods that the shop doesn't have are refused, with its categories", async () => {
  const till = await newTill();

  const said = changeSetting(till, RAVI, { key: "charges", texts: ["Service=10% goods=moon"] });

  expect(faultOf(said)).toMatchObject({ type: "setting/wrong", key: "charges" });
  expect(JSON.stringify(faultOf(said))).toContain("is no product or category");
});

async function newTill(): Promise<Till> {
  return (await newCafe()).open().till;
}

async function charging(rule: string): Promise<Till> {
  const till = await newTill();
  valueOf(changeSetting(till, RAVI, { key: "charges", texts: [rule] }));
  return till;
}

function categoryOf(till: Till, sku: string) {
  const { productsBySku, categoriesById } = till.catalogue();
  const category = categoriesById.get(productsBySku.get(sku)?.category ?? "");
  if (category === undefined) throw new Error(`${sku} has no category.`);
  return category;
}

function lineAt(till: Till, at: number) {
  const line = findOrder(till, "A1")?.order.lines[at]?.id;
  if (line === undefined) throw new Error("There is no such line.");
  return { line };
}

function charged(till: Till): ReadonlyArray<string> {
  return (findOrder(till, "A1")?.order.charges ?? []).map(({ name }) => name);
}
