/** Barcodes and QR codes as a printer is asked for them: what it is told first, and then to print. */

import { loadQrBase } from "../lazy-packages.ts";
import {
  type Command,
  hex,
  isLineStart,
  isOn,
  leftOf,
  print,
  type PrinterState,
} from "./printer-state.ts";

/** Widths of three bars and three spaces in turn, by value. */
const WIDTHS = `
  212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132
  122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212
  322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311
  112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321
  331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214
  112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212
  124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113
  411311 113141 114131 311141 411131 211412 211214 211232`
  .trim()
  .split(/\s+/u);
const STOP = "2331112";
const CODE128_START = { A: 103, B: 104, C: 105 } as const;
const CODE128_SHIFT = 98;

type Set128 = "A" | "B" | "C";

interface Reading {
  readonly values: number[];
  text: string;
  set: Set128 | undefined;
  /** The set of the next sign alone. */
  shifted: Set128 | undefined;
}

/**
 * CODE128 as modules: ISO/IEC 15417. The host names the sets: `{A`, `{B` or `{C` first and wherever
 * it changes, `{S` for one sign of the other set, `{1` to `{4` for the functions, `{{` for a brace.
 * In set C each byte is the number of two digits, 0 to 99.
 */
function code128Modules(data: string): Modules | undefined {
  const reading: Reading = { values: [], text: "", set: undefined, shifted: undefined };
  for (let at = 0; at < data.length;) {
    const length = readSign(reading, data.slice(at, at + 2));
    if (length === undefined) return undefined;
    at += length;
  }
  const { values, text } = reading;
  // A start alone is no code.
  if (values.length < 2) return undefined;
  const check = values.reduce((sum, value, index) => sum + value * Math.max(1, index), 0) % 103;
  const widths = [...values, check].map((value) => WIDTHS[value] ?? "").join("") + STOP;
  return { text, modules: modulesOf(widths) };
}

/** How many bytes of it were one sign; undefined when it is none. */
function readSign(reading: Reading, [sign = "", next]: string): number | undefined {
  if (sign === "{") {
    if (next === undefined || !readBrace(reading, next)) return undefined;
    return 2;
  }
  return addSign(reading, sign) ? 1 : undefined;
}

function readBrace(reading: Reading, next: string): boolean {
  if (next === "A" || next === "B" || next === "C") return select(reading, next);
  if (reading.set === undefined) return false;
  if (next === "{") return addSign(reading, "{");
  if (next === "S") {
    if (reading.set === "C") return false;
    reading.values.push(CODE128_SHIFT);
    reading.shifted = reading.set === "A" ? "B" : "A";
    return true;
  }
  const value = functionValue(reading.set, next);
  if (value === undefined) return false;
  reading.values.push(value);
  return true;
}

function select(reading: Reading, set: Set128): boolean {
  if (reading.set === undefined) reading.values.push(CODE128_START[set]);
  else if (reading.set !== set) reading.values.push({ A: 101, B: 100, C: 99 }[set]);
  reading.set = set;
  return true;
}

function functionValue(set: Set128, next: string): number | undefined {
  if (next === "1") return 102;
  if (set === "C") return undefined;
  if (next === "2") return 97;
  if (next === "3") return 96;
  if (next === "4") return set === "A" ? 101 : 100;
  return undefined;
}

function addSign(reading: Reading, sign: string): boolean {
  const set = reading.shifted ?? reading.set;
  reading.shifted = undefined;
  const value = set === undefined ? undefined : valueIn(set, sign.charCodeAt(0));
  if (value === undefined) return false;
  reading.values.push(value);
  reading.text += set === "C" ? String(value).padStart(2, "0") : sign;
  return true;
}

function valueIn(set: Set128, byte: number): number | undefined {
  if (set === "C") return byte <= 99 ? byte : undefined;
  if (set === "A") {
    if (byte < 32) return byte + 64;
    return byte < 96 ? byte - 32 : undefined;
  }
  return byte >= 32 && byte < 128 ? byte - 32 : undefined;
}

