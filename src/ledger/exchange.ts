/**
 * What one till has to tell another, by the ends of the chains that the other one holds.
 *
 * Told are *pieces*: whole segments, and the transactions that are not packed yet. An end stands for its
 * whole chain. Of a forked origin both branches are told, so everybody comes to hold both; nobody asks
 * for a branch for ever.
 */

import { type ChainEnd, type Hash, type Origin } from "../domain/identity.ts";
import { rowBefore } from "./log/chain-links.ts";
import { AFTER_HASHES, BEYOND } from "./log/tail-table.ts";
import { type TransactionRow } from "./log/transaction-row.ts";
import { type Head } from "./projection/follower-state.ts";
import { type Store } from "./store.ts";

/** A row or a segment, which is sent as a whole. */
export interface Piece {
  readonly origin: Origin;
  /** Numbers of its first and last event. */
  readonly first: number;
  readonly last: number;
  /** The hash of its last event. */
  readonly hash: Hash;
  /** The row or segment that it is. */
  readonly place: number;
  /** The arrival of its first transaction here. */
  readonly since: number;
  /** A segment never changes; a row goes into one later. */
  readonly isPacked: boolean;
  /** For `receive`. */
  readonly bytes: () => Uint8Array;
}

/** All ends of the chains, also of the branches that are not the longest. */
export function endsOf(heads: ReadonlyMap<Origin, Head>): ReadonlyArray<ChainEnd> {
  return [...heads].flatMap(([origin, { seq, hash, others }]) =>
    [{ seq, hash }, ...others].map((end) => ({ origin, seq: end.seq, hash: end.hash })),
  );
}

/** The pieces that hold an event or a later one, each after the one that it follows. */
export function piecesOf(
  { tail, segments }: Store,
  origin: Origin,
  fromSeq: number,
): ReadonlyArray<Piece> {
  const after = { last: fromSeq - 1, hash: AFTER_HASHES };
  const rows = tail.ofOrigin(origin, { after, to: BEYOND, limit: BEYOND });
  const packed = segments.covering(origin, fromSeq, BEYOND);
  return [
    ...packed.map(({ first, last, hash, arrival, since }) => ({
      origin,
      first,
      last,
      hash,
      place: arrival,
      since,
      isPacked: true,
      bytes: () => segments.bytes(arrival) ?? new Uint8Array(),
    })),
    ...rows.map(({ first, last, hash, arrival, bytes }) => ({
      origin,
      first,
      last,
      hash,
      place: arrival,
      since: arrival,
      isPacked: false,
      bytes: () => bytes,
    })),
  ].toSorted((a, b) => a.first - b.first || a.last - b.last);
}

/**
 * The pieces that a till with these ends lacks. Where it names an end that isn't here and that is no
 * further than ours, the two have parted: then it lacks all that isn't on a chain both hold. Where its one
 * end is further, it may hold all of ours: it will tell. Where it names places further back and none of
 * them is here, the two share nothing: the copy of a disk from before its first word may have sold on.
 */
export function* missingFor(
  store: Store,
  heads: ReadonlyMap<Origin, Head>,
  known: ReadonlyArray<ChainEnd>,
): Generator<Piece> {
  const knownByOrigin = Map.groupBy(known, ({ origin }) => origin);
  for (const [origin, head] of heads) {
    const ends = knownByOrigin.get(origin) ?? [];
    const shared = ends.filter((end) => store.withEnd(end) !== undefined);
    const isAhead = shared.length === 0 && ends.length === 1 && (ends[0]?.seq ?? 0) > head.seq;
    if (isAhead) continue;
    if (head.others.length > 0) {
      yield* firstComeFirst(missingOfBranches(store, endsOf(new Map([[origin, head]])), shared));
    } else yield* piecesOf(store, origin, Math.max(0, ...shared.map(({ seq }) => seq)) + 1);
  }
}

/**
 * Places on an origin's chains, each about twice as far back as the one before: whoever has parted from
 * them holds one of these that is at most twice as far back as where that was.
 */
export function trailOf(
  store: Store,
  { origin, seq }: Pick<ChainEnd, "origin" | "seq">,
): ReadonlyArray<ChainEnd> {
  const trail: ChainEnd[] = [];
  for (let back = 1; back < 2 * seq; back *= 2) {
    const row = store.at(origin, Math.max(1, seq - back));
    if (row !== undefined) trail.push({ origin, seq: row.last, hash: row.hash });
  }
  return trail;
}

/** Yields the missing pieces of some chains only, in small reads, so that others may write in between. */
export function* missingOf(
  { store, read, heads }: HeadsSource,
  origins: Iterable<Origin>,
  known: ReadonlyArray<ChainEnd>,
): Generator<Piece> {
  for (const origin of origins) {
    yield* read(() => {
      const head = heads().get(origin);
      return head === undefined ? [] : [...missingFor(store, new Map([[origin, head]]), known)];
    });
  }
}

interface HeadsSource {
  readonly store: Store;
  readonly read: <Value>(look: () => Value) => Value;
  readonly heads: () => ReadonlyMap<Origin, Head>;
}

/**
 * The transactions that were stored after an arrival, in its order, at most `limit` of them. What has
 * gone into a segment since is left out: whoever lacks it asks.
 */
