/** The memory of a follower, and its filling: from rows, from scratch, or both. */

import { hash as digest } from "node:crypto";

import { indexedUnder } from "../../domain/doubts/unknown-events.ts";
import {
  type BusinessDay,
  type ChainEnd,
  type DeviceId,
  deviceOf,
  type Hash,
  type Origin,
  type ShopId,
  type StreamId,
  streamType,
} from "../../domain/identity.ts";
import { type ChainLink } from "../../domain/membership/chain-shape.ts";
import { keysBefore } from "../keys-before.ts";
import { endsBefore, linkOf } from "../log/chain-links.ts";
import { createStageOne, type StageOne } from "../log/stage-one.ts";
import {
  shownIn,
  type StoredTransaction,
  toTransaction,
  type TransactionEvent,
} from "../log/stored-transaction.ts";
import { type ChainHead } from "../log/tail-table.ts";
import { type TransactionRow } from "../log/transaction-row.ts";
import { type Store, type StreamPlace } from "../store.ts";
import { type Tuning } from "../tuning.ts";
import { type Generation, type GenerationFacts } from "./generations.ts";
import {
  createProjection,
  emptyBase,
  type Projection,
  type ProjectionBase,
  type TradeAhead,
} from "./projection.ts";
import { type Revisions } from "./revisions.ts";
import { createRowCache, type RowCache } from "./row-cache.ts";
import { foldStream, rowText } from "./stream-row.ts";

export interface Head extends ChainHead {
  /** Ends of the other branches, where the chain is forked. */
  readonly others: ReadonlyArray<Omit<ChainHead, "day">>;
}

/** When a transaction was stored, and in which row or segment. */
export type Stored = Pick<TransactionRow, "arrival" | "place">;

/** The number of transactions or streams that may take long together. */
export const LONG_WORK = 100;

export interface FollowerDeps {
  readonly store: Store;
  readonly shop: ShopId;
  readonly founder: DeviceId;
  readonly tuning: Tuning;
  /** Which streams changed when. */
  readonly revisions: Revisions;
  /** Keys beyond this are somebody's wrong clock. */
  readonly trustedHlcMax: () => number;
  /** Called before work that may take seconds. */
  readonly longWork: () => void;
}

/** The state that was folded up to an arrival: flushed rows, and the changes since. */
export interface Memory {
  readonly projection: Projection;
  /** The unchanged rows that the projection keeps. */
  readonly cache: RowCache;
  /** The generation that it builds on; undefined for a fold from scratch. */
  readonly base: Pick<Generation, "id" | "flushed"> | undefined;
  /** The generation that a flush may write to, as it is now. */
  readonly from: Pick<Generation, "id" | "flushed"> | undefined;
  /** Whether other rules made its base: rows are folded anew when asked for, sums are the old ones. */
  readonly isStale: boolean;
  arrival: number;
  /** The store's data version with which nothing was left to take in. */
  caughtUpAt: number | undefined;
  readonly streams: StreamPlace[];
  /** Arrivals of parts of batches that ended since the flush: they were folded after it. */
  readonly joined: Set<number>;
}

export interface State extends FollowerDeps {
  readonly heads: Map<Origin, Head>;
  stageOne: StageOne;
  /** The last arrival that stage 1 knows of: what another process stored since is not yet there. */
  horizon: number;
  seenHlc: number;
  count: number;
  memory: Memory | undefined;
  /** How often something had been thrown away when it was loaded. */
  purges: number;
  /** What was folded ahead of the segment that was stored last. */
  ahead: StoredAhead | undefined;
  /** Rows of the generation that grows, kept from one piece to the next. */
  grown: { readonly at: Generation; readonly cache: RowCache } | undefined;
}

/** A stored segment of plain trade, with what was folded ahead of it. */
export interface StoredAhead {
  readonly place: number;
  readonly origin: Origin;
  readonly rows: ReadonlyArray<TransactionRow>;
  /** The hash at the end of each of its transactions. */
  readonly hashes: ReadonlyArray<Hash>;
  readonly leastHlc: number;
  readonly mostHlc: number;
  /** The business day of its last transaction. */
  readonly day: BusinessDay;
  readonly trade: TradeAhead;
  /** Its streams, those under which unknown events are indexed too, with the positions of their transactions. */
  readonly transactionsOf: ReadonlyMap<StreamId, ReadonlyArray<number>>;
}

