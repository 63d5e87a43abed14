/**
 * ESC/POS as the manuals describe it to the printer: how long each command is, and what it does.
 * Here the commands of text, paper, status and settings; pictures and codes are beside this file.
 *
 * Kept apart from the encoder's `commands.ts` on purpose: an encoder that is tested by its own
 * inverse is right about nothing but itself.
 */

import { CUTTER_DOTS, type PrintedAlign, type PrintedStyle, type Picture } from "../roll.ts";
import { CODE_COMMANDS, runQrFunction } from "./code-commands.ts";
import {
  type Command,
  feedBy,
  feedLine,
  hex,
  isLineStart,
  isOn,
  print,
  type PrinterState,
  putText,
  reset,
  restyle,
  wordOf,
  clipped,
  leftOf,
  putPicture,
} from "./printer-state.ts";

/*
 * Pictures as a printer gets them: by rows or by columns, at once, stored and then printed, or as a
 * logo that it keeps.
 */

/** The one that `GS *` brings; a reset doesn't forget it here. */
const DOWNLOADED = "downloaded";

const GRAPHICS_COMMANDS: ReadonlyArray<readonly [string, Command]> = [
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
  // Eight dots fill a line's height, so each is three dots high.
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
function runGraphics(printer: PrinterState, code: number, data: Uint8Array): void {
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
const NAME_BYTES = 2;
/** A picture of the widest paper, a metre long, ten times over: what says that it is longer is none. */
const COMMAND_BYTES_MAX = 5_760_000;
const NATIONS_MAX = 13;
/** The most tab stops. */
const TABS_MAX = 32;

const TEXT_COMMANDS: ReadonlyArray<readonly [string, Command]> = [
  ["ESC 20", { length: 1, run: (printer, [dots = 0]) => restyle(printer, { spacingDots: dots }) }],
  ["ESC 21", { length: 1, run: setPrintMode }],
  ["ESC 25", { length: 1, run: ignore }],
  ["ESC 26", { length: ownLettersLength, run: notDrawn("letters that the host defines") }],
  ["ESC 2D", { length: 1, run: setUnderline }],
  ["ESC 3F", { length: 1, run: ignore }],
  ["ESC 45", { length: 1, run: (printer, [on]) => restyle(printer, { bold: isOn(on) }) }],
  ["ESC 47", { length: 1, run: (printer, [on]) => restyle(printer, { doubleStrike: isOn(on) }) }],
  ["ESC 4D", { length: 1, run: (printer, [font]) => restyle(printer, fontOf(font)) }],
  ["ESC 52", { length: 1, run: selectNation }],
  ["ESC 56", { length: 1, run: notDrawn("letters that are turned") }],
  ["ESC 61", { length: 1, run: setAlign }],
  ["ESC 72", { length: 1, run: (printer, [red]) => restyle(printer, { red: isOn(red) }) }],
  ["ESC 74", { length: 1, run: (printer, [page = 0]) => void (printer.page = page) }],
  ["ESC 7B", { length: 1, run: setUpsideDown }],
  ["GS 21", { length: 1, run: setSize }],
  ["GS 42", { length: 1, run: (printer, [on]) => restyle(printer, { inverse: isOn(on) }) }],
  ["GS 62", { length: 1, run: ignore }],
  ["FS 21", { length: 1, run: ignore }],
  ["FS 26", { length: 0, run: (printer) => void (printer.kanji = true) }],
  ["FS 28", { length: parenthesisLength, run: runFsParenthesis }],
  ["FS 2D", { length: 1, run: ignore }],
  ["FS 2E", { length: 0, run: (printer) => void (printer.kanji = false) }],
  ["FS 43", { length: 1, run: ignore }],
  ["FS 53", { length: 2, run: ignore }],
  ["FS 57", { length: 1, run: ignore }],
];

const POSITION_COMMANDS: ReadonlyArray<readonly [string, Command]> = [
  ["ESC 24", { length: 2, run: (printer, [low, high]) => moveTo(printer, wordOf(low, high)) }],
  ["ESC 5C", { length: 2, run: moveBy }],
  ["ESC 32", { length: 0, run: (printer) => void (printer.lineDots = 30) }],
  ["ESC 33", { length: 1, run: (printer, [dots = 0]) => void (printer.lineDots = dots) }],
  ["ESC 44", { length: tabsLength, run: setTabs }],
  ["ESC 4A", { length: 1, run: (printer, [dots = 0]) => feedBy(printer, dots) }],
  ["ESC 4C", { length: 0, run: notDrawn("page mode") }],
  ["ESC 53", { length: 0, run: ignore }],
  ["ESC 54", { length: 1, run: ignore }],
  ["ESC 57", { length: 8, run: ignore }],
  ["ESC 64", { length: 1, run: (printer, [lines = 0]) => feedLines(printer, lines) }],
  ["ESC 69", { length: 0, run: (printer) => cutHere(printer, "full", 0) }],
  ["ESC 6D", { length: 0, run: (printer) => cutHere(printer, "partial", 0) }],
  ["GS 4C", { length: 2, run: setMargin }],
  ["GS 50", { length: 2, run: ignore }],
  ["GS 56", { length: cutLength, run: cut }],
  ["GS 57", { length: 2, run: setArea }],
];

const DEVICE_COMMANDS: ReadonlyArray<readonly [string, Command]> = [
  ["ESC 28", { length: parenthesisLength, run: runEscParenthesis }],
  ["ESC 3D", { length: 1, run: ignore }],
  ["ESC 40", { length: 0, run: initialise }],
  ["ESC 42", { length: 2, run: (printer, [times = 1]) => printer.act({ type: "buzz", times }) }],
  // Which sensors stop it, and whether its buttons work.
  ["ESC 63", { length: 2, run: ignore }],
  ["ESC 70", { length: 3, run: pulse }],
  // Older commands that GS r has replaced: drawer and paper, in order.
  ["ESC 75", { length: 1, run: (printer) => printer.act({ type: "tell-status", n: 2 }) }],
  ["ESC 76", { length: 0, run: (printer) => printer.act({ type: "tell-status", n: 1 }) }],
  ["GS 28", { length: parenthesisLength, run: runGsParenthesis }],
  ["GS 49", { length: 1, run: (printer, [n = 0]) => printer.act({ type: "tell-identity", n }) }],
  ["GS 61", { length: 1, run: (printer, [on]) => setAutomaticStatus(printer, on !== 0) }],
  ["GS 67", { length: 4, run: runCounter }],
  ["GS 72", { length: 1, run: (printer, [n = 0]) => printer.act({ type: "tell-status", n }) }],
];

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ...TEXT_COMMANDS,
  ...POSITION_COMMANDS,
  ...DEVICE_COMMANDS,
  ...GRAPHICS_COMMANDS,
  ...CODE_COMMANDS,
]);

