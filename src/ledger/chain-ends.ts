/** The ends of chains as far as a rule goes: for what is sent to peers, what is vouched for, what is kept. */

import { type ChainEnd, deviceOf, type Origin } from "../domain/identity.ts";
import { type StageOneResult } from "../domain/membership/admission.ts";
import { type ChainRule } from "../domain/membership/chain-rule.ts";
import { type ChainShape } from "../domain/membership/chain-shape.ts";
import { type Head } from "./projection/follower-state.ts";
import { type Store } from "./store.ts";

export interface ChainEnds {
  /** The ends up to which every till has to hold the chains. */
  readonly needed: ReadonlyArray<ChainEnd>;
  /** The ends of all that this till holds besides. */
  readonly doubted: ReadonlyArray<ChainEnd>;
}

export interface EndsDeps {
  readonly store: Store;
  readonly result: StageOneResult;
  readonly shape: ChainShape;
}

/** Returns the ends of an origin with this head. Reads the store only where not all of the chain is needed. */
export function chainEnds(deps: EndsDeps, origin: Origin, head: Head): ChainEnds {
  const ends = allEnds(origin, head);
  const rule = deps.result.holding.keepOf(origin);
  if (rule.until >= head.seq && head.others.length === 0) return { needed: ends, doubted: [] };
  const needed = endsUnder(deps, rule, { origin, head });
  const hashes = new Set(needed.map(({ hash }) => hash));
  return { needed, doubted: ends.filter(({ hash }) => !hashes.has(hash)) };
}

/** The furthest transactions of an origin that a rule takes in. */
export function endsUnder(
  { store, shape }: Pick<EndsDeps, "store" | "shape">,
  { until, beyondFork }: ChainRule,
  { origin, head }: { readonly origin: Origin; readonly head: Head },
): ReadonlyArray<ChainEnd> {
  if (until >= head.seq && head.others.length === 0) return allEnds(origin, head);
  const beginnings = shape.laterBeginnings(deviceOf(origin)).flat();
  const taken = [...shape.beyond(origin), ...beginnings].filter(
    (end) => end.origin === origin && end.seq > until && beyondFork.has(end.hash),
  );
  const followed = new Set(
    shape.beyond(origin).flatMap((link) => (beyondFork.has(link.hash) ? [link.previous] : [])),
  );
  const last = taken.filter(({ hash }) => !followed.has(hash));
  if (last.length > 0) return onceEach(last.map(({ seq, hash }) => ({ origin, seq, hash })));
  const end = until < 1 ? undefined : lastUpTo(store, origin, Math.min(until, head.seq));
  return end === undefined ? [] : [end];
}

function allEnds(origin: Origin, { seq, hash, others }: Head): ReadonlyArray<ChainEnd> {
  return [{ seq, hash }, ...others].map((end) => ({ origin, seq: end.seq, hash: end.hash }));
}

/** Returns the last stored end, up to a number, of the part that all branches share. */
function lastUpTo(store: Store, origin: Origin, seq: number): ChainEnd | undefined {
  const row = store.at(origin, seq);
  if (row === undefined) return undefined;
  if (row.last <= seq) return { origin, seq: row.last, hash: row.hash };
  return row.first === 1 ? undefined : lastUpTo(store, origin, row.first - 1);
}

function onceEach(ends: ReadonlyArray<ChainEnd>): ReadonlyArray<ChainEnd> {
  return [...new Map(ends.map((end) => [end.hash, end])).values()];
}
