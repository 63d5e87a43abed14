/**
 * In which rows and segments the events of a stream stand. Local and disposable.
 *
 * A stream goes by 48 bits of the hash of its name, which take a fifth of the room: should two share
 * them, whoever reads looks at the names anyway.
 */

import { hash as digest } from "node:crypto";

import { type StreamId } from "../domain/identity.ts";
import { type Db } from "./database.ts";

export interface StreamIndex {
  readonly add: (stream: StreamId, place: number) => void;
  readonly has: (stream: StreamId, place: number) => boolean;
  readonly places: (stream: StreamId) => ReadonlyArray<number>;
  /** What stood in a row stands in a segment now. */
  readonly move: (stream: StreamId, from: number, to: number) => void;
  readonly clear: () => void;
}

const KEY_BYTES = 6;

export function createStreamIndex(db: Db): StreamIndex {
  const insert = db.prepare<[number, number]>("INSERT OR IGNORE INTO stream_at VALUES (?, ?)");
  const remove = db.prepare<[number, number]>(
    "DELETE FROM stream_at WHERE stream = ? AND place = ?",
  );
  const find = db.prepare<[number, number]>(
    "SELECT 1 FROM stream_at WHERE stream = ? AND place = ?",
  );
  const select = db.prepare<[number], { readonly place: number }>(
    "SELECT place FROM stream_at WHERE stream = ? ORDER BY place",
  );
  return {
    add: (stream, place) => {
      insert.run(keyOf(stream), place);
    },
    has: (stream, place) => find.get(keyOf(stream), place) !== undefined,
    places: (stream) => select.all(keyOf(stream)).map(({ place }) => place),
    move: (stream, from, to) => {
      const key = keyOf(stream);
      remove.run(key, from);
      insert.run(key, to);
    },
    clear: () => {
      db.exec("DELETE FROM stream_at");
    },
  };
}

function keyOf(stream: StreamId): number {
  return digest("sha256", stream, "buffer").readUIntBE(0, KEY_BYTES);
}
