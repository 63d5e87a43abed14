/** Guarded goods at two tills: each sells what is its own by right, and what went beyond is named. */

import { expect, test } from "vitest";

import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { revokeDevice } from "../../../src/app/mesh/devices.ts";
import { findOrder } from "../../../src/app/orders/orders.ts";
import { sell } from "../../../src/app/orders/sell.ts";
import { giveRights, rightsOfShop, takeRights } from "../../../src/app/stock/rights.ts";
import { moveStock } from "../../../src/app/stock/stock.ts";
import { createTill, knowing, type Till } from "../../../src/app/till/till.ts";
import { inCash } from "../../../src/domain/commands/order/ring-up.ts";
import { ONE_IN_STOCK } from "../../../src/domain/goods/stock-quantity.ts";
import { endsOf } from "../../../src/ledger/exchange.ts";
import { performOn } from "../../support/acts.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, synchroniseLedgers, valueOf } from "../../support/shop.ts";
import {
  addIngredient,
  book,
  keep,
  levelAt,
  RAVI,
  receive,
  setProduct,
} from "../../support/stock-acts.ts";
import { meet, type TillAt, twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => ["CROISSANT", "LATTE"].includes(sku) });

/** Ten guarded croissants, all of them booked at the counter. */
async function tenAtTheCounter() {
  const tills = await twoTills(await newCafe());
  keep(tills.counter.till, "CROISSANT", "guarded");
  receive(tills.counter, "CROISSANT", 10);
  meet(tills.counter, tills.bar);
  return tills;
}

function trySelling(till: Till, entries: ReadonlyArray<string>, sellsOn = false) {
  const by = sellsOn ? knowing(RAVI, "goods") : MIA;
  return sell(till, by, { entries, payment: inCash(undefined), service: undefined });
}

function give({ till }: TillAt, count: number, to: string): void {
  const quantity = count * ONE_IN_STOCK;
  valueOf(giveRights(till, RAVI, { sku: "CROISSANT", quantity, to }));
}

function take({ till }: TillAt, count: number, from: string | undefined) {
  const quantity = count * ONE_IN_STOCK;
  const why = from === undefined ? "counted" : "dead";
  return takeRights(till, RAVI, { sku: "CROISSANT", quantity, from, why });
}

/** What each till has by right as one of them knows it, in pieces, and what that one may sell. */
function rightsAt({ till }: TillAt) {
  const [article] = rightsOfShop(till);
  return {
    usable: (article?.usable ?? 0) / ONE_IN_STOCK,
    tills: Object.fromEntries(
      (article?.tills ?? []).map(({ till: name, balance }) => [name, balance / ONE_IN_STOCK]),
    ),
    short: (article?.tills ?? []).reduce((sum, { short }) => sum + short, 0) / ONE_IN_STOCK,
    found: (article?.found ?? 0) / ONE_IN_STOCK,
  };
}

test("A till sells what is its own by right, and says who has the rest", async () => {
  const { counter, bar } = await tenAtTheCounter();

  expect(faultOf(trySelling(bar.till, ["croissant"]))).toMatchObject({
    type: "stock/none-here",
    here: 0,
    other: { till: "Front counter", has: 10_000 },
  });
  give(counter, 4, "B");
  meet(counter, bar);
  sellGoods(bar.till, ["3*croissant"]);

  expect(faultOf(trySelling(bar.till, ["2*croissant"]))).toMatchObject({ here: 1000 });
  expect(faultOf(trySelling(counter.till, ["7*croissant"]))).toMatchObject({ here: 6000 });
});

test("A till that hears of no delivery names the tills that it does not hear", async () => {
  const { bar } = await twoTills(await newCafe());
  keep(bar.till, "CROISSANT", "guarded");
  const till = createTill({
    dir: bar.open.dir,
    ledger: bar.till.ledger,
    clock: bar.open.clock,
    offsetMinutes: () => 60,
    queuePapers: () => undefined,
    heardAtMs: () => bar.open.clock.nowMs(),
  });

  expect(faultOf(trySelling(till, ["croissant"]))).toMatchObject({
    other: undefined,
    unheard: [{ till: "Front counter" }],
  });
  expect(faultOf(trySelling(bar.till, ["croissant"]))).toMatchObject({ unheard: [] });
});

