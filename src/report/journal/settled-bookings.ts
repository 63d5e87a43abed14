/**
 * What people settled, as double entry: cash that came to a drawer after its count. Source: docs/rules/money.md, M20.
 */

import { type DrawerFound } from "../../domain/events/drawer-events.ts";
import { type LogicalAccount } from "../../domain/figures/journal.ts";
import { type EventId } from "../../domain/identity.ts";
import { type Booking, type BookingContext, createBookings } from "./bookings.ts";

export interface Settled {
  readonly drawers: ReadonlyArray<{ readonly session: EventId; readonly found: DrawerFound }>;
}

/** Returns the bookings of one day; none where nothing that was settled lies in an account. */
export function settledBookings(
  { drawers }: Settled,
  { currency, drawerOf, accounts }: Pick<BookingContext, "currency" | "drawerOf" | "accounts">,
): ReadonlyArray<Booking> {
  const bookings = createBookings({ currency, accounts });
  const tag = "settled";
  const apart = { move: tag, isApart: true };
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
