/**
 * CODE93 as modules: 43 signs, and four that shift the next one, with which all of ASCII can be
 * said; two check signs, which the printer adds.
 */

import { type Modules } from "./modules.ts";

const SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%";
/** By value: the signs, then the four shifts `($)`, `(%)`, `(/)`, `(+)`. */
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

export function code93Modules(data: string): Modules | undefined {
  const values = Array.from(data).flatMap((sign) => valuesOf(sign.charCodeAt(0)));
  if (values.length === 0 || values.includes(Number.NaN)) return undefined;
  const first = checkValue(values, 20);
  const second = checkValue([...values, first], 15);
  const middle = [...values, first, second].map((value) => MODULES[value] ?? "").join("");
  return { text: data, modules: `${START}${middle}${START}1` };
}

/** From the right, with weights that begin anew after the largest. */
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
