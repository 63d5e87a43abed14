/** The stock of an article at two tills: what each sees, and what both come to once they meet. */

import { expect, test } from "vitest";

import { setLeft } from "../../../src/app/catalogue/catalogue-changes.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { moveOrder } from "../../../src/app/orders/move-order.ts";
import { findOrder, findReceipt } from "../../../src/app/orders/orders.ts";
import { moveStock, stockOfArticle } from "../../../src/app/stock/stock.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { decideUndo, undosOf } from "../../../src/domain/commands/order/undo-order.ts";
import { type KnownEvent } from "../../../src/domain/events/kinds.ts";
import { orderStream } from "../../../src/domain/folds/order-fold.ts";
import { ONE_IN_STOCK } from "../../../src/domain/goods/stock-quantity.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { gatherOrder } from "../../../src/domain/order/gathered-order.ts";
import { payOrder, performOn } from "../../support/acts.ts";
import { answer } from "../../support/bills-apart.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { book, keep, levelAt, pieces, RAVI, setQuantity } from "../../support/stock-acts.ts";
import { meet, twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => ["CROISSANT", "BANANAS"].includes(sku) });
const MINUTE_MS = 60_000;

/** Twenty croissants, whose stock is kept, at the counter and at the bar. */
async function twentyCroissants() {
  const tills = await twoTills(await newCafe());
  keep(tills.counter.till);
  book(tills.counter, { type: "receive", sku: "CROISSANT", quantity: 20 * ONE_IN_STOCK });
  meet(tills.counter, tills.bar);
  return tills;
}

/** The events of the till's last act on an order. */
function lastEvents({ ledger }: Till, order: EventId): ReadonlyArray<KnownEvent> {
  const last = ledger
    .history(orderStream(order))
    .toSorted((one, other) => one.first - other.first)
    .at(-1);
  return (last?.events ?? []).flatMap(({ known }) => known ?? []);
}

test("What is received once and sold at two tills apart is off the stock of both, once they meet", async () => {
  const { counter, bar } = await twentyCroissants();
  sellGoods(counter.till, ["3*croissant"], { cash: 1000 });
  sellGoods(bar.till, ["2*croissant"]);

  expect([levelAt(counter), levelAt(bar)]).toEqual([17, 18]);
  meet(counter, bar);

  expect([levelAt(counter), levelAt(bar)]).toEqual([15, 15]);
});

test("A line that two tills void apart comes back to the stock once", async () => {
  const { counter, bar } = await twentyCroissants();
  sellGoods(counter.till, ["4*croissant"]);
  meet(counter, bar);
  for (const { till } of [counter, bar]) {
    const voids = (findOrder(till, "A1")?.order.lines ?? []).map(({ id: line }) => ({ line }));
    valueOf(performOn(till, RAVI, { act: "void", order: "A1", voids, reason: "left" }));
  }
  meet(counter, bar);

  expect([levelAt(counter), levelAt(bar)]).toEqual([20, 20]);
});

test("Goods that one till sold and another voided leave the stock once more where the guest has them", async () => {
  const { counter, bar } = await twentyCroissants();
  sellGoods(counter.till, ["4*croissant"]);
  meet(counter, bar);
  valueOf(
    payOrder(counter.till, RAVI, { order: "A1", payment: { type: "cash", tendered: minor(2000) } }),
  );
  const voids = (findOrder(bar.till, "A1")?.order.lines ?? []).map(({ id: line }) => ({ line }));
  valueOf(performOn(bar.till, RAVI, { act: "void", order: "A1", voids, reason: "left" }));
  meet(counter, bar);
  expect([levelAt(counter), levelAt(bar)]).toEqual([20, 20]);

  for (const till of [counter, bar]) answer(till, "handed-out");
  meet(counter, bar);
  expect([levelAt(counter), levelAt(bar)]).toEqual([16, 16]);

  const receipt = findReceipt(bar.till, "A-000001")?.receipt;
  const back = { lines: [], method: "cash", reason: "stale", goods: "back" } as const;
  valueOf(
    performOn(bar.till, RAVI, {
      act: "refund",
      receipt: receipt ?? ("" as EventId),
      order: "A1",
      ...back,
    }),
  );
  meet(counter, bar);
  expect([levelAt(counter), levelAt(bar)]).toEqual([20, 20]);
});

