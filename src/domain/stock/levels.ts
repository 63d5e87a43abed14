/**
 * How much of an article lies where: what was counted last, and all that was moved after it by the keys of
 * events, however late it is heard. So a sale of a till that was cut off lies on the side of a count where it
 * was made. Source: docs/rules/stock.md, S6.
 */

import { compareKeys, type EventKey } from "../events/event.ts";
import { type BusinessDay } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { type StockCount, type StockState } from "../state/stock-state.ts";
import { orderMovesOf } from "./quarter-moves.ts";
import {
  stockDay,
  stockDayKey,
  stockDaysPrefix,
  stockMovedKey,
  stockQuarter,
  stockQuarterKey,
  stockQuartersPrefix,
} from "./stock-keys.ts";

/** Returns the places that an article lies at or lay at, the one that goods are sold from first. */
export function stockPlaces({ moves, before, counts }: StockState): ReadonlyArray<string> {
  const named = new Set(Object.keys(before));
  for (const { place } of moves) named.add(place);
  for (const { place } of counts) named.add(place);
  named.delete("");
  return ["", ...[...named].toSorted()];
}

interface Where {
  readonly sku: string;
  readonly place: string;
}

/** Returns how much of an article is at a place. */
export function stockLevelAt(view: LedgerView, where: Where): number {
  return stockLevelOf(view, view.state("stock", where.sku), where);
}

/** Returns the same of a state that has been read already. */
export function stockLevelOf(
  view: LedgerView,
  { counts, moves, before }: StockState,
  where: Where,
): number {
  const last = counts.findLast(({ place }) => place === where.place);
  const own = ownMoves(moves, where, last) + (before[where.place] ?? 0);
  return (last?.counted ?? 0) + own + orderMoves(view, where, last);
}

/** Returns what should have lain at a place at the moment of a key, as far as it is known here. */
export function stockLevelWhen(view: LedgerView, where: Where, at: EventKey): number {
  const { counts, before } = view.state("stock", where.sku);
  const next = counts.find((count) => count.place === where.place && compareKeys(count, at) >= 0);
  return expectedAt(view, where, { ...at, before: next?.before ?? before[where.place] ?? 0 });
}

/** Returns what should have lain at a place when it was counted. */
function expectedAt(
  view: LedgerView,
  where: Where,
  count: EventKey & Pick<StockCount, "before">,
): number {
  const { counts, moves } = view.state("stock", where.sku);
  const last = counts.findLast(
    (other) => other.place === where.place && compareKeys(other, count) < 0,
  );
  const own = ownMoves(moves, where, last) - ownMoves(moves, where, count) + count.before;
  const orders = orderMoves(view, where, last) - orderMoves(view, where, count);
  return (last?.counted ?? 0) + own + orders;
}

/** Returns what a count found beyond what should have lain there; below zero for what was missing. */
export function foundBy(view: LedgerView, sku: string, count: StockCount): number {
  return count.counted - expectedAt(view, { sku, place: count.place }, count);
}

/** Returns what all counts of an article on a business day found. */
export function foundOn(
  view: LedgerView,
  { sku, counts }: Pick<StockState, "sku" | "counts">,
  day: BusinessDay,
): number {
  const own = counts.filter((count) => count.day === day);
  return own.reduce((sum, count) => sum + foundBy(view, sku, count), 0);
}

/** Returns the moves beside orders that stand one by one: those after a key, or all. */
function ownMoves(
  moves: StockState["moves"],
  { place }: Where,
  after: EventKey | undefined,
): number {
  const own = moves.filter(
    (move) => move.place === place && (after === undefined || compareKeys(move, after) > 0),
  );
  return own.reduce((total, { quantity }) => total + quantity, 0);
}

/** Returns what orders moved after a key, or ever: by sums, but one by one in the quarter of an hour of the key. */
function orderMoves(view: LedgerView, { sku, place }: Where, after: EventKey | undefined): number {
  if (after === undefined) return view.sum(stockMovedKey(sku, place));
  const day = stockDay(after.hlc);
  const quarter = stockQuarter(after.hlc);
  const days = view.sums(stockDaysPrefix(sku, place), stockDayKey(sku, place, day + 1));
  const quarters = view.sums(
    stockQuartersPrefix(sku, place, day),
    stockQuarterKey(sku, place, { day, quarter: quarter + 1 }),
  );
  const sums = [...days, ...quarters].reduce((sum, [, quantity]) => sum + quantity, 0);
  return sums + orderMovesIn(view, { sku, place }, { quarter, after });
}

function orderMovesIn(
  view: LedgerView,
  where: Where,
  { quarter, after }: { readonly quarter: number; readonly after: EventKey },
): number {
  return orderMovesOf(view, where, quarter)
    .filter((move) => compareKeys(move, after) > 0)
    .reduce((sum, { quantity }) => sum + quantity, 0);
}
