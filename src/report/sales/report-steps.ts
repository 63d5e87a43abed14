/** The steps of a report over days: hours, days, weeks, months, years. */

import { type BusinessDay } from "../../domain/identity.ts";
import { addDays, daysBetween, weekday } from "../../domain/text/civil-time.ts";

export type Step = "hour" | "day" | "week" | "month" | "year";

/**
 * Returns the name of the step that a day lies in, as JSON and CSV have it: `2026-11-24`, `2026-W48` by ISO 8601,
 * `2026-11`, `2026`; of an hour `2026-11-24 14`, by the date on the wall. Names sort as the steps follow one another.
 */
export function stepOf(day: BusinessDay, step: Step, hour = 0): string {
  return STEP_NAMES[step](day, hour);
}

const STEP_NAMES: Readonly<Record<Step, (day: BusinessDay, hour: number) => string>> = {
  hour: (day, hour) => `${day} ${String(hour).padStart(2, "0")}`,
  day: (day) => day,
  week: weekOf,
  month: (day) => day.slice(0, "0000-00".length),
  year: (day) => day.slice(0, "0000".length),
};

/** A week belongs to the year that its Thursday lies in. Source: ISO 8601. */
function weekOf(day: BusinessDay): string {
  const thursday = addDays(day, THURSDAY - weekday(day));
  const year = thursday.slice(0, "0000".length);
  const week = Math.floor(daysBetween(`${year}-01-01` as BusinessDay, thursday) / 7) + 1;
  return `${year}-W${String(week).padStart(2, "0")}`;
}

const THURSDAY = 4;

/** The days that a report is compared with: right before, or of the year before. */
export type Beside = "before" | "year";

/** 52 weeks: the same weekdays of the year before. */
const YEAR_DAYS = 364;

/**
 * Returns by how many days earlier the days lie that a range is compared with. It is always whole weeks, so that a
 * Saturday stands beside a Saturday.
 */
export function besideDays(
  { from, to }: { readonly from: BusinessDay; readonly to: BusinessDay },
  beside: Beside,
): number {
  if (beside === "year") return YEAR_DAYS;
  return Math.ceil((daysBetween(from, to) + 1) / 7) * 7;
}
