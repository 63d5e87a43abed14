/**
 * The law of stock in the books: whatever two tills apart receive, sell, void, waste, make and count on whatever
 * days, what goods are worth at the end of a day is what they were worth before and what the day did with them.
 *
 * Size: both.
 */

import fc from "fast-check";
import { expect, test } from "vitest";

import { journalOf } from "../../../src/app/day/day-journal.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { settingDraft } from "../../../src/app/founding/shop-drafts.ts";
import { findOrder } from "../../../src/app/orders/orders.ts";
import { refund } from "../../../src/app/orders/refund.ts";
import { stockValueOn } from "../../../src/app/stock/stock-value.ts";
import { stockOfShop } from "../../../src/app/stock/stock.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { ONE_IN_STOCK } from "../../../src/domain/goods/stock-quantity.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { addDays } from "../../../src/domain/text/civil-time.ts";
import { marginsOn } from "../../../src/report/margin.ts";
import { createStockBooks, type StockFlows } from "../../../src/report/stock-books.ts";
import { payOrder, performOn } from "../../support/acts.ts";
import { bookedSums } from "../../support/booked-sums.ts";
import { CAFE_DAY, cafeCopies } from "../../support/cafe.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";
import {
  addIngredient,
  book,
  keep,
  RAVI,
  setProduct,
  setQuantity,
} from "../../support/stock-acts.ts";
import { meet, type TillAt, twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => ["CROISSANT", "LATTE"].includes(sku) });
const FIRST = CAFE_DAY as BusinessDay;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const SKUS = ["CROISSANT", "MILK", "CREAM"] as const;
/** In cents, for one; cream is made of two of milk. */
const COSTS = { CROISSANT: 60, MILK: 100, CREAM: 200 } as const;

const COLD = { reason: "cold", what: undefined, method: "cash" } as const;

const at = fc.constantFrom(0, 1);
const count = fc.integer({ min: 1, max: 9 });
const bought = fc.constantFrom("CROISSANT", "MILK" as const);
const kept = fc.constantFrom(...SKUS);

function deeds(cost: fc.Arbitrary<number | undefined>) {
  const deed = fc.oneof(
    record("receive", { at, sku: bought, count, cost }),
    record("return", { at, sku: kept, count }),
    record("waste", {
      at,
      sku: kept,
      count,
      what: fc.constantFrom("waste", "staff-meal" as const),
    }),
    record("count", { at, sku: kept, count: fc.nat(12) }),
    record("make", { at, count }),
    {
      weight: 4,
      arbitrary: record("sell", {
        at,
        count,
        isPaid: fc.boolean(),
        what: fc.constantFrom("croissant", "latte"),
      }),
    },
    record("take back", {
      at,
      count,
      isPaid: fc.boolean(),
      fate: fc.constantFrom("back", "waste" as const),
    }),
    record("void", { at, goods: fc.constantFrom("back", "waste" as const) }),
    { weight: 2, arbitrary: record("pay", { at }) },
    record("refund", { at, goods: fc.constantFrom("back", "waste" as const) }),
    record("less", { at }),
    record("meet", {}),
    { weight: 2, arbitrary: record("next day", { at }) },
  );
  return fc.array(deed, { minLength: 5, maxLength: 24 });
}

function record<const Type extends string, Rest extends object>(
  type: Type,
  rest: { [Key in keyof Rest]: fc.Arbitrary<Rest[Key]> },
): fc.Arbitrary<Rest & { readonly type: Type }> {
  return fc.record({ type: fc.constant(type), ...rest }) as unknown as fc.Arbitrary<
    Rest & { readonly type: Type }
  >;
}
type Deed = ReturnType<typeof deeds> extends fc.Arbitrary<Array<infer One>> ? One : never;

