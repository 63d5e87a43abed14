/**
 * Working out what a box sees of what it was told: which pieces are new, who counts by all of them, and the rows
 * and sums that come of it.
 */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { foldOf } from "../../domain/folds/folds.ts";
import {
  type BusinessDay,
  type ChainEnd,
  type DeviceId,
  deviceOf,
  type Origin,
  type ShopId,
  type StreamId,
} from "../../domain/identity.ts";
import { type Cut } from "../log/segment.ts";
import { createStageOne, type StageOne } from "../log/stage-one.ts";
import {
  type StoredTransaction,
  toTransaction,
  type TransactionEvent,
} from "../log/stored-transaction.ts";
import { type TransactionRow } from "../log/transaction-row.ts";
import { emptyBase, type PackedChanges, type ProjectionBase } from "../projection/projection.ts";
import { packRow } from "../projection/row-packing.ts";
import { foldStream, parseRow, rowText } from "../projection/stream-row.ts";
import { type Store } from "../store.ts";
import { isBeyond, type Past } from "./over-past.ts";
import { NONE_GIVEN, numbersGiven, withOwnNumbers } from "./own-numbers.ts";
import {
  eventsByStream,
  keysIn,
  type PresentFault,
  type ReadPiece,
  readTold,
} from "./present-pieces.ts";
import {
  type Lacked,
  type Places,
  type PresentFacts,
  type PresentTable,
  seqOf,
} from "./present-table.ts";
import { rowsBetween } from "./rows-between.ts";
import { HOLDS_ALL, type PresentTold } from "./tell-present.ts";

export interface TakingDeps {
  readonly store: Store;
  readonly shop: ShopId;
  readonly founder: DeviceId;
  /** The id of this box. */
  readonly device: DeviceId;
  readonly cut: Cut;
  /** What is here, folded as ever. */
  readonly past: Past;
  /** Keys beyond this are somebody's wrong clock. */
  readonly trustedHlcMax: () => number;
  /** How this build folds. */
  readonly versions: string;
  /** Whether what this box says next goes onto this chain of its own. */
  readonly goesOn: (chain: Origin) => boolean;
}

/** The result of taking what was told, which is not written down yet. */
export interface TakenPresent {
  readonly facts: PresentFacts;
  readonly news: ReadonlyArray<ReadPiece>;
  /** All pieces, by chain. */
  readonly pieces: ReadonlyArray<ReadPiece>;
  /** The streams whose rows are new. */
  readonly streams: ReadonlySet<StreamId>;
  readonly changes: PackedChanges;
}

interface Telling {
  readonly teller: DeviceId;
  readonly told: PresentTold;
  /** What was told before; undefined for the first time. */
  readonly was: PresentFacts | undefined;
  readonly lacked: Lacked;
  /** The pieces of that. */
  readonly before: ReadonlyArray<ReadPiece>;
  /** Who counted by them, as a text; undefined where that isn't known any more. */
  readonly ruleBefore: string | undefined;
}

/** Works out what a till has told; nothing is written. */
export function takenPresent(
  deps: TakingDeps,
  table: PresentTable,
  telling: Telling,
): Result<TakenPresent, PresentFault> {
  const { told, was, lacked, before, ruleBefore } = telling;
  const known = lacked === "everything" ? keysIn(before) : keysHere(deps, before);
  const checked = readTold(told.pieces, { cut: deps.cut, known });
  if (!checked.ok) return checked;
  const news = checked.value.filter(
    (read) =>
      !before.some((one) => isSamePiece(one.piece, read.piece)) &&
      (lacked === "everything" || read.transactions.some((one) => isBeyond(deps.store, one))),
  );
  const pieces = [...before, ...news].toSorted(byChain);
  if (lacked === "the newest") {
    const facts = { ...factsAfter(deps, { ...telling, news }), given: NONE_GIVEN };
    return ok({ facts, news, pieces, streams: new Set(), changes: NO_CHANGES });
  }
  const stageOne = stageOneOf(deps, pieces);
  if (stageOne.founding() === undefined) {
    return err({ type: "present/malformed", reason: "it has no founding" });
  }
  const isSameRule = ruleBefore === stageOne.result().text;
  const after = factsAfter(deps, { ...telling, news });
  const given = numbersGiven(deps.store, {
    own: after.own,
    stageOne,
    was: isSameRule ? was?.given : undefined,
  });
  const facts = { ...after, given };
  const others = isSameRule ? ownBetween(deps, was, facts) : table.streams();
  const streams = new Set([...told.streams, ...others]);
  const now = new Set(told.streams);
  // Of a stream that was never told there is no row: see `heardEvents`.
  const rowed = new Set([...streams].filter((one) => now.has(one) || table.hasStream(one)));
  const events = foldedEvents(deps, { streams: rowed, stageOne, facts, pieces });
  const base = was === undefined ? emptyBase : table.tables().base(() => []);
  const sums =
    told.what === "asked" ? undefined : withOwnNumbers(deps, told.sums, { stageOne, facts });
  const changes = changesOf(base, { streams: rowed, events, sums });
  return ok({ facts, news, pieces, streams, changes });
}