function modulesOf(widths: string): string {
  return Array.from(widths, (width, index) =>
    (index % 2 === 0 ? "1" : "0").repeat(Number(width)),
  ).join("");
}

const SYMBOLOGIES = [
  "UPC-A",
  "UPC-E",
  "EAN-13",
  "EAN-8",
  "CODE39",
  "ITF",
  "CODABAR",
  "CODE93",
  "CODE128",
] as const;

type Symbology = (typeof SYMBOLOGIES)[number];

interface BarcodeBars {
  /** Widths in dots, a bar first and then space and bar in turn. */
  readonly dots: ReadonlyArray<number>;
  /** The digits as people read them, with the check digit. */
  readonly text: string;
}

/** Dots of a wide bar for each width of a narrow one, as the manuals have them. */
const WIDE_DOTS: ReadonlyArray<number> = [0, 3, 5, 8, 10, 13, 16];

/**
 * Barcodes as bars, computed from their standards: those with bars of one to four modules (EAN and
 * UPC: ISO/IEC 15420, CODE128: ISO/IEC 15417, CODE93) and those with narrow and wide ones (CODE39:
 * ISO/IEC 16388, ITF: ISO/IEC 16390, CODABAR: EN 798). Data that a printer would refuse have none.
 */
function barcodeBars(
  symbology: Symbology,
  data: string,
  moduleDots: number,
): BarcodeBars | undefined {
  switch (symbology) {
    case "CODE39":
      return narrowAndWide(code39(data), moduleDots);
    case "ITF":
      return narrowAndWide(interleaved(data), moduleDots);
    case "CODABAR":
      return narrowAndWide(codabar(data), moduleDots);
    case "CODE128":
      return ofModules(code128Modules(data), moduleDots);
    case "CODE93":
      return ofModules(code93Modules(data), moduleDots);
    default:
      return ofModules(eanModules(symbology, data), moduleDots);
  }
}

function ofModules(code: Modules | undefined, moduleDots: number): BarcodeBars | undefined {
  if (code === undefined) return undefined;
  const bars = code.modules.match(/1+|0+/gu) ?? [];
  return { text: code.text, dots: bars.map((bar) => bar.length * moduleDots) };
}

/** Bars and spaces in turn: `n` narrow, `w` wide. */
interface Elements {
  readonly elements: string;
  readonly text: string;
}

function narrowAndWide(code: Elements | undefined, narrowDots: number): BarcodeBars | undefined {
  if (code === undefined) return undefined;
  const wideDots = WIDE_DOTS[narrowDots] ?? narrowDots * 3;
  return {
    text: code.text,
    dots: Array.from(code.elements, (element) => (element === "w" ? wideDots : narrowDots)),
  };
}

/** Start and stop are asterisks, which the printer adds where they are missing. */
function code39(data: string): Elements | undefined {
  const inner = data.replace(/^\*/u, "").replace(/\*$/u, "");
  if (!/^[0-9A-Z \-.$/+%]+$/u.test(inner)) return undefined;
  const signs = Array.from(`*${inner}*`, (sign) => CODE39_ELEMENTS.get(sign) ?? "");
  return { text: `*${inner}*`, elements: signs.join("n") };
}

/** Two digits at a time, one in the bars and one in the spaces. */
function interleaved(data: string): Elements | undefined {
  if (!/^(?:[0-9]{2})+$/u.test(data)) return undefined;
  const pairs = (data.match(/../gu) ?? []).map((pair) => {
    const [bars = "", spaces = ""] = Array.from(pair, (digit) => ITF_ELEMENTS[Number(digit)] ?? "");
    return Array.from(bars, (bar, index) => bar + spaces.charAt(index)).join("");
  });
  return { text: data, elements: `nnnn${pairs.join("")}wnn` };
}

