/**
 * A line of text as a picture, for characters that no code page of the printer has. It stands in line
 * with the printer's own font A: the same cells of 12 dots, the same height.
 */

import { type Glyph, GLYPH_ROWS, type GlyphFont } from "../unifont.ts";
import { blankPicture, type DotPicture, flipDot, setDot } from "./dot-picture.ts";
import { type Segment, type SegmentStyle } from "./layout.ts";
import { clustersOf } from "./text-width.ts";

export interface TextGrid {
  readonly font: GlyphFont;
  /** How many columns a character covers, as the layout counted: 0 for a mark on another one. */
  readonly columnsOf: (character: string) => number;
  /** Printed dots for two of a glyph: three make 24 rows of its 16. */
  readonly dotsForTwoRows: number;
  /** Empty rows below a line of normal height. */
  readonly gapRows: number;
}

/** The dots of a column in font A. A glyph has 8 dots for each, so three printed dots stand for two. */
export const COLUMN_DOTS = 12;
const DOTS_FOR_TWO = 3;
const UNDERLINE_ROWS = 2;

/** The position of a glyph, and its enlargement. */
interface Place {
  readonly left: number;
  readonly top: number;
  readonly dotsForTwoColumns: number;
  readonly dotsForTwoRows: number;
  readonly bold: boolean;
}

export function drawText(segments: ReadonlyArray<Segment>, grid: TextGrid): DotPicture {
  const isTall = segments.some(({ style }) => style.doubleHeight);
  const textRows = rowsOf(grid, isTall);
  const dots = segments.reduce((sum, segment) => sum + widthOf(segment, grid), 0);
  const picture = blankPicture(dots, textRows + (isTall ? 0 : grid.gapRows));
  let left = 0;
  for (const segment of segments) {
    const top = textRows - rowsOf(grid, segment.style.doubleHeight);
    drawSegment(picture, segment, { grid, left, top });
    left += widthOf(segment, grid);
  }
  return withoutRightEdge(picture);
}

function drawSegment(
  picture: DotPicture,
  { text, style }: Segment,
  { grid, left, top }: { readonly grid: TextGrid; readonly left: number; readonly top: number },
): void {
  let at = left;
  for (const cluster of clustersOf(text, grid.columnsOf)) {
    const width = cellDots(cluster.columns, style);
    for (const character of cluster.text) {
      const glyph = fitted(grid.font(character), grid.columnsOf(character));
      if (glyph === undefined) continue;
      const dotsForTwoColumns = style.doubleWidth ? 2 * DOTS_FOR_TWO : DOTS_FOR_TWO;
      const dotsForTwoRows = style.doubleHeight ? 2 * grid.dotsForTwoRows : grid.dotsForTwoRows;
      // A mark stands in the middle of what it stands on.
      const own = (glyph.widthBytes * 8 * dotsForTwoColumns) / 2;
      const place = { left: at + Math.floor((width - own) / 2), top, bold: style.bold };
      drawGlyph(picture, glyph, { ...place, dotsForTwoColumns, dotsForTwoRows });
    }
    at += width;
  }
  const rows = picture.rows.slice(top, top + rowsOf(grid, style.doubleHeight));
  if (style.underline) for (const row of rows.slice(-UNDERLINE_ROWS)) fill(row, left, at);
  if (style.inverse) for (const row of rows) flip(row, left, at);
}

function drawGlyph({ rows }: DotPicture, glyph: Glyph, place: Place): void {
  const height = (GLYPH_ROWS * place.dotsForTwoRows) / 2;
  const width = (glyph.widthBytes * 8 * place.dotsForTwoColumns) / 2;
  for (let y = 0; y < height; y += 1) {
    const drawn = drawnBits(glyph, y, place.dotsForTwoRows);
    const row = rows[place.top + y];
    if (drawn === 0 || row === undefined) continue;
    for (let x = 0; x < width; x += 1) {
      const [first, last] = drawnAt(x, place.dotsForTwoColumns);
      if (((drawn >> (15 - first)) & 1) === 0 && ((drawn >> (15 - last)) & 1) === 0) continue;
      setDot(row, place.left + x);
      if (place.bold) setDot(row, place.left + x + 1);
    }
  }
}

/** The dots of one printed row, in 16 bits from the left: a stroke is never lost between two rows. */
function drawnBits({ bytes, widthBytes }: Glyph, y: number, dotsForTwo: number): number {
  const [first, last] = drawnAt(y, dotsForTwo);
  return rowBits(first) | rowBits(last);

  function rowBits(row: number): number {
    const at = row * widthBytes;
    return ((bytes[at] ?? 0) << 8) | (widthBytes === 2 ? (bytes[at + 1] ?? 0) : 0);
  }
}

/** Which of the drawn dots a printed one covers: two at most. */
function drawnAt(printed: number, dotsForTwo: number): readonly [number, number] {
  return [Math.floor((2 * printed) / dotsForTwo), Math.ceil((2 * (printed + 1)) / dotsForTwo) - 1];
}

/** A sign that the printer's own font has in one column may be drawn in two: then it is narrowed. */
function fitted(glyph: Glyph | undefined, columns: number): Glyph | undefined {
  if (glyph?.widthBytes !== 2 || columns !== 1) return glyph;
  const bytes = Uint8Array.from({ length: GLYPH_ROWS }, (_, row) => {
    const bits = ((glyph.bytes[2 * row] ?? 0) << 8) | (glyph.bytes[2 * row + 1] ?? 0);
    return Array.from({ length: 8 }, (_each, at) => (bits >> (14 - 2 * at)) & 3).reduce(
      (byte, pair) => (byte << 1) | (pair === 0 ? 0 : 1),
      0,
    );
  });
  return { widthBytes: 1, bytes };
}

function widthOf({ text, style }: Segment, grid: TextGrid): number {
  return clustersOf(text, grid.columnsOf).reduce(
    (sum, { columns }) => sum + cellDots(columns, style),
    0,
  );
}

function cellDots(columns: number, { doubleWidth }: SegmentStyle): number {
  return columns * COLUMN_DOTS * (doubleWidth ? 2 : 1);
}

function rowsOf({ dotsForTwoRows }: TextGrid, isTall: boolean): number {
  return (GLYPH_ROWS * dotsForTwoRows * (isTall ? 2 : 1)) / 2;
}

function fill(row: Uint8Array, from: number, to: number): void {
  for (let at = from; at < to; at += 1) setDot(row, at);
}

function flip(row: Uint8Array, from: number, to: number): void {
  for (let at = from; at < to; at += 1) flipDot(row, at);
}

/** White on the right needs no bytes. */
function withoutRightEdge({ rows }: DotPicture): DotPicture {
  const bytes = rows.reduce(
    (most, row) => Math.max(most, row.findLastIndex((byte) => byte !== 0) + 1),
    1,
  );
  return { widthDots: bytes * 8, rows: rows.map((row) => row.subarray(0, bytes)) };
}
