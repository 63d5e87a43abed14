/** The work on a ledger in quiet moments. */

import * as z from "zod";

import { type ShopFounded } from "../domain/events/control-events.ts";
import {
  type ShopId,
  type DeviceId,
  deviceOf,
  type Origin,
  type Hash,
  type ChainEnd,
  type StreamId,
} from "../domain/identity.ts";
import { type Admission } from "../domain/membership/admission.ts";
import { type AdmissionAttention } from "../domain/membership/chain-pass.ts";
import { isCounted } from "../domain/membership/chain-rule.ts";
import { type PlacedAct } from "../domain/membership/control-acts.ts";
import { type CompareDevices } from "../domain/membership/seniority.ts";
import { type Clock } from "../domain/ports.ts";
import { type ChainEnds, chainEnds, type EndsDeps, endsUnder } from "./chain-ends.ts";
import { type Db } from "./database.ts";
import { accountOf, type Doubt } from "./doubt.ts";
import { missingFor, newsOf, type Piece, piecesOf, piecesOfChain } from "./exchange.ts";
import { keepKeys } from "./keys-before.ts";
import { batchPartOf } from "./log/batch-part.ts";
import { endsBefore } from "./log/chain-links.ts";
import { type DeviceKey } from "./log/chain.ts";
import { type Cut, emptyFill, encodeSegment, fillWith, isFull } from "./log/segment.ts";
import { type StoredTransaction, toTransaction } from "./log/stored-transaction.ts";
import { AFTER_HASHES, BEYOND, type Position } from "./log/tail-table.ts";
import { fromTail, toRuns, type TransactionRow } from "./log/transaction-row.ts";
import { type Head } from "./projection/follower-state.ts";
import { type Follower, type Growth } from "./projection/follower.ts";
import { type QuarantinedChain, quarantinedChains } from "./quarantine.ts";
import { type Shown } from "./shown.ts";
import { type Store } from "./store.ts";
import { rowsOfStream } from "./stream-rows.ts";
import { thinAll } from "./thinning.ts";
import { type Tuning } from "./tuning.ts";

export interface LedgerUpkeep {
  /** Packs one full run of old transactions into a segment, where nobody waits; false for none. */
  readonly seal: () => Promise<boolean>;
  /** How far the folding anew is, after an update or a change of what counts; undefined for none. */
  readonly growth: () => Growth | undefined;
  /** Folds a piece of it, where nobody waits; false when there is nothing left to do. */
  readonly grow: () => boolean;
  /**
   * Throws away what of purged devices nobody needs, a day after it was decided, and branches without end;
   * true when something went.
   */
  readonly purge: () => boolean;
  /** Takes away some rows that were folded by rules of before; false when there is nothing left. */
  readonly sweep: () => boolean;
}

interface UpkeepDeps {
  readonly db: Db;
  readonly store: Store;
  readonly follower: Follower;
  readonly clock: Clock;
  readonly identity: { readonly shop: ShopId; readonly key: Pick<DeviceKey, "device"> };
  readonly tuning: Tuning;
  readonly read: <Value>(look: () => Value) => Value;
  readonly write: <Value>(work: () => Value) => Value;
}

/** Rows: a millisecond or two. */
const SWEPT_AT_ONCE = 200;

export function createUpkeep(deps: UpkeepDeps): LedgerUpkeep {
  const { db, store, follower, clock, identity, tuning, read, write } = deps;
  return {
    seal: () => {
      read(() => undefined);
      return sealNext({ db, store, follower, shop: identity.shop, cut: tuning.cut });
    },
    growth: () => read(() => follower.growth()),
    grow: () => {
      const piece = read(follower.nextPiece);
      return piece !== undefined && write(() => follower.grow(piece));
    },
    purge: () =>
      write(() => {
        const purging = { store, follower, device: identity.key.device };
        const isThinned = thinAll(purging);
        return purge(purging, clock.nowMs()) || isThinned;
      }),
    sweep: () => db.write(() => store.generations.sweep(SWEPT_AT_ONCE)),
  };
}

