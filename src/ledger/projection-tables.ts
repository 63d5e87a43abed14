/** The folded state on disk: what a flush writes, and what a projection builds on. */

import { type StreamId } from "../domain/identity.ts";
import { type Db } from "./database.ts";
import { type ProjectionBase, type ProjectionChanges } from "./projection.ts";

export interface ProjectionTables {
  /** `replaces`: the changes stand for everything, so that what was flushed before goes. */
  readonly flush: (changes: ProjectionChanges, replaces: boolean) => void;
  readonly base: (eventsOf: ProjectionBase["eventsOf"]) => ProjectionBase;
}

export function createProjectionTables(db: Db): ProjectionTables {
  return { flush: createFlush(db), base: createBase(db) };
}

function createFlush(db: Db): ProjectionTables["flush"] {
  const putRow = db.prepare<[StreamId, string]>(
    "INSERT INTO projection VALUES (?, ?) ON CONFLICT (stream) DO UPDATE SET row = excluded.row",
  );
  const addSum = db.prepare<[string, number]>(
    "INSERT INTO sums VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET amount = amount + excluded.amount",
  );
  const dropZeroSum = db.prepare<[string]>("DELETE FROM sums WHERE key = ? AND amount = 0");
  const putTag = db.prepare<[string, StreamId]>("INSERT OR IGNORE INTO tags VALUES (?, ?)");
  const dropTag = db.prepare<[string, StreamId]>("DELETE FROM tags WHERE tag = ? AND stream = ?");
  return (changes, replaces) => {
    if (replaces) db.exec("DELETE FROM projection; DELETE FROM sums; DELETE FROM tags;");
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

function createBase(db: Db): ProjectionTables["base"] {
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
  return (eventsOf) => ({
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
  });
}

/** Greater than every text with the prefix; SQLite compares UTF-8 bytes, and names are ASCII. */
function afterPrefix(prefix: string): string {
  return `${prefix}\u{10FFFF}`;
}
