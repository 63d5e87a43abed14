/** What the shop owes people of tips, and what they have had beyond that. */

import { tipsHadTag, tipsMoved, tipsOfKey, TIPS_OF_PREFIX, pooledTips } from "../folds/tip-sums.ts";
import { type EventId, type StreamId, streamName, streamType } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { minor, type MinorUnits, sumMinor } from "../money/amounts.ts";
import { openOf, type Resolvable, type ResolvedByName } from "../state/attention.ts";

/** What a person is owed of tips; below zero: what they have had beyond it. */
export interface TipAccount {
  /** Staff number. */
  readonly staff: string;
  readonly amount: MinorUnits;
}

export function tipAccounts(view: LedgerView): ReadonlyArray<TipAccount> {
  return view
    .sums(TIPS_OF_PREFIX)
    .map(([key, amount]) => ({ staff: key.slice(TIPS_OF_PREFIX.length), amount: minor(amount) }))
    .filter(({ amount }) => amount !== 0);
}

export function tipsOwed(view: LedgerView, staff: string): MinorUnits {
  return minor(view.sum(tipsOfKey(staff)));
}

/** Tips that a person has had beyond what they are owed, with what of each stream that is. */
export interface TipsBeyond extends Resolvable<"tips/beyond"> {
  readonly staff: string;
  /** What of it was had by which act, the last one first, as far as it is open. */
  readonly parts: ReadonlyArray<TipsPart>;
}

interface TipsPart {
  readonly stream: StreamId;
  readonly item: Resolvable<"tips/beyond">;
}

/** Returns one for each person; what somebody has settled of it is not asked again. */
export function tipsBeyond(view: LedgerView): ReadonlyArray<TipsBeyond> {
  return tipAccounts(view).flatMap(({ staff, amount: owed }) => {
    if (owed >= 0) return [];
    let left = 0 - owed;
    const parts: TipsPart[] = [];
    for (const { id, stream, amount } of hadBy(view, staff)) {
      const beyond = Math.min(left, amount);
      left -= beyond;
      const item = { type: "tips/beyond" as const, subject: id, amount: minor(beyond) };
      if (beyond > 0)
        for (const open of openOf([item], resolvedIn(view, stream)))
          parts.push({ stream, item: open });
    }
    const [last] = parts;
    if (last === undefined) return [];
    const amount = sumMinor(parts, ({ item }) => item.amount);
    return [{ type: "tips/beyond" as const, subject: last.item.subject, amount, staff, parts }];
  });
}

interface Had {
  readonly id: EventId;
  readonly stream: StreamId;
  readonly hlc: number;
  readonly amount: number;
}

/** Returns the acts by which a person had tips, or lost them to others in a pool, the last one first. */
function hadBy(view: LedgerView, staff: string): ReadonlyArray<Had> {
  const all = view.tagged(tipsHadTag(staff)).flatMap((stream): ReadonlyArray<Had> => {
    return streamType(stream) === "drawer"
      ? hadOfDrawer(view, stream, staff)
      : hadOfPools(view, stream, staff);
  });
  return all.toSorted((a, b) => b.hlc - a.hlc || (a.id < b.id ? 1 : -1));
}

function hadOfDrawer(view: LedgerView, stream: StreamId, staff: string): ReadonlyArray<Had> {
  const { moves } = view.glance("drawer", streamName(stream));
  return moves.flatMap(({ id, hlc, by, body }) => {
    const had = tipsMoved(body, by);
    if (had?.staff !== staff || had.amount <= 0) return [];
    return [{ id, hlc, stream, amount: had.amount }];
  });
}

function hadOfPools(view: LedgerView, stream: StreamId, staff: string): ReadonlyArray<Had> {
  const { pools } = view.glance("tips", streamName(stream));
  return pools.flatMap(({ id, hlc, home, body }, at) => {
    if (!home) return [];
    const own = pooledTips({ body, isFirst: at === 0 }).filter((it) => it.staff === staff);
    const amount = own.reduce((sum, it) => sum - it.amount, 0);
    return amount <= 0 ? [] : [{ id, hlc, stream, amount }];
  });
}

/** Returns what people have settled of tips in a drawer or in the pools of a day. */
export function resolvedIn(view: LedgerView, stream: StreamId): ResolvedByName | undefined {
  const name = streamName(stream);
  return streamType(stream) === "drawer"
    ? view.glance("drawer", name).resolved
    : view.glance("tips", name).resolved;
}

/**
 * Returns what a person has had of a share before it is shared out: in cash, beyond what they are owed
 * without it. The pool pays the rest.
 */
export function hadOfShare(
  view: LedgerView,
  {
    staff,
    share,
    taken,
  }: { readonly staff: string; readonly share: MinorUnits; readonly taken: MinorUnits },
): MinorUnits {
  const without = tipsOwed(view, staff) - taken;
  return minor(Math.max(0, Math.min(share, 0 - without)));
}
