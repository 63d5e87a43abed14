/** The statements on the database: prepared once, named after what they do. */

import { type Hash, type Origin, type StreamId } from "../domain/identity.ts";
import { type Db } from "./database.ts";
import { type Envelope, TRANSACTION_EVENTS_MAX } from "./envelope.ts";
import { type ProjectionBase, type ProjectionChanges } from "./projection.ts";
import { type TransactionEvent } from "./stored-transaction.ts";

export interface TransactionRow {
  readonly arrival: number;
  readonly origin: Origin;
  readonly first: number;
  readonly last: number;
  readonly hash: Hash;
  readonly bytes: Uint8Array;
}

export interface NewTransaction {
  readonly envelope: Envelope;
  readonly hash: Hash;
  readonly control: boolean;
}

export interface Store {
  /** Returns the arrival number. */
  readonly insert: (transaction: NewTransaction) => number;
  readonly after: (arrival: number) => IterableIterator<TransactionRow>;
  readonly control: () => ReadonlyArray<TransactionRow>;
  /** In the order of the chain. */
  readonly ofOrigin: (origin: Origin, fromSeq: number) => IterableIterator<TransactionRow>;
  readonly at: (origin: Origin, seq: number) => TransactionRow | undefined;
  readonly last: (origin: Origin) => TransactionRow | undefined;
  /** Several only where a chain is forked. */
  readonly endingAt: (origin: Origin, seq: number) => ReadonlyArray<TransactionRow>;
  readonly startingAt: (origin: Origin, seq: number) => ReadonlyArray<TransactionRow>;
  readonly origins: () => ReadonlyArray<Origin>;
  /** How many transactions there are. */
  readonly count: () => number;
  readonly ofStream: (stream: StreamId) => ReadonlyArray<TransactionRow>;
  /** Up to which arrival the projection was flushed. */
  readonly flushedArrival: () => number;
  /** Writes what changed since the flush at `from`; false when another process flushed meanwhile. */
  readonly flush: (flush: Flush) => boolean;
  readonly local: (key: string) => string | undefined;
  readonly setLocal: (key: string, value: string) => void;
  readonly base: (eventsOf: ProjectionBase["eventsOf"]) => ProjectionBase;
}

export interface Flush {
  readonly from: number;
  readonly to: number;
  readonly changes: ProjectionChanges;
  /** Streams of the transactions in between. */
  readonly streams: ReadonlyArray<readonly [StreamId, arrival: number]>;
  /** Whether the changes stand for everything, so that what was flushed before goes. */
  readonly replaces: boolean;
  /** What else has to be true together with the rows. */
  readonly locals: ReadonlyArray<readonly [key: string, value: string]>;
}

const FLUSHED_KEY = "flushed";

/** A seek per origin: DISTINCT would walk the whole index, and so cost more with every sale. */
const ORIGINS_SQL = `
  WITH RECURSIVE next (origin) AS (
    SELECT min(origin) FROM tx
    UNION ALL
    SELECT (SELECT min(origin) FROM tx WHERE tx.origin > next.origin)
    FROM next WHERE origin IS NOT NULL
  )
  SELECT origin FROM next WHERE origin IS NOT NULL`;

