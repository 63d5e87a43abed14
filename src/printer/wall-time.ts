/** The date and the time of day on a paper, as they were on the wall of the shop. */
import { type WallTime } from "../domain/views.ts";

export interface PrintedTime {
  /** Such as `2026-11-20`. */
  readonly date: string;
  /** Such as `14:05`. */
  readonly time: string;
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

export function formatWallTime(at: WallTime): PrintedTime {
  const minutes = Math.floor(at.wallMs / MINUTE_MS) + at.offsetMinutes;
  const days = Math.floor(minutes / DAY_MINUTES);
  const ofDay = minutes - days * DAY_MINUTES;
  const { year, month, day } = daysToDate(days);
  return {
    date: `${String(year).padStart(4, "0")}-${twoDigits(month)}-${twoDigits(day)}`,
    time: `${twoDigits(Math.floor(ofDay / 60))}:${twoDigits(ofDay % 60)}`,
  };
}

/**
 * Days since 1970-01-01 as a date of the Gregorian calendar. Years begin in March here, so that the
 * leap day is the last of its year, and come in eras of 400 years (146,097 days).
 */
function daysToDate(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
