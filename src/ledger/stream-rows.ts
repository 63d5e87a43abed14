/** The transactions of a stream, whether the index has them already or not. */

import { type StreamId } from "../domain/identity.ts";
import { type TransactionRow } from "./log/transaction-row.ts";
import { type Store } from "./store.ts";

/**
 * Returns the rows of a stream in the order of arrival, also those that don't count. The index of streams knows
 * nothing of what was written since the last flush.
 */
export function rowsOfStream(
  store: Pick<Store, "ofStream" | "after" | "indexedArrival">,
  stream: StreamId,
): ReadonlyArray<TransactionRow> {
  const indexed = store.ofStream(stream);
  const seen = new Set(indexed.map(({ arrival }) => arrival));
  const late = [...store.after(store.indexedArrival())].filter(
    ({ arrival, content }) =>
      !seen.has(arrival) && content.events.some(({ header }) => header.streams.includes(stream)),
  );
  return [...indexed, ...late].toSorted((a, b) => a.arrival - b.arrival);
}