test("The last one is sold once by two tills that can't see each other", async () => {
  const { counter, bar } = await tenAtTheCounter();
  sellGoods(counter.till, ["9*croissant"]);
  meet(counter, bar);
  sellGoods(counter.till, ["croissant"]);

  expect(trySelling(bar.till, ["croissant"]).ok).toBe(false);
  meet(counter, bar);
  expect([levelAt(counter), levelAt(bar)]).toEqual([0, 0]);
});

test("Who may sells beyond the rights of a till, and the rest is held back until that is covered", async () => {
  const { counter, bar } = await tenAtTheCounter();
  expect(trySelling(bar.till, ["2*croissant"], true).ok).toBe(true);
  meet(counter, bar);

  expect(rightsAt(counter)).toMatchObject({
    usable: 8,
    tills: { "Front counter": 10, Bar: -2 },
    short: 2,
  });
  give(counter, 2, "B");
  meet(counter, bar);
  expect(rightsAt(bar)).toMatchObject({ tills: { "Front counter": 8, Bar: 0 }, short: 0 });
});

test("Goods that a third till gave are no shortfall while that gift is not here yet", async () => {
  const { counter, bar } = await tenAtTheCounter();
  const apart = counter.till.ledger;
  give(counter, 4, "B");
  const gift = apart.head(apart.identity.origin)?.seq ?? 0;
  meet(counter, bar);
  sellGoods(bar.till, ["4*croissant"]);

  const [, note] = bar.till.ledger
    .history("stock/CROISSANT" as never)
    .flatMap(({ events }) => events.flatMap(({ known }) => known ?? []))
    .filter(({ kind }) => kind.startsWith("rights/"));
  expect(note).toMatchObject({
    kind: "rights/noted",
    body: { of: [{ sku: "CROISSANT", after: [{ origin: apart.identity.origin, seq: gift }] }] },
  });
});

test("Rights of a dead till are taken back, and if it had sold meanwhile that is held back", async () => {
  const { counter, bar } = await tenAtTheCounter();
  give(counter, 4, "B");
  meet(counter, bar);
  sellGoods(bar.till, ["3*croissant"]);
  expect(faultOf(take(counter, 5, "Bar"))).toMatchObject({
    type: "stock/rights-few",
    till: "Bar",
    has: 4000,
  });
  valueOf(take(counter, 4, "Bar"));
  expect(rightsAt(counter)).toMatchObject({ usable: 10, tills: { "Front counter": 10 } });
  meet(counter, bar);

  // Ten came and three are gone: of the counter's ten it may sell seven.
  expect(rightsAt(counter)).toMatchObject({
    usable: 7,
    tills: { "Front counter": 10, Bar: -3 },
    short: 3,
  });
  expect(levelAt(counter)).toBe(7);
  expect(stockAttention(counter)).toEqual([
    "Croissant: sold without a right to it: Bar 3 (sold; Ravi (Front counter) had taken the right). The others hold as much back until it is covered.",
  ]);
});

test("What a count finds beyond all rights is sold by nobody until somebody takes it", async () => {
  const { counter, bar } = await tenAtTheCounter();
  book(bar, { type: "count", sku: "CROISSANT", quantity: 12 * ONE_IN_STOCK });
  meet(counter, bar);

  expect(rightsAt(counter)).toMatchObject({ usable: 10, found: 2 });
  valueOf(take(bar, 2, undefined));
  expect(faultOf(take(bar, 1, undefined))).toMatchObject({ type: "stock/found-few", has: 0 });
  expect(rightsAt(bar)).toMatchObject({ usable: 2, found: 0 });
});

test("A line that another till voids goes back to the till that had sold it", async () => {
  const { counter, bar } = await tenAtTheCounter();
  sellGoods(counter.till, ["10*croissant"]);
  meet(counter, bar);
  const voids = (findOrder(bar.till, "A1")?.order.lines ?? []).map(({ id: line }) => ({ line }));
  valueOf(performOn(bar.till, RAVI, { act: "void", order: "A1", voids, reason: "left" }));

  expect(faultOf(trySelling(bar.till, ["croissant"]))).toMatchObject({ here: 0 });
  meet(counter, bar);
  sellGoods(counter.till, ["10*croissant"]);
  expect(levelAt(counter)).toBe(0);
});

