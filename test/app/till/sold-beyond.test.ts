/** What one till has sold out and another sells apart: one item for the shop, until somebody answers. */

import { expect, test } from "vitest";

import { type Answering, answerItem } from "../../../src/app/attention/attention-answers.ts";
import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { examine } from "../../../src/app/attention/checks.ts";
import { setLeft } from "../../../src/app/catalogue/catalogue-changes.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { createKitchenPort } from "../../../src/app/kitchen/open-kitchen.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { orderState } from "../../../src/app/orders/orders.ts";
import { knowing } from "../../../src/app/till/till.ts";
import { err } from "../../../src/domain/base/result.ts";
import { type Decision, type DecisionContext } from "../../../src/domain/commands/decision.ts";
import {
  decideSetQuantity,
  decideVoidLine,
} from "../../../src/domain/commands/order/edit-order.ts";
import { decideUndo } from "../../../src/domain/commands/order/undo-order.ts";
import { type Refusal } from "../../../src/domain/commands/refusal.ts";
import { checkDigit } from "../../../src/domain/goods/barcode.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { thousandths } from "../../../src/domain/money/amounts.ts";
import { type OrderState } from "../../../src/domain/state/order-state.ts";
import { type OrderView } from "../../../src/domain/views.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { type Cafe, CAFE_DAY, cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, synchroniseLedgers, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies({
  sells: ({ sku }) => ["CROISSANT", "ESPRESSO", "BANANAS"].includes(sku),
});
const RAVI = { number: "4", name: "Ravi" };
/** A manager who says yes where goods are sold out. */
const KNOWING = knowing(RAVI, "goods");
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** The label of a scale, with the price 2.65. */
const BANANAS_265 = `021234500265${checkDigit("021234500265")}`;
const PAID = askedFor("B-000001");

test("one till that had not heard sells it: one item on every till, and an answer ends it", async () => {
  const shop = await openShop();
  const { front, bar } = shop;
  soldOutApart(shop);
  later(shop);
  sellGoods(bar.till, ["croissant"], { cash: 1000 });
  sellGoods(bar.till, ["croissant"]);

  heal(shop);

  expect([front, bar].map(asked)).toEqual([[askedFor("B-000001 B2")], [askedFor("B-000001 B2")]]);
  expect(idsOf(front)).toEqual(idsOf(bar));
  expect(examine(front).find(({ check }) => check === "attention")?.sentence).toBe(
    "Croissant: 2 oversold (5.20) on B Bar, B-000001 B2: tell the guests, then say what is left (!Croissant).",
  );
  const [item] = listAttentionItems(bar, "en");
  if (item === undefined) throw new Error("Nobody is asked.");
  valueOf(answerItem(answeringAt(bar), item, "none-left"));
  heal(shop);

  expect([front, bar].map(asked)).toEqual([[], []]);
  expect(faultOf(setLeft(bar.till, RAVI, wish(bar, 0))).type).toBe("product/stock-known");
});

test("what was sold before the word contradicts nobody", async () => {
  const shop = await openShop();
  const { order } = sellGoods(shop.bar.till, ["2*croissant"]);
  later(shop);
  soldOutApart(shop);
  later(shop);
  sellGoods(shop.bar.till, ["espresso"]);
  heal(shop);

  expect([shop.front, shop.bar].map(asked)).toEqual([[], []]);
  // Nor does less of it, nor what comes back a moment later, at a till that knows.
  onOrder(shop.bar, order, (context, state) => {
    const line = order.lines[0]?.id ?? order.id;
    return decideSetQuantity(context, state, { line, quantity: thousandths(1000) });
  });
  const line = order.lines[0]?.id ?? order.id;
  onOrder(shop.bar, order, (context, state) =>
    decideVoidLine(context, state, { line, reason: "" }),
  );
  later(shop);
  onOrder(shop.bar, order, (context, state) =>
    decideUndo(context, state, { type: "put-back", line }),
  );
  heal(shop);
  expect([shop.front, shop.bar].map(asked)).toEqual([[], []]);
});

