/**
 * What stock costs: a sale of guarded goods with recipes, lists of many articles, a stocktake that three tills
 * took apart, and the same sale after few movements and after very many. Each beside the same without, in turn,
 * and the least of some rounds: what else the machine does makes nothing faster.
 */

import path from "node:path";

import { type OpenTill } from "../src/app/open-till.ts";
import { sell } from "../src/app/orders/sell.ts";
import { giveRights } from "../src/app/stock/rights.ts";
import { moveStock, stockOfShop } from "../src/app/stock/stock.ts";
import { openSheet } from "../src/app/stock/stocktake.ts";
import { ok } from "../src/domain/base/result.ts";
import { inCash } from "../src/domain/commands/order/ring-up.ts";
import { type Draft } from "../src/domain/events/kinds.ts";
import { type Product } from "../src/domain/goods/catalogue.ts";
import { ONE_IN_STOCK, stockQuantity } from "../src/domain/goods/stock-quantity.ts";
import { type EventId, toStreamId } from "../src/domain/identity.ts";
import { oneUnit } from "../src/domain/money/amounts.ts";
import { sheetLineStream } from "../src/domain/stock/sheet-line.ts";
import { endsOf } from "../src/ledger/exchange.ts";
import { type Ledger } from "../src/ledger/ledger.ts";
import {
  addProducts,
  commitAll,
  keepAll,
  likeOf,
  MANAGER,
  receivedDraft,
  valueOf,
} from "./bench-goods.ts";
import { makeHistory } from "./history.ts";
import { enrolTill, hear, joinTill, openJoined, tell } from "./joined-till.ts";
import { type Measurement, rounded } from "./measurement.ts";
import { CASHIER, foundBenchShop, openBenchTill, sessionOf } from "./shop.ts";

const LINES = 10;
const PARTS = 2;
const PLENTY = 1_000_000 * ONE_IN_STOCK;
const GUARDED = "GUARDED";
/** Also a till that has sold none has some. */
const GIVEN = 1000 * ONE_IN_STOCK;
const LINES_TOLD = 40;
const CODES = ["B", "C", "D"] as const;

interface StockSizes {
  readonly goods: "cafe" | "grocery";
  readonly movements: { readonly few: number; readonly many: number };
  /** The articles of a stocktake are counted in so many rounds. */
  readonly stocktakes: number;
  readonly rounds: number;
}

export async function measureStock(
  dir: string,
  sizes: StockSizes,
): Promise<ReadonlyArray<Measurement>> {
  return [
    await saleWithRecipes(dir, sizes),
    await saleAfterMany(dir, sizes),
    await levelsOfAll(dir, sizes),
    await stocktakeApart(dir, sizes),
  ];
}

/** Of each round; what V8 has not compiled yet is no sale. */
const SALES = 12;

/** Milliseconds of each work, the least of so many rounds in turn; the first round is no measure yet. */
function leastInTurn(
  rounds: number,
  works: ReadonlyArray<() => void>,
): ReadonlyArray<{ readonly least: number; readonly spread: number }> {
  const times = works.map((): number[] => []);
  for (let sale = 0; sale < (1 + rounds) * SALES; sale += 1) {
    for (const [at, work] of works.entries()) {
      const startedMs = performance.now();
      work();
      if (sale >= SALES) times[at]?.push(performance.now() - startedMs);
    }
  }
  return times.map((own) => {
    const sorted = own.toSorted((one, other) => one - other);
    const [least = 0] = sorted;
    return { least, spread: (sorted[Math.floor(sorted.length / 2)] ?? least) / least };
  });
}

