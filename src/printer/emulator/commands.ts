/**
 * ESC/POS as the manuals describe it to the printer: how long each command is, and what it does.
 *
 * Kept apart from the encoder's `commands.ts` on purpose: an encoder that is tested by its own inverse is right
 * about nothing but itself.
 */

import { type PrintedAlign, type PrintedRun, type PrintedStyle, type RollEntry } from "../roll.ts";

/** What a command asks of the rest of the printer; done in order, and not while it is offline. */
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

export interface PrinterState {
  /** The line buffer: printed when a line feed comes. */
  runs: PrintedRun[];
  style: PrintedStyle;
  align: PrintedAlign;
  page: number;
  kanji: boolean;
  qrData: string;
  readonly act: (action: PrinterAction) => void;
  readonly complain: (complaint: string) => void;
  readonly reset: () => void;
  readonly putByte: (byte: number) => void;
  readonly putText: (text: string) => void;
  readonly feedLine: () => void;
  readonly isLineStart: () => boolean;
}

interface Command {
  /** How many bytes follow the name. More of them may follow from the first ones. */
  readonly length: number | ((bytes: Uint8Array) => number | undefined);
  readonly run: (printer: PrinterState, args: Uint8Array) => void;
}

const DLE = 0x10;
const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;
const PREFIX_NAMES: ReadonlyMap<number, string> = new Map([
  [DLE, "DLE"],
  [ESC, "ESC"],
  [FS, "FS"],
  [GS, "GS"],
]);

const ALIGNS: ReadonlyArray<PrintedAlign> = ["left", "center", "right"];
const SYMBOLOGIES: ReadonlyArray<string> = [
  "UPC-A",
  "UPC-E",
  "EAN-13",
  "EAN-8",
  "CODE39",
  "ITF",
  "CODABAR",
  "CODE93",
  "CODE128",
];
/** A barcode whose end never comes must not swallow all that follows. */
const BARCODE_BYTES_MAX = 257;
/** Dots of a line of text at the usual spacing. */
const LINE_DOTS = 30;

const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ["ESC 40", { length: 0, run: initialise }],
  ["ESC 42", { length: 2, run: (printer, [times = 1]) => printer.act({ type: "buzz", times }) }],
  ["ESC 74", { length: 1, run: (printer, [page = 0]) => void (printer.page = page) }],
  ["ESC 52", { length: 1, run: selectNationalCharacters }],
  ["ESC 45", { length: 1, run: (printer, [on]) => restyle(printer, { bold: isOn(on) }) }],
  ["ESC 47", { length: 1, run: (printer, [on]) => restyle(printer, { doubleStrike: isOn(on) }) }],
  ["ESC 2D", { length: 1, run: (printer, [on]) => restyle(printer, { underline: on !== 0 }) }],
  ["ESC 4D", { length: 1, run: (printer, [font]) => restyle(printer, fontOf(font)) }],
  ["ESC 72", { length: 1, run: (printer, [red]) => restyle(printer, { red: isOn(red) }) }],
  ["ESC 21", { length: 1, run: setPrintMode }],
  ["ESC 61", { length: 1, run: setAlign }],
  ["ESC 64", { length: 1, run: (printer, [lines = 0]) => feed(printer, lines) }],
  ["ESC 4A", { length: 1, run: feedDots }],
  ["ESC 32", { length: 0, run: ignore }],
  ["ESC 33", { length: 1, run: ignore }],
  ["ESC 7B", { length: 1, run: ignore }],
  ["ESC 3D", { length: 1, run: ignore }],
  ["ESC 70", { length: 3, run: (printer, [pin]) => pulse(printer, pin) }],
  ["GS 21", { length: 1, run: setSize }],
  ["GS 42", { length: 1, run: (printer, [on]) => restyle(printer, { inverse: isOn(on) }) }],
  ["GS 56", { length: cutLength, run: cut }],
  ["GS 6B", { length: barcodeLength, run: printBarcode }],
  ["GS 68", { length: 1, run: ignore }],
  ["GS 77", { length: 1, run: ignore }],
  ["GS 48", { length: 1, run: ignore }],
  ["GS 66", { length: 1, run: ignore }],
  ["GS 28", { length: parenthesisLength, run: runParenthesis }],
  ["GS 76", { length: rasterLength, run: printRaster }],
  ["GS 72", { length: 1, run: (printer, [n = 0]) => printer.act({ type: "tell-status", n }) }],
  ["GS 61", { length: 1, run: (printer, [on]) => setAutomaticStatus(printer, on !== 0) }],
  ["GS 49", { length: 1, run: (printer, [n = 0]) => printer.act({ type: "tell-identity", n }) }],
  ["GS 67", { length: 4, run: runCounter }],
  ["FS 2E", { length: 0, run: (printer) => void (printer.kanji = false) }],
  ["FS 26", { length: 0, run: (printer) => void (printer.kanji = true) }],
  ["FS 43", { length: 1, run: ignore }],
  ["FS 21", { length: 1, run: ignore }],
]);

