/**
 * Takes whole frames and writes the cells that changed to the terminal.
 *
 * A frame is written in one piece, the row that is typed on first. While the terminal (a serial line)
 * has not taken the last one, frames are skipped and only the newest is drawn, so that the screen never
 * lags behind the keys.
 */

import { signWidth } from "../../domain/text/text-width.ts";
import { type TerminalSize } from "./window-size.ts";

/** The needs of a terminal's output stream: a `tty.WriteStream`, or a stand-in. */
export interface TerminalOutput {
  readonly columns?: number;
  readonly rows?: number;
  readonly write: (text: string) => boolean;
  readonly on: (event: "resize" | "drain" | "error", listener: () => void) => unknown;
  readonly off: (event: "resize" | "drain" | "error", listener: () => void) => unknown;
}

export interface CellWriter {
  readonly size: () => TerminalSize;
  /** Draws a frame; the row at `first`, from 0, before the others. */
  readonly paint: (rows: ReadonlyArray<string>, first?: number) => void;
  /** Calls back once the terminal has taken what was drawn last, in a later turn. */
  readonly onceTaken: (listener: () => void) => void;
  /** A new size: the next frame is drawn whole. */
  readonly resize: (columns: number, rows: number) => void;
  /** Draws nothing before the next `repaint`. */
  readonly pause: () => void;
  /** Draws the last frame again, whatever has been written over it. */
  readonly repaint: () => void;
  readonly close: () => void;
}

/** A row as it was given, and as it is drawn. */
interface DrawnRow {
  readonly text: string;
  readonly cells: ReadonlyArray<Cell>;
  /** Whether all of its signs are as wide as we count on every terminal. */
  readonly isCertain: boolean;
}

interface Cell {
  /** A character with its marks; empty where a wide character covers the cell. */
  readonly sign: string;
  readonly style: string;
}

const BLANK: Cell = { sign: " ", style: "" };
const ESCAPE = "\u001b";
const SEQUENCE = new RegExp(`${ESCAPE}\\[[0-?]*[ -/]*[@-~]`, "gu");
const SEQUENCE_OR_TEXT = new RegExp(`${SEQUENCE.source}|${ESCAPE}|[^${ESCAPE}]+`, "gu");
const RESET = "\u001b[0m";
/**
 * Signs that every terminal draws as wide as we count. Others (marks, Thai, Arabic, Indic scripts) are
 * followed by where the next one stands, so that a terminal that counts otherwise shifts nothing.
 */
const CERTAIN =
  /^[\u0020-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u2319\u2500-\u25fc\u3000-\u3029\u3030-\u3098\u309b-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e]*$/u;
/** Moving the cursor takes about as many bytes as writing so many unchanged cells. */
const GAP_MAX = 6;

export function createCellWriter(terminal: TerminalOutput, first: TerminalSize): CellWriter {
  let size = first;
  let shown: ReadonlyArray<DrawnRow> = [];
  let wanted: ReadonlyArray<string> = [];
  let isBlocked = false;
  let isPaused = false;
  let isClosed = false;
  let onTaken: (() => void) | undefined;

  function paint(rows: ReadonlyArray<string>, first?: number): void {
    wanted = rows;
    draw(first);
  }

  function draw(first?: number): void {
    if (isBlocked || isPaused || isClosed || wanted.length === 0) return;
    const { rows, columns } = size;
    const before = shown;
    shown = Array.from({ length: rows }, (_, at) =>
      drawnRow(before[at], wanted[at] ?? "", columns),
    );
    const text = difference(before, shown, first);
    if (text !== "") isBlocked = !terminal.write(text);
  }

  function onDrain(): void {
    isBlocked = false;
    draw();
    tellTaken();
  }

  function tellTaken(): void {
    if (isBlocked || onTaken === undefined) return;
    queueMicrotask(onTaken);
    onTaken = undefined;
  }

  function pause(): void {
    isPaused = true;
  }

  function repaint(): void {
    isPaused = false;
    shown = [];
    draw();
  }

  function resize(columns: number, rows: number): void {
    size = { columns, rows };
    shown = [];
  }

  function close(): void {
    isClosed = true;
    terminal.off("drain", onDrain);
  }

  terminal.on("drain", onDrain);
  return {
    size: () => size,
    paint,
    onceTaken: (listener) => {
      onTaken = listener;
      tellTaken();
    },
    resize,
    pause,
    repaint,
    close,
  };
}

/** Most rows stay what they were from frame to frame. */
function drawnRow(before: DrawnRow | undefined, text: string, columns: number): DrawnRow {
  if (before?.text === text) return before;
  const isCertain = CERTAIN.test(withoutSequences(text));
  return { text, cells: rowOf(text, columns), isCertain };
}

function rowOf(line: string, columns: number): ReadonlyArray<Cell> {
  const cells: Array<Cell> = [];
  let attributes: ReadonlyMap<string, string> = new Map();
  for (const [piece] of line.matchAll(SEQUENCE_OR_TEXT)) {
    if (piece.startsWith(ESCAPE)) {
      if (piece.endsWith("m")) attributes = withSequence(attributes, piece.slice(2, -1));
      continue;
    }
    const style = attributes.size === 0 ? "" : [...attributes.values()].join(";");
    if (PLAIN.test(piece)) putPlain(cells, piece, style);
    else for (const sign of piece) put(cells, sign, style);
  }
  const row = cells.length > columns ? cells.slice(0, columns) : cells;
  // A wide character that the edge cuts in half would wrap.
  if (row.length === columns && cells[columns]?.sign === "") row[columns - 1] = BLANK;
  while (row.length < columns) row.push(BLANK);
  return row;
}

