/**
 * Reads commands from the receive buffer, one after the other, and says what the mechanism has to
 * do. It holds what a printer holds between two commands: the style, the page, the line buffer.
 */

import { characterInPage, type CodePageName } from "../code-pages.ts";
import { printedColumns, type PrintedStyle } from "../roll.ts";
import { type PrinterAction, type PrinterState, readCommand } from "./commands.ts";

export interface InterpreterOptions {
  /** Characters of font A on a line. */
  readonly columns: number;
  /** Code pages of this model by their number; the default is Epson's. */
  readonly pagesByNumber?: ReadonlyMap<number, CodePageName> | undefined;
  /** Some printers start in two-byte mode, and return to it with every reset. */
  readonly startsInKanjiMode?: boolean | undefined;
  /** Bytes that mean nothing here, or stood where they have no effect. */
  readonly onComplaint: (complaint: string) => void;
}

export interface Interpreter {
  /** The next command: how many bytes it took and what it asks for; or that more bytes must come. */
  readonly next: (bytes: Uint8Array) => ReadCommand | "incomplete";
  /** As after power-on: styles, page and the line buffer are forgotten. */
  readonly reset: () => void;
}

export interface ReadCommand {
  readonly length: number;
  readonly actions: ReadonlyArray<PrinterAction>;
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

export function createInterpreter(options: InterpreterOptions): Interpreter {
  const actions: PrinterAction[] = [];
  const printer = createPrinterState(options, actions);
  return {
    next(bytes) {
      const length = readCommand(printer, bytes);
      return length === "incomplete" ? length : { length, actions: actions.splice(0) };
    },
    reset: () => {
      printer.reset();
    },
  };
}

function createPrinterState(options: InterpreterOptions, actions: PrinterAction[]): PrinterState {
  const pages = options.pagesByNumber ?? EPSON_PAGES;
  const printer: PrinterState = {
    runs: [],
    style: plainPrint,
    align: "left",
    page: 0,
    kanji: options.startsInKanjiMode === true,
    qrData: "",
    act: (action) => void actions.push(action),
    complain: options.onComplaint,
    reset() {
      printer.runs = [];
      printer.style = plainPrint;
      printer.align = "left";
      printer.page = 0;
      printer.kanji = options.startsInKanjiMode === true;
    },
    putByte(byte) {
      const page = pages.get(printer.page);
      if (page === undefined) printer.complain(`no code page ${printer.page}`);
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
function columnsOf(style: PrintedStyle, options: InterpreterOptions): number {
  return style.font === "A" ? options.columns : Math.floor((options.columns * 4) / 3);
}

function endLine(printer: PrinterState, wrapped: boolean): void {
  const entry = { type: "line" as const, runs: printer.runs, align: printer.align, wrapped };
  printer.act({ type: "print", entry });
  printer.runs = [];
}