test("Of two smaller quantities said apart the smallest holds, for the bill and for the stock", async () => {
  const { counter, bar } = await twentyCroissants();
  sellGoods(counter.till, ["6*croissant"]);
  meet(counter, bar);
  setQuantity(counter, "A1", 2);
  counter.passOnWall(MINUTE_MS);
  setQuantity(bar, "A1", 4);
  meet(counter, bar);

  for (const at of [counter, bar]) {
    expect(findOrder(at.till, "A1")?.order.lines.map(({ quantity }) => quantity)).toEqual([2000]);
    expect(findOrder(at.till, "A1")?.order.attention).toEqual([]);
    expect(levelAt(at)).toBe(18);
  }
});

test("More of a line is another line, so that no smaller quantity is lost to it", async () => {
  const { counter, bar } = await twentyCroissants();
  sellGoods(counter.till, ["2*croissant"]);
  meet(counter, bar);
  setQuantity(counter, "A1", 5);
  setQuantity(bar, "A1", 1);
  meet(counter, bar);

  for (const at of [counter, bar]) {
    expect(findOrder(at.till, "A1")?.order.lines.map(({ quantity }) => quantity)).toEqual([
      1000, 3000,
    ]);
    expect(levelAt(at)).toBe(16);
  }
});

test("A sale that was made before a count and is heard after it is in the count", async () => {
  const { counter, bar } = await twentyCroissants();
  sellGoods(bar.till, ["3*croissant"], { cash: 1000 });
  counter.passOnWall(MINUTE_MS);
  book(counter, { type: "count", sku: "CROISSANT", quantity: 17 * ONE_IN_STOCK });
  counter.passOnWall(MINUTE_MS);
  sellGoods(bar.till, ["5*croissant"], { cash: 2000 });

  expect([levelAt(counter), levelAt(bar)]).toEqual([17, 12]);
  meet(counter, bar);

  expect([levelAt(counter), levelAt(bar)]).toEqual([12, 12]);
});

test("A delivery that was booked apart before a count is not on top of it", async () => {
  const { counter, bar } = await twentyCroissants();
  book(bar, { type: "receive", sku: "CROISSANT", quantity: 30 * ONE_IN_STOCK });
  counter.passOnWall(MINUTE_MS);
  book(counter, { type: "count", sku: "CROISSANT", quantity: 50 * ONE_IN_STOCK });
  meet(counter, bar);

  expect([levelAt(counter), levelAt(bar)]).toEqual([50, 50]);
});

test("Hundreds of deliveries after a count lie on top of it, and a later count finds what it should", async () => {
  const { counter } = await twentyCroissants();
  const one = { sku: "CROISSANT", quantity: ONE_IN_STOCK };
  book(counter, { type: "count", ...one, quantity: 20 * ONE_IN_STOCK });
  for (let more = 0; more < 450; more += 1) book(counter, { type: "receive", ...one });
  expect(levelAt(counter)).toBe(470);

  book(counter, { type: "receive", ...one, cost: minor(100) });
  counter.passOnWall(MINUTE_MS);
  book(counter, { type: "count", ...one, quantity: 469 * ONE_IN_STOCK });
  for (let more = 0; more < 450; more += 1) book(counter, { type: "receive", ...one });

  expect(levelAt(counter)).toBe(919);
  const report = dayReport(counter.till, counter.till.days().now);
  expect(report.stockMissing).toEqual({ articles: 1, total: 200 });
});

test("Taking back that a shared line got less puts as many pieces back, from the stock too", async () => {
  const { counter } = await twentyCroissants();
  const { till } = counter;
  sellGoods(till, ["4*croissant"]);
  sellGoods(till, ["1*bananas"]);
  const lines = [{ position: 1, quantity: pieces(3) }];
  valueOf(moveOrder(till, RAVI, { order: "A1", to: "A2", lines, beside: false }));
  const line = findOrder(till, "A2")?.order.lines.find(({ name }) => name === "Croissant")?.id;
  if (line === undefined) throw new Error("No croissants were moved.");
  const voids = [{ line, count: pieces(3) }];
  const order = findOrder(till, "A2")?.order.id ?? line;
  const before = till.ledger.read((view) => gatherOrder(view, order));
  valueOf(performOn(till, RAVI, { act: "void", order: "A2", voids, reason: "left" }));
  expect(levelAt(counter)).toBe(19);
  const undos = undosOf(before, lastEvents(till, order));
  expect(undos).toHaveLength(1);
  for (const undo of undos) {
    valueOf(
      till.act(RAVI, "undo", (context) =>
        decideUndo(context, gatherOrder(context.view, order), undo),
      ),
    );
  }

  const pieceCounts = ["A1", "A2"].map((order) =>
    (findOrder(till, order)?.order.lines ?? [])
      .filter(({ name, voided }) => name === "Croissant" && !voided)
      .map(({ quantity }) => quantity),
  );
  expect(pieceCounts).toEqual([[1000], [3000]]);
  expect(levelAt(counter)).toBe(16);
});

