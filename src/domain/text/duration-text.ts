/** `40 ms`, `2.3 s`, `45 s`, `12 min`, `3 h`, `400 d`: but for the comma the same in every language that is spoken here. */

import { type Locale, withDecimal } from "./locale.ts";

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** The limit below which tenths of a second are shown. */
const TENTHS_BELOW_MS = 10_000;
const DAYS_FROM_MS = 2 * DAY_MS;

/** `7:05` of 425: whole hours and minutes, or minutes and seconds. */
export function sixtiethsText(count: number): string {
  return `${Math.floor(count / 60)}:${String(Math.round(count % 60)).padStart(2, "0")}`;
}

/** Rounded; the sign is left out. */
export function durationText(ms: number, locale: Locale = "en"): string {
  const length = Math.abs(ms);
  if (length < SECOND_MS) return `${Math.round(length)} ms`;
  if (length < TENTHS_BELOW_MS) {
    return `${withDecimal((Math.round(length / 100) / 10).toFixed(1), locale)} s`;
  }
  if (length < MINUTE_MS) return `${Math.round(length / SECOND_MS)} s`;
  if (length < HOUR_MS) return `${Math.round(length / MINUTE_MS)} min`;
  if (length < DAYS_FROM_MS) return `${Math.round(length / HOUR_MS)} h`;
  return `${Math.round(length / DAY_MS)} d`;
}
