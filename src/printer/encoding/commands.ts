/**
 * ESC/POS as a table from intent to bytes: our own, because the library that we declare is wrong in
 * several of them (it never selects a code page, and its size command cancels bold).
 */

import { type Symbology } from "../document.ts";

export const LINE_FEED = 0x0a;

/**
 * Back to the printer's defaults, which differ by DIP switch: so out of the two-byte mode in which
 * some printers start (after every reset), and ASCII without national variants.
 */
export const initialise: ReadonlyArray<number> = [0x1b, 0x40, 0x1c, 0x2e, 0x1b, 0x52, 0x00];

export function selectCodePage(page: number): ReadonlyArray<number> {
  return [0x1b, 0x74, page];
}

export function bold(isOn: boolean): ReadonlyArray<number> {
  return [0x1b, 0x45, isOn ? 1 : 0];
}

export function underline(isOn: boolean): ReadonlyArray<number> {
  return [0x1b, 0x2d, isOn ? 1 : 0];
}

export function inverse(isOn: boolean): ReadonlyArray<number> {
  return [0x1d, 0x42, isOn ? 1 : 0];
}

/** The command is only valid at the start of a line. */
export function red(isOn: boolean): ReadonlyArray<number> {
  return [0x1b, 0x72, isOn ? 1 : 0];
}

/** GS ! and not ESC !, which would set bold and underline along with the size. */
export function characterSize(doubleWidth: boolean, doubleHeight: boolean): ReadonlyArray<number> {
  return [0x1d, 0x21, (doubleWidth ? 0x10 : 0) | (doubleHeight ? 0x01 : 0)];
}

/** Six times as wide and as high, or as it was. */
export function hugeSize(isOn: boolean): ReadonlyArray<number> {
  return [0x1d, 0x21, isOn ? 0x55 : 0];
}

export interface PrintMode {
  readonly bold: boolean;
  readonly doubleHeight: boolean;
  readonly doubleWidth: boolean;
  readonly underline: boolean;
}

/** The head of a picture of less than 256 rows, each that many bytes wide, one bit for each dot. */
export function printMode(mode: PrintMode): ReadonlyArray<number> {
  const bits =
    (mode.bold ? 0x08 : 0) |
    (mode.doubleHeight ? 0x10 : 0) |
    (mode.doubleWidth ? 0x20 : 0) |
    (mode.underline ? 0x80 : 0);
  return [0x1b, 0x21, bits];
}

export function feedLines(lines: number): ReadonlyArray<number> {
  return [0x1b, 0x64, lines];
}

/** Centres what follows; only valid at the start of a line. */
export function centre(isOn: boolean): ReadonlyArray<number> {
  return [0x1b, 0x61, isOn ? 1 : 0];
}

/** 80 dots high, modules of 2 dots, digits below. */
export const barcodeStyle: ReadonlyArray<number> = [0x1d, 0x68, 80, 0x1d, 0x77, 2, 0x1d, 0x48, 2];

const SYMBOLOGY_CODES: Readonly<Record<Symbology, number>> = {
  upca: 65,
  ean13: 67,
  ean8: 68,
  code128: 73,
};

/** Code 128 begins with the set of characters that it is written in: B has all of ASCII's text. */
export function barcode(symbology: Symbology, data: string): ReadonlyArray<number> {
  // A brace introduces a function there, so one that is meant is doubled.
  const text = symbology === "code128" ? `{B${data.replaceAll("{", "{{")}` : data;
  return [0x1d, 0x6b, SYMBOLOGY_CODES[symbology], text.length, ...asciiBytes(text)];
}

/** Model 2, modules of 8 dots (a millimetre), and a quarter of it may be worn off. */
export function qrCode(text: string): ReadonlyArray<number> {
  return [
    qrFunction(0x41, [0x32, 0]),
    qrFunction(0x43, [8]),
    qrFunction(0x45, [0x32]),
    qrFunction(0x50, [0x30, ...asciiBytes(text)]),
    qrFunction(0x51, [0x30]),
  ].flat();
}

function qrFunction(code: number, data: ReadonlyArray<number>): ReadonlyArray<number> {
  const length = data.length + 2;
  return [0x1d, 0x28, 0x6b, length & 0xff, length >> 8, 0x31, code, ...data];
}

/** A picture of less than 256 rows, each of so many bytes, a dot for each bit. */
export function rowPicture(widthBytes: number, rows: number): ReadonlyArray<number> {
  return [0x1d, 0x76, 0x30, 0, widthBytes & 0xff, widthBytes >> 8, rows, 0];
}

/** Eight rows in double density, a byte for each column; then the line ends. */
export function columnPicture(columns: number): ReadonlyArray<number> {
  return [0x1b, 0x2a, 1, columns & 0xff, columns >> 8];
}

export function lineSpacing(units: number): ReadonlyArray<number> {
  return [0x1b, 0x33, units];
}

export const usualLineSpacing: ReadonlyArray<number> = [0x1b, 0x32];

/** Feeds the last line past the cutter before it cuts. */
export function feedAndCut(kind: "partial" | "full", feedUnits: number): ReadonlyArray<number> {
  return [0x1d, 0x56, kind === "partial" ? 0x42 : 0x41, feedUnits];
}

export interface Pulse {
  readonly pin: 2 | 5;
  readonly onMs: number;
  readonly offMs: number;
}

export function drawerPulse({ pin, onMs, offMs }: Pulse): ReadonlyArray<number> {
  return [0x1b, 0x70, pin === 5 ? 1 : 0, Math.round(onMs / 2), Math.round(offMs / 2)];
}

/**
 * Opens the drawer at once, ahead of all that waits: a printer without paper obeys this command,
 * and not the usual one. It never stands within a job, because the printer obeys it on arrival.
 */
export function drawerPulseNow(pin: 2 | 5, onMs = 100): ReadonlyArray<number> {
  // The command counts tenths of a second, one to eight.
  const tenths = Math.min(8, Math.max(1, Math.round(onMs / 100)));
  return [0x10, 0x14, 1, pin === 5 ? 1 : 0, tenths];
}

/** Epson's sound of that number, so many times, half a second each. */
export function epsonBuzzer(times: number): ReadonlyArray<number> {
  return [0x1b, 0x28, 0x41, 0x04, 0x00, 0x30, 1, times, 5];
}

/** The buzzer command of clones: so many times, 300 ms each. */
export function cloneBuzzer(times: number): ReadonlyArray<number> {
  return [0x1b, 0x42, times, 3];
}

/** The longest pulse there is, for a bell on the drawer's port. */
export function drawerPortBell(pin: 2 | 5): ReadonlyArray<number> {
  return [0x1b, 0x70, pin === 5 ? 1 : 0, 0xff, 0xff];
}

function asciiBytes(text: string): ReadonlyArray<number> {
  return Array.from(text, (sign) => sign.charCodeAt(0));
}
