/** One supplier's order that two tills book as come while they are apart: what is asked, and what an answer leaves. */

import { expect, test } from "vitest";

import { findSubject } from "../../../src/app/history/history-subject.ts";
import { readHistory } from "../../../src/app/history/history.ts";
import { speechOf } from "../../../src/app/speech.ts";
import {
  bookDelivery,
  orderSupplies,
  type Purchase,
  purchaseNamed,
} from "../../../src/app/stock/purchases.ts";
import { stockOfArticle } from "../../../src/app/stock/stock.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { ONE_IN_STOCK } from "../../../src/domain/goods/stock-quantity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { answerFirst, itemsOf } from "../../support/answer-item.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";
import { addIngredient, book, keep, levelAt, RAVI } from "../../support/stock-acts.ts";
import { meet, type TillAt, twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => sku === "CROISSANT" });
const MINUTE_MS = 60_000;

type Goods = readonly [sku: string, count: number];

/** Twelve litres of milk and six croissants were ordered, as both tills know. */
async function orderedGoods(stock = "counted") {
  const { counter, bar } = await twoTills(await newCafe());
  addIngredient(counter.till, "MILK", { unit: "l" });
  keep(counter.till, "CROISSANT", stock);
  const made = order(counter.till, ["MILK", 12], ["CROISSANT", 6]);
  meet(counter, bar);
  return { counter, bar, made };
}

function order(till: Till, ...goods: ReadonlyArray<Goods>): Purchase {
  const lines = goods.map(([sku, count]) => {
    return { sku, quantity: count * ONE_IN_STOCK, how: String(count) };
  });
  return valueOf(orderSupplies(till, RAVI, { supplier: "Dairy", expected: null, note: "", lines }));
}

/** At 1.00 for each piece or litre. */
function deliver({ till }: TillAt, { id }: Purchase, ...goods: ReadonlyArray<Goods>): void {
  const lines = goods.map(([sku, count]) => {
    return { sku, quantity: count * ONE_IN_STOCK, cost: minor(count * 100) };
  });
  valueOf(bookDelivery(till, RAVI, { order: id, lines }));
}

function asked(at: TillAt): ReadonlyArray<string> {
  return itemsOf(at, "purchase/came-apart").map(({ text }) => text);
}

function answer(at: TillAt, which: "came-once" | "came-twice"): void {
  answerFirst(at, "purchase/came-apart", which);
}

/** What came of the order and what there is of it, in units. */
function milk(at: TillAt): Readonly<Record<string, unknown>> {
  const line = valueOf(purchaseNamed(at.till, "PA1")).lines.find(({ sku }) => sku === "MILK");
  const { came = 0, paid } = line ?? {};
  return { came: came / ONE_IN_STOCK, paid: paid?.cost, level: levelAt(at, "MILK") };
}

const ONCE = { came: 12, paid: 1200, level: 12 };
const TWICE = { came: 24, paid: 2400, level: 24 };

test("a delivery that both tills book apart is asked about once, and the answer takes the double off", async () => {
  const { counter, bar, made } = await orderedGoods();
  deliver(counter, made, ["MILK", 12], ["CROISSANT", 6]);
  bar.passOnWall(MINUTE_MS);
  deliver(bar, made, ["MILK", 12]);
  expect([asked(counter), asked(bar)]).toEqual([[], []]);
  meet(counter, bar);

  for (const at of [counter, bar]) {
    expect(milk(at)).toEqual(TWICE);
    expect(asked(at)).toEqual([
      "Order PA1 was booked as come at Front counter and Bar apart: perhaps twice 12 l milk",
    ]);
  }
  answer(bar, "came-once");
  meet(counter, bar);

  for (const at of [counter, bar]) {
    expect(asked(at)).toEqual([]);
    expect(milk(at)).toEqual(ONCE);
    expect(levelAt(at)).toBe(6);
  }
  const { subject } = valueOf(findSubject(counter.till, { of: "product", text: "MILK" }));
  const told = readHistory(counter.till, {
    subject,
    days: undefined,
    filter: {},
    speech: speechOf(counter.till),
  });
  expect(told.map(({ text }) => text)).toContain(
    "12 milk of order PA1 came once: off the stock again",
  );
});

