/** What the shop owes people of the tips they took, as somebody hands them out. */

import { type TipAccount, tipAccounts } from "../../domain/drawer/tip-accounts.ts";
import { compareInLedger } from "../../domain/events/event.ts";
import { pooledOnTag, type TipPool } from "../../domain/folds/tips-fold.ts";
import { type BusinessDay, streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { addDays, daysFromTo } from "../../domain/text/civil-time.ts";
import { type Till } from "../till/till.ts";

export interface TipBalances {
  /** Those who are owed something, by staff number; what a pool left to payroll is owed by nobody here. */
  readonly owed: ReadonlyArray<TipAccount>;
  /** What was shared out of late, the latest first. */
  readonly pools: ReadonlyArray<TipPool>;
}

/** Pools are listed for as long as somebody may ask about them. */
const POOL_DAYS = 31;

export function tipBalances({ ledger, founding, days }: Till): TipBalances {
  const { now } = days();
  return ledger.read((view) => {
    const pools = poolsOn(view, daysFromTo(founding.firstDay, now));
    const since = addDays(now, 1 - POOL_DAYS);
    return {
      owed: tipAccounts(view)
        .filter(({ amount }) => amount > 0)
        .toSorted((one, other) => Number(one.staff) - Number(other.staff)),
      pools: pools.filter(({ day }) => day >= since).toReversed(),
    };
  });
}

/** Returns the pools in the order in which they were made. */
function poolsOn(view: LedgerView, days: ReadonlyArray<BusinessDay>): ReadonlyArray<TipPool> {
  const made = days
    .flatMap((day) => view.tagged(pooledOnTag(day)))
    .flatMap((stream) => view.state("tips", streamName(stream)).pools);
  const pools = [...new Map(made.map((pool) => [pool.id, pool])).values()];
  return pools.toSorted(compareInLedger);
}
