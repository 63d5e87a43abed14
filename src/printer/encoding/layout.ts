/**
 * Documents as lines of a given width.
 *
 * Two promises: no line is wider than the paper, and no visible character gets lost. What doesn't
 * fit is wrapped by words; a word wider than the paper is broken; a row of double width that fits in
 * single width is set so; an amount that leaves no room for its name gets a line of its own. Alignment
 * is done with spaces, which every printer understands.
 */

import { assertNever } from "../../domain/base/assert-never.ts";
import {
  type Align,
  type Block,
  type BlockStyle,
  type PrintDocument,
  type Symbology,
} from "../document.ts";
import { openDirections, withoutDirections } from "./own-text.ts";
import { columnsIn, type ColumnsOf, type Cluster, clustersOf, isEven } from "./text-width.ts";

export type SegmentStyle = { readonly [Key in keyof BlockStyle]-?: boolean };

export interface Segment {
  readonly text: string;
  readonly style: SegmentStyle;
}

export type LaidOutLine =
  | { readonly type: "text"; readonly segments: ReadonlyArray<Segment> }
  | { readonly type: "code"; readonly symbology: Symbology; readonly data: string }
  | Extract<Block, { readonly type: NotText }>;

/** The blocks that are the same on every width of paper. */
type NotText = "qr" | "feed" | "cut" | "pulse" | "buzzer" | "number" | "page-proof" | "logo";

export interface LayoutOptions {
  /** Characters of normal width on a line. */
  readonly columns: number;
  /** Whether each code unit of a text is one column, so that nothing else need be asked of it. */
  readonly isEasy?: (text: string) => boolean;
  /** Makes of a text what the paper can show. */
  readonly toPrintable?: (text: string) => string;
  /** Returns the columns of a character; one unless given. */
  readonly columnsOf?: ColumnsOf;
  /** A line of a paragraph in the order of its signs on paper. */
  readonly toVisualOrder?: (line: string, paragraph: string) => string;
}

export const plainStyle: SegmentStyle = {
  bold: false,
  doubleHeight: false,
  doubleWidth: false,
  inverse: false,
  underline: false,
  red: false,
};

/** Normal columns per level of indent. */
const INDENT_COLUMNS = 2;
/** The gap between a name and its amount, and between the columns of a table. */
const GAP_COLUMNS = 2;
/** Spaces are made once, because nearly every line has some. */
const spaces = runsOf(" ");
const RULES = { single: runsOf("-"), double: runsOf("=") };
/** Fewer columns than this for the name, and the amount moves to its own line. */
const LEFT_COLUMNS_MIN = 8;

type Paper = Required<LayoutOptions>;

export function layOut(
  document: PrintDocument,
  options: LayoutOptions,
): ReadonlyArray<LaidOutLine> {
  const paper: Paper = {
    isEasy: () => false,
    toPrintable: (text) => withoutDirections(text).normalize("NFC"),
    columnsOf: () => 1,
    toVisualOrder: (line) => line,
    ...options,
  };
  const lines: LaidOutLine[] = [];
  for (const block of document.blocks) layOutBlock(block, paper, lines);
  return lines;
}

function layOutBlock(block: Block, paper: Paper, lines: LaidOutLine[]): void {
  switch (block.type) {
    case "text":
      layOutText(block, paper, lines);
      return;
    case "row":
      layOutRow(block, paper, lines);
      return;
    case "table":
      layOutTable(block, paper, lines);
      return;
    case "rule":
      lines.push(textLine(ruleOf(block, paper.columns), plainStyle, 0));
      return;
    case "ruler":
      lines.push(textLine(rulerOf(paper.columns), plainStyle, 0));
      return;
    case "barcode":
      lines.push({ type: "code", symbology: "ean13", data: block.ean13 });
      return;
    case "code":
    case "qr":
    case "feed":
    case "cut":
    case "pulse":
    case "buzzer":
    case "number":
    case "page-proof":
    case "logo":
      lines.push(block);
      return;
    case "printer":
      // The encoder has put a name in its place, or has none.
      return;
    default:
      assertNever(block, "block");
  }
}

