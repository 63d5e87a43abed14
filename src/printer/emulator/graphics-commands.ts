/**
 * Pictures as a printer gets them: by rows or by columns, at once, stored and then printed, or as a
 * logo that it keeps.
 */

import { type Picture } from "../roll.ts";
import {
  clipped,
  type Command,
  hex,
  isLineStart,
  leftOf,
  print,
  type PrinterState,
  putPicture,
  wordOf,
} from "./printer-state.ts";

/** The one that `GS *` brings; a reset doesn't forget it here. */
const DOWNLOADED = "downloaded";

export const GRAPHICS_COMMANDS: ReadonlyArray<readonly [string, Command]> = [
  ["ESC 2A", { length: bitImageLength, run: putBitImage }],
  ["GS 2A", { length: downloadLength, run: download }],
  ["GS 2F", { length: 1, run: (printer, [scale = 0]) => printLogo(printer, DOWNLOADED, scale) }],
  ["GS 38", { length: longLength, run: runLong }],
  ["GS 76", { length: rasterLength, run: printRaster }],
  ["FS 70", { length: 2, run: (printer, [n = 0, m = 0]) => printLogo(printer, `FS ${n}`, m) }],
  ["FS 71", { length: logosLength, run: defineLogos }],
];

/** `GS v 0 m xL xH yL yH` and then x bytes for each of y rows. */
function rasterLength(bytes: Uint8Array): number | undefined {
  const [, , xLow, xHigh, yLow, yHigh] = bytes;
  return yHigh === undefined ? undefined : 6 + wordOf(xLow, xHigh) * wordOf(yLow, yHigh);
}

function printRaster(printer: PrinterState, args: Uint8Array): void {
  const [, scale = 0, xLow, xHigh, yLow, yHigh] = args;
  const [widthDots, heightDots] = [8 * wordOf(xLow, xHigh), wordOf(yLow, yHigh)];
  printPicture(printer, { widthDots, heightDots, rows: args.slice(6) }, scale);
}

/** Bit 0 of the scale is twice as wide, bit 1 twice as high. */
function printPicture(printer: PrinterState, picture: Picture, scale = 0): void {
  if (!isLineStart(printer)) {
    printer.complain("a picture within a line has no effect");
    return;
  }
  const scaled = enlarged(picture, (scale & 1) + 1, ((scale >> 1) & 1) + 1);
  const fitting = clipped(scaled, printer.areaDots);
  print(printer, { type: "image", ...fitting, leftDots: leftOf(printer, fitting.widthDots) });
}

function bitImageLength([mode, low, high]: Uint8Array): number | undefined {
  if (mode === undefined || high === undefined) return undefined;
  return 3 + wordOf(low, high) * (mode < 32 ? 1 : 3);
}

/** 8 or 24 dots high; the modes with half of the dots print each of them twice as wide. */
function putBitImage(printer: PrinterState, args: Uint8Array): void {
  const [mode = 0, low, high] = args;
  const bytesHigh = mode < 32 ? 1 : 3;
  const picture = pictureOfColumns(args.subarray(3), wordOf(low, high), bytesHigh);
  // With eight dots for a line's height, each is three dots high.
  putPicture(printer, enlarged(picture, (mode & 1) === 0 ? 2 : 1, bytesHigh === 1 ? 3 : 1));
}

/** Eights of dots, to the right and down. */
function downloadLength([x = 0, y]: Uint8Array): number | undefined {
  return y === undefined ? undefined : 2 + x * y * 8;
}

function download(printer: PrinterState, args: Uint8Array): void {
  const [x = 0, y = 0] = args;
  printer.logos.set(DOWNLOADED, pictureOfColumns(args.subarray(2), x * 8, y));
}

function printLogo(printer: PrinterState, key: string, scale: number): void {
  const logo = printer.logos.get(key);
  if (logo === undefined) printer.complain(`no logo ${key}`);
  else printPicture(printer, logo, scale);
}

/** `FS q n` and then n pictures, each with its size in eights of dots. */
function logosLength(bytes: Uint8Array): number | undefined {
  const [count] = bytes;
  if (count === undefined) return undefined;
  let at = 1;
  for (let logo = 0; logo < count; logo += 1) {
    const [xLow, xHigh, yLow, yHigh] = bytes.subarray(at);
    if (yHigh === undefined) return undefined;
    at += 4 + wordOf(xLow, xHigh) * wordOf(yLow, yHigh) * 8;
  }
  return at;
}

function defineLogos(printer: PrinterState, args: Uint8Array): void {
  let at = 1;
  for (let logo = 1; logo <= (args[0] ?? 0); logo += 1) {
    const [xLow, xHigh, yLow, yHigh] = args.subarray(at);
    const [x, y] = [wordOf(xLow, xHigh), wordOf(yLow, yHigh)];
    printer.logos.set(`FS ${logo}`, pictureOfColumns(args.subarray(at + 4), x * 8, y));
    at += 4 + x * y * 8;
  }
}

