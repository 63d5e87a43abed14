/** What bookings move of each account. */

import { type Booking } from "../../src/report/journal/bookings.ts";

/** Returns what each account is up by them, in minor units of whatever currency. */
export function bookedSums(
  bookings: ReadonlyArray<Pick<Booking, "debit" | "credit" | "amount">>,
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { debit, credit, amount } of bookings) {
    sums.set(debit.account, (sums.get(debit.account) ?? 0) + amount);
    sums.set(credit.account, (sums.get(credit.account) ?? 0) - amount);
  }
  return sums;
}