/** Begins and ends with one of four letters, which the host sends. */
function codabar(data: string): Elements | undefined {
  if (!/^[A-Da-d][0-9\-$:/.+]+[A-Da-d]$/u.test(data)) return undefined;
  const signs = Array.from(data.toUpperCase(), (sign) => CODABAR_ELEMENTS.get(sign) ?? "");
  return { text: data, elements: signs.join("n") };
}

const CODE39_ELEMENTS = table(`
  0 nnnwwnwnn 1 wnnwnnnnw 2 nnwwnnnnw 3 wnwwnnnnn 4 nnnwwnnnw 5 wnnwwnnnn 6 nnwwwnnnn
  7 nnnwnnwnw 8 wnnwnnwnn 9 nnwwnnwnn A wnnnnwnnw B nnwnnwnnw C wnwnnwnnn D nnnnwwnnw
  E wnnnwwnnn F nnwnwwnnn G nnnnnwwnw H wnnnnwwnn I nnwnnwwnn J nnnnwwwnn K wnnnnnnww
  L nnwnnnnww M wnwnnnnwn N nnnnwnnww O wnnnwnnwn P nnwnwnnwn Q nnnnnnwww R wnnnnnwwn
  S nnwnnnwwn T nnnnwnwwn U wwnnnnnnw V nwwnnnnnw W wwwnnnnnn X nwnnwnnnw Y wwnnwnnnn
  Z nwwnwnnnn - nwnnnnwnw . wwnnnnwnn _ nwwnnnwnn * nwnnwnwnn $ nwnwnwnnn / nwnwnnnwn
  + nwnnnwnwn % nnnwnwnwn`);

const CODABAR_ELEMENTS = table(`
  0 nnnnnww 1 nnnnwwn 2 nnnwnnw 3 wwnnnnn 4 nnwnnwn 5 wnnnnwn 6 nwnnnnw 7 nwnnwnn 8 nwwnnnn
  9 wnnwnnn - nnnwwnn $ nnwwnnn : wnnnwnw / wnwnnnw . wnwnwnn + nnwnwnw A nnwwnwn B nwnwnnw
  C nnnwnww D nnnwwwn`);

const ITF_ELEMENTS: ReadonlyArray<string> = [
  "nnwwn",
  "wnnnw",
  "nwnnw",
  "wwnnn",
  "nnwnw",
  "wnwnn",
  "nwwnn",
  "nnnww",
  "wnnwn",
  "nwnwn",
];

/** Each sign with its elements; `_` stands for the space. */
function table(text: string): ReadonlyMap<string, string> {
  const words = text.trim().split(/\s+/u);
  return new Map(
    words.flatMap((word, index) =>
      index % 2 === 0 ? [[word === "_" ? " " : word, words[index + 1] ?? ""] as const] : [],
    ),
  );
}

const SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%";
/** The bars by value: the signs, then the four shifts `($)`, `(%)`, `(/)`, `(+)`. */
const MODULES = `
  100010100 101001000 101000100 101000010 100101000 100100100 100100010 101010000 100010010
  100001010 110101000 110100100 110100010 110010100 110010010 110001010 101101000 101100100
  101100010 100110100 100011010 101011000 101001100 101000110 100101100 100010110 110110100
  110110010 110101100 110100110 110010110 110011010 101101100 101100110 100110110 100111010
  100101110 111010100 111010010 111001010 101101110 101110110 110101110 100100110 111011010
  111010110 100110010`
  .trim()
  .split(/\s+/u);
const START = "101011110";
const SHIFT = { $: 43, "%": 44, "/": 45, "+": 46 } as const;

/**
 * CODE93 as modules: 43 signs, and four that shift the next one, with which all of ASCII can be
 * said; two check signs, which the printer adds.
 */
function code93Modules(data: string): Modules | undefined {
  const values = Array.from(data).flatMap((sign) => valuesOf(sign.charCodeAt(0)));
  if (values.length === 0 || values.includes(Number.NaN)) return undefined;
  const first = checkValue(values, 20);
  const second = checkValue([...values, first], 15);
  const middle = [...values, first, second].map((value) => MODULES[value] ?? "").join("");
  return { text: data, modules: `${START}${middle}${START}1` };
}

