/** What a day did with stock, as double entry: goods come from suppliers into the stock, and go where they went. */

import { type LogicalAccount } from "../../domain/figures/journal.ts";
import { STOCK_FLOWS, type StockFlow, type StockFlows } from "../stock-books.ts";
import { type Booking, type BookingContext, createBookings } from "./bookings.ts";

type Move = readonly [from: LogicalAccount, to: LogicalAccount];

const STOCK: LogicalAccount = { name: "stock", tag: "stock" };

const MOVES: Readonly<Record<StockFlow, Move>> = {
  received: [{ name: "suppliers", tag: "stock:received" }, STOCK],
  returned: [STOCK, { name: "suppliers", tag: "stock:returned" }],
  used: [STOCK, { name: "goods-used", tag: "stock:used" }],
  wasted: [STOCK, { name: "goods-wasted", tag: "stock:wasted" }],
  eaten: [STOCK, { name: "staff-meals", tag: "stock:staff meals" }],
  missing: [STOCK, { name: "goods-missing", tag: "stock:missing" }],
  // What goods became dearer by was cheaper when it was used: the cost has one price for all that came.
  revalued: [{ name: "goods-revalued", tag: "stock:revalued" }, STOCK],
};

/** Returns the bookings of one day; none where nothing of the stock has a known cost. */
export function stockBookings(
  flows: StockFlows,
  { currency, accounts }: Pick<BookingContext, "currency" | "accounts">,
): ReadonlyArray<Booking> {
  const bookings = createBookings({ currency, accounts });
  for (const flow of STOCK_FLOWS) {
    const [from, to] = MOVES[flow];
    bookings.move(from, to, { amount: flows[flow], move: flow });
  }
  return bookings.all();
}