export const SEEN_KEY = "seen-hlc";

export function current(state: State): Memory {
  state.memory ??= load(state);
  return state.memory;
}

/** The rows to build on: this build's own, unless they are far behind those of another one. */
export function selectBase({ store, tuning }: State): Generation | undefined {
  const { generations } = store;
  const own = generations.ready(tuning.foldVersions);
  const isNear = own !== undefined && store.lastArrival() - own.flushed <= tuning.refoldAtOnce;
  const newest = isNear ? own : generations.newest();
  // The rows of an older base are folded again one by one, where the index finds their
  // transactions.
  const isFound = newest !== undefined && newest.flushed <= store.indexedArrival();
  return isFound ? newest : own;
}

/**
 * Takes up the flushed rows, under the control acts that they were folded under: those that came
 * later are applied one by one, so that what they change is folded anew also after a crash. `warm`:
 * those of the rows that are in memory.
 */
export function load(state: State, warm?: RowCache): Memory {
  const { store, shop, revisions, heads, founder, tuning } = state;
  if (warm === undefined) revisions.startOver();
  heads.clear();
  state.count = 0;
  state.purges = store.purges();
  state.seenHlc = Math.max(state.seenHlc, Number(store.local(SEEN_KEY) ?? 0));
  const base = selectBase(state);
  const flushed = base?.flushed ?? 0;
  state.horizon = flushed;
  state.stageOne = createStageOne({
    shop,
    founder,
    holdsNow: () => {
      const { horizon } = state;
      return (end) => isStored(store, end, horizon);
    },
    storedFrom: store.ofOrigin,
    barredBefore: parseSeqs(base?.barred),
    keysBefore: keysBefore(store),
  });
  for (const row of store.control()) {
    if (row.arrival <= flushed) state.stageOne.note(toTransaction(row));
  }
  for (const [origin, common] of parseSeqs(base?.forked)) {
    // The chains are asked in order, so that what a branch bars is known.
    for (const transaction of noteLinks(state, origin, common + 1)) {
      state.stageOne.isAdmitted(transaction);
    }
  }
  const isOwn = base?.versions === tuning.foldVersions && base.epoch === epochOf(state);
  if (base !== undefined && isOwn) return flushedMemory(state, base, warm);
  return foldAnew(state, flushed);
}

export function flushedMemory(state: State, base: Generation, cache = createRowCache()): Memory {
  const joined = new Set<number>();
  const rows = baseOf(state, base, joined);
  const projection = createProjection(rows, state.revisions, cache);
  const { flushed: arrival } = base;
  return {
    projection,
    cache,
    base,
    from: base,
    isStale: false,
    arrival,
    caughtUpAt: undefined,
    streams: [],
    joined,
  };
}

/** Forgets what was folded: everything is folded again, now or when it is asked for. */
export function foldAnew(state: State, until: number): Memory {
  // The streams without later events change too, since what they had may be in question.
  state.revisions.startOver();
  const base = selectBase(state);
  if (base !== undefined && isLong(state, until)) return staleMemory(state, base, until);
  state.stageOne.forgetBarred();
  const cache = createRowCache();
  const fresh: Memory = {
    projection: createProjection(emptyBase, state.revisions, cache),
    cache,
    base: undefined,
    from: state.store.generations.ready(state.tuning.foldVersions),
    isStale: false,
    arrival: until,
    caughtUpAt: undefined,
    streams: [],
    joined: new Set(),
  };
  foldRows(state, fresh, { after: 0, until });
  return fresh;
}

/** An import has two hundred events in a transaction. */
function isLong({ store, tuning }: State, until: number): boolean {
  if (until > tuning.refoldAtOnce) return true;
  const events = store.origins().reduce((sum, origin) => sum + (store.head(origin)?.seq ?? 0), 0);
  return events > tuning.refoldAtOnce;
}

