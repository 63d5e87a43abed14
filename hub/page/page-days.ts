/** The days that somebody asks for, in the address of a page. */

import { type BusinessDay, businessDaySchema } from "../../src/domain/identity.ts";
import { addDays, daysBetween } from "../../src/domain/text/civil-time.ts";
import { type Days } from "../sales-report.ts";

/** Reads a parameter of the address. */
export type Asked = (name: string) => string | undefined;

const USUAL_DAYS = 28;
/** A year and a month: more would be a long look. */
const DAYS_MAX = 400;
/** Days of shops stand within these years. */
const FIRST_DAY = "2000-01-01";

/** Returns the day of `day`; what is none is today. */
export function dayAsked(asked: Asked, today: BusinessDay): BusinessDay {
  return dayOf(asked("day")) ?? today;
}

/** Returns the days of `from` and `to`, the wrong way round too; with nothing said the last four weeks. */
export function daysAsked(asked: Asked, today: BusinessDay): Days {
  const to = dayOf(asked("to")) ?? today;
  const from = dayOf(asked("from")) ?? addDays(to, 1 - USUAL_DAYS);
  const days = from <= to ? { from, to } : { from: to, to: from };
  const isLong = daysBetween(days.from, days.to) >= DAYS_MAX;
  return isLong ? { ...days, from: addDays(days.to, 1 - DAYS_MAX) } : days;
}

/** Returns the days as they stand in an address. */
export function daysQuery({ from, to }: Days): string {
  return `from=${from}&to=${to}`;
}

function dayOf(text: string | undefined): BusinessDay | undefined {
  const day = businessDaySchema.safeParse(text).data;
  return day !== undefined && day >= FIRST_DAY ? day : undefined;
}
