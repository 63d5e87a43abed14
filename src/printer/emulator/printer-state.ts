/**
 * The printer's state between two commands: its settings, which a reset brings back to those of
 * power-on, its unprinted line, and its stored pictures.
 */

import {
  advanceDots,
  heightDots,
  type Picture,
  type PrintedAlign,
  type PrintedFont,
  type PrintedRun,
  type PrintedStyle,
  type RollEntry,
  widthDots,
} from "../roll.ts";

/** The effects of a command on the rest of the printer; done in order, and not while it is offline. */
export type PrinterAction =
  | { readonly type: "print"; readonly entry: RollEntry }
  | { readonly type: "tell-status"; readonly n: number }
  | { readonly type: "tell-process"; readonly id: ReadonlyArray<number> }
  | { readonly type: "tell-identity"; readonly n: number }
  | { readonly type: "tell-counter"; readonly counter: number }
  | { readonly type: "reset-counter"; readonly counter: number }
  | { readonly type: "automatic-status"; readonly isOn: boolean }
  | { readonly type: "real-time-pulse"; readonly isAllowed: boolean }
  | { readonly type: "buzz"; readonly times: number };

/** One command: its bytes without its name. */
export interface Command {
  /** How many bytes follow the name. More of them may follow from the first ones. */
  readonly length: number | ((bytes: Uint8Array) => number | undefined);
  readonly run: (printer: PrinterState, args: Uint8Array) => void;
}

export interface Settings {
  style: PrintedStyle;
  align: PrintedAlign;
  page: number;
  /** Which of the variants of ASCII. */
  nation: number;
  kanji: boolean;
  utf8: boolean;
  marginDots: number;
  areaDots: number;
  lineDots: number;
  upsideDown: boolean;
  tabColumns: ReadonlyArray<number>;
  barcode: {
    readonly heightDots: number;
    readonly moduleDots: number;
    readonly digits: "none" | "above" | "below" | "both";
    readonly digitsFont: PrintedFont;
  };
  qr: {
    readonly moduleDots: number;
    readonly level: "L" | "M" | "Q" | "H";
    readonly data: ReadonlyArray<number>;
  };
  /** Stored by one command and printed by the next. */
  graphics: Picture | undefined;
}

export interface PrinterState extends Settings {
  /** How wide the head is. */
  readonly headDots: number;
  /** The line buffer: printed when a line feed comes. */
  runs: PrintedRun[];
  /** The position of the next character. */
  xDots: number;
  /** Taught once and kept without power, by the key that they are called with. */
  readonly logos: Map<string, Picture>;
  readonly initial: () => Settings;
  readonly act: (action: PrinterAction) => void;
  readonly complain: (complaint: string) => void;
  /** Returns the printed sign of one byte. */
  readonly character: (byte: number) => string;
}

/** A line of text at the usual spacing. */
export const LINE_DOTS = 30;

const plainPrint: PrintedStyle = {
  bold: false,
  doubleStrike: false,
  underlineDots: 0,
  inverse: false,
  red: false,
  width: 1,
  height: 1,
  font: "A",
  spacingDots: 0,
};

export function initialSettings(headDots: number, startsInKanjiMode: boolean): Settings {
  return {
    style: plainPrint,
    align: "left",
    page: 0,
    nation: 0,
    kanji: startsInKanjiMode,
    utf8: false,
    marginDots: 0,
    areaDots: headDots,
    lineDots: LINE_DOTS,
    upsideDown: false,
    tabColumns: Array.from({ length: 32 }, (_, index) => 8 * (index + 1)),
    barcode: { heightDots: 162, moduleDots: 3, digits: "none", digitsFont: "A" },
    qr: { moduleDots: 3, level: "L", data: [] },
    graphics: undefined,
  };
}

export function reset(printer: PrinterState): void {
  Object.assign(printer, printer.initial(), { runs: [], xDots: 0 });
}

export function print(printer: PrinterState, entry: RollEntry): void {
  printer.act({ type: "print", entry });
}

export function isLineStart({ runs, xDots }: PrinterState): boolean {
  return runs.length === 0 && xDots === 0;
}

export function restyle(printer: PrinterState, change: Partial<PrintedStyle>): void {
  printer.style = { ...printer.style, ...change };
}

/** A line that is full is printed by itself. */
export function putText(printer: PrinterState, text: string, style = printer.style): void {
  if (printer.xDots + advanceDots(style) > printer.areaDots && !isLineStart(printer)) {
    endLine(printer, true);
  }
  const last = printer.runs.at(-1);
  const follows = last !== undefined && last.xDots + widthDots(last) === printer.xDots;
  // Styles are replaced, never changed, so the same object means the same style.
  if (follows && last.style === style && last.picture === undefined) {
    printer.runs.splice(-1, 1, { ...last, text: last.text + text });
  } else {
    printer.runs.push({ text, style, xDots: printer.xDots });
  }
  printer.xDots += advanceDots(style);
}

/** A picture as high as a line. What doesn't fit is cut off. */
export function putPicture(printer: PrinterState, picture: Picture): void {
  const { style, xDots } = printer;
  const fitting = clipped(picture, printer.areaDots - xDots);
  printer.runs.push({ text: "", style, xDots, picture: fitting });
  printer.xDots += fitting.widthDots;
}

export function feedLine(printer: PrinterState): void {
  endLine(printer, false);
}

/** Prints the line, if there is one, and moves on by exactly so much. */
export function feedBy(printer: PrinterState, dots: number): void {
  if (dots > 0 || !isLineStart(printer)) endLine(printer, false, dots);
}

function endLine(printer: PrinterState, wrapped: boolean, dots = printer.lineDots): void {
  const { runs, align, upsideDown } = printer;
  const feedDots = Math.max(dots, ...runs.map(heightDots));
  const leftDots = leftOf(printer, printer.xDots);
  print(printer, { type: "line", runs, align, leftDots, feedDots, upsideDown, wrapped });
  printer.runs = [];
  printer.xDots = 0;
}

/** Returns the left edge of something that wide. */
export function leftOf({ align, marginDots, areaDots }: PrinterState, width: number): number {
  const free = Math.max(0, areaDots - width);
  if (align === "left") return marginDots;
  return marginDots + (align === "right" ? free : Math.floor(free / 2));
}

export function clipped(picture: Picture, widthMax: number): Picture {
  if (picture.widthDots <= widthMax) return picture;
  const [from, to] = [bytesOf(picture.widthDots), bytesOf(Math.max(0, widthMax))];
  const rows = new Uint8Array(to * picture.heightDots);
  for (let row = 0; row < picture.heightDots; row += 1) {
    rows.set(picture.rows.subarray(row * from, row * from + to), row * to);
  }
  return { widthDots: Math.max(0, widthMax), heightDots: picture.heightDots, rows };
}

function bytesOf(dots: number): number {
  return Math.ceil(dots / 8);
}

/** Reads a switch; in most of them only the lowest bit counts. */
export function isOn(value: number | undefined): boolean {
  return ((value ?? 0) & 1) === 1;
}

/** Two bytes of a number, the lower one first. */
export function wordOf(low = 0, high = 0): number {
  return low + high * 256;
}

export function hex(byte: number): string {
  return byte.toString(16).toUpperCase();
}
