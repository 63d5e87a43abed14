/**
 * Keeps the folded state up to what is stored, whoever stored it: this process or another one.
 *
 * What was flushed is read from rows; the few transactions after it are folded on top, so opening
 * costs the same at any length of history. When stage 1 comes to another result for a device that
 * has spoken already, everything is folded anew: what counts has changed.
 */

import { indexedUnder } from "../../domain/doubts/unknown-events.ts";
import { type ShopFounded } from "../../domain/events/control-events.ts";
import { type DeviceId, deviceOf, type Origin, type StreamId } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type Admission, type StageOneResult } from "../../domain/membership/admission.ts";
import { batchPartOf } from "../log/batch-part.ts";
import { changedRights, createStageOne, type StageOne } from "../log/stage-one.ts";
import {
  isControl,
  type StoredTransaction,
  toTransaction,
  type TransactionEvent,
} from "../log/stored-transaction.ts";
import { type TransactionRow } from "../log/transaction-row.ts";
import { type GenerationGrowth } from "../store.ts";
import {
  current,
  factsOf,
  flushedMemory,
  foldAnew,
  foldInto,
  type FollowerDeps,
  type Head,
  type Memory,
  noteLinks,
  SEEN_KEY,
  selectBase,
  type State,
  type StoredAhead,
  type Stored,
  streamPlaces,
  toLink,
  load,
  LONG_WORK,
  epochOf,
  baseOf,
} from "./follower-state.ts";
import { type Generation } from "./generations.ts";
import {
  type ProjectionChanges,
  createProjection,
  emptyBase,
  eventsPerStream,
} from "./projection.ts";
import { noRevisions } from "./revisions.ts";
import { type RowCache, createRowCache } from "./row-cache.ts";
import { inKeyOrder, type StreamRow } from "./stream-row.ts";

export interface Follower {
  /** Folds what was stored since. Call inside a transaction on the database. */
  readonly catchUp: () => void;
  /** Catches up with at most so many transactions; true while there are more. */
  readonly catchUpSome: (count: number) => boolean;
  /** Something was stored that is not folded yet. `ahead`: what was folded ahead of it. */
  readonly missed: (ahead?: StoredAhead) => void;
  /** Folds a transaction that this process has just stored. */
  readonly applied: (transaction: StoredTransaction, stored: Stored) => void;
  /** Forgets what is in memory: after a commit that failed. */
  readonly reset: () => void;
  readonly view: () => LedgerView;
  readonly admission: () => Admission;
  /** Raw public key of a device with any stored enrolment, whether it counts or not. */
  readonly keyOf: (device: DeviceId) => string | undefined;
  /** The founding of the shop; undefined on a device that has not received it yet. */
  readonly founding: () => ShopFounded | undefined;
  readonly head: (origin: Origin) => Head | undefined;
  /** Largest hybrid clock seen that was not far in the future. */
  readonly seenHlc: () => number;
  /** Hybrid clock of a stream's last admitted event; 0 for none. */
  readonly lastHlc: (stream: StreamId) => number;
  /** A stream as it is folded, which is not kept for the next time. */
  readonly row: (stream: StreamId) => StreamRow;
  /** All events of the stream that count. */
  readonly eventsOf: (stream: StreamId) => ReadonlyArray<TransactionEvent>;
  readonly unflushedCount: () => number;
  /** Returns the changes that a flush would write now. */
  readonly unflushed: () => Unflushed;
  /** Writes the folded state down; nothing when another process was faster. */
  readonly flush: () => void;
  /**
   * Folds a piece of what was folded by other rules, or has no rows yet, for `grow`; undefined when there
   * is none. Call in a transaction, where nobody waits.
   */
  readonly nextPiece: () => GrownPiece | undefined;
  /** Writes it down; true while there is more. Call in a transaction that may write. */
  readonly grow: (piece: GrownPiece) => boolean;
  /** How far that is; undefined when nothing was folded by other rules. */
  readonly growth: () => Growth | undefined;
  /** Stage 1 over all that was taken in. */
  readonly stageOne: () => StageOne;
  /** Names the rules by which all is folded; undefined while some of it is still folded by others. */
  readonly rules: () => string | undefined;
  /** Returns the same without the ends of batches, each of which brings in the parts before it and changes nothing else. */
  readonly countingRules: () => string | undefined;
}

