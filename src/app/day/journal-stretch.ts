/** The bookings of stretches of tills' chains, each read once however many days ask for it. */

import { type Figures } from "../../domain/events/day-events.ts";
import { type BusinessDay, type Origin } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { toTransaction } from "../../ledger/log/stored-transaction.ts";
import { type BookingContext } from "../../report/journal/bookings.ts";
import { type ChainBookings, createChainBookings } from "../../report/journal/chain-bookings.ts";
import { asRecorded, type Recorded } from "../../report/journal/recorded-sums.ts";
import { type ReadFrom } from "../till/chain-sums.ts";

/** What a Z covers, or will cover: the day is that of its own figures. */
export interface Stretch {
  readonly origin: Origin;
  readonly from: number;
  readonly to: number;
  readonly day: BusinessDay;
}

export interface StretchReader {
  /** Returns the bookings of one till and day in the stretch, which have to come to these figures. */
  readonly bookings: (
    stretch: Stretch,
    of: { readonly day: BusinessDay; readonly till: Origin; readonly figures: Figures },
  ) => Recorded;
}

interface StretchReading {
  readonly ledger: ReadFrom;
  readonly view: LedgerView;
  readonly contextOf: (till: Origin) => BookingContext;
  readonly byReceipt: boolean;
}

/** Transactions between two signs of life. */
const LONG_WORK = 2000;

export function createStretchReader({
  ledger,
  view,
  contextOf,
  byReceipt,
}: StretchReading): StretchReader {
  const read = new Map<string, ChainBookings>();
  let rows = 0;

  function readStretch({ origin, from, to, day }: Stretch): ChainBookings {
    const chain = createChainBookings({ day, till: origin, contextOf, byReceipt });
    for (const row of ledger.store.ofOrigin(origin, from)) {
      if (row.first > to) break;
      const transaction = toTransaction(row);
      // A Z counts no transaction in question either.
      if (row.first < from || !ledger.isAdmitted(transaction)) continue;
      for (const { known } of transaction.events) {
        if (known !== undefined) chain.add(view, known);
      }
      rows += 1;
      if (rows % LONG_WORK === 0) ledger.db.longWork();
    }
    return chain;
  }

  return {
    bookings: (stretch, { day, till, figures }) => {
      const key = `${stretch.origin}:${stretch.from}:${stretch.to}`;
      const chain = read.get(key) ?? readStretch(stretch);
      read.set(key, chain);
      return asRecorded(figures, chain.of(day, till), contextOf(till));
    },
  };
}
