/**
 * The folded state of the shop: rows that were flushed, and over them what changed since.
 *
 * Every stream equals the fold of its events in the total order of their keys, whatever the order of
 * arrival: an event that sorts last goes on top, an earlier one has its stream folded anew. What a
 * stream contributes to the sums moves by new minus old. So the same set of events gives the same
 * rows, byte by byte.
 */

import { compareKeys, type EventKey } from "../domain/events/event.ts";
import { type KnownEvent } from "../domain/events/kinds.ts";
import { type Fold } from "../domain/folds/fold.ts";
import { foldOf, type StateByType, type StreamType } from "../domain/folds/folds.ts";
import { type Origin, type StreamId, toStreamId } from "../domain/identity.ts";
import { type LedgerView, type UnknownEvent } from "../domain/ledger-view.ts";
import { UNKNOWN_TAG } from "../domain/unknown-events.ts";
import { shownIn, type StoredTransaction, type TransactionEvent } from "./stored-transaction.ts";

/** What was flushed, or nothing for a fold from scratch. */
export interface ProjectionBase {
  readonly row: (stream: StreamId) => string | undefined;
  readonly sum: (key: string) => number;
  readonly sums: (prefix: string) => ReadonlyArray<readonly [string, number]>;
  readonly tagged: (tag: string) => ReadonlyArray<StreamId>;
  /** From the greatest tag down. */
  readonly lastTagged: (
    prefix: string,
    limit: number,
  ) => ReadonlyArray<readonly [string, StreamId]>;
  /** The events of a stream in the flushed transactions. */
  readonly eventsOf: (stream: StreamId) => ReadonlyArray<TransactionEvent>;
}

export interface ProjectionChanges {
  readonly rows: ReadonlyMap<StreamId, string>;
  readonly sums: ReadonlyMap<string, number>;
  readonly addedTags: ReadonlyArray<readonly [tag: string, stream: StreamId]>;
  readonly removedTags: ReadonlyArray<readonly [tag: string, stream: StreamId]>;
}

export interface Projection {
  readonly view: LedgerView;
  readonly apply: (transaction: StoredTransaction) => void;
  readonly changes: () => ProjectionChanges;
  /** Hybrid clock of the stream's last event; 0 for none. */
  readonly lastHlc: (stream: StreamId) => number;
  /** Everything in memory, for the projection that builds on the flush of this one. */
  readonly warmth: () => ReadonlyMap<StreamId, StreamRow>;
}

/** How often streams of a type changed; outlives a projection, so that caches above it stay right. */
export interface Revisions {
  readonly of: (type: string) => number;
  readonly bump: (type: string) => void;
}

/** A stream in memory. `state` is opaque here: only its fold looks inside. */
export interface StreamRow {
  readonly last: EventKey | undefined;
  /** Events that this build can't fold. */
  readonly unknown: ReadonlyArray<UnknownEvent>;
  readonly state: unknown;
}

/** Rows read from the base are kept up to this many; what changed is kept until it is flushed. */
const CACHED_ROWS_MAX = 30_000;

export const emptyBase: ProjectionBase = {
  row: () => undefined,
  sum: () => 0,
  sums: () => [],
  tagged: () => [],
  lastTagged: () => [],
  eventsOf: () => [],
};