/** The progress of a generation, in arrivals. */
export interface Growth {
  readonly done: number;
  readonly total: number;
}

export interface Unflushed {
  readonly changes: ProjectionChanges;
  /** The generation that they change; undefined where they stand for everything. */
  readonly of: number | undefined;
}

export function createFollower(deps: FollowerDeps): Follower {
  const state: State = {
    ...deps,
    heads: new Map(),
    stageOne: createStageOne({ ...deps, holdsNow: () => () => false, storedFrom: () => [] }),
    horizon: 0,
    seenHlc: 0,
    count: 0,
    memory: undefined,
    grown: undefined,
    purges: 0,
    ahead: undefined,
  };
  return {
    catchUp: () => {
      catchUp(state, Infinity);
    },
    catchUpSome: (count) => catchUp(state, count),
    missed: (ahead) => {
      state.ahead = ahead;
      if (state.memory !== undefined) state.memory.caughtUpAt = undefined;
    },
    applied: (transaction, stored) => {
      apply(state, transaction, stored);
    },
    reset: () => {
      state.memory = undefined;
      state.ahead = undefined;
    },
    view: () => current(state).projection.view,
    admission: () => state.stageOne.admission(),
    founding: () => state.stageOne.founding(),
    keyOf: (device) => state.stageOne.keyOf(device),
    head: (origin) => headOf(state, origin),
    seenHlc: () => (state.seenHlc <= deps.trustedHlcMax() ? state.seenHlc : 0),
    lastHlc: (stream) => current(state).projection.lastHlc(stream),
    row: (stream) => current(state).projection.row(stream),
    eventsOf: (stream) => current(state).projection.eventsOf(stream),
    unflushedCount: () => state.count,
    unflushed: () => {
      const { projection, base } = current(state);
      return { changes: projection.changes(), of: base?.id };
    },
    stageOne: () => {
      current(state);
      return state.stageOne;
    },
    flush: () => {
      flush(state);
    },
    nextPiece: () => nextPiece(state),
    grow: (piece) => grow(state, piece),
    growth: () => {
      if (!current(state).isStale) return undefined;
      const done = deps.store.generations.growing(deps.tuning.foldVersions)?.flushed ?? 0;
      return { done, total: deps.store.lastArrival() };
    },
    rules: () =>
      current(state).isStale ? undefined : `${deps.tuning.foldVersions}\n${epochOf(state)}`,
    countingRules: () =>
      current(state).isStale
        ? undefined
        : `${deps.tuning.foldVersions}\n${state.stageOne.result().text}`,
  };
}

/** True while there is more than the limit allows. */
function catchUp(state: State, limit: number): boolean {
  const { store, tuning } = state;
  const version = store.dataVersion();
  // Nothing is done while the store's version is the same: a key reads the state several times, and
  // mostly nobody else has written.
  if (state.memory?.caughtUpAt === version) return false;
  if (state.purges !== store.purges()) state.memory = undefined;
  const memory = current(state);
  const { base, from } = memory;
  const seen = base ?? from;
  const now = base === undefined ? store.generations.ready(tuning.foldVersions) : selectBase(state);
  // Another process has flushed, so its rows hold more than ours build on.
  if (now?.id !== seen?.id || now?.flushed !== seen?.flushed) {
    state.memory = load(state, stillWarm(state, memory, now));
  }
  let left = limit;
  for (const row of store.after(current(state).arrival)) {
    // Others of its segment were folded with the first of them.
    if (row.arrival <= current(state).arrival) continue;
    if (left === 0) return true;
    if (applyAhead(state, row)) {
      left = 0;
      continue;
    }
    left -= 1;
    apply(state, toTransaction(row), row);
  }
  current(state).caughtUpAt = version;
  return false;
}