/** A cell for each; the same one each time, since a changed row has eighty of them. */
function putPlain(cells: Array<Cell>, text: string, style: string): void {
  const known = plainCells.get(style) ?? [];
  plainCells.set(style, known);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const cell = known[code] ?? { sign: text.charAt(at), style };
    known[code] = cell;
    cells.push(cell);
  }
}

/** The cells by style, of which there are some ten, and code. */
const plainCells = new Map<string, Cell[]>();
/** Text whose signs are one code and one cell each. */
const PLAIN = /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u00ff]*$/u;

function put(cells: Array<Cell>, sign: string, style: string): void {
  const width = signWidth(sign);
  if (width === 0) {
    const last = cells.pop();
    if (last !== undefined) cells.push({ ...last, sign: last.sign + sign });
    return;
  }
  cells.push({ sign, style });
  if (width === 2) cells.push({ sign: "", style });
}

/**
 * Bold, dim, reverse, underline and the eight colours; all else has no place on a Linux console, but for
 * a line through words, which it leaves out.
 */
function withSequence(
  attributes: ReadonlyMap<string, string>,
  parameters: string,
): ReadonlyMap<string, string> {
  const now = new Map(attributes);
  for (const parameter of parameters === "" ? ["0"] : parameters.split(";")) {
    const code = Number(parameter);
    if (code === 0) now.clear();
    else if (SWITCHES.has(code)) now.set(`${code}`, parameter);
    else if (ENDS.has(code)) for (const ended of ENDS.get(code) ?? []) now.delete(ended);
    else if (code >= 30 && code <= 37) now.set("foreground", parameter);
    else if (code === 39) now.delete("foreground");
    else if (code >= 40 && code <= 47) now.set("background", parameter);
    else if (code === 49) now.delete("background");
  }
  return now;
}

const SWITCHES: ReadonlySet<number> = new Set([1, 2, 4, 7, 9]);
const ENDS: ReadonlyMap<number, ReadonlyArray<string>> = new Map([
  [22, ["1", "2"]],
  [24, ["4"]],
  [27, ["7"]],
  [29, ["9"]],
]);

function difference(
  before: ReadonlyArray<DrawnRow>,
  now: ReadonlyArray<DrawnRow>,
  first: number | undefined,
): string {
  // Without an earlier frame the screen's content is unknown, so it is cleared.
  const cleared = before.length === 0 ? `${RESET}\u001b[2J` : "";
  const changed = now.map((row, at) => (row === before[at] ? "" : changedRow(before[at], row, at)));
  const urgent = first === undefined ? "" : (changed[first] ?? "");
  const others = changed.filter((_, at) => at !== first).join("");
  return urgent + others === "" ? cleared : cleared + urgent + others + RESET;
}

function changedRow(before: DrawnRow | undefined, now: DrawnRow, row: number): string {
  const runs = changedRuns(before?.cells ?? [], now.cells);
  const isCertain = now.isCertain && before?.isCertain !== false;
  const [first] = runs;
  // The terminal may have shifted the row from there on, so the remainder is written again.
  const written = isCertain || first === undefined ? runs : [{ ...first, to: now.cells.length }];
  return written.map((run) => styled(now, run, row)).join("");
}

function styled({ cells, isCertain }: DrawnRow, { from, to }: Run, row: number): string {
  let style: string | undefined;
  let text = moveTo(row, from);
  for (let at = from; at < to; at += 1) {
    const cell = cells[at] ?? BLANK;
    if (cell.style !== style) text += cell.style === "" ? RESET : `\u001b[0;${cell.style}m`;
    style = cell.style;
    text += cell.sign;
    if (!isCertain && !CERTAIN.test(cell.sign)) text += moveTo(row, at + cellsOf(cells, at));
  }
  return text;
}

/** A wide character covers the cell behind it. */
function cellsOf(cells: ReadonlyArray<Cell>, at: number): number {
  return cells[at + 1]?.sign === "" ? 2 : 1;
}

function moveTo(row: number, column: number): string {
  return `\u001b[${row + 1};${column + 1}H`;
}

interface Run {
  readonly from: number;
  readonly to: number;
}

/**
 * The loop goes by index, because it compares some thousand cells with each key, and an iterator
 * would leave garbage.
 */
function changedRuns(before: ReadonlyArray<Cell>, now: ReadonlyArray<Cell>): ReadonlyArray<Run> {
  const runs: Array<Run> = [];
  for (let at = 0; at < now.length; at += 1) {
    const cell = now[at] ?? BLANK;
    if (isSame(before[at] ?? BLANK, cell)) continue;
    // A run begins with the character that covers the cell, never inside it.
    const from = cell.sign === "" ? at - 1 : at;
    const last = runs.at(-1);
    if (last !== undefined && from - last.to <= GAP_MAX)
      runs[runs.length - 1] = { ...last, to: at + 1 };
    else runs.push({ from, to: at + 1 });
  }
  return runs;
}

function isSame(one: Cell, other: Cell): boolean {
  return one.sign === other.sign && one.style === other.style;
}

function withoutSequences(text: string): string {
  return text.replaceAll(SEQUENCE, "");
}