/** How long a command is with its name, as soon as its first bytes say so. */
export function commandLength(bytes: Uint8Array): number | undefined {
  const length = claimedLength(bytes);
  return length !== undefined && length > COMMAND_BYTES_MAX ? NAME_BYTES : length;
}

function claimedLength(bytes: Uint8Array): number | undefined {
  const [byte = 0, code] = bytes;
  if (code === undefined) return undefined;
  const command = commandNamed(byte, code);
  if (command === undefined) return NAME_BYTES;
  if (typeof command.length === "number") return NAME_BYTES + command.length;
  const length = command.length(bytes.subarray(NAME_BYTES));
  return length === undefined ? undefined : NAME_BYTES + length;
}

/** Carries out what begins there and says how many bytes it took. */
export function readCommand(printer: PrinterState, bytes: Uint8Array): number | "incomplete" {
  const [byte = 0, code] = bytes;
  if (!PREFIX_NAMES.has(byte)) return readText(printer, bytes);
  const length = commandLength(bytes);
  if (code === undefined || length === undefined || bytes.length < length) return "incomplete";
  const command = commandNamed(byte, code);
  const name = `${PREFIX_NAMES.get(byte) ?? ""} ${hex(code)}`;
  if (command === undefined) printer.complain(`unknown command ${name}`);
  else if (claimedLength(bytes) === length)
    command.run(printer, bytes.subarray(NAME_BYTES, length));
  else printer.complain(`${name} longer than any command`);
  return length;
}

function commandNamed(prefix: number, code: number): Command | undefined {
  return COMMANDS.get(`${PREFIX_NAMES.get(prefix) ?? ""} ${hex(code)}`);
}