test("of goods that always cost the same, nothing is left over on any day", async () => {
  await fc.assert(
    fc.asyncProperty(deeds(fc.constant(undefined)), async (all) => {
      const { tills, days } = await played(all);
      for (const { till } of tills) {
        const isAsked = days.some((day) => dayReport(till, day).attention.length > 0);
        for (const { worth, before, flows, opened, sold } of booked(till, days)) {
          const { received, returned, used, wasted, eaten, missing, revalued } = flows;
          expect(worth).toBe(before + received - returned - used - wasted - eaten - missing);
          expect(revalued).toBe(0);
          // What one till took money for while another one voided it is somebody's question.
          expect(used).toBe(isAsked ? used : sold + opened);
        }
      }
    }),
    { numRuns: proofRuns({ small: 6, whole: 20 }) },
  );
});

test("whatever goods cost, the books come to what lies there, and to each day's report", async () => {
  const costs = fc.option(fc.nat(500), { nil: undefined });
  await fc.assert(
    fc.asyncProperty(deeds(costs), async (all) => {
      const { tills, days, paid } = await played(all);
      for (const { till } of tills) {
        const found = booked(till, days);
        expect(found.map(({ flows }) => flows.received)).toEqual(
          days.map((day) => paid.get(day) ?? 0),
        );
        const now = stockOfShop(till).reduce((sum, { worth = 0 }) => sum + worth, 0);
        expect(found.at(-1)?.worth).toBe(now);
        const bookings = journalOf(till, days).entries.flatMap((entry) => entry.bookings);
        expect(bookedSums(bookings).get("assets:stock") ?? 0).toBe(now);
        for (const [index, day] of days.entries()) {
          const report = dayReport(till, day);
          const { stockUsed, stockWasted, stockEaten, stockMissing } = report;
          const { rows, open } = stockValueOn(till, day);
          expect(rows.reduce((sum, row) => sum + row.worth, 0)).toBe(found[index]?.worth);
          expect([report.stockWorth.total, report.stockOpen.total]).toEqual([
            found[index]?.worth,
            open,
          ]);
          const { used, wasted, eaten, missing } = found[index]?.flows ?? {};
          const reported = [stockUsed, stockWasted, stockEaten, stockMissing];
          expect([used, wasted, eaten, missing]).toEqual(reported.map(({ total }) => total));
        }
      }
    }),
    { numRuns: proofRuns({ small: 6, whole: 20 }) },
  );
});

/** Returns the tills after all of it, when they have met, and what was paid for deliveries by their days. */
async function played(all: ReadonlyArray<Deed>) {
  const { counter, bar } = await twoTills(await newCafe());
  const tills = [counter, bar] as const;
  const drafts = { events: [settingDraft("journal-stock", "always")] };
  counter.till.ledger.commit({ by: "", name: "set up", decide: () => ok(drafts) });
  addIngredient(counter.till, "MILK");
  addIngredient(counter.till, "CREAM", { recipe: "MILK 2" });
  setProduct(counter.till, "LATTE", { recipe: "MILK 1 + CREAM 1" });
  keep(counter.till);
  const paid = new Map<BusinessDay, number>();
  receive(counter, { sku: "CROISSANT", count: 9, cost: undefined }, paid);
  receive(counter, { sku: "MILK", count: 9, cost: undefined }, paid);
  book(counter, { type: "make", sku: "CREAM", quantity: ONE_IN_STOCK });
  meet(counter, bar);
  for (const one of all) {
    counter.passOnWall(MINUTE_MS);
    if (one.type === "meet") meet(...tills);
    else act(tills[one.at === 0 ? 0 : 1], one, paid);
  }
  meet(...tills);
  const last = tills.map(({ till }) => till.days().now).reduce((a, b) => (a > b ? a : b));
  const days: BusinessDay[] = [];
  for (let day = FIRST; day <= last; day = addDays(day, 1)) days.push(day);
  return { tills, days, paid };
}