export function createProjection(
  base: ProjectionBase,
  revisions: Revisions,
  warmth: ReadonlyMap<StreamId, StreamRow> = new Map(),
): Projection {
  const changed = new Map<StreamId, StreamRow>();
  const cached = new Map<StreamId, StreamRow>(warmth);
  const sumDeltas = new Map<string, number>();
  const eventsByStream = new Map<StreamId, TransactionEvent[]>();
  const tagChanges = createTagChanges();

  function rowOf(stream: StreamId): StreamRow {
    const known = changed.get(stream) ?? cached.get(stream);
    if (known !== undefined) return known;
    const row = parseRow(base.row(stream), foldOf(stream));
    if (cached.size >= CACHED_ROWS_MAX) cached.clear();
    cached.set(stream, row);
    return row;
  }

  /** `events` are in the order of their keys, which need not be that of their chain. */
  function applyToStream(stream: StreamId, events: ReadonlyArray<TransactionEvent>): void {
    const fold = foldOf(stream);
    const before = rowOf(stream);
    const here = eventsByStream.get(stream) ?? [];
    here.push(...events);
    eventsByStream.set(stream, here);
    const isLate = events.some(({ event }) => !isAfter(event.key, before.last));
    const after = isLate
      ? foldAll(fold, stream, [...base.eventsOf(stream), ...here])
      : events.reduce((row, event) => foldOne(fold, row, { event, stream }), before);
    changed.set(stream, after);
    moveSums(fold, before, after);
    tagChanges.move(stream, tagsOf(fold, before), tagsOf(fold, after));
    revisions.bump(stream.slice(0, stream.indexOf("/")));
  }

  /** Keys hold words from bodies: half a character in one would be another key once it is flushed. */
  function moveSums(fold: Fold<unknown> | undefined, before: StreamRow, after: StreamRow): void {
    if (fold === undefined) return;
    for (const [sign, row] of [
      [-1, before],
      [1, after],
    ] as const) {
      for (const [text, amount] of fold.contributions(row.state)) {
        const key = text.toWellFormed();
        sumDeltas.set(key, (sumDeltas.get(key) ?? 0) + sign * amount);
      }
    }
  }

  return {
    apply: ({ events }) => {
      for (const [stream, own] of eventsPerStream(inKeyOrder(events))) applyToStream(stream, own);
    },
    changes: () => ({
      rows: new Map([...changed].map(([stream, row]) => [stream, toText(row, foldOf(stream))])),
      sums: sumDeltas,
      addedTags: tagChanges.added(),
      removedTags: tagChanges.removed(),
    }),
    lastHlc: (stream) => rowOf(stream).last?.hlc ?? 0,
    warmth: () => new Map([...cached, ...changed]),
    view: {
      // The type names the fold that made the state.
      state: <Type extends StreamType>(type: Type, name: string) =>
        rowOf(toStreamId(type, name)).state as StateByType[Type],
      unknownIn: (stream) => rowOf(stream).unknown,
      revision: (type) => revisions.of(type),
      sum: (key) => base.sum(key) + (sumDeltas.get(key) ?? 0),
      sums: (prefix) => mergedSums(base.sums(prefix), sumDeltas, prefix),
      tagged: (tag) => tagChanges.tagged(tag, base.tagged(tag)),
      lastTagged: (prefix, limit) =>
        tagChanges.lastTagged(prefix, limit, (count) => base.lastTagged(prefix, count)),
    },
  };
}

function inKeyOrder(events: ReadonlyArray<TransactionEvent>): ReadonlyArray<TransactionEvent> {
  // Only two branches of one chain, both admitted, can have the same key: then the tag decides.
  return events.toSorted(
    (a, b) => compareKeys(a.event.key, b.event.key) || compareText(a.event.id, b.event.id),
  );
}

function eventsPerStream(
  events: ReadonlyArray<TransactionEvent>,
): ReadonlyMap<StreamId, ReadonlyArray<TransactionEvent>> {
  const byStream = new Map<StreamId, TransactionEvent[]>();
  for (const event of events) {
    for (const stream of new Set(shownIn(event))) {
      const own = byStream.get(stream) ?? [];
      own.push(event);
      byStream.set(stream, own);
    }
  }
  return byStream;
}

function foldAll(
  fold: Fold<unknown> | undefined,
  stream: StreamId,
  events: ReadonlyArray<TransactionEvent>,
): StreamRow {
  const empty: StreamRow = { last: undefined, unknown: [], state: fold?.empty ?? null };
  return inKeyOrder(events).reduce((row, event) => foldOne(fold, row, { event, stream }), empty);
}

/**
 * A fold is total; should one throw all the same, the event counts as one that this build can't
 * fold: the same on every till, and the sale goes on.
 */
function foldOne(
  fold: Fold<unknown> | undefined,
  row: StreamRow,
  { event: told, stream }: { readonly event: TransactionEvent; readonly stream: StreamId },
): StreamRow {
  const { event, known } = told;
  const folded = known === undefined ? undefined : tryApply(fold, row.state, { known, stream });
  return folded === undefined
    ? { ...row, last: event.key, unknown: [...row.unknown, toUnknown(told)] }
    : { ...row, last: event.key, state: folded.state };
}

function toUnknown({ event, critical }: TransactionEvent): UnknownEvent {
  return { id: event.id, kind: event.kind, v: event.v, critical, day: event.act.day };
}

function tryApply(
  fold: Fold<unknown> | undefined,
  before: unknown,
  { known, stream }: { readonly known: KnownEvent; readonly stream: StreamId },
): { readonly state: unknown } | undefined {
  if (fold === undefined) return undefined;
  try {
    const state = fold.apply(before, known, stream);
    // Also what is worked out from the state must not throw.
    fold.contributions(state);
    fold.tags(state);
    return { state };
  } catch {
    return undefined;
  }
}

function isAfter(key: EventKey, last: EventKey | undefined): boolean {
  return last === undefined || compareKeys(key, last) > 0;
}