async function saleWithRecipes(dir: string, { rounds }: StockSizes): Promise<Measurement> {
  const open = openBenchTill(await foundBenchShop(dir, "recipes"));
  const like = likeOf(open);
  const parts = Array.from({ length: LINES * PARTS }, (_, at) => `PART-${at}`);
  const made = Array.from({ length: LINES }, (_, at): Product => {
    const recipe = parts
      .slice(at * PARTS, (at + 1) * PARTS)
      .map((sku) => ({ sku, quantity: stockQuantity(ONE_IN_STOCK / 5), unit: "" }));
    return { ...like, sku: `MADE-${at}`, name: `Made ${at}`, plu: `81${at}`, recipe };
  });
  const plain = made.map((product, at): Product => {
    return Object.assign({}, product, {
      sku: `PLAIN-${at}`,
      name: `Plain ${at}`,
      plu: `82${at}`,
      recipe: [],
    });
  });
  const stocked = parts.map((sku): Product => {
    return Object.assign({}, like, { sku, name: sku, plu: "", stock: "guarded", active: false });
  });
  addProducts(open, [...made, ...plain, ...stocked]);
  for (const sku of parts) valueOf(moveStock(open.till, MANAGER, receiptOf(sku)));
  const [kept, bare] = leastInTurn(rounds, [
    () => sellPlus(open, made),
    () => sellPlus(open, plain),
  ]);
  await open.close();
  return {
    name: `a sale of ${LINES} lines of ${PARTS} guarded ingredients each`,
    value: rounded((kept?.least ?? 0) / (bare?.least ?? 1)),
    unit: "×",
    limit: 1.5,
    note: `beside ${rounded(bare?.least ?? 0)} ms of goods whose stock nobody keeps; whole commands in turn, the least of ${rounds * SALES}, the median ${rounded(kept?.spread ?? 0)} times as long`,
  };
}

function sellPlus({ till }: OpenTill, goods: ReadonlyArray<Product>): void {
  const entries = goods.map(({ plu }) => plu);
  valueOf(sell(till, CASHIER, { entries, payment: inCash(undefined), service: undefined }));
}

/** One till has told of few sales of an article, or of very many; another one sells it. */
async function saleAfterMany(
  dir: string,
  { movements: { few, many }, rounds }: StockSizes,
): Promise<Measurement> {
  const short = await tillAfter(path.join(dir, "few"), few);
  const long = await tillAfter(path.join(dir, "many"), many);
  const [little, much] = leastInTurn(rounds, [
    () => sellPlus(short, [guardedOf(short)]),
    () => sellPlus(long, [guardedOf(long)]),
  ]);
  await short.close();
  await long.close();
  return {
    name: `a guarded sale after ${many.toLocaleString("en")} movements of the article`,
    value: rounded((much?.least ?? 0) / (little?.least ?? 1)),
    unit: "×",
    limit: 1.2,
    note: `beside ${rounded(little?.least ?? 0)} ms after ${few.toLocaleString("en")}; in turn, the least of ${rounds * SALES}, the median ${rounded(much?.spread ?? 0)} times as long`,
  };
}

async function tillAfter(name: string, movements: number): Promise<OpenTill> {
  const founder = openBenchTill(await foundBenchShop(path.dirname(name), path.basename(name)));
  addProducts(founder, [
    { ...likeOf(founder), sku: GUARDED, name: GUARDED, plu: "830", stock: "guarded" },
  ]);
  const { ledger } = founder.till;
  const joined = enrolTill(ledger, `${name}-late`, "B");
  valueOf(moveStock(founder.till, MANAGER, receiptOf(GUARDED)));
  valueOf(giveRights(founder.till, MANAGER, { sku: GUARDED, quantity: GIVEN, to: "B" }));
  const events = Math.ceil((movements / LINES_TOLD) * eventsOf(founder));
  const { pieces } = await makeHistory(founder, events, { sale: sellMany });
  hear(joined, pieces);
  const open = openJoined(joined, `${name}-late`, founder.till.days().now);
  await founder.close();
  return open;
}

/** One order more than is measured, to know how many events it is. */
function eventsOf(founder: OpenTill): number {
  const { ledger } = founder.till;
  const before = ledger.store.head(ledger.identity.origin)?.seq ?? 0;
  sellMany(founder);
  return (ledger.store.head(ledger.identity.origin)?.seq ?? 0) - before;
}

function sellMany(open: OpenTill): void {
  const session = sessionOf(open);
  for (let line = 0; line < LINES_TOLD; line += 1) {
    const added = session.perform({ act: "add", sku: GUARDED, quantity: oneUnit });
    if (!added.ok) throw new Error(added.fault.message);
  }
  session.perform({ act: "pay", type: "cash", tendered: session.cashDue() });
  session.newOrder();
}

