/** What was said on a business day by all tills, as far as it counts. */

import { compareKeys } from "../../domain/events/event.ts";
import { type Kind, type KnownEvent } from "../../domain/events/kinds.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { rowsOfDay } from "../../ledger/day-range.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { eventsOfKinds, toTransaction } from "../../ledger/log/stored-transaction.ts";

/** What people do besides selling, and what moves cash. */
const BESIDE: ReadonlyArray<Kind> = [
  "order/line-voided",
  "order/line-returned",
  "order/line-changed",
  "order/line-discounted",
  "order/discounted",
  "payment/started",
  "refund/issued",
  "drawer/no-sale",
  "drawer/unlocked",
  "drawer/moved",
];
/** And what a Z adds up besides. */
const TRADE: ReadonlyArray<Kind> = [
  ...BESIDE,
  "payment/captured",
  "payment/corrected",
  "receipt/issued",
  "drawer/opened",
  "drawer/counted",
  "drawer/closed",
  "safe/moved",
];

/**
 * In the ledger's order, what people did besides selling; with `isClosed` all that a Z adds up, because it
 * may be in none. The bodies of other events aren't read; what is in question is not among them.
 */
export function dayEvents(
  { store, isAdmitted }: Pick<Ledger, "store" | "isAdmitted">,
  day: BusinessDay,
  isClosed: boolean,
): ReadonlyArray<KnownEvent> {
  const kinds = isClosed ? TRADE : BESIDE;
  return store
    .origins()
    .flatMap((origin) => Array.from(rowsOfDay(store, origin, day), toTransaction))
    .filter(isAdmitted)
    .flatMap((transaction) => eventsOfKinds(transaction, kinds).flatMap(({ known }) => known ?? []))
    .toSorted((a, b) => compareKeys(a.key, b.key));
}