/** Opens at once after any length of history: what is asked for is folded anew, the rest grows. */
function staleMemory(state: State, base: Generation, until: number): Memory {
  const { store } = state;
  settleBars(state);
  const joined = new Set<number>();
  const rows = baseOf(state, base, joined);
  const refolded: ProjectionBase = {
    ...rows,
    row: createRefoldedRows({
      rows,
      touching: (streams) => countedRows(state, base, { joined, of: store.ofStreams(streams) }),
      shownIn,
      longWork: state.longWork,
    }),
  };
  const cache = createRowCache();
  const stale: Memory = {
    projection: createProjection(refolded, state.revisions, cache),
    cache,
    base,
    from: undefined,
    isStale: true,
    arrival: until,
    caughtUpAt: undefined,
    streams: [],
    joined,
  };
  foldRows(state, stale, { after: base.flushed, until });
  return stale;
}

/**
 * Who may write everything bars nothing; of the others each must be asked for its first forbidden word
 * before any stream is, because a stream's events come out of the order of their chains.
 */
function settleBars({ store, stageOne }: State): void {
  stageOne.forgetBarred();
  const devices = stageOne.admission();
  for (const origin of store.origins()) {
    const device = devices.get(deviceOf(origin));
    if (device?.rights.includes("till") === true) continue;
    for (const row of store.ofOrigin(origin, 1)) stageOne.isAdmitted(toTransaction(row));
  }
}

function foldRows(
  state: State,
  memory: Memory,
  { after, until }: { readonly after: number; readonly until: number },
): void {
  for (const row of state.store.after(after)) {
    if (row.arrival > until) break;
    if (row.arrival % LONG_WORK === 0) state.longWork();
    foldInto(state, memory, { transaction: toTransaction(row), stored: row });
  }
}

export function foldInto(
  state: State,
  memory: Memory,
  { transaction, stored }: { readonly transaction: StoredTransaction; readonly stored: Stored },
): void {
  memory.streams.push(...streamPlaces(transaction, stored));
  for (const { event } of transaction.events) noteSeen(state, event.key.hlc);
  if (state.stageOne.isAdmitted(transaction)) memory.projection.apply(transaction);
}

/** For the index. */
export function streamPlaces(
  { events }: StoredTransaction,
  { arrival, place }: Stored,
): ReadonlyArray<StreamPlace> {
  const streams = new Set(events.flatMap(({ event }) => indexedUnder(event.streams)));
  return [...streams].map((stream) => ({ stream, arrival, place }));
}

/** A key that was trusted while this till's own clock was wrong counts no more once it is right. */
function noteSeen(state: State, hlc: number): void {
  const trustedMax = state.trustedHlcMax();
  if (hlc > trustedMax) return;
  if (hlc > state.seenHlc || state.seenHlc > trustedMax) state.seenHlc = hlc;
}

/** `joined`: arrivals that are not in its rows, though they were flushed. */
export function baseOf(
  state: State,
  { id, flushed }: Pick<Generation, "id" | "flushed">,
  joined: ReadonlySet<number>,
): ProjectionBase {
  const { store } = state;
  return store.generations.tables(id).base((stream) => {
    const counted = countedRows(state, { flushed }, { joined, of: store.ofStream(stream) });
    return [...counted].flatMap(({ events }) =>
      events.filter((event) => shownIn(event).includes(stream)),
    );
  });
}

/** Returns those that are in the rows. */
function* countedRows(
  { stageOne }: State,
  { flushed }: Pick<Generation, "flushed">,
  rows: { readonly joined: ReadonlySet<number>; readonly of: Iterable<TransactionRow> },
): Generator<StoredTransaction> {
  for (const row of rows.of) {
    if (row.arrival > flushed || rows.joined.has(row.arrival)) continue;
    const transaction = toTransaction(row);
    if (stageOne.isAdmitted(transaction)) yield transaction;
  }
}

/** Returns the facts that a later fold over these rows must know. */
export function factsOf({ stageOne }: State, flushed: number): GenerationFacts {
  const shape = stageOne.shape();
  const forks = shape.forked().map((origin) => [origin, shape.commonUntil(origin)] as const);
  return {
    epoch: epochOf({ stageOne }),
    flushed,
    barred: JSON.stringify([...stageOne.barred()]),
    forked: JSON.stringify(forks),
  };
}

