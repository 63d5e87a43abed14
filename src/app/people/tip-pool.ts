/** Tips of some days, shared out among who worked: by hours, by points of their roles, or by both. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import {
  decidePoolTips,
  type PoolWish,
  sharesLessHad,
} from "../../domain/commands/money/pool-tips.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type PoolRule, type TipsPooled } from "../../domain/events/tips-events.ts";
import { FIGURES } from "../../domain/figures/figures.ts";
import { type BusinessDay, type EventId } from "../../domain/identity.ts";
import { minor, type MinorUnits, sumMinor } from "../../domain/money/amounts.ts";
import { readStaffMember } from "../../domain/people/staff.ts";
import { daysFromTo } from "../../domain/text/civil-time.ts";
import { addFigures, keptByTill } from "../../report/figures.ts";
import { type Actor, type Till } from "../till/till.ts";
import { hasWholePast } from "../whole-past.ts";
import { listShifts } from "./shifts.ts";

export interface PoolAsked {
  readonly from: BusinessDay;
  readonly to: BusinessDay;
  readonly by: PoolRule;
  /** Points by role or by staff number; whoever has none has one. */
  readonly points: ReadonlyMap<string, number>;
  readonly drawer: EventId | undefined;
}

export interface SharedPool {
  readonly total: MinorUnits;
  readonly taken: TipsPooled["taken"];
  readonly shares: TipsPooled["shares"];
}

/** Returns how the tips would be shared out; writes nothing. */
export function sharedTips(till: Till, asked: PoolAsked): Result<SharedPool, Refusal> {
  const whole = hasWholePast(till);
  if (!whole.ok) return whole;
  const taken = takenOn(till, asked);
  const weights = weightsOf(till, asked);
  if (!weights.ok) return weights;
  const total = sumMinor(taken, ({ amount }) => amount);
  if (total <= 0) return err({ type: "tips/none" });
  const wish = { taken, weights: weights.value };
  const shares = till.ledger.read((view) => sharesLessHad(view, wish));
  return shares.length === 0 ? err({ type: "tips/nobody" }) : ok({ total, taken, shares });
}

/** Shares them out, once: what goes out of a drawer is moved with it. */
export function poolTips(till: Till, actor: Actor, asked: PoolAsked): Result<SharedPool, Refusal> {
  const shared = sharedTips(till, asked);
  if (!shared.ok) return shared;
  const { from, to, by, drawer } = asked;
  const weights = shared.value.shares;
  const wish: PoolWish = { from, to, by, taken: shared.value.taken, weights, drawer };
  const done = till.act(actor, "pool tips", (context) => decidePoolTips(context, wish));
  return done.ok ? shared : done;
}

/** Returns the tips of the days by whoever took them, as reconcile has them. */
function takenOn({ ledger }: Till, { from, to }: PoolAsked): TipsPooled["taken"] {
  const days = daysFromTo(from, to);
  const sums = ledger.read((view) =>
    addFigures(days.flatMap((day) => Array.from(keptByTill(view, day), ([, own]) => own))),
  );
  const byStaff = Map.groupBy(FIGURES.tips.rows(sums), ({ staff }) => staff);
  return [...byStaff]
    .map(([staff, rows]) => ({ staff, amount: sumMinor(rows, ({ amount }) => amount) }))
    .filter(({ amount }) => amount !== 0)
    .toSorted((one, other) => (one.staff < other.staff ? -1 : 1));
}

type Weights = PoolWish["weights"];

/** A shift that has no end yet, or whose clock was wrong, has no hours to share by. */
function weightsOf(till: Till, asked: PoolAsked): Result<Weights, Refusal> {
  const { from, to, by } = asked;
  const minutes = new Map<string, number>();
  for (const { staff, day, work } of listShifts(till, from, to)) {
    if (work === null) return err({ type: "tips/still-in", staff, day });
    minutes.set(staff, (minutes.get(staff) ?? 0) + work);
  }
  const weights = [...minutes]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([staff, worked]) => {
      const points = pointsOf(till, staff, asked);
      const weight = by === "hours" ? worked : by === "points" ? points : worked * points;
      return { staff, weight };
    });
  return ok(weights);
}

function pointsOf({ ledger }: Till, staff: string, { points }: PoolAsked): number {
  const role = ledger.read((view) => readStaffMember(view, staff))?.role ?? "";
  return points.get(staff) ?? points.get(role) ?? 1;
}

/** Returns what a pool shared out in all. */
export function pooledTotal({ shares }: TipsPooled): MinorUnits {
  return minor(sumMinor(shares, ({ amount }) => amount));
}
