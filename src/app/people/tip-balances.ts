/** What the shop owes people of the tips they took, as somebody hands them out. */

import { OWN } from "../../domain/events/drawer-events.ts";
import { compareInLedger } from "../../domain/events/event.ts";
import { FIGURES } from "../../domain/figures/figures.ts";
import { drawerDayTag } from "../../domain/folds/drawer-sums.ts";
import { pooledOnTag, type TipPool } from "../../domain/folds/tips-fold.ts";
import { type BusinessDay, streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { minor, type MinorUnits } from "../../domain/money/amounts.ts";
import { addDays, daysFromTo } from "../../domain/text/civil-time.ts";
import { addFigures, keptByTill } from "../../report/figures.ts";
import { type Till } from "../till.ts";

export interface TipBalances {
  /** Those who are owed something, by staff number; what a pool left to payroll is owed by nobody here. */
  readonly owed: ReadonlyArray<{ readonly staff: string; readonly amount: MinorUnits }>;
  /** What was shared out of late, the latest first. */
  readonly pools: ReadonlyArray<TipPool>;
}

/** Pools are listed for as long as somebody may ask about them. */
const POOL_DAYS = 31;

export function tipBalances({ ledger, founding, days }: Till): TipBalances {
  const { now } = days();
  return ledger.read((view) => {
    const all = daysFromTo(founding.firstDay, now);
    const owed = new Map<string, number>();
    function add(staff: string, amount: number): void {
      owed.set(staff, (owed.get(staff) ?? 0) + amount);
    }
    const sums = addFigures(
      all.flatMap((day) => Array.from(keptByTill(view, day), ([, own]) => own)),
    );
    for (const { staff, amount } of FIGURES.tips.rows(sums)) add(staff, amount);
    for (const { staff, amount } of paidOut(view, all)) add(staff, 0 - amount);
    const pools = poolsOn(view, all);
    for (const { body } of pools) {
      for (const { staff, amount } of body.taken) add(staff, 0 - amount);
      // What a drawer pays is paid out with the pool.
      if (body.pay === "drawer") for (const { staff, amount } of body.shares) add(staff, amount);
    }
    const since = addDays(now, 1 - POOL_DAYS);
    return {
      owed: [...owed]
        .filter(([, amount]) => amount > 0)
        .toSorted(([one], [other]) => Number(one) - Number(other))
        .map(([staff, amount]) => ({ staff, amount: minor(amount) })),
      pools: pools.filter(({ day }) => day >= since).toReversed(),
    };
  });
}

interface PaidTips {
  readonly staff: string;
  readonly amount: MinorUnits;
}

/** Returns the tips that went out of drawers, in the shop's own money. */
function paidOut(view: LedgerView, days: ReadonlyArray<BusinessDay>): ReadonlyArray<PaidTips> {
  const sessions = new Set(days.flatMap((day) => view.tagged(drawerDayTag(day))));
  return [...sessions].flatMap((stream) =>
    view
      .glance("drawer", streamName(stream))
      .moves.filter(({ body }) => body.what === "tips" && body.currency === OWN)
      .map(({ by, body: { staff = by, amount } }) => ({ staff, amount })),
  );
}

/** Returns the pools in the order in which they were made. */
function poolsOn(view: LedgerView, days: ReadonlyArray<BusinessDay>): ReadonlyArray<TipPool> {
  const made = days
    .flatMap((day) => view.tagged(pooledOnTag(day)))
    .flatMap((stream) => view.state("tips", streamName(stream)).pools);
  const pools = [...new Map(made.map((pool) => [pool.id, pool])).values()];
  return pools.toSorted(compareInLedger);
}
