/**
 * Documents as lines of a given width.
 *
 * Two promises: no line is wider than the paper, and no visible character gets lost. What doesn't
 * fit is wrapped by words; a word wider than the paper is broken; an amount that leaves no room for
 * its name gets a line of its own. Alignment is done with spaces, which every printer understands.
 */

import { assertNever } from "../domain/assert-never.ts";
import { type Align, type Block, type BlockStyle, type PrintDocument } from "./document.ts";

export interface SegmentStyle {
  readonly bold: boolean;
  readonly doubleHeight: boolean;
  readonly doubleWidth: boolean;
  readonly inverse: boolean;
}

export interface Segment {
  readonly text: string;
  readonly style: SegmentStyle;
}

export type LaidOutLine =
  | { readonly type: "text"; readonly segments: ReadonlyArray<Segment> }
  | { readonly type: "barcode"; readonly ean13: string }
  | { readonly type: "qr"; readonly text: string }
  | { readonly type: "feed"; readonly lines: number }
  | { readonly type: "cut" }
  | { readonly type: "pulse" };

export interface LayoutOptions {
  /** Characters of normal width on a line. */
  readonly columns: number;
  /** Makes every character of a text one column wide. */
  readonly toPrintable?: (text: string) => string;
}

export const plainStyle: SegmentStyle = {
  bold: false,
  doubleHeight: false,
  doubleWidth: false,
  inverse: false,
};

/** Normal columns per level of indent. */
const INDENT_COLUMNS = 2;
/** Between a name and its amount, and between the columns of a table. */
const GAP_COLUMNS = 2;
/** Fewer columns than this for the name, and the amount moves to its own line. */
const LEFT_COLUMNS_MIN = 8;

export function layOut(
  document: PrintDocument,
  options: LayoutOptions,
): ReadonlyArray<LaidOutLine> {
  return document.blocks.flatMap((block) => layOutBlock(block, options));
}

/** Columns of normal width that a line of text covers. */
export function lineColumns(segments: ReadonlyArray<Segment>): number {
  return segments.reduce(
    (sum, { text, style }) => sum + lengthOf(text) * (style.doubleWidth ? 2 : 1),
    0,
  );
}

function layOutBlock(block: Block, options: LayoutOptions): ReadonlyArray<LaidOutLine> {
  switch (block.type) {
    case "text":
      return layOutText(block, options);
    case "row":
      return layOutRow(block, options);
    case "table":
      return layOutTable(block, options);
    case "rule":
      return [textLine([{ text: ruleOf(block, options.columns), style: plainStyle }])];
    case "barcode":
      return [{ type: "barcode", ean13: block.ean13 }];
    case "qr":
    case "feed":
    case "cut":
    case "pulse":
      return [block];
    default:
      return assertNever(block, "block");
  }
}

function layOutText(
  block: Extract<Block, { type: "text" }>,
  options: LayoutOptions,
): ReadonlyArray<LaidOutLine> {
  const style = toSegmentStyle(block.style);
  const indent = indentColumns(block.indent, options.columns);
  const room = styledColumns(options.columns - indent, style);
  return wrap(printable(block.text, options), { first: room, rest: room }).map((text) => {
    const free = options.columns - indent - lineColumns([{ text, style }]);
    return styledLine(text, style, indent + freeBefore(block.align ?? "left", free));
  });
}

/** The amount stands beside the first line of the name; the name goes on below, hanging. */
function layOutRow(
  block: Extract<Block, { type: "row" }>,
  options: LayoutOptions,
): ReadonlyArray<LaidOutLine> {
  const style = toSegmentStyle(block.style);
  const indent = indentColumns(block.indent, options.columns);
  const room = styledColumns(options.columns - indent, style);
  const left = printable(block.left, options);
  const right = printable(block.right, options);
  const hang = room > LEFT_COLUMNS_MIN ? " ".repeat(INDENT_COLUMNS) : "";
  const rest = room - hang.length;
  const beside = room - lengthOf(right) - GAP_COLUMNS;

  if (lengthOf(right) === 0 || right.includes("\n") || beside < LEFT_COLUMNS_MIN) {
    const names = left === "" ? [] : hanging(wrap(left, { first: room, rest }), hang);
    const amounts = right === "" ? [] : wrap(right, { first: room, rest: room });
    return [
      ...names.map((text) => styledLine(text, style, indent)),
      ...amounts.map((text) => styledLine(text.padStart(room), style, indent)),
    ];
  }
  const [first = "", ...more] = hanging(wrap(left, { first: beside, rest }), hang);
  const filled = first + " ".repeat(room - lengthOf(first) - lengthOf(right)) + right;
  return [filled, ...more].map((text) => styledLine(text, style, indent));
}

