/** Goods that not everybody may buy: the till asks once for each order, with the date of birth that is old enough. */

import { expect, test } from "vitest";

import { findSubject } from "../../../src/app/history/history-subject.ts";
import { readHistory } from "../../../src/app/history/history.ts";
import { listOrdersForLater } from "../../../src/app/orders/orders.ts";
import { sell } from "../../../src/app/orders/sell.ts";
import { speechOf } from "../../../src/app/speech.ts";
import { knowing, type Till } from "../../../src/app/till/till.ts";
import { thousandths } from "../../../src/domain/money/amounts.ts";
import { performOn } from "../../support/acts.ts";
import { type CafeRegister, press, registerAt, typed } from "../../support/cafe-register.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { setProduct } from "../../support/stock-acts.ts";
import { meet, twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies({
  sells: ({ sku }) => ["CROISSANT", "BROWNIE", "BANANAS"].includes(sku),
});
const EAN = "4006381333931";
const FROM_18 = "Born on 2008-11-20 or before? Croissant is for 18 and over.";

async function atRegister(): Promise<CafeRegister> {
  const register = await registerAt(await newCafe(), ["4", "4444"]);
  setAges(register.open.till);
  return register;
}

function setAges(till: Till): void {
  setProduct(till, "CROISSANT", { age: "18", barcodes: EAN });
  setProduct(till, "BROWNIE", { age: "16" });
}

function lines({ store }: CafeRegister): ReadonlyArray<string> {
  return (store.getState().order?.lines ?? [])
    .filter(({ voided }) => !voided)
    .map(({ quantity, name }) => `${quantity / 1000} ${name}`);
}

function historyOf(till: Till, order: string): ReadonlyArray<string> {
  const { subject } = valueOf(findSubject(till, { of: "order", text: order }));
  const speech = speechOf(till);
  return readHistory(till, { subject, days: undefined, filter: {}, speech }).map(
    ({ text }) => text,
  );
}

function tryAdding(till: Till, order: string, sku: string) {
  return performOn(till, MIA, { order, act: "add", sku, quantity: thousandths(1000) });
}

test("the first such goods are asked about, and F9 sells them", async () => {
  const register = await atRegister();
  typed(register, "croissant");
  expect(register.message()).toBe(`${FROM_18} F9 says yes.`);
  expect(lines(register)).toEqual([]);

  press(register, "F9");

  expect(register.message()).toBe("1 × Croissant.");
  expect(lines(register)).toEqual(["1 Croissant"]);
});

test("the order is not asked about again, also after what was asked about is voided", async () => {
  const register = await atRegister();
  register.scan(EAN);
  press(register, "F9", "Ctrl-Z");
  expect(lines(register)).toEqual([]);

  register.scan(EAN);
  typed(register, "brownie");

  expect(lines(register)).toEqual(["1 Croissant", "1 Brownie"]);
});

test("another key sells nothing, and other goods are not asked about", async () => {
  const register = await atRegister();
  typed(register, "croissant");
  press(register, "Esc", "F9");
  expect(lines(register)).toEqual([]);
  typed(register, "0.5*bananas");
  expect(lines(register)).toEqual(["0.5 Bananas"]);
  typed(register, "croissant");
  expect(register.message()).toBe(`${FROM_18} F9 says yes.`);
});

test("goods of a higher age are asked about though those of a lower one were not refused", async () => {
  const register = await atRegister();
  typed(register, "brownie");
  expect(register.message()).toContain("Born on 2010-11-20 or before?");
  press(register, "F9");

  typed(register, "croissant");

  expect(register.message()).toBe(`${FROM_18} F9 says yes.`);
});

test("what comes back is not asked about", async () => {
  const register = await atRegister();
  typed(register, "<croissant");
  expect(lines(register)).toEqual(["-1 Croissant"]);
});

test("another till knows what was checked, and its history says so", async () => {
  const { counter, bar } = await twoTills(await newCafe());
  setAges(counter.till);
  const { order } = sellGoods(counter.till, ["croissant"], { by: knowing(MIA, "age") });
  const other = sellGoods(counter.till, ["0.5*bananas"]).order;
  meet(counter, bar);

  expect(faultOf(tryAdding(bar.till, other.number, "CROISSANT"))).toMatchObject({
    type: "line/age",
    age: 18,
    born: "2008-11-20",
  });
  const added = valueOf(tryAdding(bar.till, order.number, "CROISSANT"));

  expect(added.order.lines).toHaveLength(2);
  expect(historyOf(bar.till, order.number)).toContain("1 x Croissant, 2.60, age 18 checked");
});

test("a combo that says an age is asked about by its own name, and is checked with its parts", async () => {
  const { counter } = await twoTills(await newCafe());
  const { till } = counter;
  const croissant = till.catalogue().productsBySku.get("CROISSANT");
  setProduct(till, "HAMPER", {
    name: "Hamper",
    price: "3.00",
    category: croissant?.category ?? "",
    "tax class": croissant?.taxClass ?? "",
    combo: "One: CROISSANT; Two: BROWNIE",
    age: "18",
  });
  const { order } = sellGoods(till, ["0.5*bananas"]);
  const asked = { type: "line/age", name: "Hamper", age: 18 };
  expect(faultOf(tryAdding(till, order.number, "HAMPER"))).toMatchObject(asked);

  const checked = sellGoods(till, ["hamper"], { by: knowing(MIA, "age") }).order;
  expect(valueOf(tryAdding(till, checked.number, "HAMPER")).order.lines).toHaveLength(4);
});

test("goods of an order for later are asked about when they are collected, and not before", async () => {
  const cafe = await newCafe();
  const { till } = cafe.open();
  setAges(till);
  const { order } = sellGoods(till, ["0.5*bananas"]);
  const { number } = order;
  const dueAt = "2026-11-20T18:00";
  valueOf(performOn(till, MIA, { act: "due", order: number, dueAt }));
  valueOf(tryAdding(till, number, "CROISSANT"));

  const act = { act: "collect", order: number, isRestLater: true } as const;
  const asked = performOn(till, MIA, act);
  expect(faultOf(asked)).toMatchObject({ type: "line/age", name: "Croissant", age: 18 });
  const done = valueOf(performOn(till, knowing(MIA, "age"), act));
  expect(done.order).toMatchObject({ dueAt: "" });
  expect(historyOf(till, number).at(-1)).toContain("age 18 checked");
  // Whoever stands there was seen: more of such goods asks nobody.
  valueOf(tryAdding(till, number, "CROISSANT"));
});

test("an order that begins for later asks nobody's age, and takes no hour that is over", async () => {
  const cafe = await newCafe();
  const { till } = cafe.open();
  setAges(till);
  const goods = { entries: ["croissant"], payment: { type: "none" }, service: undefined } as const;

  const { order } = valueOf(sell(till, MIA, { ...goods, due: "18:00" }));

  expect(order).toMatchObject({ dueAt: "2026-11-20T18:00", lines: [{ name: "Croissant" }] });
  expect(faultOf(sell(till, MIA, goods)).type).toBe("line/age");
  const over = { ...goods, due: "2026-11-20 09:00" };
  expect(faultOf(sell(till, MIA, over))).toMatchObject({ type: "due/past", time: "09:00" });
  expect(faultOf(sell(till, MIA, { ...goods, due: "soon" })).type).toBe("entry/unreadable");
  expect(listOrdersForLater(till)).toHaveLength(1);
});

test("at the register F9 says that whoever collects is old enough", async () => {
  const register = await atRegister();
  typed(register, "0.5*bananas");
  typed(register, ":for 18:00");
  typed(register, "croissant");
  expect(lines(register)).toHaveLength(2);
  typed(register, ":collect");
  expect(register.message()).toBe(`${FROM_18} F9 says yes.`);
  press(register, "F9");
  expect(register.store.getState().order).toMatchObject({ dueAt: "" });
});
