/** EAN-13, EAN-8, UPC-A and UPC-E as modules: ISO/IEC 15420. */

import { type Modules } from "./modules.ts";

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

export function eanModules(
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

/** With or without the number system before them and the check digit behind. */
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
