/**
 * Batches: work that is too big for one transaction, such as an import. Its transactions count
 * together or not at all, on every till alike.
 *
 * All of a batch is on one chain and under one name; other commands may stand in between, because a
 * sale waits for nobody. Where it ends is in the bytes (batch-part.ts): until that is here, the other
 * parts are held back, and those of work that broke off are held back for ever.
 */

import { type ChainEnd, type Hash, type Origin } from "../../domain/identity.ts";
import { type ChainShape } from "../../domain/membership/chain-shape.ts";
import { batchPartOf } from "./batch-part.ts";
import { type StoredTransaction } from "./stored-transaction.ts";

/** A transaction of a batch, by the place of its last event. */
interface Batched {
  readonly batch: string;
  readonly first: number;
  readonly end: ChainEnd;
}

export interface Batches {
  /** Takes in where batches begin and end. */
  readonly note: (transaction: StoredTransaction) => void;
  /** Where a transaction's batch ends, on its own chain; undefined when it is in none. */
  readonly endsOf: (
    transaction: StoredTransaction,
    shape: ChainShape,
  ) => ReadonlyArray<ChainEnd> | undefined;
  /** From which seq on a chain without forks has parts that this end brings in; undefined for none. */
  readonly joinedFrom: (end: StoredTransaction) => number | undefined;
  /** Hashes of the ends that are here, sorted. */
  readonly ended: () => ReadonlyArray<Hash>;
  /** From which seq on an origin has batches of which no end is one that counts. */
  readonly heldFrom: (
    origin: Origin,
    stage: { readonly shape: ChainShape; readonly isCounted: (end: ChainEnd) => boolean },
  ) => number | undefined;
}

export function createBatches(): Batches {
  const beginnings = new Map<string, Batched[]>();
  const ends = new Map<string, Batched[]>();

  function endsAfter({ batch, end }: Batched, shape: ChainShape): ReadonlyArray<ChainEnd> {
    return (ends.get(keyOf(end.origin, batch)) ?? [])
      .map((last) => last.end)
      .filter((last) => shape.isOnChain(end, last));
  }

  return {
    note: (transaction) => {
      const part = batchPartOf(transaction.content);
      const batched = toBatched(transaction);
      if (batched === undefined) return;
      const key = keyOf(transaction.origin, batched.batch);
      if (part?.part === 1) beginnings.set(key, [...(beginnings.get(key) ?? []), batched]);
      if (part?.parts !== undefined) ends.set(key, [...(ends.get(key) ?? []), batched]);
    },
    endsOf: (transaction, shape) => {
      const batched = toBatched(transaction);
      if (batched === undefined) return undefined;
      const own = beginnings.get(keyOf(transaction.origin, batched.batch)) ?? [];
      const hasBegun = own.some(({ end }) => shape.isOnChain(end, batched.end));
      // A part of nothing is no part: it must not be held back where nobody looks for it.
      return hasBegun ? endsAfter(batched, shape) : undefined;
    },
    joinedFrom: (transaction) => {
      const batched = toBatched(transaction);
      if (batched === undefined) return undefined;
      const key = keyOf(transaction.origin, batched.batch);
      const [beginning] = beginnings.get(key) ?? [];
      if (beginning === undefined || beginning.first >= batched.first) return undefined;
      // A name that was used before: that batch's end has brought in the parts up to there.
      const before = (ends.get(key) ?? []).map(({ end }) => end.seq + 1);
      return Math.max(beginning.first, ...before.filter((seq) => seq <= batched.first));
    },
    ended: () => [...ends.values()].flatMap((own) => own.map(({ end }) => end.hash)).toSorted(),
    heldFrom: (origin, { shape, isCounted }) => {
      const held = [...beginnings.values()]
        .flat()
        .filter((beginning) => beginning.end.origin === origin)
        .filter((beginning) => !endsAfter(beginning, shape).some(isCounted));
      return held.length === 0 ? undefined : Math.min(...held.map(({ first }) => first));
    },
  };
}

/** Most are in none: then nobody has to work out a hash. */
function toBatched(transaction: StoredTransaction): Batched | undefined {
  const part = batchPartOf(transaction.content);
  if (part === undefined) return undefined;
  const { origin, first, last, hash } = transaction;
  return { batch: part.batch, first, end: { origin, seq: last, hash } };
}

function keyOf(origin: Origin, batch: string): string {
  return `${origin} ${batch}`;
}
