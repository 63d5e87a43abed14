/**
 * Reads commands from the receive buffer, one after the other, and says what the mechanism has to
 * do. What it shows for a byte it looks up in tables of its own, and not in the encoder's.
 */

import { CELLS } from "../roll.ts";
import { loadIconv } from "../seldom-packages.ts";
import { readCommand } from "./commands.ts";
import { initialSettings, type PrinterAction, type PrinterState, reset } from "./printer-state.ts";

export interface InterpreterOptions {
  /** Characters of font A on a line. */
  readonly columns: number;
  /** Code pages of this model by their number; the default is Epson's. */
  readonly pagesByNumber?: ReadonlyMap<number, string> | undefined;
  /** Some printers start in two-byte mode, and return to it with every reset. */
  readonly startsInKanjiMode?: boolean | undefined;
  /** Bytes that mean nothing here, or stood where they have no effect. */
  readonly onComplaint: (complaint: string) => void;
}

export interface Interpreter {
  /** The next command: how many bytes it took and what it asks for; or that more bytes must come. */
  readonly next: (bytes: Uint8Array) => ReadCommand | "incomplete";
  /** As after power-on: settings and the line buffer are forgotten. */
  readonly reset: () => void;
}

export interface ReadCommand {
  readonly length: number;
  readonly actions: ReadonlyArray<PrinterAction>;
}

/** Page 1, which other software takes its rules from; nobody else has it. The bytes from 80 on. */
const KATAKANA =
  "▁▂▃▄▅▆▇█▏▎▍▌▋▊▉┼┴┬┤├▔─│▕┌┐└┘╭╮╰╯\u{A0}" +
  String.fromCharCode(...Array.from({ length: 63 }, (_, index) => 0xff61 + index)) +
  "═╞╪╡◢◣◥◤♠♥♦♣●○╱╲╳円年月日時分秒〒市区町村人▒\u{A0}";

/** By the names that iconv-lite has for them, but for one. */
const EPSON_PAGES: ReadonlyMap<number, string> = new Map([
  [0, "cp437"],
  [1, "katakana"],
  [2, "cp850"],
  [3, "cp860"],
  [4, "cp863"],
  [5, "cp865"],
  [13, "cp857"],
  [14, "cp737"],
  [15, "iso88597"],
  [16, "win1252"],
  [17, "cp866"],
  [18, "cp852"],
  [19, "cp858"],
  [33, "cp775"],
  [34, "cp855"],
  [36, "cp862"],
  [37, "cp864"],
  [39, "iso88592"],
  [40, "iso885915"],
  [45, "win1250"],
  [46, "win1251"],
  [47, "win1253"],
  [48, "win1254"],
  [49, "win1255"],
  [50, "win1256"],
  [51, "win1257"],
  [52, "win1258"],
]);

/** What the variants of ASCII have in place of these. */
const NATIONAL_PLACES = "#$@[\\]^`{|}~";
const NATIONAL_SIGNS: ReadonlyArray<string> = [
  NATIONAL_PLACES,
  "#$à°ç§^`éùè¨",
  "#$§ÄÖÜ^`äöüß",
  "£$@[\\]^`{|}~",
  "#$@ÆØÅ^`æøå~",
  "#¤ÉÄÖÅÜéäöåü",
  "#$@°\\é^ùàòèì",
  "₧$@¡Ñ¿^`¨ñ}~",
  "#$@[¥]^`{|}~",
  "#¤ÉÆØÅÜéæøåü",
  "#$ÉÆØÅÜéæøåü",
  "#$á¡Ñ¿é`íñóú",
  "#$á¡Ñ¿éüíñóú",
  "#$@[₩]^`{|}~",
];

export function createInterpreter(options: InterpreterOptions): Interpreter {
  const actions: PrinterAction[] = [];
  const printer = createPrinterState(options, actions);
  return {
    next(bytes) {
      const length = readCommand(printer, bytes);
      return length === "incomplete" ? length : { length, actions: actions.splice(0) };
    },
    reset: () => {
      reset(printer);
    },
  };
}

function createPrinterState(options: InterpreterOptions, actions: PrinterAction[]): PrinterState {
  const { columns, pagesByNumber = EPSON_PAGES, startsInKanjiMode = false, onComplaint } = options;
  const headDots = columns * CELLS.A.width;
  const printer: PrinterState = {
    ...initialSettings(headDots, startsInKanjiMode),
    headDots,
    runs: [],
    xDots: 0,
    logos: new Map(),
    initial: () => initialSettings(headDots, startsInKanjiMode),
    act: (action) => void actions.push(action),
    complain: onComplaint,
    character: (byte) => {
      if (byte < 0x80) return nationalSign(printer.nation, String.fromCharCode(byte));
      const page = pagesByNumber.get(printer.page);
      if (page === "katakana") return KATAKANA.charAt(byte - 0x80);
      if (page !== undefined) return loadIconv().decode(Buffer.of(byte), page);
      onComplaint(`no code page ${printer.page}`);
      return "\u{FFFD}";
    },
  };
  return printer;
}

function nationalSign(nation: number, sign: string): string {
  const place = NATIONAL_PLACES.indexOf(sign);
  return place === -1 ? sign : (NATIONAL_SIGNS[nation]?.charAt(place) ?? sign);
}
