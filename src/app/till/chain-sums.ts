/**
 * The sums of a till's chain since its last Z, day by day. They are read ahead, where nobody waits
 * for the lock.
 */

import { createZTally, type ZSums, type ZTally } from "../../domain/day/z-tally.ts";
import { type BusinessDay, type Origin } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { toTransaction } from "../../ledger/log/stored-transaction.ts";

/** A stretch of one chain that is all of one day's trade; what did no trade is with what follows. */
export interface DayStretch {
  readonly day: BusinessDay;
  readonly from: number;
  readonly to: number;
  readonly sums: ZSums;
}

export interface ChainSums {
  readonly origin: Origin;
  readonly from: number;
  /** Reads on, up to that event. */
  readonly readUpTo: (view: LedgerView, seq: number) => void;
  /** Returns the stretches up to the last read event; the last one may have no trade. */
  readonly stretches: () => ReadonlyArray<DayStretch>;
}

/** The part of a ledger that a chain is read from. */
export interface ReadFrom {
  readonly store: Pick<Ledger["store"], "ofOrigin">;
  readonly isAdmitted: Ledger["isAdmitted"];
  readonly db: Pick<Ledger["db"], "longWork">;
}

export interface ReadRange {
  readonly origin: Origin;
  readonly from: number;
  /** Whether each stretch is to fit into one Z: a day of more than that is several. */
  readonly fits?: boolean;
}

/** Transactions between two signs of life. */
const LONG_WORK = 2000;

export function createChainSums(
  { store, isAdmitted, db: { longWork } }: ReadFrom,
  { origin, from, fits = false }: ReadRange,
): ChainSums {
  const done: DayStretch[] = [];
  let next = from;
  let rows = 0;
  let begun = from;
  let current: { readonly day: BusinessDay; readonly tally: ZTally } | undefined;

  function endStretch(last: number): void {
    const sums = current?.tally.sums();
    if (current !== undefined && sums?.hasTrade === true) {
      done.push({ day: current.day, from: begun, to: last, sums });
      begun = last + 1;
    }
    current = undefined;
  }

  function startDay(day: BusinessDay, first: number): ZTally {
    if (current?.day === day) return current.tally;
    endStretch(first - 1);
    const tally = createZTally({ day, till: origin });
    current = { day, tally };
    return tally;
  }

  return {
    origin,
    from,
    readUpTo: (view, seq) => {
      if (next > seq) return;
      const start = next;
      for (const row of store.ofOrigin(origin, next)) {
        if (row.first > seq) break;
        if (row.first < start) continue;
        const transaction = toTransaction(row);
        // A transaction in question is in no sum of the day; of a fork's branches one may count.
        if (!isAdmitted(transaction)) continue;
        const tally = startDay(row.content.first.day, row.first);
        for (const { known } of transaction.events) {
          if (known !== undefined) tally.add(view, known);
        }
        next = Math.max(next, row.last + 1);
        if (fits && tally.isFull()) endStretch(row.last);
        // A chain that was never closed is read as a whole, which takes longer than anybody may be silent.
        rows += 1;
        if (rows % LONG_WORK === 0) longWork();
      }
    },
    stretches: () => {
      const sums = current?.tally.sums();
      if (current === undefined || sums === undefined) return done;
      return [...done, { day: current.day, from: begun, to: next - 1, sums }];
    },
  };
}
