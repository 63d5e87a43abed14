/** What makes this till's acts less certain at this moment, for whoever decides on one. */

import { CLOCK_DOUBTED_MS, type Doubts } from "../domain/doubts.ts";
import { type Clock } from "../domain/ports.ts";
import { type Ledger } from "../ledger/ledger.ts";
import { type BusinessDays } from "./begin-day.ts";
import { notedAheadMs } from "./noted-clock.ts";

export interface DoubtDeps extends Pick<BusinessDays, "isClockWrong"> {
  readonly ledger: Pick<Ledger, "store">;
  readonly clock: Pick<Clock, "nowMs">;
}

export function doubtsNow({ ledger: { store }, clock, isClockWrong }: DoubtDeps): Doubts {
  const aheadMs = Math.round(notedAheadMs(store, clock.nowMs()));
  if (Math.abs(aheadMs) > CLOCK_DOUBTED_MS) return { clock: { aheadMs } };
  return isClockWrong() ? { clock: { aheadMs: null } } : {};
}
