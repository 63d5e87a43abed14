/**
 * What business days did with stock, as a bookkeeper wants it: what came and went at what it costs at the end of the
 * day (`day-stock.ts` has the same sums), and what that leaves. An article is worth its level at what one costs; where
 * its cost changes, so does what was there already, and that is a sum of its own.
 */

import { STOCK_TAG } from "../domain/folds/stock-fold.ts";
import { type BusinessDay, streamName } from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { minor, type MinorUnits, sumMinor } from "../domain/money/amounts.ts";
import { type StockState, type Worth } from "../domain/state/stock-state.ts";
import { basisOn, costBy } from "../domain/stock/cost.ts";
import { foundBy, foundOn, stockLevelOf, stockPlaces } from "../domain/stock/levels.ts";
import {
  OPEN_GOODS_PREFIX,
  stockCountedTag,
  type StockDeed,
  stockDeedKey,
  stockDeedPrefix,
  stockDeedsPrefix,
} from "../domain/stock/stock-keys.ts";
import { addDays } from "../domain/text/civil-time.ts";
import { type StockSum } from "./day-stock.ts";

/** The sums of a day, in minor units. Each but the last is above zero where goods were moved as it says. */
export const STOCK_FLOWS = [
  "received",
  "returned",
  "used",
  "wasted",
  "eaten",
  "missing",
  "revalued",
] as const;
export type StockFlow = (typeof STOCK_FLOWS)[number];
export type StockFlows = Readonly<Record<StockFlow, MinorUnits>>;

export interface StockBooks {
  /** Returns what a day did; `missing` is less what counts found, `revalued` above zero where goods became dearer. */
  readonly flowsOn: (day: BusinessDay) => StockFlows;
  /** Returns how much there is of an article at the end of a day, or of the day before the first, and its worth. */
  readonly standOn: (sku: string, day: BusinessDay) => StockStand;
  /** Returns what is worth something at the end of such a day: of how many articles, and how much. */
  readonly worthOn: (day: BusinessDay) => StockSum;
  /** Returns the same of what orders have taken by then and no receipt has. */
  readonly openOn: (day: BusinessDay) => StockSum;
}

/** Whether a deed brings goods or takes them; the others are no moves. */
const SIGNS: ReadonlyMap<StockDeed, 1 | -1> = new Map<StockDeed, 1 | -1>([
  ["received", 1],
  ["made", 1],
  ["used", -1],
  ["waste", -1],
  ["staff-meal", -1],
  ["returned", -1],
  ["batch", -1],
]);

export interface StockStand {
  /** In millionths of the article's unit. */
  readonly level: number;
  /** Undefined where nobody had said what it costs. */
  readonly worth: MinorUnits | undefined;
}

interface Article {
  readonly state: StockState;
  readonly level: number;
  /** What moved it by business days, from the first on. */
  readonly moves: Map<BusinessDay, number>;
}