function layOutTable(
  block: Extract<Block, { type: "table" }>,
  options: LayoutOptions,
): ReadonlyArray<LaidOutLine> {
  const rows = block.rows.map((row) => row.map((cell) => printable(cell, options)));
  const count = Math.max(block.aligns.length, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    rows.reduce((widest, row) => Math.max(widest, lengthOf(row[column] ?? "")), 0),
  );
  const others = widths.slice(1).reduce((sum, width) => sum + width + GAP_COLUMNS, 0);
  const firstWidth = options.columns - others;

  return rows.flatMap((row) =>
    firstWidth < LEFT_COLUMNS_MIN || row.slice(1).some((cell) => cell.includes("\n"))
      ? stackedRow(row, block.aligns, options.columns)
      : tableRow(row, block.aligns, [firstWidth, ...widths.slice(1)]),
  );
}

function tableRow(
  row: ReadonlyArray<string>,
  aligns: ReadonlyArray<Align>,
  widths: ReadonlyArray<number>,
): ReadonlyArray<LaidOutLine> {
  const [width = 1, ...otherWidths] = widths;
  const [first = "", ...more] = wrap(row[0] ?? "", { first: width, rest: width });
  const others = otherWidths.map((otherWidth, index) => {
    const cell = row[index + 1] ?? "";
    const before = freeBefore(aligns[index + 1] ?? "left", otherWidth - lengthOf(cell));
    return padTo(" ".repeat(GAP_COLUMNS + before) + cell, otherWidth + GAP_COLUMNS);
  });
  return [padTo(first, width) + others.join(""), ...more].map((text) =>
    textLine([{ text: text.trimEnd(), style: plainStyle }]),
  );
}

/** Paper too narrow for the table: every cell on lines of its own. */
function stackedRow(
  row: ReadonlyArray<string>,
  aligns: ReadonlyArray<Align>,
  columns: number,
): ReadonlyArray<LaidOutLine> {
  return row.flatMap((cell, index) =>
    wrap(cell, { first: columns, rest: columns }).map((text) =>
      styledLine(text, plainStyle, freeBefore(aligns[index] ?? "left", columns - lengthOf(text))),
    ),
  );
}

interface Room {
  readonly first: number;
  readonly rest: number;
}

/** Lines of at most that room. Only the spaces at which a line breaks are dropped. */
function wrap(text: string, room: Room): ReadonlyArray<string> {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) wrapParagraph(paragraph, room, lines);
  return lines;
}

function wrapParagraph(paragraph: string, room: Room, lines: string[]): void {
  let rest = Array.from(paragraph);
  do {
    const width = Math.max(1, lines.length === 0 ? room.first : room.rest);
    const breakAt = rest.length <= width ? rest.length : wordBreak(rest, width);
    const line = rest.slice(0, breakAt).join("");
    rest = rest.slice(breakAt);
    lines.push(rest.length === 0 ? line : line.trimEnd());
    while (rest[0] === " ") rest.shift();
  } while (rest.length > 0);
}

/** Where to break: after the last word that fits, or within a word that never will. */
function wordBreak(characters: ReadonlyArray<string>, width: number): number {
  const space = characters.lastIndexOf(" ", width);
  const onlyIndent = characters.slice(0, Math.max(0, space)).every((each) => each === " ");
  return space <= 0 || onlyIndent ? width : space;
}

function hanging(lines: ReadonlyArray<string>, hang: string): ReadonlyArray<string> {
  return lines.map((line, index) => (index === 0 ? line : hang + line));
}

function styledLine(text: string, style: SegmentStyle, spacesBefore: number): LaidOutLine {
  const segments = [
    { text: " ".repeat(spacesBefore), style: plainStyle },
    { text, style },
  ];
  return textLine(segments.filter((segment) => segment.text !== ""));
}

function textLine(segments: ReadonlyArray<Segment>): LaidOutLine {
  return { type: "text", segments };
}

function ruleOf(block: Extract<Block, { type: "rule" }>, columns: number): string {
  return (block.double === true ? "=" : "-").repeat(columns);
}

function freeBefore(align: Align, free: number): number {
  switch (align) {
    case "left":
      return 0;
    case "center":
      return Math.max(0, Math.floor(free / 2));
    case "right":
      return Math.max(0, free);
    default:
      return assertNever(align, "align");
  }
}

/** Indent gives way on paper that is hardly wider than it. */
function indentColumns(level: number | undefined, columns: number): number {
  const wanted = (level ?? 0) * INDENT_COLUMNS;
  return columns - wanted >= 2 * LEFT_COLUMNS_MIN ? wanted : 0;
}

function styledColumns(columns: number, style: SegmentStyle): number {
  return style.doubleWidth ? Math.floor(columns / 2) : columns;
}

function toSegmentStyle(style: BlockStyle | undefined): SegmentStyle {
  return {
    bold: style?.bold === true,
    doubleHeight: style?.doubleHeight === true,
    doubleWidth: style?.doubleWidth === true,
    inverse: style?.inverse === true,
  };
}

function printable(text: string, options: LayoutOptions): string {
  return options.toPrintable === undefined ? text.normalize("NFC") : options.toPrintable(text);
}

function padTo(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - lengthOf(text)));
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}
