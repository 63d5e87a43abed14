/**
 * In which rows and segments the events of a stream stand. Local and disposable.
 *
 * A stream goes by 48 bits, which take a fifth of the room of its name: should two share them, whoever
 * reads looks at the names anyway. Where it is named for an event, as orders and tickets are, they rise
 * with that event's number, so that what is written together lies together: by a hash alone each of a
 * thousand streams would be on a page of its own, to be read, encrypted and written for twelve bytes.
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
}

const KEY_BYTES = 6;
/** Of an event's number, behind 16 bits of the hash of what comes before it in the name. */
const NUMBERS = 2 ** 32;
const PREFIX_BYTES = 2;
const EVENT_NAME = /^([^:]+):([1-9]\d{0,15}):[0-9a-f]{8}$/;

export function createStreamIndex(db: Db): StreamIndex {
  const insert = db.prepare<[number, number]>("INSERT OR IGNORE INTO stream_place VALUES (?, ?)");
  const remove = db.prepare<[number, number]>(
    "DELETE FROM stream_place WHERE stream = ? AND place = ?",
  );
  const find = db.prepare<[number, number]>(
    "SELECT 1 FROM stream_place WHERE stream = ? AND place = ?",
  );
  const select = db.prepare<[number], { readonly place: number }>(
    "SELECT place FROM stream_place WHERE stream = ? ORDER BY place",
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
  };
}

function keyOf(stream: StreamId): number {
  const [, prefix, seq] = EVENT_NAME.exec(stream) ?? [];
  if (prefix === undefined) return bitsOf(stream, KEY_BYTES);
  return prefixBits(prefix) * NUMBERS + (Number(seq) % NUMBERS);
}

/** More than a shop has: two for each till, and each till that began anew. */
const PREFIXES_MAX = 256;
const knownPrefixes = new Map<string, number>();

function prefixBits(prefix: string): number {
  const known = knownPrefixes.get(prefix);
  if (known !== undefined) return known;
  if (knownPrefixes.size >= PREFIXES_MAX) knownPrefixes.clear();
  const bits = bitsOf(prefix, PREFIX_BYTES);
  knownPrefixes.set(prefix, bits);
  return bits;
}

/** The first ones of the hash. */
function bitsOf(text: string, bytes: number): number {
  return digest("sha256", text, "buffer").readUIntBE(0, bytes);
}