/*
 * Throws away what of a purged device nobody needs, so that its room is free. Not at once: a purge by a
 * thief may be void tomorrow, when an authority that is senior to him has been heard. Never what this till
 * has said itself: others may build on it.
 *
 * Only ends of chains go, so that none has a hole; and of segments only those that are in doubt as a whole:
 * the one signature of a segment is at its end, and without it nobody would take what it begins with. So of
 * each chain a part of one segment may stay.
 *
 * With a device goes what those say who are in the shop by its word alone, and that doesn't count.
 */

interface PurgingDeps {
  readonly store: Store;
  readonly follower: Follower;
  /** The id of this till. */
  readonly device: DeviceId;
}

/** How long a purge has to count on a running till before anything goes. */
export const PURGE_AFTER_MS = 24 * 3_600_000;
/** A clock that jumps, or a till that was off, counts as no more. */
const STEP_MS_MAX = 3_600_000;
const WAITING_KEY = "purges";

const waitingSchema = z.object({
  lookedAtMs: z.number(),
  /** How long each has counted here, in milliseconds of a running till. */
  byDevice: z.record(z.string(), z.number()),
});

type Waiting = z.infer<typeof waitingSchema>;

/**
 * Call in a write transaction, every minute or so; true when something was thrown away. `nowMs`: by the
 * wall.
 */
function purge(deps: PurgingDeps, nowMs: number): boolean {
  const { store, follower } = deps;
  const { purged } = follower.stageOne().result();
  const before = readWaiting(store);
  if (purged.size === 0 && before === undefined) return false;
  const passedMs = Math.min(Math.max(0, nowMs - (before?.lookedAtMs ?? nowMs)), STEP_MS_MAX);
  const byDevice = Object.fromEntries(
    [...purged].map((device) => {
      const known = before?.byDevice[device];
      return [device, known === undefined ? 0 : known + passedMs] as const;
    }),
  );
  store.setLocal(WAITING_KEY, JSON.stringify({ lookedAtMs: nowMs, byDevice }));
  const due = new Set([...purged].filter((device) => (byDevice[device] ?? 0) >= PURGE_AFTER_MS));
  const stageOne = follower.stageOne();
  const removed = store
    .origins()
    .filter((origin) => deviceOf(origin) !== deps.device)
    .filter((origin) => due.has(deviceOf(origin)) || due.has(accountOf(stageOne, deviceOf(origin))))
    .map((origin) => purgeOrigin(deps, origin));
  if (!removed.includes(true)) return false;
  keepKeys(store, stageOne);
  store.notePurge();
  follower.reset();
  return true;
}

function purgeOrigin({ store, follower }: PurgingDeps, origin: Origin): boolean {
  const keep = follower.stageOne().result().holding.keepOf(origin);
  if ((store.head(origin)?.seq ?? 0) <= keep.until) return false;
  const rows = [...store.ofOrigin(origin, keep.until + 1)];
  const kept = new Set(
    rows.filter(({ last: seq, hash }) => isCounted(keep, { origin, seq, hash })).map(placeOf),
  );
  const places = new Set(rows.filter(({ first }) => first > keep.until).map(placeOf));
  const gone = [...places].filter(
    (place) => !kept.has(place) && !beginsBefore(store, place, keep.until),
  );
  for (const place of gone) store.remove(place);
  return gone.length > 0;
}

function placeOf({ place }: { readonly place: number }): number {
  return place;
}

/** A segment of which the first transactions are needed stays as it is. */
function beginsBefore({ segments }: Store, place: number, until: number): boolean {
  return (segments.at(place)?.first ?? until + 1) <= until;
}

function readWaiting(store: Store): Waiting | undefined {
  const text = store.local(WAITING_KEY);
  if (text === undefined) return undefined;
  const read = waitingSchema.safeParse(JSON.parse(text));
  return read.success ? read.data : undefined;
}

