/** Finds the events of a business day on a chain. A chain's days never go back. */

import { type BusinessDay, type Origin } from "../domain/identity.ts";
import { addDays } from "../domain/text/civil-time.ts";
import { type TransactionRow } from "./log/transaction-row.ts";
import { type Store } from "./store.ts";

export interface ChainRange {
  /** Numbers of events; `from` begins a row or a segment, and `to` ends one. */
  readonly from: number;
  readonly to: number;
}

/**
 * The rows and segments in which all events of a day stand; undefined where the chain has none of it. They
 * are found by what they are filed under, and none is opened, so there may be other days in them too.
 */
export function dayRange(
  { segments, tail }: Pick<Store, "segments" | "tail">,
  origin: Origin,
  day: BusinessDay,
): ChainRange | undefined {
  const begun = segments.endingFrom(origin, day);
  // A segment is filed under the day of its end: the first one beyond the day may begin on it.
  const beyond = begun.find((name) => name.day > day);
  const packed = begun.filter((name) => beyond === undefined || name.first <= beyond.first);
  const firsts = [...packed.map(({ first }) => first), tail.firstFrom(origin, day) ?? []].flat();
  const lasts = [...packed.map(({ last }) => last), tail.lastUpTo(origin, day) ?? []].flat();
  if (firsts.length === 0 || lasts.length === 0) return undefined;
  const [from, to] = [Math.min(...firsts), Math.max(...lasts)];
  return from <= to ? { from, to } : undefined;
}

/** Returns the rows of the day in the order of the chain. */
export function* rowsOfDay(
  store: Pick<Store, "segments" | "tail" | "ofOrigin">,
  origin: Origin,
  day: BusinessDay,
): Generator<TransactionRow> {
  const range = dayRange(store, origin, day);
  if (range === undefined) return;
  for (const row of store.ofOrigin(origin, range.from)) {
    const said = row.content.first.day;
    if (said > day) return;
    if (said === day) yield row;
  }
}

/** Returns the rows of the days after it, in the order of the chain. */
export function* rowsAfter(
  { segments, tail, ofOrigin }: Pick<Store, "segments" | "tail" | "ofOrigin">,
  origin: Origin,
  day: BusinessDay,
): Generator<TransactionRow> {
  const next = addDays(day, 1);
  const packed = segments.endingFrom(origin, next).map(({ first }) => first);
  const firsts = [...packed, tail.firstFrom(origin, next) ?? []].flat();
  if (firsts.length === 0) return;
  for (const row of ofOrigin(origin, Math.min(...firsts))) {
    if (row.content.first.day > day) yield row;
  }
}
