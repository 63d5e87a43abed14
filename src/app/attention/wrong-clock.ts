/** A clock that can't be right: it stands before the day that the till is on, or far after it. */

import { momentText, wallTimeAt } from "../../domain/text/clock-text.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { type OpenTill } from "../open-till.ts";
import { type Till } from "../till/till.ts";

/** Returns the time of a clock that can't be right, `1970-01-01 00:01`; undefined as long as it may be. */
export function wrongClock(
  { till, clock }: Pick<OpenTill, "till" | "clock">,
  locale: Locale = "en",
): string | undefined {
  return till.isClockWrong() ? clockText(till, clock.nowMs(), locale) : undefined;
}

/** `2026-11-21 08:30`, in the shop's zone. */
export function clockText({ offsetMinutes }: Till, atMs: number, locale: Locale = "en"): string {
  return momentText(wallTimeAt(atMs, offsetMinutes), locale);
}