/** `GS 8 L` is `GS ( L` with four bytes for its length. */
function longLength([, ...lengths]: Uint8Array): number | undefined {
  const [low, high, higher, highest] = lengths;
  if (highest === undefined) return undefined;
  return 5 + wordOf(low, high) + wordOf(higher, highest) * 65_536;
}

function runLong(printer: PrinterState, args: Uint8Array): void {
  const [family = 0, , , , , , code = 0] = args;
  if (family === 0x4c) runGraphics(printer, code, args.subarray(7));
  else printer.complain(`unknown command GS 8 ${hex(family)}`);
}

/** `GS ( L`: 112 and 113 store a picture, 50 prints it; 67 keeps a logo, 69 prints it. */
export function runGraphics(printer: PrinterState, code: number, data: Uint8Array): void {
  if (code === 0x70 || code === 0x71) printer.graphics = storedPicture(code, data);
  else if (code === 0x32 || code === 0x02) printStored(printer);
  else if (code === 0x43 || code === 0x53) keepLogo(printer, data);
  else if (code === 0x45 || code === 0x55) {
    const [first, second, x = 1, y = 1] = data;
    printLogo(printer, keyOf(first, second), x - 1 + (y - 1) * 2);
  } else if (code === 0x41) forgetLogos(printer);
  else if (code === 0x42) printer.logos.delete(keyOf(data[0], data[1]));
  else printer.complain(`unknown command GS ( 4C ${hex(code)}`);
}

/** Tone, scale, colour, size, and then rows or columns. */
function storedPicture(code: number, data: Uint8Array): Picture {
  const [, x = 1, y = 1, , xLow, xHigh, yLow, yHigh] = data;
  const [widthDots, heightDots] = [wordOf(xLow, xHigh), wordOf(yLow, yHigh)];
  const dots = data.slice(8);
  const picture =
    code === 0x70
      ? { widthDots, heightDots, rows: dots }
      : pictureOfColumns(dots, widthDots, Math.ceil(heightDots / 8));
  return enlarged(picture, x, y);
}

function printStored(printer: PrinterState): void {
  if (printer.graphics !== undefined) printPicture(printer, printer.graphics);
  printer.graphics = undefined;
}

/** Tone, key, number of colours, size, colour, and then rows. */
function keepLogo(printer: PrinterState, data: Uint8Array): void {
  const [, first, second, , xLow, xHigh, yLow, yHigh] = data;
  const [widthDots, heightDots] = [wordOf(xLow, xHigh), wordOf(yLow, yHigh)];
  printer.logos.set(keyOf(first, second), { widthDots, heightDots, rows: data.slice(9) });
}

function forgetLogos(printer: PrinterState): void {
  for (const key of printer.logos.keys()) if (key.startsWith("L ")) printer.logos.delete(key);
}

function keyOf(first = 0, second = 0): string {
  return `L ${first} ${second}`;
}

/** Columns from the left, each so many bytes from the top. */
function pictureOfColumns(data: Uint8Array, widthDots: number, bytesHigh: number): Picture {
  const stride = Math.ceil(widthDots / 8);
  const heightDots = bytesHigh * 8;
  const rows = new Uint8Array(stride * heightDots);
  for (let x = 0; x < widthDots; x += 1) {
    for (let y = 0; y < heightDots; y += 1) {
      const byte = data[x * bytesHigh + (y >> 3)] ?? 0;
      if ((byte & (0x80 >> (y & 7))) !== 0) setDot(rows, y * stride, x);
    }
  }
  return { widthDots, heightDots, rows };
}

function enlarged(picture: Picture, timesX: number, timesY: number): Picture {
  if (timesX === 1 && timesY === 1) return picture;
  const from = Math.ceil(picture.widthDots / 8);
  const [widthDots, heightDots] = [picture.widthDots * timesX, picture.heightDots * timesY];
  const stride = Math.ceil(widthDots / 8);
  const rows = new Uint8Array(stride * heightDots);
  for (let y = 0; y < heightDots; y += 1) {
    for (let x = 0; x < widthDots; x += 1) {
      if (hasDot(picture.rows, Math.floor(y / timesY) * from, Math.floor(x / timesX))) {
        setDot(rows, y * stride, x);
      }
    }
  }
  return { widthDots, heightDots, rows };
}

function hasDot(rows: Uint8Array, rowAt: number, x: number): boolean {
  return ((rows[rowAt + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
}

function setDot(rows: Uint8Array, rowAt: number, x: number): void {
  rows[rowAt + (x >> 3)] = (rows[rowAt + (x >> 3)] ?? 0) | (0x80 >> (x & 7));
}
