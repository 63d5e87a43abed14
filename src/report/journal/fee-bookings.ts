/** What acquirers keep of card money: it is owed no more, and has cost so much. */

import { type MinorUnits, sumMinor } from "../../domain/money/amounts.ts";
import { type Booking, type BookingContext, createBookings } from "./bookings.ts";

interface Fee {
  readonly fee: MinorUnits;
  /** The letters of the till that took the money; undefined where no till knows of it. */
  readonly till: string | undefined;
}

/** Returns the bookings of one day; none where no fee is known. */
export function feeBookings(
  fees: ReadonlyArray<Fee>,
  { currency, accounts }: Pick<BookingContext, "currency" | "accounts">,
): ReadonlyArray<Booking> {
  const bookings = createBookings({ currency, accounts });
  const tag = "fees";
  for (const [till, own] of Map.groupBy(fees, (fee) => fee.till)) {
    const amount = sumMinor(own, ({ fee }) => fee);
    const parts = till === undefined ? {} : { till };
    bookings.move({ name: "card", parts, tag }, { name: "card-fees", tag }, { amount, move: tag });
  }
  return bookings.all();
}
