/**
 * What is stored, wherever it stands: in the tail, in segments, folded, or known to this till alone.
 *
 * Everything that is read comes in pages, so that no statement stays open while others are run.
 */

import { type StreamId } from "../domain/identity.ts";
import { indexedUnder } from "../domain/unknown-events.ts";
import { type Db } from "./database.ts";
import { createLookUps, type LookUps, type Tables } from "./look-ups.ts";
import { createProjectionTables } from "./projection-tables.ts";
import { type ProjectionBase, type ProjectionChanges } from "./projection.ts";
import { createSegmentTable, type NewSegment, type SegmentTable } from "./segment-table.ts";
import { isControl } from "./stored-transaction.ts";
import { createStreamIndex } from "./stream-index.ts";
import { createTailTable, type NewTransaction, type TailTable } from "./tail-table.ts";
import { type TransactionRow } from "./transaction-row.ts";

export interface Store extends LookUps {
  /** Returns the arrival number. */
  readonly insert: (transaction: NewTransaction) => number;
  /** Puts a segment in the place of those of its transactions that stood in the tail. */
  readonly pack: (segment: NewSegment, replaced: ReadonlyArray<TransactionRow>) => void;
  readonly lastArrival: () => number;
  /** Up to which arrival the index of streams is complete: what is packed must be in it. */
  readonly indexedArrival: () => number;
  /** Up to which arrival the projection was flushed. */
  readonly flushedArrival: () => number;
  /** Writes what changed since the flush at `from`; false when another process flushed meanwhile. */
  readonly flush: (flush: Flush) => boolean;
  readonly local: (key: string) => string | undefined;
  readonly setLocal: (key: string, value: string) => void;
  readonly base: (eventsOf: ProjectionBase["eventsOf"]) => ProjectionBase;
  readonly tail: TailTable;
  readonly segments: SegmentTable;
}

export interface Flush {
  readonly from: number;
  readonly to: number;
  readonly changes: ProjectionChanges;
  /** Streams of the transactions in between. */
  readonly streams: ReadonlyArray<
    Pick<TransactionRow, "arrival" | "place"> & { readonly stream: StreamId }
  >;
  /** Whether the changes stand for everything, so that what was flushed before goes. */
  readonly replaces: boolean;
  /** What else has to be true together with the rows. */
  readonly locals: ReadonlyArray<readonly [key: string, value: string]>;
}

const FLUSHED_KEY = "flushed";
/** Up to which arrival the index of streams is complete. */
const INDEXED_KEY = "indexed";

export function createStore(db: Db): Store {
  const tail = createTailTable(db);
  const segments = createSegmentTable(db);
  const index = createStreamIndex(db);
  const tables = createProjectionTables(db);
  const { local, setLocal } = createLocals(db);

  function numberAt(key: string): number {
    return Number(local(key) ?? 0);
  }

  const inFlush = db.transaction(({ from, to, changes, streams, replaces, locals }: Flush) => {
    if (numberAt(FLUSHED_KEY) !== from) return false;
    tables.flush(changes, replaces);
    const indexed = numberAt(INDEXED_KEY);
    // What another fold noted already may stand in a segment by now.
    for (const { stream, arrival, place } of streams) {
      if (arrival > indexed) index.add(stream, place);
    }
    if (to > indexed) setLocal(INDEXED_KEY, String(to));
    for (const [key, value] of locals) setLocal(key, value);
    setLocal(FLUSHED_KEY, String(to));
    return true;
  });

  return {
    insert: tail.insert,
    pack: (segment, replaced) => {
      pack({ tail, segments, index }, segment, replaced);
    },
    ...createLookUps({ tail, segments, index }),
    flushedArrival: () => numberAt(FLUSHED_KEY),
    flush: (flush) => inFlush.immediate(flush),
    local,
    setLocal,
    base: tables.base,
    tail,
    segments,
    lastArrival: () => Math.max(tail.lastArrival(), segments.lastArrival()),
    indexedArrival: () => numberAt(INDEXED_KEY),
  };
}

/** What another branch's segment holds stays there too. */
function pack(
  { tail, segments, index }: Tables,
  segment: NewSegment,
  replaced: ReadonlyArray<TransactionRow>,
): void {
  segments.insert(segment);
  for (const row of replaced) {
    if (row.place !== row.arrival || tail.at(row.arrival) === undefined) continue;
    const { events } = row.content;
    for (const stream of new Set(events.flatMap(({ header }) => indexedUnder(header.streams)))) {
      index.move(stream, row.arrival, segment.arrival);
    }
    if (isControl(row.content)) segments.keepControl(row);
    tail.remove(row.arrival);
  }
}

function createLocals(db: Db): Pick<Store, "local" | "setLocal"> {
  const get = db.prepare<[string], { readonly value: string }>(
    "SELECT value FROM local WHERE key = ?",
  );
  const put = db.prepare<[string, string]>(
    "INSERT INTO local VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  );
  return {
    local: (key) => get.get(key)?.value,
    setLocal: (key, value) => {
      put.run(key, value);
    },
  };
}
