/**
 * How late something came to this till.
 *
 * Nobody writes down when a transaction arrived; the order in which the till stored its own among those of
 * others is kept, though, and its own bear the time. So what arrived after an own transaction of 21:40 came
 * at 21:40 or later: a bound from below, exact to the next thing that this till did.
 */

import { type Origin } from "../../domain/identity.ts";
import { type TransactionRow } from "../../ledger/log/transaction-row.ts";
import { type Store } from "../../ledger/store.ts";

/** What comes sooner is told of as it happens: nobody would have missed it. */
const LATE_FROM_MS = 60_000;

/** Returns by how many milliseconds at least a transaction was late; 0 of what was not, or nobody can tell. */
export function lateness(
  store: Pick<Store, "head" | "at">,
  self: Origin,
): (row: TransactionRow) => number {
  const last = store.head(self)?.seq ?? 0;

  /** The own transaction that was stored last before an arrival. */
  function ownBefore(arrival: number): TransactionRow | undefined {
    let [low, high] = [1, last];
    let found: TransactionRow | undefined;
    while (low <= high) {
      const row = store.at(self, Math.floor((low + high) / 2));
      if (row === undefined) return found;
      if (row.arrival < arrival) {
        found = row;
        low = row.last + 1;
      } else high = row.first - 1;
    }
    return found;
  }

  return (row) => {
    if (row.origin === self) return 0;
    const before = ownBefore(row.arrival);
    if (before === undefined) return 0;
    const lateMs = before.content.first.wall - row.content.first.wall;
    return lateMs < LATE_FROM_MS ? 0 : lateMs;
  };
}