/**
 * Takes up what was folded ahead of a segment whose first transaction this is; false where the segment has to be
 * folded one by one. It is taken up only where each of its transactions would have been folded as plain trade.
 */
function applyAhead(state: State, { place, arrival, first }: TransactionRow): boolean {
  const { ahead, stageOne, heads } = state;
  if (ahead === undefined || ahead.place !== place) return false;
  state.ahead = undefined;
  const { origin, rows, hashes, leastHlc, mostHlc, day } = ahead;
  const now = current(state);
  const [last, count] = [rows.at(-1), rows.length];
  const hash = hashes.at(-1);
  if (last === undefined || hash === undefined || last.arrival !== arrival + count - 1)
    return false;
  const trustedMax = state.trustedHlcMax();
  const isPlain =
    !now.isStale &&
    heads.get(origin)?.seq === first - 1 &&
    !isForked(state, origin) &&
    stageOne.admitsTrade({ origin, seq: last.last, hash }) &&
    hashes.every(
      (end, index) => !stageOne.isNamed({ origin, seq: rows[index]?.last ?? 0, hash: end }),
    );
  // Keys on both sides of what is trusted are noted one by one.
  const isTrusted = mostHlc <= trustedMax;
  if (!isPlain || state.seenHlc > trustedMax || (!isTrusted && leastHlc <= trustedMax))
    return false;
  state.longWork();
  state.count += count;
  if (isTrusted) state.seenHlc = Math.max(state.seenHlc, mostHlc);
  now.arrival = last.arrival;
  state.horizon = last.arrival;
  heads.set(origin, { seq: last.last, hash, day, others: [] });
  for (const stream of ahead.transactionsOf.keys()) {
    now.streams.push({ stream, arrival: last.arrival, place });
  }
  now.projection.applyAhead(ahead.trade, (stream) =>
    (ahead.transactionsOf.get(stream) ?? []).flatMap((index) => {
      const row = rows[index];
      if (row === undefined) return [];
      const own = eventsPerStream(inKeyOrder(toTransaction(row).events)).get(stream);
      return own === undefined ? [] : [own];
    }),
  );
  return true;
}

function apply(state: State, transaction: StoredTransaction, { arrival, place }: Stored): void {
  const now = current(state);
  const before = state.stageOne.result();
  state.count += 1;
  if (state.count % LONG_WORK === 0) state.longWork();
  now.arrival = arrival;
  state.horizon = arrival;
  noteForks(state, transaction, arrival);
  state.stageOne.note(transaction);
  const { origin, last: seq, hash, content } = transaction;
  if (state.stageOne.isNamed({ origin, seq, hash })) state.stageOne.lookAgain();
  if (isForked(state, origin)) state.heads.delete(origin);
  else state.heads.set(origin, { seq, hash, day: content.first.day, others: [] });
  if (changesWhatCounts(state, before)) {
    state.memory = foldAnew(state, arrival);
    return;
  }
  foldInto(state, now, { transaction, stored: { arrival, place } });
  if (batchPartOf(content)?.parts !== undefined) joinBatch(state, now, transaction);
}

/** Folds the parts of a batch that were held back, now that its end is here. */
function joinBatch(state: State, memory: Memory, end: StoredTransaction): void {
  const { store, stageOne } = state;
  const from = stageOne.joinedFrom(end);
  // Beyond a fork nothing counts as it comes: an admission does, and folds everything anew.
  if (from === undefined || !stageOne.isAdmitted(end)) return;
  const { batch } = end.content.first;
  for (const row of store.ofOrigin(end.origin, from)) {
    if (row.last >= end.first) break;
    const part = toTransaction(row);
    state.longWork();
    if (batchPartOf(part.content)?.batch !== batch || !stageOne.isAdmitted(part)) continue;
    memory.joined.add(row.arrival);
    // The streams are flushed anew, because their rows will differ from those in the cache.
    memory.streams.push(...streamPlaces(part, row));
    memory.projection.apply(part);
  }
}

