/** Packs on which a scale has printed their price: pieces on the bill, and a weight to whoever measures goods. */

import { expect, test } from "vitest";

import { orderRows } from "../../../hub/rows/order-rows.ts";
import { orderToJson } from "../../../src/app/orders/order-json.ts";
import { orderLines } from "../../../src/app/orders/order-text.ts";
import { undoOnOrder } from "../../../src/app/orders/order-undo.ts";
import { findOrder, findReceipt, orderState } from "../../../src/app/orders/orders.ts";
import { refund } from "../../../src/app/orders/refund.ts";
import { receiptFile, receiptText } from "../../../src/app/papers/receipt-file.ts";
import { UNFILTERED } from "../../../src/app/reports/read-filter.ts";
import { makeReport } from "../../../src/app/reports/reports.ts";
import { soldNames } from "../../../src/app/reports/sold-names.ts";
import { stockMargins } from "../../../src/app/stock/margin.ts";
import { stockOfArticle } from "../../../src/app/stock/stock.ts";
import { checkDigit } from "../../../src/domain/goods/barcode.ts";
import { ONE_IN_STOCK } from "../../../src/domain/goods/stock-quantity.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { minor, oneUnit, thousandths } from "../../../src/domain/money/amounts.ts";
import { goodsOfDay } from "../../../src/report/day-goods.ts";
import { performOn, voidLine } from "../../support/acts.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { PROMOTED_CARD, promotedShop, type PromotedShop } from "../../support/promoted-shop.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";
import { book, RAVI, setProduct } from "../../support/stock-acts.ts";

/** 28.90 a kilogram; its number on the scale is 604. */
const CHEESE = "GRUYERE";
const newShop = cafeCopies({ sells: ({ sku }) => PROMOTED_CARD.has(sku) || sku === CHEESE });
const EN = { locale: "en" } as const;
const WEIGHT = { each: 200, from: "price" };

/** The label of a pack for 5.78, which is 0.200 kg. */
const PACK = label(578);
/** GS1: 0.196 kg for 5.78. */
const GTIN = "09501101530003";
const BOTH = `01${GTIN}31030001963922578`;

test("a pack is no kilogram: a deal from 1 kg begins with what packs weigh", async () => {
  const it = await cheeseShop();
  it.promote("much", "name=Much", "kind=from", "n=1", "rate=8%", `goods=${CHEESE}`);
  const one = it.open(PACK);
  const four = it.open(`4*${PACK}`);
  const enough = it.open(`4*${PACK}`, "0.2*604");

  expect(it.view(one).total).toBe(578);
  expect(it.view(four).total).toBe(2312);
  // 8 % off 23.12 and off 5.78.
  expect(it.offs(enough)).toEqual([185, 46]);
  expect(it.view(enough).total).toBe(2890 - 231);
});

test("a deal of packs is void once they are too few, and comes back with them", async () => {
  const it = await cheeseShop();
  it.promote("much", "name=Much", "kind=from", "n=1", "rate=8%", `goods=${CHEESE}`);
  const id = it.open(`5*${PACK}`);
  expect(it.view(id).total).toBe(2890 - 231);

  valueOf(
    voidLine(it.till, RAVI, { order: id, line: 1, count: thousandths(1000), reason: "dropped" }),
  );
  expect(it.view(id).total).toBe(2312);
  valueOf(undoOnOrder(it.till, RAVI, id));
  expect(it.view(id).total).toBe(2890 - 231);
  expect(packsOf(it, id)).toEqual([[5000, WEIGHT]]);

  const number = it.pay(id, 3000)?.number ?? "";
  back(it, number, 1);
  // What stays is too little for the deal, and costs 23.12: 26.59 less that.
  expect(refundsOf(it, number)).toEqual([347]);
  back(it, number, 4);
  expect(refundsOf(it, number)).toEqual([347, 2312]);
});

test("reports, margin and stock have the weight of what was sold, less what came back", async () => {
  const it = await cheeseShop();
  setProduct(it.till, CHEESE, { stock: "counted" });
  const stocked = { sku: CHEESE, quantity: 10 * ONE_IN_STOCK, cost: minor(10_000) };
  book(it.counter, { type: "receive", ...stocked });
  sellGoods(it.till, ["0.5*604"], { cash: 5000 });
  sellGoods(it.till, [`2*${PACK}`, "croissant"], { cash: 5000 });
  expect(soldOf(it)).toEqual([
    ["CROISSANT", 1000, "each"],
    [CHEESE, 900, "weight"],
  ]);
  expect(levelOf(it)).toBe(9_100_000);
  back(it, "A-000002", 1);

  expect(soldOf(it).at(-1)).toEqual([CHEESE, 700, "weight"]);
  const { now } = it.till.days();
  const cheese = stockMargins(it.till, now, now).rows.find(({ sku }) => sku === CHEESE);
  expect(cheese).toMatchObject({ measure: { unit: "weight", grams: 700 }, cost: 700 });
  expect(levelOf(it)).toBe(9_300_000);
  expect(productsOf(it)).toMatchObject([
    { sku: CHEESE, quantity: null, weight: 700, amount: 1445 + 578, byNumber: null },
    { sku: "CROISSANT", quantity: 1000, byNumber: 1000 },
  ]);
});

test("the label's own weight is kept beside its price, and nothing is worked out", async () => {
  const it = await cheeseShop();
  setProduct(it.till, CHEESE, { barcodes: GTIN });
  const id = it.open(BOTH);

  expect(it.view(id).total).toBe(578);
  expect(packsOf(it, id)).toEqual([[1000, { each: 196, from: "label" }]]);
  it.pay(id, 1000);
  expect(soldOf(it)).toEqual([[CHEESE, 196, "weight"]]);
  expect(paperOf(it, "A-000001")).toContain("0.196 kg\n");
});

