/** Transactions of a chain that lie whole between two places. */

import { type Origin } from "../../domain/identity.ts";
import { type TransactionRow } from "../log/transaction-row.ts";
import { type Store } from "../store.ts";

/** Yields those after the number `from`, up to `to`. */
export function* rowsBetween(
  store: Pick<Store, "ofOrigin">,
  { origin, from, to }: { readonly origin: Origin; readonly from: number; readonly to: number },
): Generator<TransactionRow> {
  for (const row of store.ofOrigin(origin, from + 1)) {
    if (row.last > to) return;
    yield row;
  }
}
