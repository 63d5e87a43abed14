/** The folded state on disk, one generation of it: what a flush writes, and a projection builds on. */

import { type StreamId } from "../../domain/identity.ts";
import { type Db } from "../database.ts";
import { type PackedChanges, type ProjectionBase } from "./projection.ts";
import { unpackRow } from "./row-packing.ts";

export interface ProjectionTables {
  /** `replaces`: the changes stand for everything, so that what was flushed before goes. */
  readonly flush: (changes: PackedChanges, replaces: boolean) => void;
  readonly base: (eventsOf: ProjectionBase["eventsOf"]) => ProjectionBase;
  readonly hasTag: (tag: string, stream: StreamId) => boolean;
  readonly counts: () => { readonly rows: number; readonly tags: number };
  readonly streams: () => Iterable<StreamId>;
  readonly tags: () => Iterable<readonly [tag: string, stream: StreamId]>;
  /** Takes away at most so many rows of each table; true when none is left. */
  readonly empty: (rows: number) => boolean;
}

export function createProjectionTables(db: Db, id: number): ProjectionTables {
  const hasTag = db.prepare<[string, StreamId]>(
    `SELECT 1 FROM tags_${id} WHERE tag = ? AND stream = ?`,
  );
  const counts = db.prepare<[], { readonly rows: number; readonly tags: number }>(
    `SELECT (SELECT count(*) FROM projection_${id}) AS rows, (SELECT count(*) FROM tags_${id}) AS tags`,
  );
  const streams = db.prepare<[], { readonly stream: StreamId }>(
    `SELECT stream FROM projection_${id}`,
  );
  const tags = db.prepare<[], { readonly tag: string; readonly stream: StreamId }>(
    `SELECT tag, stream FROM tags_${id}`,
  );
  return {
    flush: createFlush(db, id),
    base: createBase(db, id),
    hasTag: (tag, stream) => hasTag.get(tag, stream) !== undefined,
    counts: () => counts.get() ?? { rows: 0, tags: 0 },
    streams: () => streams.all().map(({ stream }) => stream),
    tags: () => tags.all().map(({ tag, stream }) => [tag, stream] as const),
    empty: createEmpty(db, id),
  };
}

function createEmpty(db: Db, id: number): ProjectionTables["empty"] {
  const deletes = [
    `DELETE FROM projection_${id} WHERE stream IN (SELECT stream FROM projection_${id} LIMIT ?)`,
    `DELETE FROM sums_${id} WHERE key IN (SELECT key FROM sums_${id} LIMIT ?)`,
    `DELETE FROM tags_${id} WHERE (tag, stream) IN (SELECT tag, stream FROM tags_${id} LIMIT ?)`,
  ].map((sql) => db.prepare<[number]>(sql));
  return (rows) => deletes.every((statement) => statement.run(rows).changes < rows);
}

function createFlush(db: Db, id: number): ProjectionTables["flush"] {
  const putRow = db.prepare<[StreamId, string | Uint8Array]>(
    `INSERT INTO projection_${id} VALUES (?, ?) ON CONFLICT (stream) DO UPDATE SET row = excluded.row`,
  );
  const addSum = db.prepare<[string, number]>(
    `INSERT INTO sums_${id} VALUES (?, ?)
     ON CONFLICT (key) DO UPDATE SET amount = amount + excluded.amount`,
  );
  const dropZeroSum = db.prepare<[string]>(`DELETE FROM sums_${id} WHERE key = ? AND amount = 0`);
  const putTag = db.prepare<[string, StreamId]>(`INSERT OR IGNORE INTO tags_${id} VALUES (?, ?)`);
  const dropTag = db.prepare<[string, StreamId]>(
    `DELETE FROM tags_${id} WHERE tag = ? AND stream = ?`,
  );
  return (changes, replaces) => {
    if (replaces) {
      db.exec(`DELETE FROM projection_${id}; DELETE FROM sums_${id}; DELETE FROM tags_${id};`);
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
  };
}

function createBase(db: Db, id: number): ProjectionTables["base"] {
  const row = db.prepare<[StreamId], { readonly row: string | Uint8Array }>(
    `SELECT row FROM projection_${id} WHERE stream = ?`,
  );
  const sum = db.prepare<[string], { readonly amount: number }>(
    `SELECT amount FROM sums_${id} WHERE key = ?`,
  );
  const sums = db.prepare<[string, string], { readonly key: string; readonly amount: number }>(
    `SELECT key, amount FROM sums_${id} WHERE key >= ? AND key < ? ORDER BY key`,
  );
  const tagged = db.prepare<[string], { readonly stream: StreamId }>(
    `SELECT stream FROM tags_${id} WHERE tag = ? ORDER BY stream`,
  );
  const lastTagged = db.prepare<
    [string, string, number],
    { readonly tag: string; readonly stream: StreamId }
  >(
    `SELECT tag, stream FROM tags_${id} WHERE tag >= ? AND tag < ?
     ORDER BY tag DESC, stream DESC LIMIT ?`,
  );
  return (eventsOf) => ({
    row: (stream) => {
      const stored = row.get(stream)?.row;
      return stored === undefined ? undefined : unpackRow(stored);
    },
    sum: (key) => sum.get(key)?.amount ?? 0,
    sums: (prefix, from = prefix) =>
      sums.all(from, afterPrefix(prefix)).map(({ key, amount }) => [key, amount] as const),
    tagged: (tag) => tagged.all(tag).map(({ stream }) => stream),
    lastTagged: (prefix, limit) =>
      lastTagged
        .all(prefix, afterPrefix(prefix), limit)
        .map(({ tag, stream }) => [tag, stream] as const),
    eventsOf,
  });
}

/** Greater than every text with the prefix; SQLite compares UTF-8 bytes, and names are ASCII. */
function afterPrefix(prefix: string): string {
  return `${prefix}\u{10FFFF}`;
}