function layOutText(
  block: Extract<Block, { type: "text" }>,
  paper: Paper,
  lines: LaidOutLine[],
): void {
  const style = toSegmentStyle(block.style);
  const indent = indentColumns(block.indent, paper.columns);
  const room = styledColumns(paper.columns - indent, style);
  if (block.text.length <= room && paper.isEasy(block.text)) {
    const before = freeBefore(block.align, styledFree(room - block.text.length, style));
    lines.push(textLine(block.text, style, indent + before));
    return;
  }
  const hang = block.hangs === true && room > LEFT_COLUMNS_MIN ? INDENT_COLUMNS : 0;
  const texts = wrapped(block.text, { first: room, rest: room - hang }, paper);
  for (const [index, text] of texts.entries()) {
    const free = styledFree(room - columnsIn(text, paper.columnsOf), style);
    const before = index === 0 ? 0 : styledFree(hang, style);
    lines.push(textLine(text, style, indent + before + freeBefore(block.align, free)));
  }
}

/** The amount stands beside the first line of the name; the name goes on below, hanging. */
function layOutRow(
  block: Extract<Block, { type: "row" }>,
  paper: Paper,
  lines: LaidOutLine[],
): void {
  const { left, right } = block;
  const indent = indentColumns(block.indent, paper.columns);
  const style = rowStyle(block, paper, paper.columns - indent);
  const room = styledColumns(paper.columns - indent, style);
  const gap = room - left.length - right.length;
  if (
    right !== "" &&
    gap >= GAP_COLUMNS &&
    room - right.length - GAP_COLUMNS >= LEFT_COLUMNS_MIN &&
    paper.isEasy(left) &&
    paper.isEasy(right)
  ) {
    // The segments stay apart, because joining them would cost a copy.
    const segments = [
      { text: left, style },
      { text: spaces(gap), style },
      { text: right, style },
    ];
    if (indent > 0) segments.unshift({ text: spaces(indent), style: plainStyle });
    lines.push({ type: "text", segments });
    return;
  }
  const hang = room > LEFT_COLUMNS_MIN ? spaces(INDENT_COLUMNS) : "";
  for (const text of rowLines(block, { room, hang }, paper)) {
    lines.push(textLine(text, style, indent));
  }
}

/** Large as long as name and amount stand on one line; what is too long for that is not as wide. */
function rowStyle(
  { left, right, style: wanted }: Extract<Block, { type: "row" }>,
  paper: Paper,
  columns: number,
): SegmentStyle {
  const style = toSegmentStyle(wanted);
  if (!style.doubleWidth) return style;
  const [name, amount] = [left, right].map((text) =>
    columnsIn(paper.toPrintable(text), paper.columnsOf),
  );
  const needed = (name ?? 0) + 1 + (amount ?? 0);
  const isOnlyThenWhole = needed > styledColumns(columns, style) && needed <= columns;
  return isOnlyThenWhole ? { ...style, doubleWidth: false } : style;
}

function rowLines(
  { left, right }: Pick<Extract<Block, { type: "row" }>, "left" | "right">,
  { room, hang }: { readonly room: number; readonly hang: string },
  paper: Paper,
): ReadonlyArray<string> {
  const rest = room - hang.length;
  const amount = paper.toPrintable(right);
  const amountColumns = columnsIn(amount, paper.columnsOf);
  const beside = room - amountColumns - gapBefore(left, room - amountColumns, paper);

  if (amountColumns === 0 || amount.includes("\n") || beside < LEFT_COLUMNS_MIN) {
    const names = left === "" ? [] : wrapped(left, { first: room, rest }, paper);
    const amounts = amount === "" ? [] : wrapped(right, { first: room, rest: room }, paper);
    return [
      ...hanging(names, hang),
      ...amounts.map((text) => spaces(room - columnsIn(text, paper.columnsOf)) + text),
    ];
  }
  const [first = "", ...more] = hanging(wrapped(left, { first: beside, rest }, paper), hang);
  const gap = room - columnsIn(first, paper.columnsOf) - amountColumns;
  return [first + spaces(gap) + paper.toVisualOrder(amount, amount), ...more];
}

/** One column is enough where the name fits on one line only with that. */
function gapBefore(left: string, room: number, paper: Paper): number {
  const columns = columnsIn(paper.toPrintable(left), paper.columnsOf);
  return columns === room - 1 ? 1 : GAP_COLUMNS;
}

