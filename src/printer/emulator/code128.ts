/**
 * CODE128 as modules: ISO/IEC 15417. The host names the sets: `{A`, `{B` or `{C` first and wherever
 * it changes, `{S` for one sign of the other set, `{1` to `{4` for the functions, `{{` for a brace.
 * In set C each byte is the number of two digits, 0 to 99.
 */

import { type Modules } from "./modules.ts";

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
const START = { A: 103, B: 104, C: 105 } as const;
const SHIFT = 98;

type Set128 = "A" | "B" | "C";

interface Reading {
  readonly values: number[];
  text: string;
  set: Set128 | undefined;
  /** The set of the next sign alone. */
  shifted: Set128 | undefined;
}

export function code128Modules(data: string): Modules | undefined {
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
    reading.values.push(SHIFT);
    reading.shifted = reading.set === "A" ? "B" : "A";
    return true;
  }
  const value = functionValue(reading.set, next);
  if (value === undefined) return false;
  reading.values.push(value);
  return true;
}

function select(reading: Reading, set: Set128): boolean {
  if (reading.set === undefined) reading.values.push(START[set]);
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