function tagsOf(fold: Fold<unknown> | undefined, row: StreamRow): ReadonlySet<string> {
  const isEmpty = row.last === undefined;
  const own = fold === undefined || isEmpty ? [] : fold.tags(row.state);
  const tags = row.unknown.length === 0 ? own : [...own, UNKNOWN_TAG];
  return new Set(tags.map((tag) => tag.toWellFormed()));
}

/** The row as it is flushed and compared: equal states give equal bytes. */
function toText({ last, unknown, state }: StreamRow, fold: Fold<unknown> | undefined): string {
  const key = last === undefined ? null : [last.hlc, last.origin, last.seq];
  return JSON.stringify({ v: fold?.version ?? 0, last: key, unknown, state });
}

function parseRow(text: string | undefined, fold: Fold<unknown> | undefined): StreamRow {
  if (text === undefined) return { last: undefined, unknown: [], state: fold?.empty ?? null };
  // Written by toText above, in a file that only the ledger writes.
  const row = JSON.parse(text) as {
    readonly last: readonly [number, Origin, number] | null;
    readonly unknown: ReadonlyArray<UnknownEvent>;
    readonly state: unknown;
  };
  const last =
    row.last === null ? undefined : { hlc: row.last[0], origin: row.last[1], seq: row.last[2] };
  return { last, unknown: row.unknown, state: row.state };
}

function mergedSums(
  flushed: ReadonlyArray<readonly [string, number]>,
  deltas: ReadonlyMap<string, number>,
  prefix: string,
): ReadonlyArray<readonly [string, number]> {
  const merged = new Map(flushed);
  for (const [key, delta] of deltas) {
    if (key.startsWith(prefix)) merged.set(key, (merged.get(key) ?? 0) + delta);
  }
  return [...merged].filter(([, amount]) => amount !== 0).toSorted(([a], [b]) => compareText(a, b));
}

interface TagChanges {
  readonly move: (stream: StreamId, from: ReadonlySet<string>, to: ReadonlySet<string>) => void;
  readonly tagged: (tag: string, flushed: ReadonlyArray<StreamId>) => ReadonlyArray<StreamId>;
  readonly lastTagged: (
    prefix: string,
    limit: number,
    flushed: (count: number) => ReadonlyArray<readonly [string, StreamId]>,
  ) => ReadonlyArray<readonly [string, StreamId]>;
  readonly added: () => ReadonlyArray<readonly [string, StreamId]>;
  readonly removed: () => ReadonlyArray<readonly [string, StreamId]>;
}

/** What the index gained and lost since the flush. */
function createTagChanges(): TagChanges {
  const added = new Map<string, Set<StreamId>>();
  const removed = new Map<string, Set<StreamId>>();

  function put(into: typeof added, from: typeof added, [tag, stream]: [string, StreamId]): void {
    // Taking back an unflushed change leaves no trace of it.
    if (from.get(tag)?.delete(stream) === true) return;
    const streams = into.get(tag) ?? new Set();
    streams.add(stream);
    into.set(tag, streams);
  }

  function pairs(map: typeof added): ReadonlyArray<readonly [string, StreamId]> {
    return [...map].flatMap(([tag, streams]) =>
      [...streams].map((stream) => [tag, stream] as const),
    );
  }

  return {
    move: (stream, from, to) => {
      for (const tag of to.difference(from)) put(added, removed, [tag, stream]);
      for (const tag of from.difference(to)) put(removed, added, [tag, stream]);
    },
    tagged: (tag, flushed) => {
      const gone = removed.get(tag);
      const kept = flushed.filter((stream) => gone?.has(stream) !== true);
      return [...new Set([...kept, ...(added.get(tag) ?? [])])].toSorted(compareText);
    },
    lastTagged: (prefix, limit, flushed) => {
      const gone = pairs(removed).filter(([tag]) => tag.startsWith(prefix));
      const kept = flushed(limit + gone.length).filter(
        ([tag, stream]) => removed.get(tag)?.has(stream) !== true,
      );
      const fresh = pairs(added).filter(([tag]) => tag.startsWith(prefix));
      return [...kept, ...fresh]
        .toSorted(([a, one], [b, other]) => compareText(b, a) || compareText(other, one))
        .slice(0, limit);
    },
    added: () => pairs(added),
    removed: () => pairs(removed),
  };
}

/** By the bytes of UTF-8, as SQLite compares: never by locale. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  // Code units sort as UTF-8 does, but for the halves of characters beyond the first 65,536.
  if (SURROGATE.test(a) || SURROGATE.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : 1;
}

const SURROGATE = /[\ud800-\udfff]/;