test("more of what stood on an order counts as well, and what comes off it again does not", async () => {
  const shop = await openShop();
  const { order } = sellGoods(shop.bar.till, ["croissant"]);
  const line = order.lines[0]?.id ?? order.id;
  later(shop);
  soldOutApart(shop);
  later(shop);
  onOrder(shop.bar, order, (context, state) =>
    decideSetQuantity(context, state, { line, quantity: thousandths(3000) }),
  );
  heal(shop);
  expect([shop.front, shop.bar].map(asked)).toEqual([[askedFor("B1")], [askedFor("B1")]]);

  onOrder(shop.front, order, (context, state) =>
    decideSetQuantity(context, state, { line, quantity: thousandths(1000) }),
  );
  heal(shop);
  expect([shop.front, shop.bar].map(asked)).toEqual([[], []]);
});

test("the kitchen that would make it is told as well, and no other one", async () => {
  const shop = await openShop();
  const own = wish(shop.front, 0).product.station;
  const stations = [{ id: own, name: "Oven" }, { id: "elsewhere", name: "Elsewhere" }, undefined];
  const kitchens = stations.map((station) =>
    createKitchenPort(shop.cafe.open(), { station, onLog: () => undefined }),
  );
  soldOutApart(shop);
  later(shop);
  sellGoods(shop.bar.till, ["2*croissant"], { cash: 1000 });
  heal(shop);
  shop.cafe.clock.advance(MINUTE_MS);

  const told = kitchens.map((kitchen) => kitchen.troubles().includes(PAID));
  expect(told).toEqual([true, false, true]);
});

test("that there is none left, said once more by hand, is an answer", async () => {
  const shop = await openShop();
  soldOutApart(shop);
  later(shop);
  sellGoods(shop.bar.till, ["2*croissant"], { cash: 1000 });
  heal(shop);
  expect(asked(shop.front)).toEqual([PAID]);

  soldOutApart(shop);
  heal(shop);
  expect([shop.front, shop.bar].map(asked)).toEqual([[], []]);
});

test("what somebody sold knowingly asks nobody, and counts once others sold it unknowingly", async () => {
  const shop = await openShop();
  const { front, bar } = shop;
  soldOutApart(shop);
  later(shop);
  sellGoods(front.till, ["croissant"], { cash: 1000, by: KNOWING });
  expect(asked(front)).toEqual([]);
  expect(dayReport(front.till, CAFE_DAY as BusinessDay).soldOn).toMatchObject([{ count: 1 }]);

  later(shop);
  sellGoods(bar.till, ["croissant"]);
  heal(shop);
  const both = "Croissant: 2 oversold (5.20) on A Front counter, B Bar: A-000001 B1";
  expect([front, bar].map(asked)).toEqual([[both], [both]]);
});

test("of a count the last that took of it are asked about, with those sold on knowingly", async () => {
  const shop = await openShop();
  const { front, bar } = shop;
  valueOf(setLeft(front.till, RAVI, wish(front, 3)));
  heal(shop);
  sellGoods(front.till, ["2*croissant"], { cash: 1000 });
  later(shop);
  sellGoods(bar.till, ["2*croissant"], { cash: 1000 });
  later(shop);
  sellGoods(bar.till, ["2*croissant"], { cash: 1000, by: KNOWING });
  heal(shop);

  const three = "Croissant: 3 oversold (7.80) on B Bar: B-000001 B-000002";
  expect([front, bar].map(asked)).toEqual([[three], [three]]);
});

