/** Where the events of a business day stand on a chain. A chain's days never go back. */

import { type BusinessDay, type Origin } from "../domain/identity.ts";
import { BEYOND } from "./log/tail-table.ts";
import { type TransactionRow } from "./log/transaction-row.ts";
import { type Store } from "./store.ts";

/**
 * The number from which a chain is read for a day: nothing of the day stands before it. Undefined where
 * the chain had ended by then. It is found by what segments and rows are filed under, and none is opened.
 */
export function dayBegins(
  { segments, tail }: Pick<Store, "segments" | "tail">,
  origin: Origin,
  day: BusinessDay,
): number | undefined {
  const packed = segments
    .covering(origin, 0, BEYOND)
    .filter((name) => name.day >= day)
    .map(({ first }) => first);
  const firsts = [...packed, tail.firstFrom(origin, day) ?? []].flat();
  return firsts.length === 0 ? undefined : Math.min(...firsts);
}

/** What was said on the day, in the order of the chain. */
export function* rowsOfDay(
  store: Pick<Store, "segments" | "tail" | "ofOrigin">,
  origin: Origin,
  day: BusinessDay,
): Generator<TransactionRow> {
  const from = dayBegins(store, origin, day);
  if (from === undefined) return;
  for (const row of store.ofOrigin(origin, from)) {
    const said = row.content.first.day;
    if (said > day) return;
    if (said === day) yield row;
  }
}
