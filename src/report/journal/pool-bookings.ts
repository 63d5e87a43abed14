/** Tips that people shared out, as double entry: what is owed to whoever took them is owed to those who share. */

import { type TipsPooled } from "../../domain/events/tips-events.ts";
import { type LogicalAccount } from "../../domain/figures/journal.ts";
import { type Booking, type BookingContext, createBookings } from "./bookings.ts";

/** Returns the bookings of one pool; whoever has as much by it as they took has none. */
export function poolBookings(
  pool: Pick<TipsPooled, "taken" | "shares">,
  { currency, accounts }: Pick<BookingContext, "currency" | "accounts">,
): ReadonlyArray<Booking> {
  const bookings = createBookings({ currency, accounts });
  const gains = [...gainsOf(pool)].map(([staff, amount]) => ({ staff, amount }));
  const takers = gains.filter(({ amount }) => amount < 0);
  for (const sharer of gains.filter(({ amount }) => amount > 0)) {
    for (const taker of takers) {
      const amount = Math.min(sharer.amount, 0 - taker.amount);
      sharer.amount -= amount;
      taker.amount += amount;
      // Money that is owed lies in its account below zero, so it moves to whoever took it.
      bookings.move(accountOf(sharer.staff), accountOf(taker.staff), { amount, move: "pool" });
    }
  }
  return bookings.all();
}

/** Returns what each person has more by the pool than without it, below zero for less. */
function gainsOf({
  taken,
  shares,
}: Pick<TipsPooled, "taken" | "shares">): ReadonlyMap<string, number> {
  const gains = new Map<string, number>();
  for (const { staff, amount } of taken) gains.set(staff, (gains.get(staff) ?? 0) - amount);
  for (const { staff, amount } of shares) gains.set(staff, (gains.get(staff) ?? 0) + amount);
  return gains;
}

function accountOf(staff: string): LogicalAccount {
  return { name: "tips", parts: { staff }, tag: "pool" };
}