/*
 * Packs what is old: as soon as a chain's rows fill a run, they become one segment.
 *
 * One of the processes does it, in the background. The packing runs outside of any lock; then one short
 * write transaction puts the segment in the place of its rows, so a crash leaves either. Only rows that
 * the index of streams knows are packed, and of a forked chain only the part that all branches share.
 */

interface SealingDeps {
  readonly db: Db;
  readonly store: Store;
  readonly follower: Follower;
  readonly shop: ShopId;
  readonly cut: Cut;
}

interface Run {
  readonly origin: Origin;
  readonly previous: Hash;
  readonly rows: ReadonlyArray<TransactionRow>;
  readonly signature: Uint8Array;
}

const PAGE_ROWS = 64;

/** Packs one run; false when there is none. Call where nobody waits. */
async function sealNext(deps: SealingDeps): Promise<boolean> {
  const run = deps.db.transaction(() => findRun(deps)).deferred();
  if (run === undefined) return false;
  const contents = run.rows.map(({ content }) => content);
  const bytes = await encodeSegment(contents, run.signature);
  return deps.db.write(() => replaceRows(deps, run, bytes));
}

function findRun(deps: SealingDeps): Run | undefined {
  for (const origin of deps.store.tail.origins()) {
    const run = runOf(deps, origin);
    if (run !== undefined) return run;
  }
  return undefined;
}

/** The first run of an origin's rows, if they fill one. */
function runOf({ store, follower, shop, cut }: SealingDeps, origin: Origin): Run | undefined {
  const extent = store.tail.extent(origin);
  if (extent === undefined) return undefined;
  const { first, last, size } = extent;
  // Looked at after every flush: mostly this tells that it is too early.
  if (last - first + 1 < cut.events && size < cut.bytes) return undefined;
  const previous = boundaryBefore(store, { shop, origin, first });
  if (previous === undefined) return undefined;
  const rows = filledRun(store, origin, cut);
  const end = rows?.at(-1);
  const signature = end?.signature;
  const common = follower.stageOne().shape().commonUntil(origin) ?? Infinity;
  if (rows === undefined || end === undefined || signature === undefined) return undefined;
  if (end.last > common) return undefined;
  const isIndexed = rows.every(({ arrival }) => arrival <= store.indexedArrival());
  return isIndexed ? { origin, previous, rows, signature } : undefined;
}

/** Returns the end before a run: the start of its chain, or the end of a segment. */
function boundaryBefore(
  store: Store,
  start: { readonly shop: ShopId; readonly origin: Origin; readonly first: number },
): Hash | undefined {
  const { origin, first } = start;
  const [before, ...others] = endsBefore(store, start);
  if (before === undefined || others.length > 0) return undefined;
  if (first === 1) return before;
  const ends = store.segments.covering(origin, first - 1, first - 1);
  return ends.some(({ last }) => last === first - 1) ? before : undefined;
}

function filledRun(
  { tail }: Store,
  origin: Origin,
  cut: Cut,
): ReadonlyArray<TransactionRow> | undefined {
  const rows: TransactionRow[] = [];
  let fill = emptyFill;
  let after: Position = { last: 0, hash: AFTER_HASHES };
  for (;;) {
    const page = tail.ofOrigin(origin, { after, to: BEYOND, limit: PAGE_ROWS });
    for (const row of page.map(fromTail)) {
      // A row that cannot be packed with the row before it must stay a row.
      if (row.first !== (rows.at(-1)?.last ?? row.first - 1) + 1) return undefined;
      rows.push(row);
      fill = fillWith(fill, row.content.events);
      if (isFull(fill, cut)) return rows;
      after = { last: row.last, hash: row.hash };
    }
    if (page.length === 0) return undefined;
  }
}