test("what came in two parts stays, and another delivery apart is asked about anew", async () => {
  const { counter, bar, made } = await orderedGoods();
  deliver(counter, made, ["MILK", 6]);
  deliver(bar, made, ["MILK", 6]);
  meet(counter, bar);
  answer(counter, "came-twice");
  meet(counter, bar);
  for (const at of [counter, bar]) {
    expect(asked(at)).toEqual([]);
    expect(milk(at)).toEqual(ONCE);
  }

  deliver(counter, made, ["MILK", 6]);
  deliver(bar, made, ["MILK", 6]);
  meet(counter, bar);
  expect(asked(bar)).toHaveLength(1);
  answer(bar, "came-once");
  expect(levelAt(bar, "MILK")).toBe(18);
});

test.each([
  ["both say that it came once", ["came-once", "came-once"], ONCE],
  ["both say that all of it came", ["came-twice", "came-twice"], TWICE],
  ["one says once and the other all", ["came-once", "came-twice"], ONCE],
  ["one says all and the other once", ["came-twice", "came-once"], ONCE],
] as const)("answers that are given apart count once: %s", async (_, said, after) => {
  const { counter, bar, made } = await orderedGoods();
  deliver(counter, made, ["MILK", 12]);
  deliver(bar, made, ["MILK", 12]);
  meet(counter, bar);
  answer(counter, said[0]);
  answer(bar, said[1]);
  meet(counter, bar);

  for (const at of [counter, bar]) {
    expect(asked(at)).toEqual([]);
    expect(milk(at)).toEqual(after);
  }
});

test("a delivery that its till knew of, and other goods of the order, ask nobody", async () => {
  const { counter, bar, made } = await orderedGoods();
  deliver(counter, made, ["MILK", 6]);
  meet(counter, bar);
  deliver(bar, made, ["MILK", 6]);
  deliver(counter, made, ["CROISSANT", 6]);
  meet(counter, bar);

  expect([asked(counter), asked(bar)]).toEqual([[], []]);
  expect(milk(bar)).toEqual(ONCE);
});

test("of two that booked different quantities the larger one stays", async () => {
  const { counter, bar, made } = await orderedGoods();
  deliver(counter, made, ["MILK", 10]);
  deliver(bar, made, ["MILK", 6]);
  deliver(bar, made, ["MILK", 6]);
  meet(counter, bar);
  answer(counter, "came-once");

  expect(milk(counter)).toEqual(ONCE);
});

test("what was counted after both deliveries stands, whatever is answered", async () => {
  const { counter, bar, made } = await orderedGoods();
  deliver(counter, made, ["MILK", 12]);
  deliver(bar, made, ["MILK", 12]);
  meet(counter, bar);
  bar.passOnWall(MINUTE_MS);
  book(bar, { type: "count", sku: "MILK", quantity: 11 * ONE_IN_STOCK });
  answer(bar, "came-once");
  meet(counter, bar);

  for (const at of [counter, bar]) {
    expect(levelAt(at, "MILK")).toBe(11);
    const product = at.till.catalogue().productsBySku.get("MILK");
    if (product === undefined) throw new Error("Nobody keeps milk.");
    expect(stockOfArticle(at.till, product).worth).toBe(1100);
  }
});

test("what a till sold of a guarded double is covered by what came", async () => {
  const { counter, bar, made } = await orderedGoods("guarded");
  deliver(counter, made, ["CROISSANT", 6]);
  bar.passOnWall(MINUTE_MS);
  deliver(bar, made, ["CROISSANT", 6]);
  sellGoods(bar.till, ["2*croissant"], { cash: 1000 });
  meet(counter, bar);
  answer(counter, "came-once");
  meet(counter, bar);

  for (const at of [counter, bar]) expect(levelAt(at)).toBe(4);
});
