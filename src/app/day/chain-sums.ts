/** What a till's chain says since its last Z, day by day: read ahead where nobody waits for the lock. */

import { createZTally, type ZSums, type ZTally } from "../../domain/day/z-tally.ts";
import { type BusinessDay, type Origin } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { toTransaction } from "../../ledger/log/stored-transaction.ts";
import { type Store } from "../../ledger/store.ts";

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
  /** Up to where it was read; the last one may have no trade. */
  readonly stretches: () => ReadonlyArray<DayStretch>;
}

export function createChainSums(
  store: Pick<Store, "ofOrigin">,
  { origin, from }: { readonly origin: Origin; readonly from: number },
): ChainSums {
  const done: DayStretch[] = [];
  let next = from;
  let begun = from;
  let current: { readonly day: BusinessDay; readonly tally: ZTally } | undefined;

  function startDay(view: LedgerView, day: BusinessDay, first: number): ZTally {
    if (current?.day === day) return current.tally;
    const sums = current?.tally.sums();
    if (current !== undefined && sums?.hasTrade === true) {
      done.push({ day: current.day, from: begun, to: first - 1, sums });
      begun = first;
    }
    const tally = createZTally(view, { day, till: origin });
    current = { day, tally };
    return tally;
  }

  return {
    origin,
    from,
    readUpTo: (view, seq) => {
      if (next > seq) return;
      for (const row of store.ofOrigin(origin, next)) {
        if (row.first > seq) break;
        if (row.first < next) continue;
        const tally = startDay(view, row.content.first.day, row.first);
        for (const { known } of toTransaction(row).events)
          if (known !== undefined) tally.add(known);
        next = row.last + 1;
      }
    },
    stretches: () => {
      const sums = current?.tally.sums();
      if (current === undefined || sums === undefined) return done;
      return [...done, { day: current.day, from: begun, to: next - 1, sums }];
    },
  };
}