function layOutTable(
  block: Extract<Block, { type: "table" }>,
  paper: Paper,
  lines: LaidOutLine[],
): void {
  const rows = block.rows.map((row) => row.map((cell) => paper.toPrintable(cell)));
  const count = Math.max(block.aligns.length, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    rows.reduce((most, row) => Math.max(most, columnsIn(row[column] ?? "", paper.columnsOf)), 0),
  );
  const gap = gapInTable(widths, paper.columns);
  const others = widths.slice(1).reduce((sum, width) => sum + width + gap, 0);
  const firstWidth = paper.columns - others;

  const isStacked = firstWidth < LEFT_COLUMNS_MIN;
  const head = block.hasHead === true ? rows[0] : undefined;
  for (const row of rows) {
    if (isStacked && head !== undefined) {
      nameRow(row, head, { paper, lines });
    } else if (isStacked || row.slice(1).some((cell) => cell.includes("\n"))) {
      stackRow(row, block.aligns, { paper, lines });
    } else {
      widths[0] = firstWidth;
      layOutCells(row, block.aligns, { widths, gap, paper, lines });
    }
  }
}

/** One column is enough where the names each fit on one line only with that. */
function gapInTable(widths: ReadonlyArray<number>, columns: number): number {
  const cells = widths.reduce((sum, width) => sum + width, 0);
  const gaps = widths.length - 1;
  const isTight = cells + GAP_COLUMNS * gaps > columns && cells + gaps <= columns;
  return isTight ? 1 : GAP_COLUMNS;
}

interface TableOutput {
  readonly paper: Paper;
  readonly lines: LaidOutLine[];
}

function layOutCells(
  row: ReadonlyArray<string>,
  aligns: ReadonlyArray<Align>,
  {
    widths,
    gap,
    paper,
    lines,
  }: TableOutput & { readonly widths: ReadonlyArray<number>; readonly gap: number },
): void {
  const width = widths[0] ?? 1;
  const [first = "", ...more] = wrapPrintable(row[0] ?? "", { first: width, rest: width }, paper);
  let line = first + spaces(width - columnsIn(first, paper.columnsOf));
  for (let column = 1; column < widths.length; column += 1) {
    const cell = paper.toVisualOrder(row[column] ?? "", row[column] ?? "");
    const free = (widths[column] ?? 0) - columnsIn(cell, paper.columnsOf);
    const before = freeBefore(aligns[column], free);
    line += spaces(gap + before) + cell + spaces(free - before);
  }
  lines.push(textLine(line.trimEnd(), plainStyle, 0));
  for (const text of more) lines.push(textLine(text.trimEnd(), plainStyle, 0));
}

/** Paper too narrow for the table: under the first cell each other one, beside what its column is. */
function nameRow(
  row: ReadonlyArray<string>,
  head: ReadonlyArray<string>,
  { paper, lines }: TableOutput,
): void {
  const { columns } = paper;
  const [first = "", ...cells] = row === head ? row.slice(0, 1) : row;
  const indent = indentColumns(1, columns);
  for (const text of wrapPrintable(first, { first: columns, rest: columns }, paper)) {
    lines.push(textLine(text, plainStyle, 0));
  }
  for (const [at, right] of cells.entries()) {
    const left = head[at + 1] ?? "";
    for (const text of rowLines({ left, right }, { room: columns - indent, hang: "" }, paper)) {
      lines.push(textLine(text, plainStyle, indent));
    }
  }
}

/** Paper too narrow for a table without a head: every cell on lines of its own. */
function stackRow(
  row: ReadonlyArray<string>,
  aligns: ReadonlyArray<Align>,
  { paper, lines }: TableOutput,
): void {
  const { columns, columnsOf } = paper;
  for (const [column, cell] of row.entries()) {
    for (const text of wrapPrintable(cell, { first: columns, rest: columns }, paper)) {
      const before = freeBefore(aligns[column], columns - columnsIn(text, columnsOf));
      lines.push(textLine(text, plainStyle, before));
    }
  }
}

function wrapped(
  text: string,
  room: { readonly first: number; readonly rest: number },
  paper: Paper,
): ReadonlyArray<string> {
  return wrapPrintable(paper.toPrintable(text), room, paper);
}

function wrapPrintable(
  printable: string,
  room: { readonly first: number; readonly rest: number },
  paper: Paper,
): ReadonlyArray<string> {
  let open = "";
  return wrap(printable, room, paper.columnsOf).map((line) => {
    const goesOn = open + line;
    open = openDirections(goesOn);
    return paper.toVisualOrder(goesOn, printable);
  });
}