/** How long a command is with its name, as soon as its first bytes say so. */
export function commandLength(bytes: Uint8Array): number | undefined {
  const [byte = 0, code] = bytes;
  if (code === undefined) return undefined;
  const command = commandNamed(byte, code);
  if (command === undefined) return 2;
  if (typeof command.length === "number") return 2 + command.length;
  const length = command.length(bytes.subarray(2));
  return length === undefined ? undefined : 2 + length;
}

/** Carries out what begins there and says how many bytes it took. */
export function readCommand(printer: PrinterState, bytes: Uint8Array): number | "incomplete" {
  const [byte = 0, code] = bytes;
  if (!PREFIX_NAMES.has(byte)) return readText(printer, byte, code);
  const length = commandLength(bytes);
  if (code === undefined || length === undefined || bytes.length < length) return "incomplete";
  const command = commandNamed(byte, code);
  if (command === undefined) {
    printer.complain(`unknown command ${PREFIX_NAMES.get(byte) ?? ""} ${hex(code)}`);
  } else command.run(printer, bytes.subarray(2, length));
  return length;
}

function commandNamed(prefix: number, code: number): Command | undefined {
  return COMMANDS.get(`${PREFIX_NAMES.get(prefix) ?? ""} ${hex(code)}`);
}

function readText(
  printer: PrinterState,
  byte: number,
  next: number | undefined,
): number | "incomplete" {
  if (byte === 0x0a) printer.feedLine();
  else if (byte === 0x09) printer.putText("        ");
  else if (byte < 0x20 && byte !== 0x0d) printer.complain(`unknown byte ${hex(byte)}`);
  else if (printer.kanji && byte >= 0x81) {
    if (next === undefined) return "incomplete";
    // Two bytes are one ideograph, two columns wide: what a Latin text turns into.
    printer.putText("〓");
    return 2;
  } else if (byte >= 0x20) printer.putByte(byte);
  return 1;
}

/** Styles and page go back to what they were at power-on, and automatic status is off again. */
function initialise(printer: PrinterState): void {
  printer.reset();
  setAutomaticStatus(printer, false);
}

function setAutomaticStatus(printer: PrinterState, isOn: boolean): void {
  printer.act({ type: "automatic-status", isOn });
}

/** `GS g 0 m nL nH` resets a counter of the maker's, `GS g 2 m nL nH` tells it. */
function runCounter(printer: PrinterState, [form = 0, , low = 0, high = 0]: Uint8Array): void {
  const counter = low + high * 256;
  if (form === 0x30) printer.act({ type: "reset-counter", counter });
  else if (form === 0x32) printer.act({ type: "tell-counter", counter });
  else printer.complain(`GS g ${hex(form)} out of range`);
}

function restyle(printer: PrinterState, change: Partial<PrintedStyle>): void {
  printer.style = { ...printer.style, ...change };
}

/** One byte sets font, weight, size and underline together. */
function setPrintMode(printer: PrinterState, [mode = 0]: Uint8Array): void {
  restyle(printer, {
    font: (mode & 0x01) === 0 ? "A" : "B",
    bold: (mode & 0x08) !== 0,
    height: (mode & 0x10) === 0 ? 1 : 2,
    width: (mode & 0x20) === 0 ? 1 : 2,
    underline: (mode & 0x80) !== 0,
  });
}

function setSize(printer: PrinterState, [size = 0]: Uint8Array): void {
  restyle(printer, { width: ((size >> 4) & 0x07) + 1, height: (size & 0x07) + 1 });
}

function fontOf(font: number | undefined): Partial<PrintedStyle> {
  return { font: isOn(font) ? "B" : "A" };
}

function setAlign(printer: PrinterState, [value = 0]: Uint8Array): void {
  const align = ALIGNS[value >= 0x30 ? value - 0x30 : value];
  if (align === undefined) printer.complain(`ESC a ${value} out of range`);
  else if (printer.isLineStart()) printer.align = align;
  else printer.complain("ESC a within a line has no effect");
}

function selectNationalCharacters(printer: PrinterState, [set]: Uint8Array): void {
  if (set !== 0) printer.complain(`national characters ${set}: some of ASCII changes`);
}

function feed(printer: PrinterState, lines: number): void {
  for (let line = 0; line < lines; line += 1) printer.feedLine();
}

/** Prints the line, and moves the paper by so much instead of by a line. */
function feedDots(printer: PrinterState, [dots = 0]: Uint8Array): void {
  feed(printer, Math.max(printer.isLineStart() ? 0 : 1, Math.floor(dots / LINE_DOTS)));
}

function pulse(printer: PrinterState, pin: number | undefined): void {
  print(printer, { type: "pulse", pin: isOn(pin) ? 5 : 2 });
}