/** The weights count from the right and begin anew after the largest. */
function checkValue(values: ReadonlyArray<number>, weightMax: number): number {
  return (
    values.toReversed().reduce((sum, value, index) => sum + value * ((index % weightMax) + 1), 0) %
    47
  );
}

function valuesOf(code: number): ReadonlyArray<number> {
  const value = SIGNS.indexOf(String.fromCharCode(code));
  if (value !== -1) return [value];
  if (code === 0) return shifted("%", "U");
  if (code <= 26) return shifted("$", letter(code - 1));
  if (code <= 31) return shifted("%", letter(code - 27));
  if (code <= 58) return shifted("/", letter(code - 33));
  if (code <= 63) return shifted("%", letter(code - 59 + 5));
  if (code === 64) return shifted("%", "V");
  if (code <= 95) return shifted("%", letter(code - 91 + 10));
  if (code === 96) return shifted("%", "W");
  if (code <= 122) return shifted("+", letter(code - 97));
  if (code <= 127) return shifted("%", letter(code - 123 + 15));
  return [Number.NaN];
}

function shifted(shift: keyof typeof SHIFT, sign: string): ReadonlyArray<number> {
  return [SHIFT[shift], SIGNS.indexOf(sign)];
}

function letter(index: number): string {
  return String.fromCharCode(65 + index);
}

/** The left-hand digits; the right-hand ones are their inverse, and the even ones that, backwards. */
const ODD: ReadonlyArray<string> = [
  "0001101",
  "0011001",
  "0010011",
  "0111101",
  "0100011",
  "0110001",
  "0101111",
  "0111011",
  "0110111",
  "0001011",
];
/** How the left half of EAN-13 says its first digit: `1` is an even digit. */
const FIRST_DIGITS: ReadonlyArray<string> = [
  "000000",
  "001011",
  "001101",
  "001110",
  "010011",
  "011001",
  "011100",
  "010101",
  "010110",
  "011010",
];
/** How UPC-E says its check digit, in number system 0. */
const CHECK_DIGITS: ReadonlyArray<string> = [
  "111000",
  "110100",
  "110010",
  "110001",
  "101100",
  "100110",
  "100011",
  "101010",
  "101001",
  "100101",
];
const GUARD = "101";
const CENTRE = "01010";

/** EAN-13, EAN-8, UPC-A and UPC-E as modules: ISO/IEC 15420. */
function eanModules(
  symbology: "EAN-13" | "EAN-8" | "UPC-A" | "UPC-E",
  data: string,
): Modules | undefined {
  switch (symbology) {
    case "EAN-13":
      return ean13(withCheckDigit(data, 12));
    case "EAN-8":
      return ean8(withCheckDigit(data, 7));
    case "UPC-A":
      return upcA(withCheckDigit(data, 11));
    default:
      return upcE(data);
  }
}

/** A wrong check digit prints nothing at all on many models; a missing one is added. */
function withCheckDigit(data: string, digits: number): string | undefined {
  if (!/^[0-9]+$/u.test(data) || data.length < digits || data.length > digits + 1) return undefined;
  const whole = data.slice(0, digits) + checkDigit(data.slice(0, digits));
  return whole.startsWith(data) ? whole : undefined;
}

/** Every second digit counts three times, the last one too. */
function checkDigit(digits: string): string {
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return String((10 - (sum % 10)) % 10);
}

function ean13(digits: string | undefined): Modules | undefined {
  if (digits === undefined) return undefined;
  const parity = FIRST_DIGITS[Number(digits[0])] ?? "";
  const left = leftHalf(digits.slice(1, 7), parity);
  return { text: digits, modules: GUARD + left + CENTRE + rightHalf(digits.slice(7)) + GUARD };
}