async function levelsOfAll(dir: string, { goods, rounds }: StockSizes): Promise<Measurement> {
  const store = await foundBenchShop(dir, "levels", goods);
  const founder = openBenchTill(store);
  const skus = keepAll(founder);
  commitAll(founder, skus.map(receivedDraft));
  await founder.close();
  let [least, listed] = [Number.POSITIVE_INFINITY, 0];
  for (let round = 0; round < rounds; round += 1) {
    const open = openBenchTill(store);
    open.till.catalogue();
    const startedMs = performance.now();
    listed = stockOfShop(open.till).length;
    least = Math.min(least, performance.now() - startedMs);
    await open.close();
  }
  return {
    name: `the levels of ${listed.toLocaleString("en")} articles`,
    value: rounded(least),
    unit: "ms",
    limit: 100,
    note: `in a till that has just been opened and has read its goods; the least of ${rounds}`,
    why: "Each article's row is found and parsed by itself: docs/decisions/0015.",
  };
}

/** What three tills entered on one sheet comes to a fourth, beside as many deliveries of the same articles. */
async function stocktakeApart(
  dir: string,
  { goods, stocktakes }: StockSizes,
): Promise<Measurement> {
  const open = openBenchTill(await foundBenchShop(dir, "stocktake", goods));
  const skus = keepAll(open);
  const sheet = valueOf(openSheet(open.till, MANAGER, { place: "", categories: [] })).id;
  const tills = CODES.map((code) => joinTill(open, path.join(dir, `stocktake-${code}`), code));
  const slices = Array.from({ length: stocktakes }, (_, at) =>
    skus.filter((_sku, index) => index % stocktakes === at),
  );
  const times = { entries: Number.POSITIVE_INFINITY, deliveries: Number.POSITIVE_INFINITY };
  for (const slice of slices) {
    for (const { till } of tills) tell(open.till.ledger, till.ledger);
    const deliveries = await written(open, tills, slice.map(receivedDraft));
    times.deliveries = Math.min(times.deliveries, heardMs(open.till.ledger, deliveries));
    const entries = await written(
      open,
      tills,
      slice.map((sku) => enteredDraft(sheet, sku)),
    );
    times.entries = Math.min(times.entries, heardMs(open.till.ledger, entries));
  }
  for (const till of [open, ...tills]) await till.close();
  return {
    name: `a stocktake of ${skus.length.toLocaleString("en")} articles merged from three tills`,
    value: rounded(times.entries / times.deliveries),
    unit: "×",
    limit: 1.3,
    note: `beside ${rounded(times.deliveries)} ms for as many deliveries; ${stocktakes} parts in turn, the least of them`,
  };
}

/** Each till writes a third, one thing at a time, as people do; returns what the first till lacks of it. */
async function written(
  open: OpenTill,
  tills: ReadonlyArray<OpenTill>,
  drafts: ReadonlyArray<Draft>,
): Promise<ReadonlyArray<Uint8Array>> {
  const pieces: Uint8Array[] = [];
  for (const [at, { till }] of tills.entries()) {
    const { ledger } = till;
    const day = till.days().now;
    for (const draft of drafts.filter((_, index) => index % tills.length === at)) {
      ledger.commit({ by: "4", name: "count", decide: () => ok({ day, events: [draft] }) });
    }
    ledger.flush();
    while (await ledger.seal());
    pieces.push(...ledger.missingFor(endsOf(open.till.ledger.heads())));
  }
  return pieces;
}

function heardMs(ledger: Ledger, pieces: ReadonlyArray<Uint8Array>): number {
  const startedMs = performance.now();
  hear(ledger, pieces);
  ledger.flush();
  return performance.now() - startedMs;
}

function enteredDraft(sheet: EventId, sku: string): Draft {
  const streams: Draft["streams"] = [sheetLineStream(sheet, sku), toStreamId("stock", sku)];
  const body = { counted: stockQuantity(4 * ONE_IN_STOCK), how: "4", replaces: [] };
  return { kind: "stock/entered", streams, body };
}

function receiptOf(sku: string) {
  return { type: "receive", sku, quantity: PLENTY } as const;
}

function guardedOf({ till }: OpenTill): Product {
  const product = till.catalogue().productsBySku.get(GUARDED);
  if (product === undefined) throw new Error("Nobody has heard of it.");
  return product;
}
