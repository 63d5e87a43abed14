/**
 * The folded state of the shop: rows that were flushed, and over them what changed since.
 *
 * Every stream equals the fold of its events in the total order of their keys, whatever the order of
 * arrival: an event that sorts last goes on top, an earlier one has its stream folded anew. What a
 * stream contributes to the sums moves by new minus old. So the same set of events gives the same
 * rows, byte by byte.
 */

import { foldOf, type StateByType, type StreamType } from "../../domain/folds/folds.ts";
import { type StreamId, toStreamId } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import {
  shownIn,
  type StoredTransaction,
  type TransactionEvent,
} from "../log/stored-transaction.ts";
import { type Revisions } from "./revisions.ts";
import { createRowCache, type RowCache } from "./row-cache.ts";
import { packRow } from "./row-packing.ts";
import {
  compareText,
  type Derived,
  foldOnTop,
  fromAhead,
  inKeyOrder,
  parseRow,
  type RowAhead,
  rowText,
  type StoredText,
  type StreamRow,
} from "./stream-row.ts";

/** The flushed state to fold on from; empty for a fold from scratch. */
export interface ProjectionBase {
  readonly row: (stream: StreamId) => string | undefined;
  readonly sum: (key: string) => number;
  readonly sums: (prefix: string, from?: string) => ReadonlyArray<readonly [string, number]>;
  readonly tagged: (tag: string) => ReadonlyArray<StreamId>;
  /** Returns the last tags with a prefix, the greatest first. */
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

/** The changes that a flush writes, with their rows as they will be stored. */
export type PackedChanges = Omit<ProjectionChanges, "rows"> & {
  readonly rows: ReadonlyArray<readonly [stream: StreamId, stored: string | Uint8Array]>;
};

/** Trade that was folded ahead: the streams that began in it, and those that it goes on with. */
export interface TradeAhead {
  readonly rows: ReadonlyArray<RowAhead>;
  /** Streams that began before it, or elsewhere. */
  readonly others: ReadonlyArray<StreamId>;
}

export interface Projection {
  readonly view: LedgerView;
  readonly apply: (transaction: StoredTransaction) => void;
  /**
   * Applies transactions, all of them admitted, of which `ahead` is what was folded ahead. `eventsOf` reads
   * those of a stream, a transaction at a time: it is called for streams that something is known of already.
   */
  readonly applyAhead: (
    ahead: TradeAhead,
    eventsOf: (stream: StreamId) => ReadonlyArray<ReadonlyArray<TransactionEvent>>,
  ) => void;
  readonly changes: () => ProjectionChanges;
  /** Returns the same for a flush. To be done before the lock is taken: others wait for it. */
  readonly packedChanges: () => PackedChanges;
  /** Hybrid clock of the stream's last event; 0 for none. */
  readonly lastHlc: (stream: StreamId) => number;
  /** A row, which is not kept for the next time. */
  readonly row: (stream: StreamId) => StreamRow;
  /** All events of the stream that count. */
  readonly eventsOf: (stream: StreamId) => ReadonlyArray<TransactionEvent>;
  /**
   * Keeps in the cache what somebody looked at and what changed of it, for the projection that builds on
   * the flush of this one. Of what was only taken in, such as another till's sales, nobody may ever ask:
   * `all` keeps that too, for whoever goes on with just that.
   */
  readonly keep: (what?: "looked at" | "all") => void;
}

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
  cache: RowCache = createRowCache(),
): Projection {
  const changed = new Map<StreamId, StreamRow>();
  const sizes = new Map<StreamId, number>();
  /** Reads the events since the flush, in turn; those that were folded ahead are mostly never read. */
  const eventsByStream = new Map<StreamId, Array<() => ReadonlyArray<TransactionEvent>>>();
  const lookedAt = new Set<StreamId>();
  const totals = createTotals(base, rowOf);

  function rowOf(stream: StreamId): StreamRow {
    const known = changed.get(stream) ?? cache.get(stream);
    if (known !== undefined) return known;
    const text = base.row(stream);
    const row = parseRow(text, foldOf(stream));
    cache.put(stream, row, text?.length ?? 0);
    return row;
  }

  function glance(stream: StreamId): StreamRow {
    return changed.get(stream) ?? cache.get(stream) ?? parseRow(base.row(stream), foldOf(stream));
  }

  function allOf(stream: StreamId): ReadonlyArray<TransactionEvent> {
    const here = eventsByStream.get(stream) ?? [];
    return [...base.eventsOf(stream), ...here.flatMap((read) => read())];
  }

  /** `events` are in the order of their keys, which need not be that of their chain. */
  function applyToStream(stream: StreamId, events: ReadonlyArray<TransactionEvent>): void {
    const before = glance(stream);
    const here = eventsByStream.get(stream) ?? [];
    here.push(() => events);
    eventsByStream.set(stream, here);
    change(stream, before, foldOnTop(before, { events, stream, all: () => allOf(stream) }));
  }

  function change(stream: StreamId, before: StreamRow, after: StreamRow): void {
    changed.set(stream, after);
    totals.moved(stream, before);
    revisions.bump(stream);
  }

  function packed(stream: StreamId, row: StreamRow): string | Uint8Array {
    const stored = row.stored ?? toStored(stream, row);
    sizes.set(stream, stored.size);
    return stored.packed;
  }

  return {
    apply: ({ events }) => {
      for (const [stream, own] of eventsPerStream(inKeyOrder(events))) applyToStream(stream, own);
    },
    applyAhead: ({ rows, others }, eventsOf) => {
      const goesOn = new Set(others);
      for (const row of rows) {
        const before = glance(row.stream);
        if (before.last === undefined) {
          eventsByStream.set(row.stream, [() => eventsOf(row.stream).flat()]);
          change(row.stream, before, fromAhead(row));
        } else goesOn.add(row.stream);
      }
      for (const stream of goesOn) {
        for (const own of eventsOf(stream)) applyToStream(stream, own);
      }
    },
    packedChanges: () => ({
      rows: [...changed].map(([stream, row]) => [stream, packed(stream, row)] as const),
      ...totals.changes(),
    }),
    changes: () => ({
      rows: new Map(
        [...changed].map(([stream, row]) => {
          const text = rowText(stream, row);
          sizes.set(stream, text.length);
          return [stream, text];
        }),
      ),
      ...totals.changes(),
    }),
    lastHlc: (stream) => rowOf(stream).last?.hlc ?? 0,
    row: glance,
    eventsOf: allOf,
    keep: (what = "looked at") => {
      for (const [stream, row] of changed) {
        const isOfUse = what === "all" || lookedAt.has(stream) || cache.get(stream) !== undefined;
        if (isOfUse) cache.put(stream, row, sizes.get(stream) ?? 0);
      }
    },
    view: {
      // The type names the fold that made the state.
      state: <Type extends StreamType>(type: Type, name: string) => {
        const stream = toStreamId(type, name);
        lookedAt.add(stream);
        return rowOf(stream).state as StateByType[Type];
      },
      glance: <Type extends StreamType>(type: Type, name: string) =>
        glance(toStreamId(type, name)).state as StateByType[Type],
      unknownIn: (stream) => rowOf(stream).unknown,
      revision: revisions.of,
      changedSince: revisions.since,
      stamp: revisions.stamp,
      ...totals.view,
    },
  };
}

