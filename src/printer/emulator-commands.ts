/**
 * ESC/POS as the manuals describe it to the printer: how long each command is, and what it does.
 *
 * Kept apart from `commands.ts` on purpose: an encoder that is tested by its own inverse is right
 * about nothing but itself.
 */

import { type PrintedAlign, type PrintedRun, type PrintedStyle, type RollEntry } from "./roll.ts";

export interface PrinterState {
  readonly roll: RollEntry[];
  readonly replies: number[];
  readonly complaints: string[];
  /** The line buffer: printed when a line feed comes. */
  runs: PrintedRun[];
  style: PrintedStyle;
  align: PrintedAlign;
  page: number;
  kanji: boolean;
  qrData: string;
  readonly reset: () => void;
  readonly putByte: (byte: number) => void;
  readonly putText: (text: string) => void;
  readonly feedLine: () => void;
  readonly isLineStart: () => boolean;
}

interface Command {
  /** How many bytes follow the name. More of them may follow from the first ones. */
  readonly length: number | ((bytes: ReadonlyArray<number>) => number | undefined);
  readonly run: (printer: PrinterState, args: ReadonlyArray<number>) => void;
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
/** Dots of a line of text at the usual spacing. */
const LINE_DOTS = 30;
const ONLINE = 0x16;
const NO_FAULT = 0x12;

const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ["ESC 40", { length: 0, run: (printer) => printer.reset() }],
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
  ["GS 72", { length: 1, run: (printer) => void printer.replies.push(0) }],
  // Automatic status begins with the state of now: online, drawer closed, paper there.
  [
    "GS 61",
    { length: 1, run: (printer, [on]) => answer(printer, on === 0 ? [] : [0x10, 0, 0, 0]) },
  ],
  ["FS 2E", { length: 0, run: (printer) => void (printer.kanji = false) }],
  ["FS 26", { length: 0, run: (printer) => void (printer.kanji = true) }],
  ["FS 43", { length: 1, run: ignore }],
  ["FS 21", { length: 1, run: ignore }],
  ["DLE 4", { length: 1, run: (printer, [n]) => answer(printer, [n === 1 ? ONLINE : NO_FAULT]) }],
  ["DLE 5", { length: 1, run: ignore }],
  ["DLE 14", { length: ([form]) => (form === 8 ? 8 : 3), run: runRealTime }],
]);

/** Carries out what begins at `at` and says how many bytes it took. */
export function readCommand(
  printer: PrinterState,
  bytes: ReadonlyArray<number>,
  at: number,
): number | "incomplete" {
  const [byte = 0, code] = bytes.slice(at, at + 2);
  const prefix = PREFIX_NAMES.get(byte);
  if (prefix === undefined) return readText(printer, byte, code);
  if (code === undefined) return "incomplete";

  const command = COMMANDS.get(`${prefix} ${hex(code)}`);
  if (command === undefined) {
    printer.complaints.push(`unknown command ${prefix} ${hex(code)}`);
    return 2;
  }
  const following = bytes.slice(at + 2);
  const length = typeof command.length === "number" ? command.length : command.length(following);
  if (length === undefined || following.length < length) return "incomplete";
  command.run(printer, following.slice(0, length));
  return 2 + length;
}

function readText(
  printer: PrinterState,
  byte: number,
  next: number | undefined,
): number | "incomplete" {
  if (byte === 0x0a) printer.feedLine();
  else if (byte === 0x09) printer.putText("        ");
  else if (byte < 0x20 && byte !== 0x0d) printer.complaints.push(`unknown byte ${hex(byte)}`);
  else if (printer.kanji && byte >= 0x81) {
    if (next === undefined) return "incomplete";
    // Two bytes are one ideograph, two columns wide: what a Latin text turns into.
    printer.putText("〓");
    return 2;
  } else if (byte >= 0x20) printer.putByte(byte);
  return 1;
}

function restyle(printer: PrinterState, change: Partial<PrintedStyle>): void {
  printer.style = { ...printer.style, ...change };
}

/** One byte sets font, weight, size and underline together. */
function setPrintMode(printer: PrinterState, [mode = 0]: ReadonlyArray<number>): void {
  restyle(printer, {
    font: (mode & 0x01) === 0 ? "A" : "B",
    bold: (mode & 0x08) !== 0,
    height: (mode & 0x10) === 0 ? 1 : 2,
    width: (mode & 0x20) === 0 ? 1 : 2,
    underline: (mode & 0x80) !== 0,
  });
}

function setSize(printer: PrinterState, [size = 0]: ReadonlyArray<number>): void {
  restyle(printer, { width: ((size >> 4) & 0x07) + 1, height: (size & 0x07) + 1 });
}

function fontOf(font: number | undefined): Partial<PrintedStyle> {
  return { font: isOn(font) ? "B" : "A" };
}

function setAlign(printer: PrinterState, [value = 0]: ReadonlyArray<number>): void {
  const align = ALIGNS[value >= 0x30 ? value - 0x30 : value];
  if (align === undefined) printer.complaints.push(`ESC a ${value} out of range`);
  else if (printer.isLineStart()) printer.align = align;
  else printer.complaints.push("ESC a within a line has no effect");
}

