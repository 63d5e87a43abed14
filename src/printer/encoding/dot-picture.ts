/**
 * Pictures of black dots, and the bytes that print them.
 *
 * They go in bands of a few rows, which is what the buffer of a small printer holds. No band contains
 * the beginning of a real-time command: printers obey those even in the middle of a picture.
 */

import { columnPicture, LINE_FEED, lineSpacing, rowPicture, usualLineSpacing } from "./commands.ts";

export interface DotPicture {
  readonly widthDots: number;
  /** The rows from the top; the highest bit of a row's first byte is the dot on the left. */
  readonly rows: ReadonlyArray<Uint8Array>;
}

/** The largest band: a larger one overflows the buffer of a small clone. */
const BAND_BYTES = 3072;
const BAND_ROWS_MAX = 128;
/** Eight needles. */
const COLUMN_ROWS = 8;
/** The feed in 1/144 inch: the height of eight needles, so that bands touch. */
const COLUMN_FEED = 16;

const DLE = 0x10;
/** EOT, ENQ and DC4: with DLE before them a question, a recovery, a drawer that opens. */
const REAL_TIME: ReadonlySet<number> = new Set([0x04, 0x05, 0x14]);
/** DLE with one dot more, which nobody sees. */
const DLE_AND_A_DOT = 0x18;

export function blankPicture(widthDots: number, height: number): DotPicture {
  const widthBytes = Math.ceil(widthDots / 8);
  return { widthDots, rows: Array.from({ length: height }, () => new Uint8Array(widthBytes)) };
}

export function flipDot(row: Uint8Array, at: number): void {
  row[at >> 3] = (row[at >> 3] ?? 0) ^ (0x80 >> (at & 7));
}

/** Dots beyond the picture's edge are nobody's. */
export function setDot(row: Uint8Array, at: number): void {
  if (at >= 0 && !hasDot(row, at)) flipDot(row, at);
}

export function hasDot(row: Uint8Array | undefined, at: number): boolean {
  return ((row?.[at >> 3] ?? 0) & (0x80 >> (at & 7))) !== 0;
}

/** Encodes a picture for `GS v 0`. */
export function rowBands({ rows }: DotPicture): Uint8Array {
  const widthBytes = rows[0]?.length ?? 1;
  const height = Math.min(BAND_ROWS_MAX, Math.floor(BAND_BYTES / widthBytes));
  return joined(
    bandsOf(rows, height).flatMap((band) => [
      rowPicture(widthBytes, band.length),
      withoutRealTime(joined(band)),
    ]),
  );
}

/** Encodes a picture for `ESC *`: a line for every eight rows, a byte for each column of them. */
export function columnBands({ widthDots, rows }: DotPicture): Uint8Array {
  const lines = bandsOf(rows, COLUMN_ROWS).flatMap((band) => [
    columnPicture(widthDots),
    withoutRealTime(Uint8Array.from({ length: widthDots }, (_, at) => columnOf(band, at))),
    [LINE_FEED],
  ]);
  return joined([lineSpacing(COLUMN_FEED), ...lines, usualLineSpacing]);
}

function columnOf(band: ReadonlyArray<Uint8Array>, at: number): number {
  return band.reduce((byte, row, index) => byte | (hasDot(row, at) ? 0x80 >> index : 0), 0);
}

function bandsOf(
  rows: ReadonlyArray<Uint8Array>,
  height: number,
): ReadonlyArray<ReadonlyArray<Uint8Array>> {
  return Array.from({ length: Math.ceil(rows.length / height) }, (_, band) =>
    rows.slice(band * height, (band + 1) * height),
  );
}

/** The bytes of a band one after another, as the printer sees them. */
function withoutRealTime(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte, at) =>
    byte === DLE && REAL_TIME.has(bytes[at + 1] ?? 0) ? DLE_AND_A_DOT : byte,
  );
}

function joined(parts: ReadonlyArray<ArrayLike<number>>): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