function upcA(digits: string | undefined): Modules | undefined {
  const code = digits === undefined ? undefined : ean13(`0${digits}`);
  return code === undefined ? undefined : { ...code, text: code.text.slice(1) };
}

function ean8(digits: string | undefined): Modules | undefined {
  if (digits === undefined) return undefined;
  const left = leftHalf(digits.slice(0, 4), "0000");
  return { text: digits, modules: GUARD + left + CENTRE + rightHalf(digits.slice(4)) + GUARD };
}

/** Six digits, or the UPC-A whose zeros they leave out. */
function upcE(data: string): Modules | undefined {
  const whole = withCheckDigit(data.length < 11 ? expanded(data) : data, 11);
  const short = whole === undefined ? undefined : compressed(whole);
  if (whole === undefined || short === undefined) return undefined;
  const check = Number(whole.at(-1));
  const modules = GUARD + leftHalf(short, CHECK_DIGITS[check] ?? "") + "010101";
  return { text: `0${short}${check}`, modules };
}

/** Expands a UPC-E number, with or without its number system and check digit. */
function expanded(data: string): string {
  const short = data.length === 6 ? data : data.slice(1, 7);
  const check = data.slice(7);
  const last = short.charAt(5);
  const five = short.slice(0, 5);
  if (last <= "2") return `0${five.slice(0, 2)}${last}0000${five.slice(2)}${check}`;
  if (last === "3") return `0${five.slice(0, 3)}00000${five.slice(3)}${check}`;
  if (last === "4") return `0${five.slice(0, 4)}00000${five.slice(4)}${check}`;
  return `0${five}0000${last}${check}`;
}

function compressed(whole: string): string | undefined {
  if (!whole.startsWith("0")) return undefined;
  const [maker, item] = [whole.slice(1, 6), whole.slice(6, 11)];
  if (/^..[012]00$/u.test(maker) && item.startsWith("00")) {
    return maker.slice(0, 2) + item.slice(2) + maker.charAt(2);
  }
  if (maker.endsWith("00") && item.startsWith("000"))
    return `${maker.slice(0, 3)}${item.slice(3)}3`;
  if (maker.endsWith("0") && item.startsWith("0000"))
    return `${maker.slice(0, 4)}${item.slice(4)}4`;
  return /^0000[5-9]$/u.test(item) ? maker + item.slice(4) : undefined;
}

function leftHalf(digits: string, parity: string): string {
  return Array.from(digits, (digit, index) => {
    const odd = ODD[Number(digit)] ?? "";
    return parity.charAt(index) === "1" ? Array.from(inverse(odd)).toReversed().join("") : odd;
  }).join("");
}

function rightHalf(digits: string): string {
  return Array.from(digits, (digit) => inverse(ODD[Number(digit)] ?? "")).join("");
}

function inverse(modules: string): string {
  return modules.replaceAll(/[01]/gu, (module) => (module === "0" ? "1" : "0"));
}

const DIGITS = ["none", "above", "below", "both"] as const;
const LEVELS = ["L", "M", "Q", "H"] as const;
/** A barcode whose end never comes must not swallow all that follows. */
const BARCODE_BYTES_MAX = 257;

export const CODE_COMMANDS: ReadonlyArray<readonly [string, Command]> = [
  ["GS 48", { length: 1, run: setDigits }],
  [
    "GS 66",
    { length: 1, run: (printer, [font]) => look(printer, { digitsFont: isOn(font) ? "B" : "A" }) },
  ],
  [
    "GS 68",
    { length: 1, run: (printer, [dots = 0]) => look(printer, { heightDots: Math.max(1, dots) }) },
  ],
  ["GS 77", { length: 1, run: setModule }],
  ["GS 6B", { length: barcodeLength, run: printBarcode }],
];

function look(printer: PrinterState, change: Partial<PrinterState["barcode"]>): void {
  printer.barcode = { ...printer.barcode, ...change };
}