function cutLength([form]: Uint8Array): number | undefined {
  if (form === undefined) return undefined;
  return [0x00, 0x01, 0x30, 0x31].includes(form) ? 1 : 2;
}

function cut(printer: PrinterState, [form = 0]: Uint8Array): void {
  if (![0x00, 0x01, 0x30, 0x31, 0x41, 0x42, 0x61, 0x62, 0x67, 0x68].includes(form)) {
    printer.complain(`GS V ${hex(form)} out of range`);
  } else if (printer.isLineStart()) {
    // The odd forms by number, and the even ones by letter, cut partially.
    const partial =
      form < 0x40 ? (form & 1) === 1 : form === 0x42 || form === 0x62 || form === 0x68;
    print(printer, { type: "cut", kind: partial ? "partial" : "full" });
  } else printer.complain("GS V within a line has no effect");
}

/** Form A ends with a zero, form B begins with a count. */
function barcodeLength(bytes: Uint8Array): number | undefined {
  const [form, count] = bytes;
  if (form === undefined) return undefined;
  if (form >= 0x41) return count === undefined ? undefined : 2 + count;
  const end = bytes.subarray(0, BARCODE_BYTES_MAX).indexOf(0, 1);
  if (end !== -1) return end + 1;
  return bytes.length < BARCODE_BYTES_MAX ? undefined : BARCODE_BYTES_MAX;
}

function printBarcode(printer: PrinterState, [form = 0, ...rest]: Uint8Array): void {
  const symbology = SYMBOLOGIES[form >= 0x41 ? form - 0x41 : form];
  const data = textOf(form >= 0x41 ? rest.slice(1) : rest.slice(0, -1));
  if (symbology === undefined) {
    printer.complain(`GS k ${hex(form)} out of range`);
  } else if (symbology === "EAN-13" && !isEan13(data)) {
    printer.complain(`no EAN-13: ${data}`);
  } else if (printer.isLineStart()) {
    print(printer, { type: "barcode", symbology, data });
  } else printer.complain("GS k within a line has no effect");
}

/** A wrong check digit prints nothing at all on many models. */
function isEan13(data: string): boolean {
  if (!/^[0-9]{12,13}$/u.test(data)) return false;
  const sum = Array.from(data.slice(0, 12)).reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3),
    0,
  );
  return data.length === 12 || Number(data[12]) === (10 - (sum % 10)) % 10;
}

/** `GS ( fn pL pH` and then as many bytes as these two say. */
function parenthesisLength([, low, high]: Uint8Array): number | undefined {
  return low === undefined || high === undefined ? undefined : 3 + low + high * 256;
}

function runParenthesis(printer: PrinterState, args: Uint8Array): void {
  const [family = 0, , , group = 0, code = 0] = args;
  const data = args.subarray(5);
  if (family === 0x48 && group === 0x30 && code === 0x30) {
    printer.act({ type: "tell-process", id: [...data.subarray(0, 4)] });
  } else if (family === 0x6b && group === 0x31) runQrFunction(printer, code, data);
  // Sounds as often as the fourth byte says; the fifth is how long.
  else if (family === 0x41) printer.act({ type: "buzz", times: data[0] ?? 1 });
  else if (family === 0x44 && group === 0x14 && code === 0x01) {
    printer.act({ type: "real-time-pulse", isAllowed: isOn(data[0]) });
  } else printer.complain(`unknown command GS ( ${hex(family)} ${hex(code)}`);
}

function runQrFunction(
  printer: PrinterState,
  code: number | undefined,
  [, ...data]: Uint8Array,
): void {
  if (code === 0x50) printer.qrData = textOf(data);
  else if (code === 0x51) print(printer, { type: "qr", data: printer.qrData });
}

/** `GS v 0 m xL xH yL yH` and then x bytes for each of y rows. */
function rasterLength(bytes: Uint8Array): number | undefined {
  const [, , xLow, xHigh, yLow, yHigh] = bytes;
  if (xLow === undefined || xHigh === undefined) return undefined;
  if (yLow === undefined || yHigh === undefined) return undefined;
  return 6 + (xLow + xHigh * 256) * (yLow + yHigh * 256);
}

function printRaster(printer: PrinterState, args: Uint8Array): void {
  const [, , xLow = 0, xHigh = 0, yLow = 0, yHigh = 0] = args;
  const widthDots = 8 * (xLow + xHigh * 256);
  print(printer, { type: "image", widthDots, heightDots: yLow + yHigh * 256 });
}

function print(printer: PrinterState, entry: RollEntry): void {
  printer.act({ type: "print", entry });
}

/** What the roll as text doesn't show. */
function ignore(): void {}

/** Only the lowest bit counts in most switches. */
function isOn(value: number | undefined): boolean {
  return ((value ?? 0) & 1) === 1;
}

function textOf(bytes: ReadonlyArray<number>): string {
  return String.fromCharCode(...bytes);
}

function hex(byte: number): string {
  return byte.toString(16).toUpperCase();
}
