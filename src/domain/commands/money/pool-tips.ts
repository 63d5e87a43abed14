/** Decides how the tips of some days are shared out, and that they are handed out once. */

import { err, ok } from "../../base/result.ts";
import { hadOfShare } from "../../drawer/tip-accounts.ts";
import { type Draft } from "../../events/kinds.ts";
import { POOL_DAYS_MAX, type PoolRule, type TipsPooled } from "../../events/tips-events.ts";
import { type TipPool } from "../../folds/tips-fold.ts";
import { type BusinessDay, type EventId, toStreamId } from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { allocate } from "../../money/allocate.ts";
import { minor, type MinorUnits, sumMinor, zeroMinor } from "../../money/amounts.ts";
import { roundCash } from "../../money/cash-rounding.ts";
import { openOf, type Resolvable } from "../../state/attention.ts";
import { daysBetween, daysFromTo } from "../../text/civil-time.ts";
import {
  type Decision,
  type DecisionContext,
  requirePermission,
  type ShopRules,
} from "../decision.ts";
import { shiftContext } from "../order/drafted-order.ts";
import { decideMoveCash } from "./drawer.ts";

export interface PoolWish {
  readonly from: BusinessDay;
  readonly to: BusinessDay;
  readonly by: PoolRule;
  readonly taken: TipsPooled["taken"];
  /** Who shares in it, with what for: minutes, points, or their product. */
  readonly weights: ReadonlyArray<{ readonly staff: string; readonly weight: number }>;
  /** The session that it is handed out of; undefined for payroll. */
  readonly drawer: EventId | undefined;
}

/**
 * Shares the tips out by largest remainder: the odd cents go to the largest cut-off fractions. Nobody has a
 * share without a weight. Source: docs/rules/arithmetic.md, R17.
 */
export function tipShares({
  taken,
  weights,
}: Pick<PoolWish, "taken" | "weights">): TipsPooled["shares"] {
  const total = sumMinor(taken, ({ amount }) => amount);
  const heavy = weights.filter(({ weight }) => weight > 0);
  if (heavy.length === 0) return [];
  const amounts = allocate(
    total,
    heavy.map(({ weight }) => weight),
  );
  return heavy.map(({ staff, weight }, at) => ({ staff, weight, amount: amounts[at] ?? minor(0) }));
}

/** Returns the shares with what each person has had of theirs in cash: a share is paid once, in part by each. */
export function sharesLessHad(
  view: LedgerView,
  wish: Pick<PoolWish, "taken" | "weights">,
): TipsPooled["shares"] {
  const takenBy = Map.groupBy(wish.taken, ({ staff }) => staff);
  return tipShares(wish).map((share) => {
    const taken = sumMinor(takenBy.get(share.staff) ?? [], ({ amount }) => amount);
    const had = hadOfShare(view, { staff: share.staff, share: share.amount, taken });
    return had === 0 ? share : Object.assign({ had }, share);
  });
}

/** Returns what is left of a share to pay. */
export function leftOfShare({ amount, had = zeroMinor }: TipsPooled["shares"][number]): MinorUnits {
  return minor(amount - had);
}

/** Returns what of a share coins make up. The rest stays owed to its person. */
export function inCoins(amount: MinorUnits, { coin }: Pick<ShopRules, "coin">): MinorUnits {
  return roundCash(amount, { step: coin, direction: "down" });
}

/** Refused for days of which any was shared out already, as far as this till knows. */
export function decidePoolTips(context: DecisionContext, wish: PoolWish): Decision {
  const allowed = requirePermission(context, wish.drawer === undefined ? "reports" : "payout");
  if (!allowed.ok) return allowed;
  const { from, to, by, taken, drawer } = wish;
  if (daysBetween(from, to) >= POOL_DAYS_MAX)
    return err({ type: "tips/days", most: POOL_DAYS_MAX });
  const days = daysFromTo(from, to);
  const before = days.flatMap((day) => context.view.state("tips", day).pools)[0];
  if (before !== undefined) return err({ type: "tips/pooled", ...aboutPool(before) });
  const total = sumMinor(taken, ({ amount }) => amount);
  if (total <= 0) return err({ type: "tips/none" });
  const shares = sharesLessHad(context.view, wish);
  if (shares.length === 0) return err({ type: "tips/nobody" });
  const pay = drawer === undefined ? ("payroll" as const) : ("drawer" as const);
  const pooled: Draft = {
    kind: "tips/pooled",
    streams: days.map((day) => toStreamId("tips", day)),
    body: { from, to, by, pay, drawer: drawer ?? null, taken, shares },
  };
  const drafts: Draft[] = [pooled];
  for (const share of shares) {
    const { staff } = share;
    const handed = inCoins(leftOfShare(share), context.rules);
    if (drawer === undefined || handed === 0) continue;
    const move = { session: drawer, what: "tips" as const, amount: handed, reason: "", staff };
    const moved = decideMoveCash(shiftContext(context, drafts.length), move);
    if (!moved.ok) return moved;
    drafts.push(...moved.value);
  }
  return ok(drafts);
}

function aboutPool({ body, by }: TipPool): {
  readonly from: BusinessDay;
  readonly to: BusinessDay;
  readonly staff: string;
  readonly amount: MinorUnits;
} {
  const { from, to, shares } = body;
  return { from, to, staff: by, amount: sumMinor(shares, ({ amount }) => amount) };
}

/** Tips of a day that two tills shared out apart: both stand, and somebody has to know. */
export interface PooledTwice extends Resolvable<"tips/pooled-twice"> {
  readonly pools: readonly [TipPool, TipPool];
}

/** Returns an open item for each pool of the day beyond the first, with the sum of both. */
export function pooledTwice(view: LedgerView, day: BusinessDay): ReadonlyArray<PooledTwice> {
  const { pools, resolved } = view.state("tips", day);
  const [first, ...later] = pools;
  if (first === undefined) return [];
  const facts = later.map((pool): PooledTwice => {
    const pair = [first, pool] as const;
    const amount = sumMinor(pair, ({ body }) => sumMinor(body.shares, (share) => share.amount));
    const voices = [first.id, pool.id];
    return { type: "tips/pooled-twice", subject: pool.id, amount, voices, pools: pair };
  });
  return openOf(facts, resolved);
}
