/** The events of a business day, read from all chains. */

import { compareKeys } from "../../domain/events/event.ts";
import { type Kind, type KnownEvent } from "../../domain/events/kinds.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { rowsOfDay } from "../../ledger/day-range.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { eventsOfKinds, toTransaction } from "../../ledger/log/stored-transaction.ts";

/**
 * Returns those of the kinds in the ledger's order. The bodies of other events aren't read; what is in question is
 * not among them.
 */
export function eventsOnDay(
  { store, isAdmitted }: Pick<Ledger, "store" | "isAdmitted">,
  day: BusinessDay,
  kinds: ReadonlyArray<Kind>,
): ReadonlyArray<KnownEvent> {
  return store
    .origins()
    .flatMap((origin) => Array.from(rowsOfDay(store, origin, day), toTransaction))
    .filter(isAdmitted)
    .flatMap((transaction) => eventsOfKinds(transaction, kinds).flatMap(({ known }) => known ?? []))
    .toSorted((a, b) => compareKeys(a.key, b.key));
}