/** A second transaction with one predecessor puts all of its origin beyond that in question. */
function noteForks(state: State, transaction: StoredTransaction, arrival: number): void {
  const { store, shop, heads, stageOne } = state;
  const { origin, first } = transaction;
  const common = stageOne.shape().commonUntil(origin);
  if (common !== undefined && first > common) {
    stageOne.noteLink(toLink(store, shop, transaction));
    return;
  }
  // Most follow the end that is known: then there is no need to look.
  if (heads.get(origin)?.seq === first - 1) return;
  if (!store.startingAt(origin, first).some((row) => row.arrival < arrival)) return;
  noteLinks(state, origin, first);
}

function isForked({ stageOne }: State, origin: Origin): boolean {
  return stageOne.shape().commonUntil(origin) !== undefined;
}

/** Whether something that was folded, or left out, counts otherwise now. */
function changesWhatCounts(state: State, before: StageOneResult): boolean {
  const after = state.stageOne.result();
  if (before === after || before.text === after.text) return false;
  const rights = changedRights(before.devices, after.devices);
  return state.store.origins().some((origin) => {
    const device = deviceOf(origin);
    if (rights.has(device)) return true;
    if (!after.devices.has(device)) return false;
    const last = state.store.head(origin)?.seq ?? 0;
    return before.extentOf(origin, last) !== after.extentOf(origin, last);
  });
}

function headOf(state: State, origin: Origin): Head | undefined {
  current(state);
  const known = state.heads.get(origin);
  if (known !== undefined) return known;
  const head = isForked(state, origin)
    ? headOfBranches(state, origin)
    : withoutBranches(state.store.head(origin));
  if (head !== undefined) state.heads.set(origin, head);
  return head;
}

function withoutBranches(end: Omit<Head, "others"> | undefined): Head | undefined {
  return end === undefined ? undefined : { ...end, others: [] };
}

/** The longest branch stands for the chain, on every till the same one. */
function headOfBranches({ store, stageOne }: State, origin: Origin): Head | undefined {
  const links = stageOne.shape().beyond(origin);
  const followed = new Set(links.map(({ previous }) => previous));
  const [longest, ...others] = links
    .filter(({ hash }) => !followed.has(hash))
    .toSorted((a, b) => b.seq - a.seq || (a.hash < b.hash ? -1 : 1))
    .map(({ seq, hash }) => ({ seq, hash }));
  const row = longest && store.withEnd({ origin, seq: longest.seq, hash: longest.hash });
  if (row === undefined) return undefined;
  const { last: seq, hash, content } = row;
  return { seq, hash, day: content.first.day, others };
}

function flush(state: State): void {
  const { store, tuning } = state;
  const { projection, cache, base, from, isStale, arrival, streams, caughtUpAt } = current(state);
  if (isStale || base?.flushed === arrival) return;
  if (streams.length > LONG_WORK) state.longWork();
  const flushed = store.flush({
    versions: tuning.foldVersions,
    from,
    facts: factsOf(state, arrival),
    changes: projection.packedChanges(),
    streams,
    replaces: base === undefined,
    locals: [[SEEN_KEY, String(state.seenHlc)]],
  });
  if (flushed === undefined) {
    state.memory = undefined;
    return;
  }
  projection.keep();
  state.memory = { ...flushedMemory(state, flushed, cache), caughtUpAt };
  state.count = 0;
}

/*
 * What stays in memory when another process has flushed: a large catalogue must not be read anew for
 * each sale of another till.
 */

/**
 * The rows in memory that are the same in the ones that were flushed. Undefined when it is another
 * generation, or when more than trade came in between: then anything may count otherwise.
 */
function stillWarm(
  state: State,
  { base, cache, isStale, arrival, streams }: Memory,
  flushed: Generation | undefined,
): RowCache | undefined {
  if (isStale || flushed === undefined || flushed.id !== base?.id) return undefined;
  if (flushed.epoch !== epochOf(state)) return undefined;
  const unseen = streamsOfTrade(state, arrival, flushed.flushed);
  if (unseen === undefined) return undefined;
  // The cache has them as they were flushed before.
  for (const { stream } of streams) cache.drop(stream);
  for (const stream of unseen) {
    cache.drop(stream);
    state.revisions.bump(stream);
  }
  return cache;
}