const NO_CHANGES: PackedChanges = { rows: [], sums: new Map(), addedTags: [], removedTags: [] };

/** The keys of those that were told of, and of those that are here. */
function keysHere(
  { store, past }: TakingDeps,
  before: ReadonlyArray<ReadPiece>,
): ReturnType<typeof keysIn> {
  const keys = new Map(keysIn(before));
  for (const origin of store.origins()) {
    const key = past.stageOne().keyOf(deviceOf(origin));
    if (key !== undefined) keys.set(deviceOf(origin), key);
  }
  return keys;
}

function isSamePiece(a: ReadPiece["piece"], b: ReadPiece["piece"]): boolean {
  return a.origin === b.origin && a.first === b.first && a.hash === b.hash;
}

function byChain({ piece: a }: ReadPiece, { piece: b }: ReadPiece): number {
  if (a.origin !== b.origin) return a.origin < b.origin ? -1 : 1;
  return a.first - b.first || (a.hash < b.hash ? -1 : 1);
}

export function stageOneOf(
  { shop, founder }: TakingDeps,
  pieces: ReadonlyArray<ReadPiece>,
): StageOne {
  const stageOne = createStageOne({ shop, founder, ...HOLDS_ALL });
  for (const { transactions } of pieces) for (const one of transactions) stageOne.note(one);
  return stageOne;
}

export function ownOrigins({
  store,
  device,
}: Pick<TakingDeps, "store" | "device">): ReadonlyArray<Origin> {
  return store.origins().filter((origin) => deviceOf(origin) === device);
}

interface FoldedFrom {
  readonly streams: ReadonlySet<StreamId>;
  readonly stageOne: StageOne;
  readonly facts: Pick<PresentFacts, "own" | "ownAtFirst" | "uncounted">;
  readonly pieces: ReadonlyArray<ReadPiece>;
}

/** Returns the events of the rows: what was told and counts, and of this box's own chains what the figures hold. */
export function foldedEvents(
  deps: TakingDeps,
  { streams, stageOne, facts, pieces }: FoldedFrom,
): ReturnType<typeof eventsByStream> {
  const uncounted = Map.groupBy(facts.uncounted, ({ origin, seq }) => `${origin} ${seq}`);

  function counts(one: StoredTransaction): boolean {
    const left = uncounted.get(`${one.origin} ${one.last}`);
    return stageOne.isAdmitted(one) && left?.some(({ hash }) => hash === one.hash) !== true;
  }

  function* toldOnes(): Generator<StoredTransaction> {
    for (const { piece, transactions } of pieces) {
      const isOwn = deviceOf(piece.origin) === deps.device;
      // What the figures don't hold of this box is counted on top, whoever else has heard it.
      const to = isOwn ? seqOf(facts.own, piece.origin) : Number.POSITIVE_INFINITY;
      for (const one of transactions) if (one.last <= to && counts(one)) yield one;
    }
  }

  function* counted(): Generator<StoredTransaction> {
    yield* toldOnes();
    yield* ownSinceFirst(deps, facts, stageOne);
  }

  return eventsByStream(streams, counted());
}

/** What this box said since it was told first, and the figures hold: a teller after the first may not tell it. */
function* ownSinceFirst(
  { store }: TakingDeps,
  { own, ownAtFirst }: FoldedFrom["facts"],
  stageOne: StageOne,
): Generator<StoredTransaction> {
  for (const { origin, seq } of own) {
    for (const row of rowsBetween(store, { origin, from: seqOf(ownAtFirst, origin), to: seq })) {
      const one = toTransaction(row);
      if (stageOne.isAdmitted(one)) yield one;
    }
  }
}

/**
 * Returns what this box had heard of a stream that was not told, without what counts on top of that: it may go on
 * there with what it did last.
 */
export function heardEvents(
  { store, device }: TakingDeps,
  stream: StreamId,
  { stageOne, facts }: Pick<FoldedFrom, "stageOne" | "facts">,
): ReadonlyArray<TransactionEvent> {
  function* heard(): Generator<StoredTransaction> {
    for (const row of store.ofStreams([stream])) {
      const isOwn = deviceOf(row.origin) === device;
      if (isOwn && row.last > seqOf(facts.own, row.origin)) continue;
      const one = toTransaction(row);
      if (stageOne.isAdmitted(one)) yield one;
    }
  }

  return eventsByStream(new Set([stream]), heard()).get(stream) ?? [];
}

/** Returns the streams of this box's own events that the figures held before and don't now, or the other way. */
function ownBetween(
  { store }: TakingDeps,
  was: PresentFacts | undefined,
  { own }: PresentFacts,
): ReadonlySet<StreamId> {
  const streams = new Set<StreamId>();
  const before = was?.own ?? own;
  for (const origin of new Set([...own, ...before].map((one) => one.origin))) {
    const [from = 0, to = 0] = [seqOf(before, origin), seqOf(own, origin)].toSorted(
      (a, b) => a - b,
    );
    for (const row of rowsBetween(store, { origin, from, to })) {
      for (const stream of streamsOf(row)) streams.add(stream);
    }
  }
  return streams;
}

