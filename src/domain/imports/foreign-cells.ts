/** Cells of other tills' files: sums, quantities, codes and yes or no, as people and spreadsheets write them. */

import { parseBarcode } from "../goods/barcode.ts";
import { minor, type MinorUnits } from "../money/amounts.ts";

/** Signs of money, before or behind. */
const MONEY_SIGN = /€|£|\$|kr\.?|CHF|zł|Kč|Ft|lei|лв/giu;
const BLANKS = /[\s\u00A0\u202F]/gu;
const THOUSANDS = /[,.'’]/gu;

export type DecimalSign = "." | ",";

/** How the sums of a file are written; undefined where it has none with a sign that tells. */
export type SumsWritten =
  | { readonly type: "sign"; readonly sign: DecimalSign }
  /** All that have a sign have three digits behind it: `1.250` is one and a quarter here, a thousand there. */
  | { readonly type: "unclear"; readonly example: string };

/** Decides once for the file, of all of its sums. */
export function decimalSignOf(texts: ReadonlyArray<string>): SumsWritten {
  let example = "";
  for (const text of texts) {
    const bare = bareSum(text);
    const [comma, point] = [bare.lastIndexOf(","), bare.lastIndexOf(".")];
    if (comma >= 0 && point >= 0) return { type: "sign", sign: comma > point ? "," : "." };
    const at = Math.max(comma, point);
    if (at < 0) continue;
    const sign = comma > point ? "," : ".";
    const isOnce = bare.indexOf(sign) === at;
    // `1.250.000` has thousands twice.
    if (!isOnce) return { type: "sign", sign: sign === "." ? "," : "." };
    if (bare.length - at - 1 !== 3) return { type: "sign", sign };
    example ||= text;
  }
  return example === "" ? { type: "sign", sign: "." } : { type: "unclear", example };
}

function bareSum(text: string): string {
  return text
    .replaceAll(MONEY_SIGN, "")
    .replaceAll(BLANKS, "")
    .replaceAll(/[()\-+%]/gu, "");
}

export interface ReadSum {
  readonly amount: MinorUnits;
  /** Whether more was written than the currency has decimals for. */
  readonly isRounded: boolean;
}

/** Returns undefined for what is no sum. Brackets, and a minus on either side, are below zero. */
export function readSum(
  text: string,
  { sign, decimals }: { readonly sign: DecimalSign; readonly decimals: number },
): ReadSum | undefined {
  const isBelow = /^\(.*\)$|-/u.test(text.replaceAll(BLANKS, ""));
  const digits = numberText(bareSum(text), sign);
  if (digits === undefined) return undefined;
  const [whole = "", part = ""] = asSpreadsheets(digits).split(".");
  const kept = part.padEnd(decimals, "0").slice(0, decimals);
  const rest = part.slice(decimals);
  const up = /^[5-9]/u.test(rest) ? 1 : 0;
  const amount = Number(whole + kept) + up;
  if (!Number.isSafeInteger(amount)) return undefined;
  return { amount: minor(isBelow ? 0 - amount : amount), isRounded: /[1-9]/u.test(rest) };
}

/** Returns a number with a point and no thousands; undefined for what is none. */
function numberText(bare: string, sign: DecimalSign): string | undefined {
  const at = bare.lastIndexOf(sign);
  const whole = (at < 0 ? bare : bare.slice(0, at)).replaceAll(THOUSANDS, "");
  const part = at < 0 ? "" : bare.slice(at + 1);
  if (!/^\d*$/u.test(whole) || !/^\d*$/u.test(part) || whole + part === "") return undefined;
  return part === "" ? whole || "0" : `${whole || "0"}.${part}`;
}

/** A spreadsheet means 15 digits: 2.4500000000000002 is 2.45. */
function asSpreadsheets(digits: string): string {
  if (digits.replace(".", "").replace(/^0+/u, "").length <= SPREADSHEET_DIGITS) return digits;
  const rounded = Number(Number(digits).toPrecision(SPREADSHEET_DIGITS));
  return /e/u.test(String(rounded)) ? digits : String(rounded);
}

const SPREADSHEET_DIGITS = 15;

/** Returns a quantity as a number with a point, without zeros that say nothing; undefined for what is none. */
export function readQuantity(text: string, sign: DecimalSign): string | undefined {
  const bare = text.replaceAll(BLANKS, "");
  const isBelow = bare.startsWith("-");
  const digits = numberText(bare.replace(/^[-+]/u, ""), sign);
  if (digits === undefined) return undefined;
  const [whole = "0", part = ""] = digits.split(".");
  const left = part.replace(/0+$/u, "");
  const value = left === "" ? whole : `${whole}.${left}`;
  return isBelow && Number(value) !== 0 ? `-${value}` : value;
}

const YES = new Set(["y", "yes", "true", "1"]);
const NO = new Set(["n", "no", "false", "0"]);

/** Returns undefined for an empty cell, and for what is neither. */
export function readYes(text: string): boolean | undefined {
  const folded = text.toLowerCase();
  if (YES.has(folded)) return true;
  return NO.has(folded) ? false : undefined;
}

/** A price that is asked at the till. */
export function isAsked(text: string): boolean {
  return text.toLowerCase() === "variable";
}

export type ReadCode =
  | { readonly type: "right"; readonly code: string }
  /** A spreadsheet ate zeros at its head: with them the check digit is right. */
  | { readonly type: "zeros"; readonly code: string }
  /** A spreadsheet wrote it with a power of ten, which no longer says it. */
  | { readonly type: "rounded"; readonly code: string }
  | { readonly type: "wrong"; readonly code: string };

const LENGTHS = [8, 12, 13, 14] as const;

/** Returns each barcode of a cell. */
export function readCodes(text: string): ReadonlyArray<ReadCode> {
  if (/^\d+(?:[.,]\d+)?e\+?\d+$/iu.test(text)) return [{ type: "rounded", code: text }];
  return text
    .split(/[\s,;]+/u)
    .filter((part) => part !== "")
    .map((part) => readCode(part.replace(/\.0$/u, "")));
}

function readCode(code: string): ReadCode {
  if (isGtin(code)) return { type: "right", code };
  const longer = LENGTHS.find((length) => length > code.length && length - code.length <= 2);
  if (/^\d{7}$|^\d{10,11}$/u.test(code) && longer !== undefined) {
    const padded = code.padStart(longer, "0");
    if (isGtin(padded)) return { type: "zeros", code: padded };
  }
  return { type: "wrong", code };
}

/** Whether it has a length and a check digit of GS1. */
export function isGtin(code: string): boolean {
  return parseBarcode(code).ok;
}

/** Returns the last part of a path of categories, without an id in brackets behind it. */
export function lastPart(text: string): string {
  const parts = text.split(/\s+[>/]\s+/u);
  return (parts.at(-1) ?? "").replace(/\s*\([0-9A-Z]{8,}\)$/u, "").trim();
}

/** Square, WooCommerce: several with commas; one that only leads to another says nothing of its own. */
export function categoriesIn(text: string): ReadonlyArray<string> {
  const paths = text
    .split(/\s*,\s*/u)
    .map((path) => path.trim())
    .filter((path) => path !== "");
  const own = paths.filter((path) => !paths.some((other) => other.startsWith(`${path} > `)));
  return [...new Set(own.map(lastPart))];
}