function hanging(lines: ReadonlyArray<string>, hang: string): ReadonlyArray<string> {
  return lines.map((line, index) => (index === 0 ? line : hang + line));
}

/** Spaces in front of a style are plain, so that no bar of black begins at the edge. */
function textLine(text: string, style: SegmentStyle, spacesBefore: number): LaidOutLine {
  if (spacesBefore === 0) return { type: "text", segments: text === "" ? [] : [{ text, style }] };
  const before = { text: spaces(spacesBefore), style: plainStyle };
  return { type: "text", segments: text === "" ? [before] : [before, { text, style }] };
}

function ruleOf(block: Extract<Block, { type: "rule" }>, columns: number): string {
  return RULES[block.double === true ? "double" : "single"](columns);
}

/** `----5----0` and so on: each digit in its own column. */
function rulerOf(columns: number): string {
  return Array.from({ length: columns }, (_, at) => {
    if ((at + 1) % 5 !== 0) return "-";
    return (at + 1) % 10 === 0 ? String(((at + 1) / 10) % 10) : "5";
  }).join("");
}

function freeBefore(align: Align | undefined, free: number): number {
  switch (align) {
    case undefined:
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

/** Columns of normal width that a text leaves free. */
function styledFree(free: number, style: SegmentStyle): number {
  return style.doubleWidth ? 2 * free : free;
}

function toSegmentStyle(style: BlockStyle | undefined): SegmentStyle {
  if (style === undefined) return plainStyle;
  return {
    bold: style.bold === true,
    doubleHeight: style.doubleHeight === true,
    doubleWidth: style.doubleWidth === true,
    inverse: style.inverse === true,
    underline: style.underline === true,
    red: style.red === true,
  };
}

function runsOf(sign: string): (count: number) => string {
  const runs = Array.from({ length: 64 }, (_, count) => sign.repeat(count));
  return (count) => runs[count] ?? sign.repeat(Math.max(0, count));
}

/* Text in lines: broken between words where it can be, and within one that no line holds. */

/** Columns of the first line, and of those below it. */
interface Room {
  readonly first: number;
  readonly rest: number;
}

/** Lines of at most that room. Only the spaces at which a line breaks are dropped. */
function wrap(text: string, room: Room, columnsOf: ColumnsOf): ReadonlyArray<string> {
  if (text.length <= room.first && isEven(text) && !text.includes("\n")) return [text];
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    wrapParagraph(clustersOf(paragraph, columnsOf), room, lines);
  }
  return lines;
}

function wrapParagraph(paragraph: ReadonlyArray<Cluster>, room: Room, lines: string[]): void {
  let from = 0;
  do {
    const width = Math.max(1, lines.length === 0 ? room.first : room.rest);
    const end = lineEnd(paragraph, from, width);
    const line = joined(paragraph.slice(from, end));
    lines.push(end === paragraph.length ? line : line.trimEnd());
    from = end;
    while (paragraph[from]?.text === " ") from += 1;
  } while (from < paragraph.length);
}

/** Breaks after the last word that fits, or within a word that is wider than a line. */
function lineEnd(paragraph: ReadonlyArray<Cluster>, from: number, width: number): number {
  let [full, columns] = [from, 0];
  while (full < paragraph.length) {
    columns += paragraph[full]?.columns ?? 0;
    if (columns > width) break;
    full += 1;
  }
  if (full === paragraph.length) return full;
  // A sign wider than the whole line gets one for itself.
  if (full === from) return from + 1;
  let end = full;
  while (end > from && !canBreak(paragraph, end)) end -= 1;
  const isOnlyIndent = paragraph.slice(from, end).every(({ text }) => text === " ");
  return isOnlyIndent ? full : end;
}

/** A line may break at a space, and beside signs of two columns: Chinese and Japanese have no spaces. */
function canBreak(paragraph: ReadonlyArray<Cluster>, at: number): boolean {
  const [before, after] = [paragraph[at - 1], paragraph[at]];
  return after?.text === " " || before?.columns === 2 || after?.columns === 2;
}

function joined(clusters: ReadonlyArray<Cluster>): string {
  return clusters.map(({ text }) => text).join("");
}
