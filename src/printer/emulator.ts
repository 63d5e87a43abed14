/**
 * A printer in software, written from the printer's side: it knows what the manuals say about bytes
 * and nothing of our encoder. What it doesn't know it reports, because a real one would print it as
 * garbage.
 *
 * `write` takes bytes in pieces of any size; an unfinished command waits for the rest.
 */

import { characterInPage, type CodePageName } from "./code-pages.ts";
import { type PrinterState, readCommand } from "./emulator-commands.ts";
import { printedColumns, type PrintedStyle, type RollEntry } from "./roll.ts";

export interface EmulatorOptions {
  /** Characters of font A on a line. */
  readonly columns: number;
  /** Code pages of this model by their number; the default is Epson's. */
  readonly pagesByNumber?: ReadonlyMap<number, CodePageName>;
  /** Some printers start in two-byte mode, and return to it with every reset. */
  readonly startsInKanjiMode?: boolean;
}

export interface Emulator {
  readonly write: (bytes: Uint8Array) => void;
  /** What was printed since the last call. */
  readonly takeRoll: () => ReadonlyArray<RollEntry>;
  /** What the printer answered since the last call. */
  readonly takeReplies: () => Uint8Array;
  /** Bytes that mean nothing here, or stood where they have no effect, since the last call. */
  readonly takeComplaints: () => ReadonlyArray<string>;
}

const EPSON_PAGES: ReadonlyMap<number, CodePageName> = new Map([
  [0, "cp437"],
  [16, "cp1252"],
  [19, "cp858"],
]);

const plainPrint: PrintedStyle = {
  bold: false,
  doubleStrike: false,
  underline: false,
  inverse: false,
  red: false,
  width: 1,
  height: 1,
  font: "A",
};

export function createEmulator(options: EmulatorOptions): Emulator {
  const printer = createPrinterState(options);
  let unread: ReadonlyArray<number> = [];

  return {
    write(bytes) {
      unread = readAll(printer, [...unread, ...bytes]);
    },
    takeRoll: () => printer.roll.splice(0),
    takeReplies: () => Uint8Array.from(printer.replies.splice(0)),
    takeComplaints: () => printer.complaints.splice(0),
  };
}

/** Carries out every complete command and returns the bytes of the incomplete last one. */
function readAll(printer: PrinterState, bytes: ReadonlyArray<number>): ReadonlyArray<number> {
  let at = 0;
  while (at < bytes.length) {
    const length = readCommand(printer, bytes, at);
    if (length === "incomplete") return bytes.slice(at);
    at += length;
  }
  return [];
}

function createPrinterState(options: EmulatorOptions): PrinterState {
  const pages = options.pagesByNumber ?? EPSON_PAGES;

  const printer: PrinterState = {
    roll: [],
    replies: [],
    complaints: [],
    runs: [],
    style: plainPrint,
    align: "left",
    page: 0,
    kanji: options.startsInKanjiMode === true,
    qrData: "",
    reset() {
      printer.runs = [];
      printer.style = plainPrint;
      printer.align = "left";
      printer.page = 0;
      printer.kanji = options.startsInKanjiMode === true;
    },
    putByte(byte) {
      const page = pages.get(printer.page);
      if (page === undefined) printer.complaints.push(`no code page ${printer.page}`);
      printer.putText(page === undefined ? "\u{FFFD}" : characterInPage(page, byte));
    },
    putText(text) {
      const run = { text, style: printer.style };
      if (printedColumns([...printer.runs, run]) > columnsOf(printer.style, options))
        endLine(printer, true);
      const last = printer.runs.at(-1);
      // Styles are replaced, never changed, so the same object means the same style.
      if (last?.style === printer.style) {
        printer.runs.splice(-1, 1, { text: last.text + text, style: last.style });
      } else {
        printer.runs.push(run);
      }
    },
    feedLine() {
      endLine(printer, false);
    },
    isLineStart: () => printer.runs.length === 0,
  };
  return printer;
}

/** Font B is three quarters as wide as font A. */
function columnsOf(style: PrintedStyle, options: EmulatorOptions): number {
  return style.font === "A" ? options.columns : Math.floor((options.columns * 4) / 3);
}

function endLine(printer: PrinterState, wrapped: boolean): void {
  printer.roll.push({ type: "line", runs: printer.runs, align: printer.align, wrapped });
  printer.runs = [];
}
