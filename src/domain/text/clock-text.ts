/**
 * The time of day as people read it. In the hour that comes twice, when clocks are set back, it carries
 * its offset (`02:30+01:00`): else nobody could tell the first 02:30 from the second. So do both ends of a
 * span in which clocks were set: else 01:45 to 03:15 could be 30 minutes. Elsewhere it doesn't.
 */

import { civilTime, hasDate } from "./civil-time.ts";
import { localDate, type Locale } from "./locale.ts";

/** An instant as it was on the wall of the shop: recorded, never worked out anew. */
export interface WallTime {
  readonly wallMs: number;
  readonly offsetMinutes: number;
  /** Whether the wall reads so twice, as clocks are set back: see clock-text.ts. */
  readonly isTwice?: boolean;
}

/**
 * A time whose hour is known to come twice or not, or which stands beside one of another offset. Only such a time can be written, so that no text
 * forgets to ask.
 */
export interface ClockReading extends WallTime {
  readonly isTwice: boolean;
}

/** Minutes to add to UTC on the shop's wall at that moment. */
export type OffsetAt = (atMs: number) => number;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
const TIME_END = 5;

/** Whether the wall reads the same at another moment, an hour or half of one before or after it. */
export function isTwice({ wallMs, offsetMinutes }: WallTime, offsetAt: OffsetAt): boolean {
  if (!hasDate(wallMs)) return false;
  // The offsets at two moments around the day: mostly they are equal, and no time is ambiguous.
  const dayMs = Math.floor(wallMs / DAY_MS) * DAY_MS;
  return [dayMs - DAY_MS / 2, dayMs + 1.5 * DAY_MS].map(offsetAt).some((other) => {
    const otherMs = wallMs + (offsetMinutes - other) * MINUTE_MS;
    return other !== offsetMinutes && offsetAt(otherMs) === other;
  });
}

/** Returns the time with the mark that its text carries its offset, where the wall reads so twice. */
export function markTwice({ wallMs, offsetMinutes }: WallTime, offsetAt: OffsetAt): ClockReading {
  const at = { wallMs, offsetMinutes };
  return { ...at, isTwice: isTwice(at, offsetAt) };
}

/** Returns the ends of a span. Where clocks were set within it, both carry their offsets. */
export function markEnds(
  { in: from, out }: { readonly in: WallTime; readonly out: WallTime | null },
  offsetAt: OffsetAt,
): { readonly in: ClockReading; readonly out: ClockReading | null } {
  const isAcross = out !== null && out.offsetMinutes !== from.offsetMinutes;

  function marked(at: WallTime): ClockReading {
    const reading = markTwice(at, offsetAt);
    return isAcross ? { ...reading, isTwice: true } : reading;
  }

  return { in: marked(from), out: out === null ? null : marked(out) };
}

/** Returns `14:05`, or `02:30+01:00` where that comes twice. */
export function clockText(at: ClockReading): string {
  const time = civilTime(at.wallMs, at.offsetMinutes).time.slice(0, TIME_END);
  return at.isTwice ? time + offsetText(at.offsetMinutes) : time;
}

/** Returns `04:30` of 270 minutes after midnight. */
export function timeOfDayText(minutes: number): string {
  const parts = [Math.floor(minutes / HOUR_MINUTES), minutes % HOUR_MINUTES];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}

/** Returns `14:05` to be compared with other times of day; whoever reads a time has `clockText`. */
export function timeToCompare({ wallMs, offsetMinutes }: WallTime): string {
  return civilTime(wallMs, offsetMinutes).time.slice(0, TIME_END);
}

/**
 * Returns date and time, `2026-11-20 14:05`; the words for no date alone where a clock said what is
 * none. For programs and English, the date is in the order of ISO 8601.
 */
export function momentText(at: ClockReading, locale: Locale = "en"): string {
  const { date } = civilTime(at.wallMs, at.offsetMinutes);
  const day = localDate(date, locale);
  return date === undefined ? day : `${day} ${clockText(at)}`;
}

/** Returns the moment as the shop's wall shows it. */
export function wallTimeAt(atMs: number, offsetAt: OffsetAt): ClockReading {
  return markTwice({ wallMs: atMs, offsetMinutes: offsetAt(atMs) }, offsetAt);
}

/** Returns the same of a moment, by the offsets of the shop's zone. */
export function clockTextAt(atMs: number, offsetAt: OffsetAt): string {
  return clockText(wallTimeAt(atMs, offsetAt));
}

function offsetText(offsetMinutes: number): string {
  const length = Math.abs(offsetMinutes);
  return `${offsetMinutes < 0 ? "-" : "+"}${timeOfDayText(length)}`;
}