function readText(printer: PrinterState, bytes: Uint8Array): number | "incomplete" {
  const [byte = 0, next] = bytes;
  if (byte === 0x0a) feedLine(printer);
  else if (byte === 0x09) tab(printer);
  else if (byte < 0x20 && byte !== 0x0d) printer.complain(`unknown byte ${hex(byte)}`);
  else if (printer.utf8 && byte >= 0x80) return readUtf8(printer, bytes);
  else if (printer.kanji && byte >= 0x81) {
    if (next === undefined) return "incomplete";
    // Two bytes are one ideograph, two columns wide: what a Latin text turns into.
    putText(printer, "〓", { ...printer.style, width: printer.style.width * 2 });
    return 2;
  } else if (byte >= 0x20) putText(printer, printer.character(byte));
  return 1;
}

function readUtf8(printer: PrinterState, bytes: Uint8Array): number | "incomplete" {
  const [byte = 0] = bytes;
  const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
  if (bytes.length < length) return "incomplete";
  putText(printer, new TextDecoder().decode(bytes.subarray(0, length)));
  return length;
}

/** To the next stop; beyond the last one it does nothing. */
function tab(printer: PrinterState): void {
  const columnDots = 12 * printer.style.width;
  const next = printer.tabColumns.find((column) => column * columnDots > printer.xDots);
  if (next !== undefined) moveTo(printer, next * columnDots);
}

/** Form and place of the stops end with a zero, or with one that is not further right. */
function tabsLength(bytes: Uint8Array): number | undefined {
  for (let index = 0; index < bytes.length; index += 1) {
    const isOver = bytes[index] === 0 || (bytes[index] ?? 0) <= (bytes[index - 1] ?? 0);
    if (isOver || index === TABS_MAX) return index + 1;
  }
  return undefined;
}

/** `ESC & y c1 c2` and then for each of them its width, and as many columns of y bytes. */
function ownLettersLength(bytes: Uint8Array): number | undefined {
  const [high, first, last] = bytes;
  if (high === undefined || first === undefined || last === undefined) return undefined;
  let at = 3;
  for (let letter = first; letter <= last; letter += 1) {
    const width = bytes[at];
    if (width === undefined) return undefined;
    at += 1 + width * high;
  }
  return at;
}

function setTabs(printer: PrinterState, columns: Uint8Array): void {
  printer.tabColumns = [...columns.subarray(0, -1)];
}

function moveTo(printer: PrinterState, dots: number): void {
  if (dots <= printer.areaDots) printer.xDots = dots;
}

/** Back, too: two bytes that count down from 65536. */
function moveBy(printer: PrinterState, [low, high]: Uint8Array): void {
  const dots = wordOf(low, high);
  moveTo(printer, Math.max(0, printer.xDots + (dots < 32_768 ? dots : dots - 65_536)));
}

/** One byte sets font, weight, size and underline together. */
function setPrintMode(printer: PrinterState, [mode = 0]: Uint8Array): void {
  restyle(printer, {
    font: (mode & 0x01) === 0 ? "A" : "B",
    bold: (mode & 0x08) !== 0,
    height: (mode & 0x10) === 0 ? 1 : 2,
    width: (mode & 0x20) === 0 ? 1 : 2,
    underlineDots: (mode & 0x80) === 0 ? 0 : 1,
  });
}

function setUnderline(printer: PrinterState, [value = 0]: Uint8Array): void {
  const underlineDots = value >= 0x30 ? value - 0x30 : value;
  if (underlineDots <= 2) restyle(printer, { underlineDots });
  else printer.complain(`ESC - ${value} out of range`);
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
  else if (isLineStart(printer)) printer.align = align;
  else printer.complain("ESC a within a line has no effect");
}

function setUpsideDown(printer: PrinterState, [on]: Uint8Array): void {
  if (isLineStart(printer)) printer.upsideDown = isOn(on);
  else printer.complain("ESC { within a line has no effect");
}

function selectNation(printer: PrinterState, [nation = 0]: Uint8Array): void {
  if (nation <= NATIONS_MAX) printer.nation = nation;
  else printer.complain(`ESC R ${nation} out of range`);
}

/** `FS ( C`, function 48: two is UTF-8, one is a byte for a character. `FS ( A` is for ideographs. */
function runFsParenthesis(printer: PrinterState, args: Uint8Array): void {
  const [family = 0, , , code = 0, value = 0] = args;
  if (family === 0x41) return;
  if (family !== 0x43) printer.complain(`unknown command FS ( ${hex(family)} ${hex(code)}`);
  else if (code === 0x30) printer.utf8 = value === 2 || value === 0x32;
}