export function createStore(db: Db): Store {
  const columns = "arrival, origin, first, last, hash, bytes";
  const insert = db.prepare<[Origin, number, number, Hash, string, number, Uint8Array]>(
    "INSERT INTO tx (origin, first, last, hash, day, control, bytes) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  const after = db.prepare<[number], TransactionRow>(
    `SELECT ${columns} FROM tx WHERE arrival > ? ORDER BY arrival`,
  );
  const control = db.prepare<[], TransactionRow>(
    `SELECT ${columns} FROM tx WHERE control = 1 ORDER BY arrival`,
  );
  const ofOrigin = db.prepare<[Origin, number], TransactionRow>(
    `SELECT ${columns} FROM tx WHERE origin = ? AND last >= ? ORDER BY last, hash`,
  );
  const endingAt = db.prepare<[Origin, number], TransactionRow>(
    `SELECT ${columns} FROM tx WHERE origin = ? AND last = ? ORDER BY hash`,
  );
  const startingAt = db.prepare<[Origin, number, number, number], TransactionRow>(
    `SELECT ${columns} FROM tx WHERE origin = ? AND last BETWEEN ? AND ? AND first = ? ORDER BY hash`,
  );
  const last = db.prepare<[Origin], TransactionRow>(
    `SELECT ${columns} FROM tx WHERE origin = ? ORDER BY last DESC, hash DESC LIMIT 1`,
  );
  const origins = db.prepare<[], { readonly origin: Origin }>(ORIGINS_SQL);
  const count = db.prepare<[], { readonly count: number }>("SELECT count(*) AS count FROM tx");
  const ofStream = db.prepare<[StreamId], TransactionRow>(
    `SELECT ${columns} FROM tx WHERE arrival IN (SELECT arrival FROM stream_tx WHERE stream = ?)`,
  );
  const { local, setLocal } = createLocals(db);
  const flushRows = createFlush(db);

  function flushedArrival(): number {
    return Number(local(FLUSHED_KEY) ?? 0);
  }

  const inFlush = db.transaction((flush: Flush) => {
    if (flushedArrival() !== flush.from) return false;
    flushRows(flush);
    for (const [key, value] of flush.locals) setLocal(key, value);
    setLocal(FLUSHED_KEY, String(flush.to));
    return true;
  });

  return {
    insert: ({ envelope: { first, events, bytes }, hash, control }) => {
      const end = first.seq + events.length - 1;
      const { origin, seq, day } = first;
      const flag = control ? 1 : 0;
      return Number(insert.run(origin, seq, end, hash, day, flag, bytes).lastInsertRowid);
    },
    after: (arrival) => after.iterate(arrival),
    control: () => control.all(),
    ofOrigin: (origin, fromSeq) => ofOrigin.iterate(origin, fromSeq),
    at: (origin, seq) => {
      const row = ofOrigin.get(origin, seq);
      return row !== undefined && row.first <= seq ? row : undefined;
    },
    last: (origin) => last.get(origin),
    endingAt: (origin, seq) => endingAt.all(origin, seq),
    startingAt: (origin, seq) => startingAt.all(origin, seq, seq + TRANSACTION_EVENTS_MAX - 1, seq),
    origins: () => origins.all().map(({ origin }) => origin),
    count: () => count.get()?.count ?? 0,
    ofStream: (stream) => ofStream.all(stream),
    flushedArrival,
    flush: (flush) => inFlush.immediate(flush),
    local,
    setLocal,
    base: (eventsOf) => createBase(db, eventsOf),
  };
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

function createFlush(db: Db): (flush: Flush) => void {
  const putRow = db.prepare<[StreamId, string]>(
    "INSERT INTO projection VALUES (?, ?) ON CONFLICT (stream) DO UPDATE SET row = excluded.row",
  );
  const addSum = db.prepare<[string, number]>(
    "INSERT INTO sums VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET amount = amount + excluded.amount",
  );
  const dropZeroSum = db.prepare<[string]>("DELETE FROM sums WHERE key = ? AND amount = 0");
  const putTag = db.prepare<[string, StreamId]>("INSERT OR IGNORE INTO tags VALUES (?, ?)");
  const dropTag = db.prepare<[string, StreamId]>("DELETE FROM tags WHERE tag = ? AND stream = ?");
  const putStream = db.prepare<[StreamId, number]>("INSERT OR IGNORE INTO stream_tx VALUES (?, ?)");
  return ({ changes, streams, replaces }) => {
    if (replaces) {
      db.exec("DELETE FROM projection; DELETE FROM sums; DELETE FROM tags; DELETE FROM stream_tx;");
    }
    for (const [stream, row] of changes.rows) putRow.run(stream, row);
    for (const [key, delta] of changes.sums) {
      if (delta === 0) continue;
      addSum.run(key, delta);
      // A sum that came back to nothing leaves no row: tills are compared row by row.
      dropZeroSum.run(key);
    }
    for (const [tag, stream] of changes.removedTags) dropTag.run(tag, stream);
    for (const [tag, stream] of changes.addedTags) putTag.run(tag, stream);
    for (const [stream, arrival] of streams) putStream.run(stream, arrival);
  };
}

function createBase(
  db: Db,
  eventsOf: (stream: StreamId) => ReadonlyArray<TransactionEvent>,
): ProjectionBase {
  const row = db.prepare<[StreamId], { readonly row: string }>(
    "SELECT row FROM projection WHERE stream = ?",
  );
  const sum = db.prepare<[string], { readonly amount: number }>(
    "SELECT amount FROM sums WHERE key = ?",
  );
  const sums = db.prepare<[string, string], { readonly key: string; readonly amount: number }>(
    "SELECT key, amount FROM sums WHERE key >= ? AND key < ? ORDER BY key",
  );
  const tagged = db.prepare<[string], { readonly stream: StreamId }>(
    "SELECT stream FROM tags WHERE tag = ? ORDER BY stream",
  );
  const lastTagged = db.prepare<
    [string, string, number],
    { readonly tag: string; readonly stream: StreamId }
  >(
    "SELECT tag, stream FROM tags WHERE tag >= ? AND tag < ? ORDER BY tag DESC, stream DESC LIMIT ?",
  );
  return {
    row: (stream) => row.get(stream)?.row,
    sum: (key) => sum.get(key)?.amount ?? 0,
    sums: (prefix) =>
      sums.all(prefix, afterPrefix(prefix)).map(({ key, amount }) => [key, amount] as const),
    tagged: (tag) => tagged.all(tag).map(({ stream }) => stream),
    lastTagged: (prefix, limit) =>
      lastTagged
        .all(prefix, afterPrefix(prefix), limit)
        .map(({ tag, stream }) => [tag, stream] as const),
    eventsOf,
  };
}

/** Greater than every text with the prefix; SQLite compares UTF-8 bytes, and names are ASCII. */
function afterPrefix(prefix: string): string {
  return `${prefix}\u{10FFFF}`;
}
