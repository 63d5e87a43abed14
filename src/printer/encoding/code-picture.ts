/**
 * Barcodes as pictures, for printers that print none themselves. The tables are those of GS1's general
 * specifications (EAN, UPC) and of ISO/IEC 15417 (Code 128).
 */

import { type Symbology } from "../document.ts";
import { blankPicture, type DotPicture, setDot } from "./dot-picture.ts";

const MODULE_DOTS = 2;
const HEIGHT_DOTS = 80;
/** White on either side, without which a reader sees no code. */
const QUIET_MODULES = 10;

/** Bars and spaces of the ten digits, as widths: odd parity, read from the left. */
const DIGIT_WIDTHS: ReadonlyArray<string> =
  "3211 2221 2122 1411 1132 1231 1114 1312 1213 3112".split(" ");
/** Which of the left six digits of an EAN-13 have even parity: that is how it says its first digit. */
const EVEN_DIGITS: ReadonlyArray<string> =
  "000000 001011 001101 001110 010011 011001 011100 010101 010110 011010".split(" ");
const SIDE_GUARD = "101";
const MIDDLE_GUARD = "01010";

/** Bars and spaces of Code 128's 103 values, three starts and the stop. */
const CODE_128_WIDTHS: ReadonlyArray<string> = (
  "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 " +
  "122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 " +
  "321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 " +
  "211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 " +
  "213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 " +
  "121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 " +
  "241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 " +
  "412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 " +
  "211214 211232 2331112"
).split(" ");
const CODE_128_START_B = 104;
const CODE_128_STOP = 106;
const CODE_128_CHECK = 103;

/** Undefined when it is wider than the paper. */
export function codePicture(
  symbology: Symbology,
  data: string,
  dotsPerLine: number,
): DotPicture | undefined {
  const modules = codeModules(symbology, data);
  const width = (modules.length + 2 * QUIET_MODULES) * MODULE_DOTS;
  if (width > dotsPerLine) return undefined;
  const { rows, widthDots } = blankPicture(width, 1);
  const [row = new Uint8Array(0)] = rows;
  for (const [at, module] of Array.from(modules).entries()) {
    const left = (QUIET_MODULES + at) * MODULE_DOTS;
    if (module === "1") for (let dot = 0; dot < MODULE_DOTS; dot += 1) setDot(row, left + dot);
  }
  return { widthDots, rows: Array.from({ length: HEIGHT_DOTS }, () => row) };
}

/** Returns the width of the bars. The white on either side is left to the paper's margins. */
export function codeWidthDots(symbology: Symbology, data: string): number {
  return codeModules(symbology, data).length * MODULE_DOTS;
}

/** Returns the modules from the left, `1` for black. */
export function codeModules(symbology: Symbology, data: string): string {
  switch (symbology) {
    case "ean8":
      return eanModules(data.slice(0, 4), "0000", data.slice(4));
    case "upca":
      return codeModules("ean13", `0${data}`);
    case "ean13":
      return eanModules(data.slice(1, 7), EVEN_DIGITS[Number(data[0])] ?? "", data.slice(7));
    default:
      return code128Modules(data);
  }
}

function eanModules(left: string, evenDigits: string, right: string): string {
  const leftModules = Array.from(left, (digit, at) => {
    const odd = alternating(DIGIT_WIDTHS[Number(digit)] ?? "", "0");
    return evenDigits[at] === "1" ? reversed(inverted(odd)) : odd;
  });
  const rightModules = Array.from(right, (digit) =>
    alternating(DIGIT_WIDTHS[Number(digit)] ?? "", "1"),
  );
  return [SIDE_GUARD, ...leftModules, MIDDLE_GUARD, ...rightModules, SIDE_GUARD].join("");
}

/** Encodes in set B, which has every printable sign of ASCII. */
function code128Modules(data: string): string {
  const values = Array.from(data, (sign) => sign.charCodeAt(0) - 0x20);
  const check = values.reduce((sum, value, at) => sum + value * (at + 1), CODE_128_START_B);
  return [CODE_128_START_B, ...values, check % CODE_128_CHECK, CODE_128_STOP]
    .map((value) => alternating(CODE_128_WIDTHS[value] ?? "", "1"))
    .join("");
}

function alternating(widths: string, first: "0" | "1"): string {
  const other = first === "0" ? "1" : "0";
  return Array.from(widths, (width, at) =>
    (at % 2 === 0 ? first : other).repeat(Number(width)),
  ).join("");
}

function inverted(modules: string): string {
  return Array.from(modules, (module) => (module === "0" ? "1" : "0")).join("");
}

function reversed(modules: string): string {
  return Array.from(modules).toReversed().join("");
}