function setMargin(printer: PrinterState, [low, high]: Uint8Array): void {
  printer.marginDots = Math.min(wordOf(low, high), printer.headDots);
  printer.areaDots = Math.min(printer.areaDots, printer.headDots - printer.marginDots);
}

function setArea(printer: PrinterState, [low, high]: Uint8Array): void {
  printer.areaDots = Math.min(wordOf(low, high), printer.headDots - printer.marginDots);
}

function feedLines(printer: PrinterState, lines: number): void {
  for (let line = 0; line < lines; line += 1) feedLine(printer);
}

/** Styles and page go back to what they were at power-on, and automatic status is off again. */
function initialise(printer: PrinterState): void {
  reset(printer);
  setAutomaticStatus(printer, false);
}

function setAutomaticStatus(printer: PrinterState, isOn: boolean): void {
  printer.act({ type: "automatic-status", isOn });
}

/** `GS g 0 m nL nH` resets a counter of the maker's, `GS g 2 m nL nH` tells it. */
function runCounter(printer: PrinterState, [form = 0, , low, high]: Uint8Array): void {
  const counter = wordOf(low, high);
  if (form === 0x30) printer.act({ type: "reset-counter", counter });
  else if (form === 0x32) printer.act({ type: "tell-counter", counter });
  else printer.complain(`GS g ${hex(form)} out of range`);
}

function pulse(printer: PrinterState, [pin]: Uint8Array): void {
  print(printer, { type: "pulse", pin: isOn(pin) ? 5 : 2 });
}

function cutLength([form]: Uint8Array): number | undefined {
  if (form === undefined) return undefined;
  return [0x00, 0x01, 0x30, 0x31].includes(form) ? 1 : 2;
}

/** A cut by number cuts where the paper is; a cut by letter first feeds past the cutter. */
function cut(printer: PrinterState, [form = 0, dots = 0]: Uint8Array): void {
  const kind = CUTS.get(form);
  if (kind === undefined) printer.complain(`GS V ${hex(form)} out of range`);
  else if (isLineStart(printer)) cutHere(printer, kind, form < 0x40 ? 0 : CUTTER_DOTS + dots);
  else printer.complain("GS V within a line has no effect");
}

const CUTS: ReadonlyMap<number, "full" | "partial"> = new Map([
  [0x00, "full"],
  [0x30, "full"],
  [0x41, "full"],
  [0x61, "full"],
  [0x67, "full"],
  [0x01, "partial"],
  [0x31, "partial"],
  [0x42, "partial"],
  [0x62, "partial"],
  [0x68, "partial"],
]);

function cutHere(printer: PrinterState, kind: "full" | "partial", feedDots: number): void {
  print(printer, { type: "cut", kind, feedDots });
}

/** `( fn pL pH` and then as many bytes as these two say. */
function parenthesisLength([, low, high]: Uint8Array): number | undefined {
  return low === undefined || high === undefined ? undefined : 3 + wordOf(low, high);
}

/** The buzzer: how often is the third byte, after function and sound. */
function runEscParenthesis(printer: PrinterState, args: Uint8Array): void {
  const [family = 0, , , code = 0, , times = 1] = args;
  if (family === 0x41) printer.act({ type: "buzz", times });
  else printer.complain(`unknown command ESC ( ${hex(family)} ${hex(code)}`);
}

function runGsParenthesis(printer: PrinterState, args: Uint8Array): void {
  const [family = 0, , , group = 0, code = 0] = args;
  const data = args.subarray(5);
  if (family === 0x48 && group === 0x30 && code === 0x30) {
    printer.act({ type: "tell-process", id: [...data.subarray(0, 4)] });
  } else if (family === 0x6b && group === 0x31) runQrFunction(printer, code, data);
  else if (family === 0x4c && group === 0x30) runGraphics(printer, code, data);
  else if (family === 0x44 && group === 0x14 && code === 0x01) {
    printer.act({ type: "real-time-pulse", isAllowed: isOn(data[0]) });
  } else printer.complain(`unknown command GS ( ${hex(family)} ${hex(code)}`);
}

/** The command has no visible effect. */
function ignore(): void {}

function notDrawn(what: string): Command["run"] {
  return (printer) => {
    printer.complain(`${what}: not drawn here`);
  };
}