function toStored(stream: StreamId, row: StreamRow): StoredText {
  const text = rowText(stream, row);
  return { packed: packRow(text), size: text.length };
}

interface Totals {
  /** A stream is another one than this now. */
  readonly moved: (stream: StreamId, before: StreamRow) => void;
  readonly changes: () => Omit<ProjectionChanges, "rows">;
  readonly view: Pick<LedgerView, "sum" | "sums" | "tagged" | "lastTagged">;
}

/**
 * Sums and index move when somebody looks: of the many states that a stream goes through meanwhile,
 * only the last counts, and working out what one counts for is most of the work.
 */
function createTotals(base: ProjectionBase, rowOf: (stream: StreamId) => StreamRow): Totals {
  const deltas = new Map<string, number>();
  const tagChanges = createTagChanges();
  /** Streams that changed since somebody looked, as they were before. */
  const unsettled = new Map<StreamId, StreamRow>();

  function settle(): void {
    for (const [stream, before] of unsettled) {
      const [from, to] = [before.derived(), rowOf(stream).derived()];
      moveSums(-1, from);
      moveSums(1, to);
      tagChanges.move(stream, from.tags, to.tags);
    }
    unsettled.clear();
  }

  function moveSums(sign: 1 | -1, { contributions }: Derived): void {
    for (const [key, amount] of contributions) {
      deltas.set(key, (deltas.get(key) ?? 0) + sign * amount);
    }
  }

  function settled<Args extends ReadonlyArray<unknown>, Value>(
    look: (...args: Args) => Value,
  ): (...args: Args) => Value {
    return (...args) => {
      settle();
      return look(...args);
    };
  }

  return {
    moved: (stream, before) => {
      if (!unsettled.has(stream)) unsettled.set(stream, before);
    },
    changes: settled(() => ({
      sums: deltas,
      addedTags: tagChanges.added(),
      removedTags: tagChanges.removed(),
    })),
    view: {
      sum: settled((key) => base.sum(key) + (deltas.get(key) ?? 0)),
      sums: settled((prefix, from) => mergedSums(base.sums(prefix, from), deltas, [prefix, from])),
      tagged: settled((tag) => tagChanges.tagged(tag, base.tagged(tag))),
      lastTagged: settled((prefix, limit) =>
        tagChanges.lastTagged(prefix, limit, (count) => base.lastTagged(prefix, count)),
      ),
    },
  };
}

/** Returns the events of a transaction, which come in the order of their keys, by the streams that show them. */
export function eventsPerStream(
  events: ReadonlyArray<TransactionEvent>,
): ReadonlyMap<StreamId, ReadonlyArray<TransactionEvent>> {
  const byStream = new Map<StreamId, TransactionEvent[]>();
  for (const event of events) {
    const streams = shownIn(event);
    for (const stream of streams.length > 1 ? new Set(streams) : streams) {
      const own = byStream.get(stream) ?? [];
      own.push(event);
      byStream.set(stream, own);
    }
  }
  return byStream;
}

export function mergedSums(
  flushed: ReadonlyArray<readonly [string, number]>,
  deltas: ReadonlyMap<string, number>,
  [prefix, from = ""]: readonly [prefix: string, from: string | undefined],
): ReadonlyArray<readonly [string, number]> {
  const merged = new Map(flushed);
  for (const [key, delta] of deltas) {
    if (key.startsWith(prefix) && key >= from) merged.set(key, (merged.get(key) ?? 0) + delta);
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

/** Collects the tags that were added to what lies below, and removed. */
export function createTagChanges(): TagChanges {
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
      for (const tag of to) if (!from.has(tag)) put(added, removed, [tag, stream]);
      for (const tag of from) if (!to.has(tag)) put(removed, added, [tag, stream]);
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