function setDigits(printer: PrinterState, [value = 0]: Uint8Array): void {
  const digits = DIGITS[value >= 0x30 ? value - 0x30 : value];
  if (digits === undefined) printer.complain(`GS H ${value} out of range`);
  else look(printer, { digits });
}

function setModule(printer: PrinterState, [dots = 0]: Uint8Array): void {
  if (dots >= 1 && dots <= 6) look(printer, { moduleDots: dots });
  else printer.complain(`GS w ${dots} out of range`);
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

function printBarcode(printer: PrinterState, args: Uint8Array): void {
  const [form = 0] = args;
  const symbology = SYMBOLOGIES[form >= 0x41 ? form - 0x41 : form];
  if (symbology === undefined) {
    printer.complain(`GS k ${hex(form)} out of range`);
    return;
  }
  const data = String.fromCharCode(...(form >= 0x41 ? args.subarray(2) : args.subarray(1, -1)));
  const { moduleDots, ...looks } = printer.barcode;
  const bars = barcodeBars(symbology, data, moduleDots);
  const width = bars?.dots.reduce((sum, dots) => sum + dots, 0) ?? 0;
  if (bars === undefined) printer.complain(`no ${symbology}: ${data}`);
  else if (width > printer.areaDots)
    printer.complain(`too wide for the paper: ${symbology} ${data}`);
  else if (!isLineStart(printer)) printer.complain("GS k within a line has no effect");
  else {
    const leftDots = leftOf(printer, width);
    const read = { symbology, data: bars.text, barDots: bars.dots };
    print(printer, { type: "barcode", ...read, ...looks, leftDots });
  }
}

/** Function 67 sets the size of a module, 69 how much may be worn off, 80 stores, 81 prints. */
export function runQrFunction(printer: PrinterState, code: number, data: Uint8Array): void {
  const [value = 0] = data;
  if (code === 0x43) setQr(printer, { moduleDots: Math.min(16, Math.max(1, value)) });
  else if (code === 0x45) setQr(printer, { level: LEVELS[value - 0x30] ?? printer.qr.level });
  else if (code === 0x50) setQr(printer, { data: [...data.subarray(1)] });
  else if (code === 0x51) printQr(printer);
  else if (code !== 0x41) printer.complain(`unknown command GS ( 6B ${hex(code)}`);
}

function setQr(printer: PrinterState, change: Partial<PrinterState["qr"]>): void {
  printer.qr = { ...printer.qr, ...change };
}

function printQr(printer: PrinterState): void {
  const { data, level, moduleDots } = printer.qr;
  const modules = qrModules(data, level);
  const width = (modules?.length ?? 0) * moduleDots;
  if (modules === undefined) printer.complain(`no QR code of ${data.length} bytes`);
  else if (width > printer.areaDots) printer.complain("too wide for the paper: QR code");
  else if (!isLineStart(printer)) printer.complain("a QR code within a line has no effect");
  else {
    const leftDots = leftOf(printer, width);
    print(printer, { type: "qr", data: textOf(data), modules, moduleDots, leftDots });
  }
}

function qrModules(
  data: ReadonlyArray<number>,
  level: PrinterState["qr"]["level"],
): ReadonlyArray<ReadonlyArray<boolean>> | undefined {
  if (data.length === 0) return undefined;
  try {
    return loadQrBase()
      .QR(Buffer.from(data), level)
      .map((row) => row.map((module) => module !== 0));
  } catch {
    // The data is too long for the largest code.
    return undefined;
  }
}

/** Bytes are what a code holds; most of them are meant as UTF-8. */
function textOf(data: ReadonlyArray<number>): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(data));
  } catch {
    return String.fromCharCode(...data);
  }
}

/** The bars of a symbology before a printer gives them a width. */
interface Modules {
  /** `1` is a module of bar, `0` one of space. */
  readonly modules: string;
  /** The digits as people read them, with the check digit. */
  readonly text: string;
}