/** False when another process was faster. */
function replaceRows({ store }: SealingDeps, run: Run, bytes: Uint8Array): boolean {
  const { origin, previous, rows } = run;
  const [head, end] = [rows[0], rows.at(-1)];
  if (head === undefined || end === undefined) return false;
  if (rows.some(({ arrival, hash }) => store.tail.at(arrival)?.hash !== hash)) return false;
  const arrivals = rows.map(({ arrival }) => arrival);
  const { first } = head;
  const { last, hash, content } = end;
  store.pack(
    {
      arrival: Math.max(...arrivals),
      since: Math.min(...arrivals),
      arrivals: toRuns(arrivals),
      origin,
      first,
      last,
      hash,
      previous,
      bytes,
      transactions: rows.length,
      day: content.first.day,
    },
    rows,
  );
  return true;
}

export interface LedgerReads {
  readonly admission: () => Admission;
  /** Negative when the first is senior. */
  readonly compareDevices: CompareDevices;
  /** The control acts that count, the senior authority's first. */
  readonly controlActs: () => ReadonlyArray<PlacedAct>;
  /** Devices of which only what counts is kept, by the word of an authority. */
  readonly purged: () => ReadonlySet<DeviceId>;
  /** Undefined on a device that has not heard of its shop's founding yet. */
  readonly founding: () => ShopFounded | undefined;
  /** Certificates by which the shop's devices know each other at the door: DER, base64. */
  readonly roots: () => ReadonlyArray<string>;
  /** Whether a chain of this device could be checked: its key is known, or proves itself. */
  readonly canCheck: (device: DeviceId) => boolean;
  /** Returns the key that checks the device's signatures; undefined where its enrolment is not here. */
  readonly keyOf: (device: DeviceId) => string | undefined;
  readonly head: (origin: Origin) => Head | undefined;
  /** The version vector: the end of each origin's chain, and of its branches. */
  readonly heads: () => ReadonlyMap<Origin, Head>;
  /**
   * Returns the ends of an origin's chains, of what every till has to hold and of what this one
   * holds besides.
   */
  readonly endsOf: (origin: Origin) => ChainEnds;
  readonly ends: () => ReadonlyMap<Origin, ChainEnds>;
  /**
   * Returns the ends of what counts without a person's admission: a close or a revocation vouches
   * for no more.
   */
  readonly soundEnds: () => ReadonlyArray<ChainEnd>;
  /** The count of what is kept of a device and nobody needs, and whether there is room for more. */
  readonly doubt: Pick<Doubt, "tallyOf" | "hasRoom" | "refusals">;
  /**
   * Segments and transactions of an origin, for `receive`, from the one that holds `fromSeq`; of one
   * branch, if asked.
   */
  readonly piecesOf: (
    origin: Origin,
    fromSeq: number,
    end?: Omit<ChainEnd, "origin">,
  ) => ReadonlyArray<Uint8Array>;
  /** See exchange.ts. */
  readonly news: (arrival: number, limit: number) => ReturnType<typeof newsOf>;
  /** All that is stored, chain by chain. */
  readonly pieces: () => ReadonlyArray<Piece>;
  /** Returns the pieces that a till with these ends lacks; both branches of a fork. */
  readonly missingFor: (known: ReadonlyArray<ChainEnd>) => ReadonlyArray<Uint8Array>;
  /**
   * Returns the transactions of a stream that count, as they were written, in the order in which
   * this till stored them.
   */
  readonly history: (stream: StreamId) => ReadonlyArray<StoredTransaction>;
  /** Whether what is stored counts; it may not any more, or not yet. */
  readonly isAdmitted: (transaction: StoredTransaction) => boolean;
  /**
   * Returns a text for all that decides what counts besides events themselves, and the ends of batches; undefined
   * while some of it is still folded by other rules.
   */
  readonly countingRules: () => string | undefined;
  /** Returns the parts that count, if they do, by this end of their batch; none where it is no end. */
  readonly joinedBy: (end: StoredTransaction) => ReadonlyArray<StoredTransaction>;
  /** Returns the questions of stage 1 to a person. */
  readonly attention: () => ReadonlyArray<AdmissionAttention>;
  /** Returns the stored chains that count for nothing, with the reason. */
  readonly quarantined: () => ReadonlyArray<QuarantinedChain>;
}

