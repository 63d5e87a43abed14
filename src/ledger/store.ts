/**
 * What is stored, wherever it stands: in the tail, in segments, folded, or known to this till alone.
 *
 * Everything that is read comes in pages, so that no statement stays open while others are run.
 */

import { type StreamId } from "../domain/identity.ts";
import { indexedUnder } from "../domain/unknown-events.ts";
import { type Db } from "./database.ts";
import { createSegmentTable, type SegmentTable } from "./log/segment-table.ts";
import { isControl } from "./log/stored-transaction.ts";
import {
  createTailTable,
  LEFT_OFF_KEY,
  type NewTransaction,
  type TailTable,
} from "./log/tail-table.ts";
import { type SegmentRecord, type TransactionRow } from "./log/transaction-row.ts";
import { createLookUps, type LookUps, type Tables } from "./look-ups.ts";
import {
  createGenerations,
  type Generation,
  type GenerationFacts,
  type Generations,
} from "./projection/generations.ts";
import { type PackedChanges } from "./projection/projection-tables.ts";
import { createStreamIndex } from "./stream-index.ts";

export interface Store extends LookUps {
  /** Returns the arrival number. */
  readonly insert: (transaction: NewTransaction) => number;
  /**
   * Puts a segment in the place of those of its transactions that stood in the tail. `read`: all of them,
   * where they have just been read.
   */
  readonly pack: (
    segment: SegmentRecord,
    replaced: ReadonlyArray<TransactionRow>,
    read?: ReadonlyArray<TransactionRow>,
  ) => void;
  /** Takes a row or a segment away: call `notePurge` when all of them are gone. */
  readonly remove: (place: number) => void;
  /** Something was thrown away: whoever has it in memory looks anew. */
  readonly notePurge: () => void;
  readonly purges: () => number;
  readonly lastArrival: () => number;
  /** Changes whenever another connection has written; inside of a transaction it stands still. */
  readonly dataVersion: () => number;
  /** Up to which arrival the index of streams is complete: what is packed must be in it. */
  readonly indexedArrival: () => number;
  readonly generations: Generations;
  /** Writes what changed since; undefined when another process flushed meanwhile. */
  readonly flush: (flush: Flush) => Generation | undefined;
  /** Writes a piece of a generation that grows, and says how it stands; undefined as above. */
  readonly grow: (growth: GenerationGrowth) => Generation | undefined;
  readonly local: (key: string) => string | undefined;
  readonly setLocal: (key: string, value: string) => void;
  readonly tail: TailTable;
  readonly segments: SegmentTable;
}

/** Where a stream's event was stored. */
export type StreamPlace = Pick<TransactionRow, "arrival" | "place"> & { readonly stream: StreamId };

export interface Flush {
  readonly versions: string;
  /** The complete generation of these versions as it was then; undefined for none. */
  readonly from: Pick<Generation, "id" | "flushed"> | undefined;
  readonly facts: GenerationFacts;
  readonly changes: PackedChanges;
  /** Of the transactions in between. */
  readonly streams: ReadonlyArray<StreamPlace>;
  /** Whether the changes stand for everything, so that what was flushed before goes. */
  readonly replaces: boolean;
  /** What else has to be true together with the rows. */
  readonly locals: ReadonlyArray<readonly [key: string, value: string]>;
}

export type GenerationGrowth = Pick<Flush, "versions" | "facts" | "changes" | "streams"> & {
  /** The one that grew when this piece was folded. */
  readonly found: Generation | undefined;
  /** The same, unless a new one begins with this piece. */
  readonly from: Generation | undefined;
  readonly isComplete: boolean;
};

/** Up to which arrival the index of streams is complete. */
const INDEXED_KEY = "placed";
const PURGES_KEY = "purges-done";