function streamsOf({ content }: TransactionRow): ReadonlyArray<StreamId> {
  return content.events.flatMap(({ header }) => header.streams);
}

function factsAfter(
  deps: TakingDeps,
  {
    was,
    lacked,
    teller,
    told,
    news,
  }: Pick<Telling, "was" | "lacked" | "teller" | "told"> & {
    readonly news: ReadonlyArray<ReadPiece>;
  },
): Omit<PresentFacts, "given"> {
  const trustedMax = deps.trustedHlcMax();
  let seenHlc = was?.seenHlc ?? 0;
  const days = new Set<BusinessDay>(was?.days);
  const contents = news.flatMap(({ transactions }) => transactions.map(({ content }) => content));
  for (const { first, events } of contents) {
    days.add(first.day);
    const trusted = events.map(({ header }) => header.hlc).filter((hlc) => hlc <= trustedMax);
    seenHlc = Math.max(seenHlc, ...trusted);
  }
  const uncounted = [...(was?.uncounted ?? []), ...told.uncounted];
  const revision = 1 + (was?.revision ?? 0);
  if (told.what === "asked" && was !== undefined) {
    return { ...was, seenHlc, uncounted, revision };
  }
  const own = told.ends.flatMap(({ origin, seq }) =>
    deviceOf(origin) === deps.device ? [{ origin, seq: heldByFigures(deps, origin, seq) }] : [],
  );
  return {
    lacked,
    teller,
    arrival: told.arrival,
    ends: furthest([...(was?.ends ?? []), ...told.ends]),
    own,
    ownAtFirst: was?.ownAtFirst ?? own,
    had: was?.had ?? heldOf(deps, told.ends),
    begun: was?.begun ?? begunAt(deps, own),
    seenHlc,
    uncounted: told.what === "all" ? [...told.uncounted] : uncounted,
    days: [...days].toSorted().slice(-DAYS_KEPT),
    versions: deps.versions,
    revision,
  };
}

/** What a disk has lost was said before, too: it comes back behind what is said next. */
function begunAt(deps: TakingDeps, own: Places): Places {
  const origins = new Set([...ownOrigins(deps), ...own.map(({ origin }) => origin)]);
  return [...origins].map((origin) => ({
    origin,
    seq: Math.max(deps.store.head(origin)?.seq ?? 0, seqOf(own, origin)),
  }));
}

const DAYS_KEPT = 8;

/**
 * What this box has lost of a chain comes back, and is in the figures of whoever names its end. But a teller that
 * names more of the chain that the box goes on with must not hide what the box does next.
 */
function heldByFigures({ store, goesOn }: TakingDeps, origin: Origin, seq: number): number {
  return goesOn(origin) ? Math.min(seq, store.head(origin)?.seq ?? 0) : seq;
}

/** How many events of these chains are here. */
function heldOf({ store }: TakingDeps, ends: ReadonlyArray<ChainEnd>): number {
  return ends.reduce(
    (sum, { origin, seq }) => sum + Math.min(seq, store.head(origin)?.seq ?? 0),
    0,
  );
}

/** Of each chain the furthest end: of a forked one that of the longest branch. */
function furthest(ends: ReadonlyArray<ChainEnd>): ReadonlyArray<ChainEnd> & ChainEnd[] {
  const byOrigin = new Map<Origin, ChainEnd>();
  for (const end of ends) {
    const known = byOrigin.get(end.origin);
    if (known === undefined || end.seq >= known.seq) byOrigin.set(end.origin, end);
  }
  return [...byOrigin.values()];
}

/** Works out what a flush has to write so that the rows are those of the events, and the sums the teller's. */
function changesOf(
  base: ProjectionBase,
  {
    streams,
    events,
    sums,
  }: {
    readonly streams: ReadonlySet<StreamId>;
    readonly events: ReturnType<typeof eventsByStream>;
    /** As they are now; undefined where they stay. */
    readonly sums: PresentTold["sums"] | undefined;
  },
): PackedChanges {
  const rows: Array<readonly [StreamId, string | Uint8Array]> = [];
  const addedTags: Array<readonly [string, StreamId]> = [];
  const removedTags: Array<readonly [string, StreamId]> = [];
  for (const stream of streams) {
    const own = events.get(stream);
    if (own === undefined) continue;
    const row = foldStream(stream, own);
    rows.push([stream, packRow(rowText(stream, row))]);
    const before = parseRow(base.row(stream), foldOf(stream)).derived().tags;
    const { tags } = row.derived();
    for (const tag of tags) if (!before.has(tag)) addedTags.push([tag, stream]);
    for (const tag of before) if (!tags.has(tag)) removedTags.push([tag, stream]);
  }
  const deltas = new Map(
    sums === undefined ? [] : base.sums("").map(([key, amount]) => [key, 0 - amount]),
  );
  for (const [key, amount] of sums ?? []) deltas.set(key, (deltas.get(key) ?? 0) + amount);
  return { rows, sums: deltas, addedTags, removedTags };
}