interface LedgerReadsDeps {
  readonly founder: DeviceId;
  readonly store: Store;
  readonly follower: Follower;
  readonly shown: Shown;
  readonly doubt: Doubt;
  /** Reads one consistent state. */
  readonly read: <Value>(look: () => Value) => Value;
}

/** Makes the reads of a ledger besides its folded state. */
export function createLooks({
  store,
  follower,
  shown,
  doubt,
  founder,
  read,
}: LedgerReadsDeps): LedgerReads {
  function endsDeps(): EndsDeps {
    const stageOne = follower.stageOne();
    return { store, result: stageOne.result(), shape: stageOne.shape() };
  }

  return {
    admission: () => read(() => shown.admission()),
    compareDevices: (a, b) => read(() => shown.result().compareDevices(a, b)),
    controlActs: () => read(() => follower.stageOne().result().acts),
    purged: () => read(() => follower.stageOne().result().purged),
    founding: () => read(() => shown.founding()),
    roots: () => read(() => shown.result().roots),
    keyOf: (device) => read(() => shown.keyOf(device)),
    canCheck: (device) => device === founder || read(() => follower.keyOf(device)) !== undefined,
    head: (origin) => read(() => follower.head(origin)),
    heads: () => read(() => headsOf(store, follower)),
    endsOf: (origin) =>
      read(() => {
        const head = follower.head(origin);
        return head === undefined ? NO_ENDS : chainEnds(endsDeps(), origin, head);
      }),
    ends: () =>
      read(() => {
        const deps = endsDeps();
        return new Map(
          [...headsOf(store, follower)].map(([origin, head]) => [
            origin,
            chainEnds(deps, origin, head),
          ]),
        );
      }),
    soundEnds: () =>
      read(() => {
        const deps = endsDeps();
        return [...headsOf(store, follower)].flatMap(([origin, head]) =>
          endsUnder(deps, deps.result.soundOf(origin), { origin, head }),
        );
      }),
    doubt: {
      tallyOf: (device) => read(() => doubt.tallyOf(device)),
      hasRoom: (device) => read(() => doubt.hasRoom(device)),
      refusals: doubt.refusals,
    },
    piecesOf: (origin, fromSeq, end) =>
      read(() =>
        (end === undefined
          ? piecesOf(store, origin, fromSeq)
          : piecesOfChain(store, { origin, ...end }, fromSeq)
        ).map(({ bytes }) => bytes()),
      ),
    news: (arrival, limit) => read(() => newsOf(store, arrival, limit)),
    countingRules: () => read(() => follower.countingRules()),
    joinedBy: (end) =>
      read(() => {
        const { batch, parts } = batchPartOf(end.content) ?? {};
        const from = parts === undefined ? undefined : follower.stageOne().joinedFrom(end);
        if (from === undefined) return [];
        return [...store.ofOrigin(end.origin, from)]
          .filter(({ last, content }) => last < end.first && content.first.batch === batch)
          .map(toTransaction);
      }),
    pieces: () => read(() => store.origins().flatMap((origin) => piecesOf(store, origin, 1))),
    missingFor: (known) =>
      read(() =>
        [...missingFor(store, headsOf(store, follower), known)].map(({ bytes }) => bytes()),
      ),
    history: (stream) =>
      read(() =>
        rowsOfStream(store, stream).map(toTransaction).filter(follower.stageOne().isAdmitted),
      ),
    isAdmitted: (transaction) => read(() => follower.stageOne().isAdmitted(transaction)),
    attention: () => read(() => follower.stageOne().result().attention),
    quarantined: () => read(() => quarantinedChains(store, follower.stageOne())),
  };
}

const NO_ENDS: ChainEnds = { needed: [], doubted: [] };

function headsOf(store: Store, follower: Follower): ReadonlyMap<Origin, Head> {
  return new Map(
    store.origins().flatMap((origin) => {
      const head = follower.head(origin);
      return head === undefined ? [] : [[origin, head] as const];
    }),
  );
}