export function createStore(db: Db): Store {
  const tail = createTailTable(db);
  const segments = createSegmentTable(db);
  const index = createStreamIndex(db);
  const generations = createGenerations(db);
  const { local, setLocal } = createLocals(db);

  function numberAt(key: string): number {
    return Number(local(key) ?? 0);
  }

  function lastArrival(): number {
    return Math.max(tail.lastArrival(), segments.lastArrival(), numberAt(LEFT_OFF_KEY));
  }

  /** What another fold noted already may stand in a segment by now. */
  function noteStreams(streams: ReadonlyArray<StreamPlace>, to: number): void {
    const indexed = numberAt(INDEXED_KEY);
    for (const { stream, arrival, place } of streams) {
      if (arrival > indexed) index.add(stream, place);
    }
    if (to > indexed) setLocal(INDEXED_KEY, String(to));
  }

  function flushInside(flush: Flush): Generation | undefined {
    const { versions, from, facts, changes, streams, replaces, locals } = flush;
    const now = generations.ready(versions);
    if (now?.id !== from?.id || now?.flushed !== from?.flushed) return undefined;
    const id = now?.id ?? generations.begin({ versions, ...facts });
    generations.tables(id).flush(changes, replaces);
    noteStreams(streams, facts.flushed);
    for (const [key, value] of locals) setLocal(key, value);
    generations.note(id, facts);
    if (now === undefined) generations.finish({ id, versions });
    return { id, versions, ...facts };
  }

  function growInside(growth: GenerationGrowth): Generation | undefined {
    const { versions, found, from, facts, changes, streams, isComplete } = growth;
    const now = generations.growing(versions);
    if (now?.id !== found?.id || now?.flushed !== found?.flushed) return undefined;
    if (from === undefined && found !== undefined) generations.drop(found.id);
    const id = from?.id ?? generations.begin({ versions, ...facts });
    generations.tables(id).flush(changes, false);
    noteStreams(streams, facts.flushed);
    generations.note(id, facts);
    if (isComplete) generations.finish({ id, versions });
    return { id, versions, ...facts };
  }

  const dataVersion = db.prepare<[], { readonly data_version: number }>("PRAGMA data_version");
  return {
    insert: tail.insert,
    pack: (segment, replaced, read) => {
      pack({ tail, segments, index }, segment, { replaced, read });
    },
    ...createLookUps({ tail, segments, index }),
    generations,
    flush: (flush) => db.write(() => flushInside(flush)),
    grow: (growth) => db.write(() => growInside(growth)),
    local,
    setLocal,
    tail,
    segments,
    dataVersion: () => dataVersion.get()?.data_version ?? 0,
    lastArrival,
    ...createRemoval({ tail, segments, numberAt, setLocal, lastArrival }),
    indexedArrival: () => numberAt(INDEXED_KEY),
  };
}

function createRemoval({
  tail,
  segments,
  numberAt,
  setLocal,
  lastArrival,
}: Pick<Store, "tail" | "segments" | "setLocal" | "lastArrival"> & {
  readonly numberAt: (key: string) => number;
}): Pick<Store, "remove" | "notePurge" | "purges"> {
  return {
    remove: (place) => {
      setLocal(LEFT_OFF_KEY, String(lastArrival()));
      tail.remove(place);
      segments.remove(place);
    },
    notePurge: () => {
      setLocal(PURGES_KEY, String(numberAt(PURGES_KEY) + 1));
    },
    purges: () => numberAt(PURGES_KEY),
  };
}

/** What another branch's segment holds stays there too, and is counted there. */
function pack(
  { tail, segments, index }: Tables,
  segment: SegmentRecord,
  {
    replaced,
    read,
  }: {
    readonly replaced: ReadonlyArray<TransactionRow>;
    readonly read: ReadonlyArray<TransactionRow> | undefined;
  },
): void {
  const rows = replaced.filter(
    ({ arrival, place }) => place === arrival && tail.at(arrival) !== undefined,
  );
  const transactions = segment.transactions - (replaced.length - rows.length);
  segments.insert({ ...segment, transactions }, read);
  for (const row of rows) {
    const { events } = row.content;
    for (const stream of new Set(events.flatMap(({ header }) => indexedUnder(header.streams)))) {
      index.move(stream, row.arrival, segment.arrival);
    }
    if (isControl(row.content)) segments.keepControl(row);
    tail.remove(row.arrival);
  }
}

/** What stands in the store beside the ledger, for whoever asks for nothing else. */
export function createLocals(db: Db): Pick<Store, "local" | "setLocal"> {
  const get = db.prepare<[string], { readonly value: string }>(
    "SELECT value FROM local WHERE key = ?",
  );
  const put = db.prepare<[string, string]>(
    "INSERT INTO local VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  );
  return {
    local: (key) => get.get(key)?.value,
    setLocal: (key, value) => {
      db.write(() => put.run(key, value));
    },
  };
}
