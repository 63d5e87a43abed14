/** What was said on a business day by all tills, as far as it counts. */

import { compareKeys } from "../../domain/events/event.ts";
import { type KnownEvent } from "../../domain/events/kinds.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { rowsOfDay } from "../../ledger/day-range.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { toTransaction } from "../../ledger/log/stored-transaction.ts";

/** In the ledger's order. What this build can't read, and what is in question, is not among it. */
export function dayEvents(
  { store, isAdmitted }: Pick<Ledger, "store" | "isAdmitted">,
  day: BusinessDay,
): ReadonlyArray<KnownEvent> {
  return store
    .origins()
    .flatMap((origin) => Array.from(rowsOfDay(store, origin, day), toTransaction))
    .filter(isAdmitted)
    .flatMap(({ events }) => events.flatMap(({ known }) => known ?? []))
    .toSorted((a, b) => compareKeys(a.key, b.key));
}