export function newsOf(
  store: Store,
  arrival: number,
  limit: number,
): { readonly pieces: ReadonlyArray<Piece>; readonly arrival: number } {
  const rows = store.tail.after(arrival, limit);
  const pieces = rows.map(({ origin, first, last, hash, arrival: place, bytes }) => {
    return { origin, first, last, hash, place, since: place, isPacked: false, bytes: () => bytes };
  });
  const end = rows.length === limit ? rows.at(-1)?.arrival : store.lastArrival();
  return { pieces, arrival: Math.max(arrival, end ?? 0) };
}

/** Returns the two pieces at which a forked chain first parts: together they prove the fork. */
export function forkProofOf(store: Store, ends: ReadonlyArray<ChainEnd>): ReadonlyArray<Piece> {
  const [end, ...others] = ends;
  if (end === undefined || others.length === 0) return [];
  const first = commonSeq(store, ends) + 1;
  const places = store.startingAt(end.origin, first).map(({ place }) => place);
  const proof = new Set(places.slice(0, 2));
  return piecesOf(store, end.origin, first).filter(({ place }) => proof.has(place));
}

/** The last number before the first fork: all branches are walked back until they have met. */
function commonSeq(store: Store, ends: ReadonlyArray<ChainEnd>): number {
  const frontier = new Map<string, TransactionRow>();
  function reachRow(row: TransactionRow | undefined): void {
    if (row !== undefined) frontier.set(nameOf(row), row);
  }
  for (const end of ends) reachRow(store.withEnd(end));
  while (frontier.size > 1) {
    const last = Math.max(...[...frontier.values()].map((row) => row.last));
    const [name, row] = [...frontier].find(([, it]) => it.last === last) ?? [];
    if (name === undefined || row === undefined) break;
    frontier.delete(name);
    // Nothing lies before the start of a chain, so nothing is shared there.
    if (row.first === 1) return 0;
    reachRow(rowBefore(store, row));
  }
  return [...frontier.values()][0]?.last ?? 0;
}

/** The pieces of the chain that ends here, from the one that holds a number. */
export function piecesOfChain(store: Store, end: ChainEnd, fromSeq: number): ReadonlyArray<Piece> {
  const places = new Set(chainOf(store, end, fromSeq).map(({ place }) => place));
  return piecesOf(store, end.origin, fromSeq).filter(({ place }) => places.has(place));
}

/**
 * Returns the pieces on any branch that lie on no branch which both tills hold. All branches are
 * walked back at once, the furthest end first, until each meets a piece that both hold: as far as
 * the tills were apart, and not to the start of the chain.
 */
function missingOfBranches(
  store: Store,
  ours: ReadonlyArray<ChainEnd>,
  shared: ReadonlyArray<ChainEnd>,
): ReadonlyArray<Piece> {
  const [{ origin } = { origin: undefined }] = ours;
  if (origin === undefined) return [];
  if (shared.length === 0) return piecesOf(store, origin, 1);
  const held = new Set<string>();
  const frontier = new Map<string, Walked>();
  for (const end of shared) reach(frontier, store.withEnd(end), true);
  for (const end of ours) reach(frontier, store.withEnd(end), false);
  let lowest = Number.POSITIVE_INFINITY;
  for (let next = furthest(frontier, lowest); next !== undefined;) {
    const [name, { row, isHeld }] = next;
    frontier.delete(name);
    if (isHeld) held.add(name);
    else lowest = Math.min(lowest, row.first);
    reach(frontier, rowBefore(store, row), isHeld);
    next = furthest(frontier, lowest);
  }
  return Number.isFinite(lowest)
    ? piecesOf(store, origin, lowest).filter((piece) => !held.has(nameOf(piece)))
    : [];
}

/**
 * Sorts the pieces by the arrival of their first transactions. A till without room for all branches then
 * keeps those that were known first; a thief's came later. A piece comes after those that it follows,
 * since each transaction came after the one before it. A segment may follow rows: a copy of a till has
 * its own, and hears from the till itself a segment of what comes next.
 */
function firstComeFirst(pieces: ReadonlyArray<Piece>): ReadonlyArray<Piece> {
  return pieces.toSorted((a, b) => a.since - b.since || a.first - b.first);
}

interface Walked {
  readonly row: TransactionRow;
  /** Whether both tills hold the chain that this row is on. */
  readonly isHeld: boolean;
}

function reach(
  frontier: Map<string, Walked>,
  row: TransactionRow | undefined,
  isHeld: boolean,
): void {
  if (row === undefined) return;
  const name = nameOf(row);
  // Where two branches meet, the row is held if either branch is.
  frontier.set(name, { row, isHeld: isHeld || frontier.get(name)?.isHeld === true });
}

/**
 * Returns the furthest row; undefined once all remaining rows are held and lie before everything
 * that is missing.
 */
function furthest(
  frontier: ReadonlyMap<string, Walked>,
  lowest: number,
): readonly [string, Walked] | undefined {
  const walked = [...frontier];
  if (walked.every(([, { row, isHeld }]) => isHeld && row.last < lowest)) return undefined;
  const last = Math.max(...walked.map(([, { row }]) => row.last));
  return walked.find(([, { row }]) => row.last === last);
}

function nameOf({ last, hash }: Pick<TransactionRow, "last" | "hash">): string {
  return `${last} ${hash}`;
}

function chainOf(store: Store, end: ChainEnd, fromSeq: number): ReadonlyArray<TransactionRow> {
  const rows: TransactionRow[] = [];
  for (let row = store.withEnd(end); row !== undefined && row.last >= fromSeq;) {
    rows.push(row);
    row = rowBefore(store, row);
  }
  return rows.toReversed();
}
