/**
 * GNU Unifont: a picture for nearly every character of the Basic Multilingual Plane, 8 or 16 dots
 * wide and 16 high. `docs/printed-scripts.md` has its licence, `scripts/unifont.mjs` the file's form.
 *
 * It is read when the first paper needs it: a shop that writes Latin letters never does.
 */

import { readFileSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";

/** Rows of a glyph, from the top; the highest bit of its first byte is the dot on the left. */
export interface Glyph {
  readonly widthBytes: 1 | 2;
  readonly bytes: Uint8Array;
}

/** Undefined for what the font doesn't have. */
export type GlyphFont = (character: string) => Glyph | undefined;

export const GLYPH_ROWS = 16;

interface GlyphRange {
  readonly from: number;
  readonly to: number;
  readonly widthBytes: 1 | 2;
  readonly offset: number;
}

/** The font lies beside this file in the source, and beside the bundle. */
const FILE = new URL("unifont.bin.br", import.meta.url);
const RANGE_BYTES = 6;

/** Opened by the first look-up and kept: the font never changes. */
export const unifont: GlyphFont = onceRead(() =>
  openFont(brotliDecompressSync(readFileSync(FILE))),
);

function onceRead(read: () => GlyphFont): GlyphFont {
  let font: GlyphFont | undefined;
  return (character) => {
    font ??= read();
    return font(character);
  };
}

function openFont(file: Buffer): GlyphFont {
  const ranges = readRanges(file);
  return (character) => {
    const code = character.codePointAt(0) ?? 0;
    const range = rangeWith(ranges, code);
    if (range === undefined) return undefined;
    const { from, widthBytes, offset } = range;
    const at = offset + (code - from) * widthBytes * GLYPH_ROWS;
    return { widthBytes, bytes: file.subarray(at, at + widthBytes * GLYPH_ROWS) };
  };
}

function readRanges(file: Buffer): ReadonlyArray<GlyphRange> {
  const count = file.readUInt32LE();
  let offset = 4 + count * RANGE_BYTES;
  return Array.from({ length: count }, (_, index) => {
    const at = 4 + index * RANGE_BYTES;
    const [from, to] = [file.readUInt16LE(at), file.readUInt16LE(at + 2)];
    const widthBytes = file.readUInt16LE(at + 4) === 1 ? 1 : 2;
    const range: GlyphRange = { from, to, widthBytes, offset };
    offset += (to - from + 1) * widthBytes * GLYPH_ROWS;
    return range;
  });
}

/** The ranges are in order, so half of them fall away with each look. */
function rangeWith(ranges: ReadonlyArray<GlyphRange>, code: number): GlyphRange | undefined {
  let [low, high] = [0, ranges.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle];
    if (range === undefined || (code >= range.from && code <= range.to)) return range;
    if (code < range.from) high = middle - 1;
    else low = middle + 1;
  }
  return undefined;
}