test("A count stands among sales of days before and after it", async () => {
  const { counter, bar } = await twentyCroissants();
  sellGoods(bar.till, ["1*croissant"]);
  counter.passOnWall(2 * 24 * 60 * MINUTE_MS);
  sellGoods(bar.till, ["2*croissant"]);
  counter.passOnWall(MINUTE_MS);
  book(counter, { type: "count", sku: "CROISSANT", quantity: 10 * ONE_IN_STOCK });
  counter.passOnWall(MINUTE_MS);
  sellGoods(bar.till, ["3*croissant"]);
  counter.passOnWall(2 * 24 * 60 * MINUTE_MS);
  sellGoods(bar.till, ["4*croissant"]);
  meet(counter, bar);

  expect([levelAt(counter), levelAt(bar)]).toEqual([3, 3]);
});

test("Weighed goods leave the stock by their weight", async () => {
  const { counter, bar } = await twentyCroissants();
  keep(counter.till, "BANANAS");
  book(counter, { type: "receive", sku: "BANANAS", quantity: 10 * ONE_IN_STOCK });
  sellGoods(counter.till, ["0.350*bananas"], { cash: 1000 });
  meet(counter, bar);

  expect(levelAt(bar, "BANANAS")).toBe(9.65);
});

test("What is carried elsewhere, wasted and sent back moves the stock of its place", async () => {
  const { counter, bar } = await twentyCroissants();
  const one = { sku: "CROISSANT", quantity: ONE_IN_STOCK };
  book(counter, { type: "move", ...one, quantity: 8 * ONE_IN_STOCK, from: "", to: "cellar" });
  book(bar, { type: "waste", ...one, what: "waste", reason: "dropped" });
  book(bar, { type: "waste", ...one, what: "staff-meal", reason: "" });
  book(counter, { type: "return", ...one, reason: "stale", place: "cellar" });
  meet(counter, bar);

  const product = bar.till.catalogue().productsBySku.get("CROISSANT");
  if (product === undefined) throw new Error("Nobody sells croissants.");
  expect(stockOfArticle(bar.till, product).places).toEqual([
    { place: "", level: 10 * ONE_IN_STOCK },
    { place: "cellar", level: 7 * ONE_IN_STOCK },
  ]);
});

test("A day's report has what was used, wasted, eaten and missing at what it cost, equal at both tills", async () => {
  const { counter, bar } = await twoTills(await newCafe());
  keep(counter.till);
  const one = { sku: "CROISSANT", quantity: ONE_IN_STOCK };
  book(counter, { type: "receive", ...one, quantity: 20 * ONE_IN_STOCK, cost: minor(1240) });
  meet(counter, bar);
  sellGoods(bar.till, ["3*croissant"], { cash: 1000 });
  book(bar, { type: "waste", ...one, what: "waste", reason: "dropped" });
  book(counter, { type: "waste", ...one, what: "staff-meal", reason: "" });
  counter.passOnWall(MINUTE_MS);
  book(counter, { type: "count", ...one, quantity: 13 * ONE_IN_STOCK });
  meet(counter, bar);

  for (const { till } of [counter, bar]) {
    const report = dayReport(till, till.days().now);
    expect(report).toMatchObject({
      stockUsed: { articles: 1, total: 186 },
      stockWasted: { articles: 1, total: 62 },
      stockEaten: { articles: 1, total: 62 },
      // 15 should have lain there, of which 13 were found, whatever the counting till knew.
      stockMissing: { articles: 1, total: 124 },
    });
  }
});

test("Stock that nobody keeps is not booked, and what is counted has no count of the evening beside it", async () => {
  const { counter } = await twoTills(await newCafe());
  const wish = { type: "receive", sku: "CROISSANT", quantity: ONE_IN_STOCK } as const;
  expect(faultOf(moveStock(counter.till, RAVI, wish))).toMatchObject({ type: "stock/not-kept" });
  keep(counter.till);
  const product = counter.till.catalogue().productsBySku.get("CROISSANT");
  if (product === undefined) throw new Error("Nobody sells croissants.");

  expect(faultOf(setLeft(counter.till, RAVI, { product, left: pieces(6) }))).toMatchObject({
    type: "stock/count-it",
  });
  expect(faultOf(moveStock(counter.till, RAVI, { ...wish, quantity: 0 }))).toMatchObject({
    type: "stock/quantity",
  });
  valueOf(setLeft(counter.till, RAVI, { product, left: pieces(0) }));
});
