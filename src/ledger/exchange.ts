/**
 * What one till has to tell another, by the ends of the chains that the other one holds.
 *
 * An end stands for its whole chain. Of a forked origin both branches are told, so everybody comes to
 * hold both; nobody asks for a branch for ever.
 */

import { type ChainEnd, type Origin } from "../domain/identity.ts";
import { transactionHash } from "./chain.ts";
import { type Head } from "./follower.ts";
import { toTransaction } from "./follower.ts";
import { type Store, type TransactionRow } from "./store.ts";

/** All ends of the chains, also of the branches that are not the longest. */
export function endsOf(heads: ReadonlyMap<Origin, Head>): ReadonlyArray<ChainEnd> {
  return [...heads].flatMap(([origin, { seq, hash, others }]) =>
    [{ seq, hash }, ...others].map((end) => ({ origin, seq: end.seq, hash: end.hash })),
  );
}

/**
 * The rows that a till with these ends lacks, each after the one that it follows. Where it names an
 * end that isn't here and that is no further than ours, the two have parted: then it lacks all that
 * isn't on a chain both hold. Where its end is further, it may hold all of ours: it will tell.
 */
export function* missingFor(
  store: Store,
  heads: ReadonlyMap<Origin, Head>,
  known: ReadonlyArray<ChainEnd>,
): Generator<TransactionRow> {
  const knownByOrigin = Map.groupBy(known, ({ origin }) => origin);
  for (const [origin, head] of heads) {
    const ends = knownByOrigin.get(origin) ?? [];
    const shared = ends.filter((end) => rowAt(store, end) !== undefined);
    const isAhead = shared.length === 0 && ends.some(({ seq }) => seq > head.seq);
    if (isAhead) continue;
    if (head.others.length > 0) yield* missingOfBranches(store, origin, shared);
    else yield* store.ofOrigin(origin, Math.max(0, ...shared.map(({ seq }) => seq)) + 1);
  }
}

/** The rows of the chain that ends here, from the one that holds a number. */
export function chainOf(
  store: Store,
  end: ChainEnd,
  fromSeq: number,
): ReadonlyArray<TransactionRow> {
  const rows: TransactionRow[] = [];
  for (let row = rowAt(store, end); row !== undefined && row.last >= fromSeq;) {
    rows.push(row);
    row = rowBefore(store, row);
  }
  return rows.toReversed();
}

function missingOfBranches(
  store: Store,
  origin: Origin,
  shared: ReadonlyArray<ChainEnd>,
): ReadonlyArray<TransactionRow> {
  const held = new Set(
    shared.flatMap((end) => chainOf(store, end, 1).map(({ arrival }) => arrival)),
  );
  return [...store.ofOrigin(origin, 1)].filter(({ arrival }) => !held.has(arrival));
}

function rowAt(store: Store, { origin, seq, hash }: ChainEnd): TransactionRow | undefined {
  return store.endingAt(origin, seq).find((row) => row.hash === hash);
}

function rowBefore(store: Store, row: TransactionRow): TransactionRow | undefined {
  const [only, ...others] = store.endingAt(row.origin, row.first - 1);
  if (only === undefined || others.length === 0) return only;
  const { events } = toTransaction(row).envelope;
  return [only, ...others].find(({ hash }) => transactionHash(hash, events) === row.hash);
}
