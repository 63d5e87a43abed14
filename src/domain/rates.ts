/** Percentages as people write them: `10%`, `12.5%`. */

import { milliPercent, type MilliPercent } from "./amounts.ts";
import { err, ok, type Result } from "./result.ts";

/** One decimal, so that `2.00` is never the beginning of one. */
const RATE = /^(?<whole>\d{1,3})(?:[.,](?<part>\d))?$/u;
const WHOLE = 1000;
const TENTH = 100;
const RATE_MAX = 100 * WHOLE;

/** Without its sign; up to one hundred. */
export function parseRate(text: string): Result<MilliPercent, "rate/invalid"> {
  const groups = RATE.exec(text)?.groups;
  const rate = Number(groups?.["whole"]) * WHOLE + Number(groups?.["part"] ?? 0) * TENTH;
  return rate <= RATE_MAX ? ok(milliPercent(rate)) : err("rate/invalid");
}

/** `10%`, `12.5%`. */
export function formatRate(rate: MilliPercent): string {
  return `${rate / WHOLE}%`;
}
