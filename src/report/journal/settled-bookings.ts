/**
 * What people settled, as double entry: money that stays though nobody owes it, or that is gone though it
 * was not there (LAW 2, rule 8), and cash that came to a drawer after its count (rule 10).
 */

import { type DrawerFound } from "../../domain/events/drawer-events.ts";
import { type LogicalAccount } from "../../domain/figures/journal.ts";
import { type EventId } from "../../domain/identity.ts";
import { type MinorUnits } from "../../domain/money/amounts.ts";
import { type Booking, type BookingContext, createBookings } from "./bookings.ts";

/** Money of payments that no receipt has used: only that still waits as a deposit. */
const KEPT_BY_TYPE: ReadonlyMap<string, 1 | -1> = new Map([
  ["order/overpaid", 1],
  ["order/handed-out-beyond", -1],
]);

export interface Settled {
  readonly orders: ReadonlyArray<{ readonly type: string; readonly amount: MinorUnits }>;
  readonly drawers: ReadonlyArray<{ readonly session: EventId; readonly found: DrawerFound }>;
}

/** Returns the bookings of one day; none where nothing that was settled lies in an account. */
export function settledBookings(
  { orders, drawers }: Settled,
  { currency, drawerOf, accounts }: Pick<BookingContext, "currency" | "drawerOf" | "accounts">,
): ReadonlyArray<Booking> {
  const bookings = createBookings({ currency, accounts });
  const tag = "settled";
  const apart = { move: tag, isApart: true };
  const difference: LogicalAccount = { name: "difference", tag };
  for (const { type, amount } of orders) {
    const kept = (KEPT_BY_TYPE.get(type) ?? 0) * amount;
    bookings.move(difference, { name: "deposits", tag }, { amount: kept, ...apart });
  }
  for (const { session, found } of drawers) {
    const { amount, where, next } = found;
    const parts = drawerOf(session);
    const lay: LogicalAccount = { name: "cash", parts, tag };
    const safe: LogicalAccount = { name: "safe", tag };
    if (where === "safe") bookings.move(lay, safe, { amount, ...apart });
    // The count had it, and found so much too much.
    if (where === "counted") {
      bookings.move(lay, { name: "difference", parts, tag }, { amount, ...apart });
    }
    if (next !== undefined) bookings.move(lay, safe, { amount: next.fromSafe, ...apart });
  }
  return bookings.all();
}
