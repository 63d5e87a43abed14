/**
 * Files that somebody names. One of them may be a device or a pipe without an end: no more is read than any file of its
 * kind has.
 */

import { closeSync, openSync, readSync } from "node:fs";

/** 1 MiB: a key, a code, a password, a certificate, a mapping are some pages at most. */
const TEXT_BYTES_MAX = 1024 * 1024;
const PIECE_BYTES = 64 * 1024;

/**
 * Returns the bytes of a file; undefined where there are more than that. `file`: its name, or an open one's number.
 * Throws the system's error where it can't be read.
 */
export function readNamedFile(file: string | number, bytesMax: number): Buffer | undefined {
  const handle = typeof file === "number" ? file : openSync(file, "r");
  try {
    const pieces: Buffer[] = [];
    for (let size = 0; size <= bytesMax;) {
      const piece = Buffer.alloc(Math.min(PIECE_BYTES, bytesMax + 1 - size));
      const count = readSync(handle, piece);
      if (count === 0) return Buffer.concat(pieces);
      pieces.push(piece.subarray(0, count));
      size += count;
    }
    return undefined;
  } finally {
    if (handle !== file) closeSync(handle);
  }
}

/** Returns the text of a file. Throws where it can't be read, or has more than any such text. */
export function readNamedText(file: string | number): string {
  const bytes = readNamedFile(file, TEXT_BYTES_MAX);
  if (bytes === undefined) throw new RangeError(`${file} has more than ${TEXT_BYTES_MAX} bytes.`);
  return bytes.toString("utf8");
}
