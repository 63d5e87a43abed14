/**
 * Working out what a box sees of what it was told: which pieces are new, who counts by all of them, and the rows
 * and sums that come of it.
 */

import { ok, type Result } from "../../domain/base/result.ts";
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
import { type StoredTransaction, toTransaction } from "../log/stored-transaction.ts";
import { type TransactionRow } from "../log/transaction-row.ts";
import { emptyBase, type PackedChanges, type ProjectionBase } from "../projection/projection.ts";
import { packRow } from "../projection/row-packing.ts";
import { foldStream, parseRow, rowText } from "../projection/stream-row.ts";
import { type Store } from "../store.ts";
import {
  eventsByStream,
  keysIn,
  type PresentFault,
  type ReadPiece,
  readTold,
} from "./present-pieces.ts";
import { type PresentFacts, type PresentTable } from "./present-table.ts";
import { HOLDS_ALL, type PresentTold } from "./tell-present.ts";

export interface TakingDeps {
  readonly store: Store;
  readonly shop: ShopId;
  readonly founder: DeviceId;
  /** The id of this box. */
  readonly device: DeviceId;
  readonly cut: Cut;
  /** Keys beyond this are somebody's wrong clock. */
  readonly trustedHlcMax: () => number;
  /** How this build folds. */
  readonly versions: string;
}

/** The result of taking what was told, which is not written down yet. */
export interface TakenPresent {
  readonly facts: PresentFacts;
  readonly news: ReadonlyArray<ReadPiece>;
  /** All pieces, by chain. */
  readonly pieces: ReadonlyArray<ReadPiece>;
  readonly stageOne: StageOne;
  /** The streams whose rows are new. */
  readonly streams: ReadonlySet<StreamId>;
  readonly changes: PackedChanges;
}

interface Telling {
  readonly teller: DeviceId;
  readonly told: PresentTold;
  /** What was told before; undefined for the first time. */
  readonly was: PresentFacts | undefined;
  /** The pieces of that. */
  readonly before: ReadonlyArray<ReadPiece>;
  /** Who counted by them, as a text; undefined where that isn't known any more. */
  readonly ruleBefore: string | undefined;
}

/** Works out what a till has told; nothing is written. */
export function takenPresent(
  deps: TakingDeps,
  table: PresentTable,
  { teller, told, was, before, ruleBefore }: Telling,
): Result<TakenPresent, PresentFault> {
  const checked = readTold(told.pieces, { cut: deps.cut, known: keysIn(before) });
  if (!checked.ok) return checked;
  const news = checked.value.filter(
    ({ piece }) => !before.some((one) => isSamePiece(one.piece, piece)),
  );
  const pieces = [...before, ...news].toSorted(byChain);
  const stageOne = stageOneOf(deps, pieces);
  const facts = factsAfter(deps, { was, teller, told, news });
  const isSameRule = ruleBefore === stageOne.result().text;
  const others = isSameRule ? ownSince(deps, was, facts) : table.streams();
  const streams = new Set([...told.streams, ...others]);
  const events = foldedEvents(deps, { streams, stageOne, facts, pieces });
  const base = was === undefined ? emptyBase : table.tables().base(() => []);
  const sums = told.what === "asked" ? undefined : told.sums;
  const changes = changesOf(base, { streams, events, sums });
  return ok({ facts, news, pieces, stageOne, streams, changes });
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

export function ownOrigins({ store, device }: TakingDeps): ReadonlyArray<Origin> {
  return store.origins().filter((origin) => deviceOf(origin) === device);
}

interface FoldedFrom {
  readonly streams: ReadonlySet<StreamId>;
  readonly stageOne: StageOne;
  readonly facts: Pick<PresentFacts, "own" | "uncounted">;
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

  function* counted(): Generator<StoredTransaction> {
    for (const { piece, transactions } of pieces) {
      const isOwn = deviceOf(piece.origin) === deps.device;
      const heldTo = isOwn ? (deps.store.head(piece.origin)?.seq ?? 0) : 0;
      for (const one of transactions) if (one.first > heldTo && counts(one)) yield one;
    }
    for (const { origin, seq } of facts.own) {
      for (const row of deps.store.ofOrigin(origin, 1)) {
        if (row.last > seq) break;
        const one = toTransaction(row);
        if (stageOne.isAdmitted(one)) yield one;
      }
    }
  }

  return eventsByStream(streams, counted());
}

/** Returns the streams of what the figures hold of this box since they were told last. */
function ownSince(
  { store }: TakingDeps,
  was: PresentFacts | undefined,
  { own }: PresentFacts,
): ReadonlySet<StreamId> {
  const streams = new Set<StreamId>();
  for (const { origin, seq } of own) {
    const from = was?.own.find((one) => one.origin === origin)?.seq ?? 0;
    for (const row of store.ofOrigin(origin, from + 1)) {
      if (row.last > seq) break;
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
    teller,
    told,
    news,
  }: {
    readonly was: PresentFacts | undefined;
    readonly teller: DeviceId;
    readonly told: PresentTold;
    readonly news: ReadonlyArray<ReadPiece>;
  },
): PresentFacts {
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
  const own = ownOrigins(deps).flatMap((origin) => {
    const end = told.ends.find((one) => one.origin === origin);
    const seq = Math.min(end?.seq ?? 0, deps.store.head(origin)?.seq ?? 0);
    return seq === 0 ? [] : [{ origin, seq }];
  });
  return {
    teller,
    arrival: told.arrival,
    ends: furthest([...(was?.ends ?? []), ...told.ends]),
    own,
    seenHlc,
    uncounted: told.what === "all" ? [...told.uncounted] : uncounted,
    days: [...days].toSorted().slice(-DAYS_KEPT),
    versions: deps.versions,
    revision,
  };
}

const DAYS_KEPT = 8;

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