function selectNationalCharacters(printer: PrinterState, [set]: ReadonlyArray<number>): void {
  if (set !== 0) printer.complaints.push(`national characters ${set}: some of ASCII changes`);
}

function feed(printer: PrinterState, lines: number): void {
  for (let line = 0; line < lines; line += 1) printer.feedLine();
}

/** Prints the line, and moves the paper by so much instead of by a line. */
function feedDots(printer: PrinterState, [dots = 0]: ReadonlyArray<number>): void {
  feed(printer, Math.max(printer.isLineStart() ? 0 : 1, Math.floor(dots / LINE_DOTS)));
}

function pulse(printer: PrinterState, pin: number | undefined): void {
  printer.roll.push({ type: "pulse", pin: isOn(pin) ? 5 : 2 });
}

/** `1`: open the drawer at once. `8`: clear the buffers, which are always empty here. */
function runRealTime(printer: PrinterState, [form, pin]: ReadonlyArray<number>): void {
  if (form === 1) pulse(printer, pin);
  else if (form === 8) answer(printer, [0x37, 0x25, 0x00]);
}

function cutLength([form]: ReadonlyArray<number>): number | undefined {
  if (form === undefined) return undefined;
  return [0x00, 0x01, 0x30, 0x31].includes(form) ? 1 : 2;
}

function cut(printer: PrinterState, [form = 0]: ReadonlyArray<number>): void {
  if (![0x00, 0x01, 0x30, 0x31, 0x41, 0x42, 0x61, 0x62, 0x67, 0x68].includes(form)) {
    printer.complaints.push(`GS V ${hex(form)} out of range`);
  } else if (printer.isLineStart()) {
    // The odd forms by number, and the even ones by letter, cut partially.
    const partial =
      form < 0x40 ? (form & 1) === 1 : form === 0x42 || form === 0x62 || form === 0x68;
    printer.roll.push({ type: "cut", kind: partial ? "partial" : "full" });
  } else printer.complaints.push("GS V within a line has no effect");
}

/** Form A ends with a zero, form B begins with a count. */
function barcodeLength(bytes: ReadonlyArray<number>): number | undefined {
  const [form, count] = bytes;
  if (form === undefined) return undefined;
  if (form >= 0x41) return count === undefined ? undefined : 2 + count;
  const end = bytes.indexOf(0, 1);
  return end === -1 ? undefined : end + 1;
}

function printBarcode(printer: PrinterState, [form = 0, ...rest]: ReadonlyArray<number>): void {
  const symbology = SYMBOLOGIES[form >= 0x41 ? form - 0x41 : form];
  const data = textOf(form >= 0x41 ? rest.slice(1) : rest.slice(0, -1));
  if (symbology === undefined) {
    printer.complaints.push(`GS k ${hex(form)} out of range`);
  } else if (symbology === "EAN-13" && !isEan13(data)) {
    printer.complaints.push(`no EAN-13: ${data}`);
  } else if (printer.isLineStart()) {
    printer.roll.push({ type: "barcode", symbology, data });
  } else printer.complaints.push("GS k within a line has no effect");
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
function parenthesisLength([, low, high]: ReadonlyArray<number>): number | undefined {
  return low === undefined || high === undefined ? undefined : 3 + low + high * 256;
}

function runParenthesis(printer: PrinterState, args: ReadonlyArray<number>): void {
  const [family = 0, , , group, code, ...data] = args;
  if (family === 0x48 && group === 0x30 && code === 0x30) {
    // The process id comes back when all before it has been printed.
    answer(printer, [0x37, 0x22, ...data, 0x00]);
  } else if (family === 0x6b && group === 0x31) runQrFunction(printer, code, data);
  else printer.complaints.push(`unknown command GS ( ${hex(family)} ${hex(code ?? 0)}`);
}

function runQrFunction(
  printer: PrinterState,
  code: number | undefined,
  [, ...data]: ReadonlyArray<number>,
): void {
  if (code === 0x50) printer.qrData = textOf(data);
  else if (code === 0x51) printer.roll.push({ type: "qr", data: printer.qrData });
}

/** `GS v 0 m xL xH yL yH` and then x bytes for each of y rows. */
function rasterLength(bytes: ReadonlyArray<number>): number | undefined {
  const [, , xLow, xHigh, yLow, yHigh] = bytes;
  if (xLow === undefined || xHigh === undefined) return undefined;
  if (yLow === undefined || yHigh === undefined) return undefined;
  return 6 + (xLow + xHigh * 256) * (yLow + yHigh * 256);
}

function printRaster(printer: PrinterState, args: ReadonlyArray<number>): void {
  const [, , xLow = 0, xHigh = 0, yLow = 0, yHigh = 0] = args;
  const widthDots = 8 * (xLow + xHigh * 256);
  printer.roll.push({ type: "image", widthDots, heightDots: yLow + yHigh * 256 });
}

function answer(printer: PrinterState, bytes: ReadonlyArray<number>): void {
  printer.replies.push(...bytes);
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