test("what was worked out is said so: on the order, on its paper, in its JSON", async () => {
  const it = await cheeseShop();
  const id = it.open(`2*${PACK}`);
  expect(orderLines(it.view(id), { ...EN, currency: it.till.currency })).toContain(
    "       0.400 kg, worked out",
  );
  it.pay(id, 2000);

  expect(paperOf(it, "A-000001")).toMatch(/2 x .*\n.* each\n +0\.400 kg, worked out\n/u);
  const details = findOrder(it.till, id);
  if (details === undefined) throw new Error("There is no such order.");
  expect(orderToJson(details, it.till)).toMatchObject({
    lines: [{ quantity: 2000, soldBy: "each", packWeight: WEIGHT }],
  });
});

test("the weight stays with the pack: moved, parted, once more, at another price, on another day's price", async () => {
  const it = await cheeseShop();
  const id = it.open(`3*${PACK}`);
  const [line] = it.view(id).lines;
  const other = it.open("croissant");
  const cheaper = it.open(PACK);
  const lines = [{ line: line?.id as EventId, quantity: oneUnit }];
  valueOf(performOn(it.till, RAVI, { act: "move", order: id, lines, to: other }));
  expect(packsOf(it, other)).toEqual([[1000, WEIGHT]]);
  expect(packsOf(it, id)).toEqual([[2000, WEIGHT]]);

  setProduct(it.till, CHEESE, { price: "57.80" });
  it.act(id, { act: "again" });
  it.act(cheaper, { act: "price", line: 1, price: minor(400) });
  expect([packsOf(it, cheaper), packsOf(it, id)]).toEqual([
    [[1000, WEIGHT]],
    [
      [2000, WEIGHT],
      [3000, WEIGHT],
    ],
  ]);
  for (const one of [id, other, cheaper]) it.pay(one, 5000);
  expect(soldOf(it).at(-1)).toEqual([CHEESE, 1400, "weight"]);
});

test("head office writes down the weight, too", async () => {
  const it = await cheeseShop();
  const id = it.open(`2*${PACK}`, "croissant");
  it.pay(id, 5000);
  const order = it.till.ledger.read((view) => orderState(view, id));

  expect(orderRows(`order/${id}`, order).receipt_line).toMatchObject([
    { sku: CHEESE, quantity: 400 },
    { sku: "CROISSANT", quantity: 1000 },
  ]);
});

test("a pack that comes back without its receipt is its weight less", async () => {
  const it = await cheeseShop();
  sellGoods(it.till, ["0.5*604", `<${PACK}`], { cash: 5000, by: RAVI });

  expect(soldOf(it)).toEqual([[CHEESE, 300, "weight"]]);
});

test("a price that says no weight is a piece's, and stands in a row of its own", async () => {
  const it = await cheeseShop();
  sellGoods(it.till, ["0.5*604"], { cash: 5000 });
  setProduct(it.till, CHEESE, { price: "0.00" });
  sellGoods(it.till, [PACK], { cash: 5000 });

  expect(soldOf(it)).toEqual([
    [CHEESE, 500, "weight"],
    [CHEESE, 1000, "each"],
  ]);
});

async function cheeseShop(): Promise<PromotedShop> {
  return promotedShop(await newShop());
}

/** Five digits of item, five of price. */
function label(price: number): string {
  const body = `0200604${String(price).padStart(5, "0")}`;
  return body + checkDigit(body);
}

function packsOf(it: PromotedShop, id: EventId): ReadonlyArray<unknown> {
  return it
    .view(id)
    .lines.flatMap(({ packWeight, quantity, voided }) =>
      packWeight === undefined || voided ? [] : [[quantity, packWeight]],
    );
}

/** Brings so many packs of the first row of a receipt back. */
function back({ till }: PromotedShop, number: string, packs: number): void {
  const parts = [{ position: 1, part: undefined, quantity: thousandths(packs * oneUnit) }];
  valueOf(refund(till, RAVI, { number, parts, method: "cash", reason: "cold", goods: "back" }));
}

function refundsOf({ till }: PromotedShop, number: string): ReadonlyArray<number> {
  const found = findReceipt(till, number);
  const order = found && findOrder(till, number);
  return order?.refunds.map(({ total }) => Math.abs(total)) ?? [];
}

function soldOf({ till }: PromotedShop): ReadonlyArray<unknown> {
  const { now } = till.days();
  return till.ledger.read((view) =>
    goodsOfDay(view, now).flatMap(({ products }) =>
      products.map(({ sku, quantity, soldBy }) => [sku, quantity, soldBy]),
    ),
  );
}

function levelOf({ till }: PromotedShop): number | undefined {
  const product = till.catalogue().productsBySku.get(CHEESE);
  return product && stockOfArticle(till, product).level;
}

function productsOf({ till }: PromotedShop) {
  const { now } = till.days();
  const speech = { ...EN, currency: till.currency };
  return makeReport(till, {
    report: "products",
    from: now,
    to: now,
    step: "day",
    beside: undefined,
    speech,
    filter: UNFILTERED,
    names: soldNames(till, speech),
    withholdsCash: false,
  }).rows;
}

function paperOf({ counter: { open } }: PromotedShop, number: string): string {
  const file = receiptFile(open, number, "receipt");
  return file === undefined ? "" : receiptText(file);
}