/**
 * Returns a text for all that rows depend on besides events and build. The end of a batch brings in
 * parts that were passed by already, so rows that grew without it are of no use.
 */
export function epochOf({ stageOne }: Pick<State, "stageOne">): string {
  return digest("sha256", JSON.stringify([stageOne.result().text, stageOne.endedBatches()]));
}

function isStored(store: Store, end: ChainEnd, horizon: number): boolean {
  const row = store.withEnd(end);
  return row !== undefined && row.arrival <= horizon;
}

/** Takes in where a forked origin's transactions hang, from a number on. */
export function noteLinks(
  { store, shop, stageOne, horizon }: State,
  origin: Origin,
  fromSeq: number,
): ReadonlyArray<StoredTransaction> {
  const transactions = [...store.ofOrigin(origin, fromSeq)]
    .filter(({ arrival }) => arrival <= horizon)
    .map(toTransaction);
  for (const transaction of transactions) {
    stageOne.noteLink(toLink(store, shop, transaction));
  }
  return transactions;
}

export function toLink(store: Store, shop: ShopId, transaction: StoredTransaction): ChainLink {
  const { origin, first } = transaction;
  const link = linkOf(transaction, endsBefore(store, { shop, origin, first }));
  if (link === undefined) throw new Error(`Event ${first} of ${origin} follows nothing.`);
  return link;
}

function parseSeqs(text: string | undefined): ReadonlyArray<readonly [Origin, number]> {
  return text === undefined ? [] : (JSON.parse(text) as ReadonlyArray<readonly [Origin, number]>);
}

/*
 * Rows that other rules made, folded anew as they are asked for.
 *
 * One by one where few are asked for. Goods and customers are asked for by the thousand: what holds them
 * is read once then, each transaction for all that is in it. A transaction of an import holds two
 * hundred of them, and read again for each it would keep a till from selling for a minute.
 */

interface RefoldedFrom {
  readonly rows: ProjectionBase;
  /** All transactions up to the flush that touch any of these and count, in the order of arrival. */
  readonly touching: (streams: ReadonlyArray<StreamId>) => Iterable<StoredTransaction>;
  /** The streams that an event of it is shown in. */
  readonly shownIn: (event: TransactionEvent) => ReadonlyArray<StreamId>;
  /** Called before work that may take seconds. */
  readonly longWork: () => void;
}

/** Types of streams that are listed under a tag of the same name, and read as a whole. */
const READ_WHOLE: ReadonlySet<string> = new Set(["cat", "customer"]);

/** The row of a stream, as the fold of this build has it; undefined for one that has no events. */
function createRefoldedRows(from: RefoldedFrom): ProjectionBase["row"] {
  const { rows } = from;
  const wholeByType = new Map<string, ReadonlyMap<StreamId, string>>();

  function whole(type: string): ReadonlyMap<StreamId, string> {
    const known = wholeByType.get(type) ?? foldWhole(from, rows.tagged(type));
    wholeByType.set(type, known);
    return known;
  }

  function alone(stream: StreamId): string | undefined {
    const events = rows.eventsOf(stream);
    return events.length === 0 ? undefined : rowText(stream, foldStream(stream, events));
  }

  return (stream) => {
    const type = streamType(stream);
    const known = READ_WHOLE.has(type) ? whole(type).get(stream) : undefined;
    return known ?? alone(stream);
  };
}

function foldWhole(
  { touching, shownIn, longWork }: RefoldedFrom,
  streams: ReadonlyArray<StreamId>,
): ReadonlyMap<StreamId, string> {
  longWork();
  const eventsByStream = new Map<StreamId, TransactionEvent[]>(
    streams.map((stream) => [stream, []]),
  );
  for (const { events } of touching(streams)) {
    for (const event of events) {
      for (const stream of shownIn(event)) eventsByStream.get(stream)?.push(event);
    }
  }
  const rows = new Map<StreamId, string>();
  for (const [stream, events] of eventsByStream) {
    if (events.length > 0) rows.set(stream, rowText(stream, foldStream(stream, events)));
    // The streams are folded one by one, so that not all events and rows are in memory at once.
    eventsByStream.delete(stream);
  }
  return rows;
}
