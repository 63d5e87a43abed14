/**
 * Dates and times on the wall of the shop, worked out from milliseconds and an offset alone.
 *
 * The offset comes from outside, because a time zone needs a database. Calendar: Gregorian, without
 * leap seconds, as every system clock counts.
 */

import { type BusinessDay, businessDaySchema } from "../identity.ts";

export interface CivilTime {
  /** Undefined for what no clock of a shop shows: see `hasDate`. */
  readonly date: BusinessDay | undefined;
  /** `HH:MM:SS`; `--:--:--` where there is no date. */
  readonly time: string;
}

/**
 * 2110-01-01 in UTC. A signed event may say any time up to 2^53 - 1; one beyond this is a broken clock
 * or a lie, and is shown as no date.
 */
export const DATES_END_MS = 4_417_977_600_000;

export function hasDate(wallMs: number): boolean {
  return wallMs < DATES_END_MS;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** The days from the first of March of the year 0, which is day 1, to 1970. */
const DAYS_TO_1970 = 719_469;
/** 400 years. */
const DAYS_PER_ERA = 146_097;

/** The days from 1970 to 0000-01-01 and to 9999-12-31: every day is shown with a year of four digits. */
const DAY_NUMBER_MIN = -719_528;
const DAY_NUMBER_MAX = 2_932_896;

/**
 * The wall's reading at `wallMs` (milliseconds since 1970 in UTC) with `offsetMinutes` to add; before the
 * year 0 its first day. Every moment that people see comes by here, so that nothing that a till signs
 * can stop a view.
 */
export function civilTime(wallMs: number, offsetMinutes: number): CivilTime {
  if (!hasDate(wallMs)) return { date: undefined, time: "--:--:--" };
  const localMs = wallMs + offsetMinutes * MINUTE_MS;
  const dayNumber = dayNumberOf(localMs);
  const seconds = Math.floor((localMs - dayNumber * DAY_MS) / 1000);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return { date: toDay(dayNumber), time: clock.map((value) => padded(value, 2)).join(":") };
}

function dayNumberOf(localMs: number): number {
  return Math.floor(localMs / DAY_MS);
}

/** The day `count` days later, or earlier when negative. Throws outside the years 0 to 9999. */
export function addDays(day: BusinessDay, count: number): BusinessDay {
  return toDay(toDayNumber(day) + count);
}

/** The same day so many years before; of a 29 February the 28th where there is none. */
export function yearsBefore(day: BusinessDay, years: number): BusinessDay {
  const earlier = `${padded(Number(day.slice(0, 4)) - years, 4)}${day.slice(4)}`;
  const isDay = toDay(toDayNumber(earlier as BusinessDay)) === earlier;
  return businessDaySchema.parse(isDay ? earlier : earlier.replace(/29$/u, "28"));
}

/**
 * When the wall reads that many minutes after midnight of the day, in milliseconds since 1970 in UTC.
 * A time that is skipped in spring is the one after it, one that comes twice in autumn is one of the two.
 */
export function wallMsAt(
  day: BusinessDay,
  minutes: number,
  offsetMinutes: (atMs: number) => number,
): number {
  const asIfUtcMs = toDayNumber(day) * DAY_MS + minutes * MINUTE_MS;
  const nearMs = asIfUtcMs - offsetMinutes(asIfUtcMs) * MINUTE_MS;
  return asIfUtcMs - offsetMinutes(nearMs) * MINUTE_MS;
}

/** How many days `to` is after `from`; negative when it is before. */
export function daysBetween(from: BusinessDay, to: BusinessDay): number {
  return toDayNumber(to) - toDayNumber(from);
}

/** The days from the first to the last, both included; none where the last comes before the first. */
export function daysFromTo(from: BusinessDay, to: BusinessDay): ReadonlyArray<BusinessDay> {
  const count = Math.max(0, daysBetween(from, to) + 1);
  return Array.from({ length: count }, (_, at) => addDays(from, at));
}

/** 1 is Monday, 7 is Sunday. */
export function weekday(day: BusinessDay): number {
  return weekdayOf(toDayNumber(day));
}

/**
 * The business day that a clock reading suggests: before the cut-over (minutes after midnight) it is
 * still yesterday. Only a suggestion: a till's day moves by an event, never by this alone. Outside the
 * years 0 to 9999 it is the nearest day within them.
 */
export function businessDate(
  wallMs: number,
  offsetMinutes: number,
  cutoverMinutes: number,
): BusinessDay {
  return toDay(dayNumberOf(wallMs + (offsetMinutes - cutoverMinutes) * MINUTE_MS));
}

/** Days since 1970-01-01. Years begin in March here, so that the leap day comes last. */
function toDayNumber(day: BusinessDay): number {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const marchYear = month > 2 ? year : year - 1;
  const marchMonth = (month + 9) % 12;
  const leapDays =
    Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + daysBeforeMonth(marchMonth) + date - DAYS_TO_1970;
}

function toDay(dayNumber: number): BusinessDay {
  const within = Math.min(Math.max(dayNumber, DAY_NUMBER_MIN), DAY_NUMBER_MAX);
  const days = within + DAYS_TO_1970 - 1;
  const era = Math.floor(days / DAYS_PER_ERA);
  const dayOfEra = days - era * DAYS_PER_ERA;
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear =
    dayOfEra - (yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = era * 400 + yearOfEra + (month > 2 ? 0 : 1);
  const date = dayOfYear - daysBeforeMonth(marchMonth) + 1;
  return businessDaySchema.parse([padded(year, 4), padded(month, 2), padded(date, 2)].join("-"));
}

/**
 * Returns the days before a month, counted from March: 31, 30, 31, 30, 31 repeats every five
 * months, which this formula matches exactly.
 */
function daysBeforeMonth(marchMonth: number): number {
  return Math.floor((153 * marchMonth + 2) / 5);
}

/** 1970-01-01 was a Thursday. */
function weekdayOf(dayNumber: number): number {
  return ((((dayNumber + 3) % 7) + 7) % 7) + 1;
}

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, "0");
}