/** Reads what is there now and goes back from it, so it is of `first` and the days after it. */
export function createStockBooks(view: LedgerView, first: BusinessDay): StockBooks {
  const moved = movesSince(view, first);
  const articles = new Map<string, Article>();
  const bases = new Map<string, Worth | undefined>();

  function articleOf(sku: string): Article {
    const known = articles.get(sku);
    if (known !== undefined) return known;
    // Whoever wants all of them looks at each once.
    const state = view.glance("stock", sku);
    const moves = new Map(moved.get(sku));
    for (const count of state.counts.filter(({ day }) => day >= first)) {
      moves.set(count.day, (moves.get(count.day) ?? 0) + foundBy(view, sku, count));
    }
    const levels = stockPlaces(state).map((place) => stockLevelOf(view, state, { sku, place }));
    const article = { state, level: levels.reduce((sum, level) => sum + level, 0), moves };
    articles.set(sku, article);
    return article;
  }

  function costOf(sku: string, day: BusinessDay, quantity: number): MinorUnits | undefined {
    const key = `${day}/${sku}`;
    if (!bases.has(key)) bases.set(key, basisOn(articleOf(sku).state, day));
    const basis = bases.get(key);
    return basis === undefined ? undefined : costBy(basis, quantity);
  }

  function standOn(sku: string, day: BusinessDay): StockStand {
    const { level: now, moves } = articleOf(sku);
    const later = [...moves].reduce((sum, [on, quantity]) => (on > day ? sum + quantity : sum), 0);
    return { level: now - later, worth: costOf(sku, day, now - later) };
  }

  function worthOfArticle(sku: string, day: BusinessDay): MinorUnits {
    return standOn(sku, day).worth ?? minor(0);
  }

  function flowsOfArticle(sku: string, day: BusinessDay): StockFlows {
    function done(deed: StockDeed): number {
      return view.sum(stockDeedKey(deed, day, sku));
    }

    function worth(quantity: number): MinorUnits {
      return costOf(sku, day, quantity) ?? minor(0);
    }

    const found = foundOn(view, articleOf(sku).state, day);
    const flows = {
      received: minor(done("paid") + worth(done("unpriced"))),
      returned: worth(done("returned")),
      used: worth(done("used")),
      wasted: worth(done("waste")),
      eaten: worth(done("staff-meal")),
      missing: worth(0 - found),
    };
    const { received, ...gone } = flows;
    const change = Object.values(gone).reduce((left, sum) => left - sum, Number(received));
    const revalued = worthOfArticle(sku, day) - worthOfArticle(sku, addDays(day, -1)) - change;
    return { ...flows, revalued: minor(revalued) };
  }

  return {
    standOn,
    worthOn: (day) =>
      sumOf(view.tagged(STOCK_TAG).map((stream) => worthOfArticle(streamName(stream), day))),
    openOn: (day) =>
      sumOf([...openGoodsOn(view, day)].map(([sku, open]) => costOf(sku, day, open) ?? minor(0))),
    flowsOn: (day) => {
      const skus = new Set([...moved].flatMap(([sku, days]) => (days.has(day) ? [sku] : [])));
      for (const stream of view.tagged(stockCountedTag(day))) skus.add(streamName(stream));
      return addedUp([...skus].map((sku) => flowsOfArticle(sku, day)));
    },
  };
}

function sumOf(all: ReadonlyArray<MinorUnits>): StockSum {
  const worth = all.filter((sum) => sum !== 0);
  return { articles: worth.length, total: sumMinor(worth, (sum) => sum) };
}

/** Returns the goods that orders have taken by the end of a day and no receipt has, by article. */
function openGoodsOn(view: LedgerView, day: BusinessDay): ReadonlyMap<string, number> {
  const open = new Map<string, number>();
  for (const [key, change] of view.sums(OPEN_GOODS_PREFIX)) {
    const [on, sku] = dayAndSku(key, OPEN_GOODS_PREFIX);
    // The keys stand in the order of their days.
    if (on > day) break;
    open.set(sku, (open.get(sku) ?? 0) + change);
  }
  return open;
}

function dayAndSku(key: string, prefix: string): readonly [day: BusinessDay, sku: string] {
  const at = key.indexOf("/", prefix.length);
  return [key.slice(prefix.length, at) as BusinessDay, key.slice(at + 1)];
}

function addedUp(all: ReadonlyArray<StockFlows>): StockFlows {
  const sums = STOCK_FLOWS.map((flow) => [
    flow,
    minor(all.reduce((sum, flows) => sum + flows[flow], 0)),
  ]);
  return Object.fromEntries(sums) as StockFlows;
}

/** Returns what moved goods but for counts, by article and business day, from a day on. */
function movesSince(
  view: LedgerView,
  first: BusinessDay,
): ReadonlyMap<string, ReadonlyMap<BusinessDay, number>> {
  const moved = new Map<string, Map<BusinessDay, number>>();
  for (const [deed, sign] of SIGNS) {
    const prefix = stockDeedsPrefix(deed);
    for (const [key, quantity] of view.sums(prefix, stockDeedPrefix(deed, first))) {
      const [day, sku] = dayAndSku(key, prefix);
      const days = moved.get(sku) ?? new Map<BusinessDay, number>();
      moved.set(sku, days.set(day, (days.get(day) ?? 0) + sign * quantity));
    }
  }
  return moved;
}