test("Every ingredient of a sale is guarded, added up over all of its lines", async () => {
  const { counter } = await twoTills(await newCafe());
  addIngredient(counter.till, "MILK", { unit: "l", stock: "guarded" });
  setProduct(counter.till, "LATTE", { recipe: "MILK 0.2" });
  receive(counter, "MILK", 0.5);

  expect(faultOf(trySelling(counter.till, ["2*latte", "latte"]))).toMatchObject({
    type: "stock/none-here",
    name: "milk",
    here: 500,
  });
  sellGoods(counter.till, ["2*latte"]);
  expect(levelAt(counter, "MILK")).toBe(0.1);
});

test("Waste of guarded goods is of the till's own, unless somebody who may says otherwise", async () => {
  const { counter, bar } = await tenAtTheCounter();
  const wish = {
    type: "waste",
    sku: "CROISSANT",
    quantity: ONE_IN_STOCK,
    what: "waste",
    reason: "dropped",
  } as const;

  expect(faultOf(moveStock(bar.till, RAVI, wish))).toMatchObject({ type: "stock/none-here" });
  valueOf(moveStock(bar.till, knowing(RAVI, "goods"), wish));
  valueOf(moveStock(counter.till, RAVI, wish));
  expect(rightsAt(bar)).toMatchObject({ tills: { Bar: -1 }, short: 1 });
});

/** What needs somebody of the stock, in words. */
function stockAttention({ open }: TillAt): ReadonlyArray<string> {
  return listAttentionItems(open, "en")
    .filter(({ kind }) => kind.startsWith("stock/"))
    .map(({ text }) => text);
}

test("What was sold beyond the rights of a till is told until it is covered", async () => {
  const { counter, bar } = await tenAtTheCounter();
  trySelling(bar.till, ["2*croissant"], true);
  meet(counter, bar);
  expect(stockAttention(counter)).toEqual([
    "Croissant: sold without a right to it: Bar 2 (sold all the same). The others hold as much back until it is covered.",
  ]);

  give(counter, 2, "B");
  expect(stockAttention(counter)).toEqual([]);
});

test("Of what is oversold there is one item, with each till, how much and why", async () => {
  const { counter, bar } = await tenAtTheCounter();
  trySelling(bar.till, ["2*croissant"], true);
  sellGoods(counter.till, ["9*croissant"]);
  meet(counter, bar);

  expect(stockAttention(bar)).toEqual([
    "Croissant: 1 more gone than came: Bar 2 (sold all the same). Count it, or book the delivery.",
  ]);
  book(bar, { type: "count", sku: "CROISSANT", quantity: 0 });
  expect(stockAttention(bar)).not.toContain("more gone than came");
});

test("Of goods that nobody guards what is below zero is told, and ends with the delivery", async () => {
  const { counter } = await twoTills(await newCafe());
  keep(counter.till);
  sellGoods(counter.till, ["3*croissant"]);

  expect(stockAttention(counter)).toEqual([
    "Croissant: 3 more gone than came. Count it, or book the delivery.",
  ]);
  receive(counter, "CROISSANT", 3);
  expect(stockAttention(counter)).toEqual([]);
});

test("What rests on a gift that doesn't count is told as soon as that gift is here, and not before", async () => {
  const cafe = await newCafe();
  const { counter, bar } = await twoTills(cafe);
  const hatch = await enrolBar(cafe, counter.till, { code: "C", name: "Hatch", seed: 9 });
  keep(counter.till, "CROISSANT", "guarded");
  meet(counter, bar);
  const device = bar.till.ledger.identity.key.device;
  valueOf(revokeDevice(counter.till, RAVI, { device, reason: "lost" }));
  receive(bar, "CROISSANT", 10);
  give(bar, 4, "C");
  synchroniseLedgers(bar.till.ledger, hatch.till.ledger);
  sellGoods(hatch.till, ["3*croissant"]);

  tellAllBut(bar.till, hatch.till, counter.till);
  expect(stockAttention(counter)).toEqual([]);
  synchroniseLedgers(hatch.till.ledger, counter.till.ledger);

  expect(stockAttention(counter)).toEqual([
    "Croissant: 3 more gone than came: Hatch 3 (unexplained). Count it, or book the delivery.",
  ]);
});

/** One till tells another one all that it lacks but the words of a third. */
function tellAllBut({ ledger: { identity } }: Till, from: Till, to: Till): void {
  const others = endsOf(to.ledger.heads()).filter(({ origin }) => origin !== identity.origin);
  const untold = endsOf(from.ledger.heads()).filter(({ origin }) => origin === identity.origin);
  for (const bytes of from.ledger.missingFor([...others, ...untold])) to.ledger.receive(bytes);
}