/** Undefined when one of those transactions may change what others count for. */
function streamsOfTrade(
  { store, stageOne }: State,
  after: number,
  until: number,
): ReadonlyArray<StreamId> | undefined {
  const streams: StreamId[] = [];
  const forked = new Set(stageOne.shape().forked());
  for (const row of store.after(after)) {
    if (row.arrival > until) break;
    const transaction = toTransaction(row);
    const { origin, first, events } = transaction;
    const isForked = forked.has(origin) || store.startingAt(origin, first).length > 1;
    if (isForked || isControl(transaction.content)) return undefined;
    streams.push(...events.flatMap(({ event }) => indexedUnder(event.streams)));
  }
  return streams;
}

/*
 * Folding bit by bit what was folded by other rules, or what a start has folded whole and no row has yet:
 * the next generation of the folded state.
 *
 * A piece is folded before the lock is taken, so that a sale waits only while it is written down.
 */

/** A piece of a generation, folded before the lock is taken. */
interface GrownPiece {
  readonly growth: GenerationGrowth;
  readonly keep: () => void;
  readonly cache: RowCache;
}

/** Transactions of a piece: small enough that nobody waits long for it. */
const GROWN_AT_ONCE = 64;
/** An import has two hundred in each transaction. */
const GROWN_EVENTS_AT_ONCE = 320;

/**
 * A generation that is in memory alone is folded again by each start, and held whole; so it is
 * written down in pieces.
 */
function nextPiece(state: State): GrownPiece | undefined {
  const { store, tuning, grown } = state;
  const { isStale, base: built, arrival } = current(state);
  if (!isStale && built !== undefined) return undefined;
  const found = store.generations.growing(tuning.foldVersions);
  // A generation that was begun under other rules is of no use.
  const from = found?.epoch === epochOf(state) ? found : undefined;
  const { rows, isComplete } = upTo(store.after(from?.flushed ?? 0), arrival);
  const isKept =
    from !== undefined && grown?.at.id === from.id && grown.at.flushed === from.flushed;
  const cache = isKept ? grown.cache : createRowCache();
  // Batches count here as they stand now, so nothing joins later.
  const base = from === undefined ? emptyBase : baseOf(state, from, new Set());
  const projection = createProjection(base, noRevisions, cache);
  const streams = rows.flatMap((row) => {
    const transaction = toTransaction(row);
    if (state.stageOne.isAdmitted(transaction)) projection.apply(transaction);
    return streamPlaces(transaction, row);
  });
  const facts = factsOf(state, isComplete ? arrival : (rows.at(-1)?.arrival ?? arrival));
  const changes = projection.packedChanges();
  const growth = {
    versions: tuning.foldVersions,
    found,
    from,
    facts,
    changes,
    streams,
    isComplete,
  };
  function keep(): void {
    projection.keep("all");
  }
  return { growth, keep, cache };
}

/** Nothing where another process was faster: its piece is gone on with. */
function grow(state: State, { growth, keep, cache }: GrownPiece): boolean {
  const { store, tuning } = state;
  const at = store.grow(growth);
  keep();
  state.grown = at === undefined ? undefined : { at, cache };
  if (growth.isComplete) state.memory = undefined;
  return !growth.isComplete || store.generations.ready(tuning.foldVersions) === undefined;
}

function upTo(
  stored: Iterable<TransactionRow>,
  arrival: number,
): { readonly rows: ReadonlyArray<TransactionRow>; readonly isComplete: boolean } {
  const rows: TransactionRow[] = [];
  let events = 0;
  for (const row of stored) {
    if (row.arrival > arrival) break;
    if (rows.length >= GROWN_AT_ONCE || events >= GROWN_EVENTS_AT_ONCE) {
      return { rows, isComplete: false };
    }
    rows.push(row);
    events += row.last - row.first + 1;
  }
  return { rows, isComplete: true };
}
