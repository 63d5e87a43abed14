/** An entry of the journal as single bookings, each from one account into another, as most programs of bookkeepers have them. */

import { minor, type MinorUnits } from "../../domain/money/amounts.ts";
import { type JournalEntry } from "./figure-postings.ts";

/** Money that goes into `debit` out of `credit`. */
export interface Booking {
  readonly debit: string;
  readonly credit: string;
  /** The amount in minor units, above zero. */
  readonly amount: MinorUnits;
}

/**
 * Returns bookings that move as much as the entry does in that currency, by account as `nameOf` has it; undefined
 * where the entry doesn't come to nothing.
 */
export function bookingsOf(
  { postings }: Pick<JournalEntry, "postings">,
  currency: string,
  nameOf: (account: string) => string,
): ReadonlyArray<Booking> | undefined {
  const sums = new Map<string, number>();
  for (const posting of postings) {
    if (posting.currency !== currency) continue;
    const name = nameOf(posting.account);
    sums.set(name, (sums.get(name) ?? 0) + posting.amount);
  }
  const debits = [...sums].filter(([, sum]) => sum > 0);
  const credits = [...sums].filter(([, sum]) => sum < 0);
  const bookings: Booking[] = [];
  let [from, into] = [credits.shift(), debits.shift()];
  while (from !== undefined && into !== undefined) {
    const amount = Math.min(into[1], 0 - from[1]);
    bookings.push({ debit: into[0], credit: from[0], amount: minor(amount) });
    from = [from[0], from[1] + amount];
    into = [into[0], into[1] - amount];
    if (from[1] === 0) from = credits.shift();
    if (into[1] === 0) into = debits.shift();
  }
  return from === undefined && into === undefined ? bookings : undefined;
}
