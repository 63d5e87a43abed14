/**
 * How a row of the folded state stands on the disk: packed beside a typical row, so that of an order
 * hardly more is written than what tells it from others.
 */

import { hash as digest } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";

import { TYPICAL_ORDER, TYPICAL_TICKET } from "./row-samples.ts";

/** Shorter ones stay as they are, for whoever looks into the file. */
const PACKED_FROM_CHARACTERS = 600;
/** Of zlib: what is packed is small, and most of the time would go into room for it. */
const MEMORY_LEVEL = 6;
/** Less than half of Node's pool of buffers: a larger one would be memory of its own for each row. */
const CHUNK_BYTES = 4000;

/** What comes last is what packing finds best. */
const DICTIONARY = Buffer.from(
  [TYPICAL_TICKET, TYPICAL_ORDER].map((row) => JSON.stringify(row)).join(""),
);

/** Names the dictionary: rows that were packed with another one can't be read. */
export const ROW_PACKING = digest("sha256", DICTIONARY).slice(0, 8);

/**
 * At the fastest level, since a till's processor is slower than its disk. Not zstd, which packs a piece
 * as small as this better and no faster.
 */
export function packRow(text: string): string | Uint8Array {
  if (text.length < PACKED_FROM_CHARACTERS) return text;
  return deflateRawSync(text, {
    level: 1,
    memLevel: MEMORY_LEVEL,
    dictionary: DICTIONARY,
    chunkSize: CHUNK_BYTES,
  });
}

/** The text of a row, as it stands in its table. */
export function unpackRow(stored: string | Uint8Array): string {
  if (typeof stored === "string") return stored;
  return inflateRawSync(stored, { dictionary: DICTIONARY, chunkSize: CHUNK_BYTES }).toString();
}