function act(
  here: TillAt,
  one: Exclude<Deed, { type: "meet" }>,
  paid: Map<BusinessDay, number>,
): void {
  const { till } = here;
  switch (one.type) {
    case "receive":
      return receive(here, one, paid);
    case "return":
      return book(here, { ...one, quantity: one.count * ONE_IN_STOCK, reason: "stale" });
    case "waste":
      return book(here, { ...one, quantity: one.count * ONE_IN_STOCK, reason: "fell" });
    case "count":
      return book(here, { ...one, quantity: one.count * ONE_IN_STOCK });
    case "make":
      return book(here, { ...one, sku: "CREAM", quantity: one.count * ONE_IN_STOCK });
    case "sell":
      sellGoods(till, [`${one.count}*${one.what}`], one.isPaid ? { cash: 10_000 } : {});
      return;
    case "take back":
      sellGoods(till, [`<${one.count}*croissant`, "2*croissant"], {
        by: RAVI,
        fate: one.fate,
        ...(one.isPaid ? { cash: 10_000 } : {}),
      });
      return;
    case "void":
      return voidFirst(here, one.goods);
    case "pay":
      return payFirst(here);
    case "less":
      return lessenFirst(here);
    case "refund":
      // Of a receipt that another till has given back there is nothing to give.
      refund(till, RAVI, { number: "A-000001", parts: [], goods: one.goods, ...COLD });
      return;
    default:
      here.passOnWall(DAY_MS);
      valueOf(till.beginDay(RAVI, till.days().suggested));
  }
}

function receive(
  here: TillAt,
  {
    sku,
    count,
    cost = count * COSTS[sku],
  }: {
    readonly sku: keyof typeof COSTS;
    readonly count: number;
    readonly cost: number | undefined;
  },
  paid: Map<BusinessDay, number>,
): void {
  const day = here.till.days().now;
  paid.set(day, (paid.get(day) ?? 0) + cost);
  book(here, { type: "receive", sku, quantity: count * ONE_IN_STOCK, cost: minor(cost) });
}

/** Voids what is on the till's first open order, if there is any. */
function voidFirst({ till }: TillAt, goods: "back" | "waste"): void {
  const found = firstOpen(till);
  if (found === undefined) return;
  const voids = found.lines.filter(({ voided }) => !voided).map(({ id: line }) => ({ line }));
  valueOf(
    performOn(till, RAVI, { act: "void", order: found.number, voids, reason: "left", goods }),
  );
}

function payFirst({ till }: TillAt): void {
  const found = firstOpen(till);
  if (found === undefined) return;
  const payment = { type: "cash", tendered: minor(50_000), tip: minor(0) } as const;
  valueOf(payOrder(till, RAVI, { order: found.number, payment }));
}

/** Leaves one of the first line. */
function lessenFirst(here: TillAt): void {
  const found = firstOpen(here.till);
  if ((found?.lines[0]?.quantity ?? 0) > 1000) setQuantity(here, found?.number ?? "", 1);
}

function firstOpen(till: TillAt["till"]) {
  return ["A1", "B1", "A2", "B2"]
    .flatMap((number) => findOrder(till, number)?.order ?? [])
    .find(({ due }) => due > 0);
}

/** Returns what goods were worth at the begin and the end of each day, and what the day did. */
function booked(
  { ledger }: TillAt["till"],
  days: ReadonlyArray<BusinessDay>,
): ReadonlyArray<{
  readonly before: number;
  readonly worth: number;
  readonly flows: StockFlows;
  /** What is in open orders more than at the begin, and what is on receipts. */
  readonly opened: number;
  readonly sold: number;
}> {
  return ledger.read((view) => {
    const books = createStockBooks(view, FIRST);
    return days.map((day) => ({
      before: books.worthOn(addDays(day, -1)).total,
      worth: books.worthOn(day).total,
      flows: books.flowsOn(day),
      opened: books.openOn(day).total - books.openOn(addDays(day, -1)).total,
      sold: marginsOn(view, [day]).reduce((sum, { cost = 0 }) => sum + cost, 0),
    }));
  });
}
