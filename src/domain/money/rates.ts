/** Percentages as people write them: `10%`, `12.5%`. */

import { err, ok, type Result } from "../base/result.ts";
import { milliPercent, type MilliPercent } from "./amounts.ts";

/** The form of a rate. It has one decimal, so that `2.00` is never the beginning of one. */
const RATE = /^\d{1,3}(?:[.,]\d)?$/u;
const WHOLE = 1000;
export const RATE_MAX = 100 * WHOLE;

/** Reads a rate without its sign, up to one hundred. */
export function parseRate(text: string): Result<MilliPercent, "rate/invalid"> {
  const rate = RATE.test(text) ? rateOfDigits(text) : Infinity;
  return rate <= RATE_MAX ? ok(milliPercent(rate)) : err("rate/invalid");
}

/** Digits with at most three decimals, in 1/1000 %: by digits, because no rate is a float. */
export function rateOfDigits(digits: string): number {
  const [whole = "", part = ""] = digits.replace(",", ".").split(".");
  return Number(whole) * WHOLE + Number(part.padEnd(3, "0"));
}

/** `10%`, `12.5%`. */
export function formatRate(rate: MilliPercent): string {
  return `${rate / WHOLE}%`;
}