test("of a count by weight, packs with their price on them are beyond it by what they weigh", async () => {
  const shop = await openShop();
  const { front, bar } = shop;
  // 1.50 for a kilogram.
  const product = front.till.catalogue().productsBySku.get("BANANAS");
  if (product === undefined) throw new Error("The café has no bananas.");
  valueOf(setLeft(front.till, RAVI, { product, left: thousandths(2000) }));
  heal(shop);
  sellGoods(front.till, [BANANAS_265], { cash: 1000 });
  later(shop);
  sellGoods(bar.till, [BANANAS_265], { cash: 1000 });
  heal(shop);

  // Twice 1.767 kg of 2 kg.
  const beyond = "Bananas: 1.534 kg oversold (2.30) on B Bar: B-000001";
  expect([front, bar].map(asked)).toEqual([[beyond], [beyond]]);
  expect([front, bar].map(({ till }) => till.left("BANANAS"))).toEqual([-1534, -1534]);

  valueOf(setLeft(front.till, RAVI, { product, left: null }));
  heal(shop);
  valueOf(setLeft(front.till, RAVI, { product, left: thousandths(0) }));
  later(shop);
  sellGoods(bar.till, [BANANAS_265], { cash: 1000 });
  heal(shop);
  const soldOut = "Bananas: 1.767 kg oversold (2.65) on B Bar: B-000002";
  expect([front, bar].map(asked)).toEqual([[soldOut], [soldOut]]);
});

test("nobody is asked any more once there is some again", async () => {
  const shop = await openShop();
  soldOutApart(shop);
  later(shop);
  sellGoods(shop.bar.till, ["2*croissant"], { cash: 1000 });
  heal(shop);

  valueOf(setLeft(shop.front.till, RAVI, { ...wish(shop.front, 0), left: null }));
  heal(shop);
  expect([shop.front, shop.bar].map(asked)).toEqual([[], []]);
});

function answeringAt(open: OpenTill): Answering<Refusal> {
  return {
    open,
    act: (name, decide) => open.till.act(RAVI, name, decide),
    refused: err,
    note: "",
  };
}

test("nor days later, when no guest waits any more", async () => {
  const shop = await openShop();
  soldOutApart(shop);
  later(shop);
  sellGoods(shop.bar.till, ["2*croissant"], { cash: 1000 });
  heal(shop);
  shop.cafe.clock.advance(2 * DAY_MS);
  valueOf(shop.front.till.beginDay(RAVI));

  expect([shop.front, shop.bar].map(asked)).toEqual([[], [PAID]]);
});

interface Shop {
  readonly cafe: Cafe;
  readonly front: OpenTill;
  readonly bar: OpenTill;
}

async function openShop(): Promise<Shop> {
  const cafe = await newCafe();
  const front = cafe.open();
  return { cafe, front, bar: await enrolBar(cafe, front.till) };
}

function soldOutApart({ front }: Shop): void {
  valueOf(setLeft(front.till, RAVI, wish(front, 0)));
}

function wish({ till }: OpenTill, count: number) {
  const product = till.catalogue().productsBySku.get("CROISSANT");
  if (product === undefined) throw new Error("The café has no croissants.");
  return { product, left: thousandths(count * 1000) };
}

function later({ cafe }: Shop): void {
  cafe.clock.advance(MINUTE_MS);
}

function heal({ front, bar }: Shop): void {
  synchroniseLedgers(front.till.ledger, bar.till.ledger);
  synchroniseLedgers(bar.till.ledger, front.till.ledger);
}

function askedFor(papers: string): string {
  return `Croissant: 2 oversold (5.20) on B Bar: ${papers}`;
}

/** What goods ask, in words. */
function asked(open: OpenTill): ReadonlyArray<string> {
  return listAttentionItems(open, "en")
    .filter(({ kind }) => kind === "goods/oversold")
    .map(({ text }) => text);
}

function idsOf(open: OpenTill): ReadonlyArray<string> {
  return listAttentionItems(open, "en").map(({ id }) => id);
}

function onOrder(
  { till }: OpenTill,
  { id }: OrderView,
  decide: (context: DecisionContext, state: OrderState) => Decision,
): void {
  const done = till.act(RAVI, "change", (context) => decide(context, orderState(context.view, id)));
  valueOf(done);
}
