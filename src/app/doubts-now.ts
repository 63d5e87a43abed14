/** What makes this till's acts less certain at this moment, for whoever decides on one. */

import { CLOCK_DOUBTED_MS, type Doubts } from "../domain/doubts.ts";
import { type Clock } from "../domain/ports.ts";
import { type Ledger } from "../ledger/ledger.ts";
import { type BusinessDays } from "./begin-day.ts";
import { pastProgress } from "./mesh/shop-past.ts";
import { notedAheadMs } from "./noted-clock.ts";

export interface DoubtDeps extends Pick<BusinessDays, "isClockWrong"> {
  readonly ledger: Pick<Ledger, "store" | "head">;
  readonly clock: Pick<Clock, "nowMs">;
}

export function doubtsNow(deps: DoubtDeps): Doubts {
  const past = pastProgress(deps.ledger);
  return {
    ...clockDoubt(deps),
    ...(past === undefined ? {} : { behind: { events: past.known - past.held } }),
  };
}

function clockDoubt({ ledger: { store }, clock, isClockWrong }: DoubtDeps): Pick<Doubts, "clock"> {
  const aheadMs = Math.round(notedAheadMs(store, clock.nowMs()));
  if (Math.abs(aheadMs) > CLOCK_DOUBTED_MS) return { clock: { aheadMs } };
  return isClockWrong() ? { clock: { aheadMs: null } } : {};
}
