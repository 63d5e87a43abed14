/**
 * A day that is still to come, as people write it: `2026-12-01`, `1.12.`, `monday`, `tomorrow`. Days
 * without a year or date mean the next one after today.
 */

import { addDays, weekday } from "./civil-time.ts";
import { foldText } from "./entry-text.ts";
import { type BusinessDay, businessDaySchema } from "./identity.ts";

/** Monday first; a beginning of two letters or more will do. */
const WEEKDAYS: ReadonlyArray<ReadonlyArray<string>> = [
  ["monday", "montag"],
  ["tuesday", "dienstag"],
  ["wednesday", "mittwoch"],
  ["thursday", "donnerstag"],
  ["friday", "freitag"],
  ["saturday", "samstag"],
  ["sunday", "sonntag"],
];
const TOMORROW: ReadonlySet<string> = new Set(["tomorrow", "morgen"]);
const WORD_LENGTH_MIN = 2;

/** Undefined for what is no day. One with its year may be any day, also one gone by. */
export function readDay(text: string, today: BusinessDay): BusinessDay | undefined {
  const typed = foldText(text);
  const written = businessDaySchema.safeParse(typed);
  if (written.success) return written.data;
  return readWord(typed, today) ?? readDate(typed, today);
}

function readWord(typed: string, today: BusinessDay): BusinessDay | undefined {
  if (TOMORROW.has(typed)) return addDays(today, 1);
  if (typed.length < WORD_LENGTH_MIN) return undefined;
  const found = WEEKDAYS.flatMap((names, at) =>
    names.some((name) => name.startsWith(typed)) ? [at + 1] : [],
  );
  const [wanted, other] = found;
  if (wanted === undefined || other !== undefined) return undefined;
  return addDays(today, ((wanted - weekday(today) + 6) % 7) + 1);
}

/** Day before month, as everywhere where a point stands between them. */
function readDate(typed: string, today: BusinessDay): BusinessDay | undefined {
  const [, date = "", month = "", year] =
    /^([0-9]{1,2})\.\s?([0-9]{1,2})(?:\.\s?([0-9]{4})?)?$/u.exec(typed) ?? [];
  if (year !== undefined) return toDay(Number(year), month, date);
  const thisYear = Number(today.slice(0, 4));
  // The 29th of February may be years away.
  const years = Array.from({ length: 9 }, (_, at) => thisYear + at);
  const days = years.map((it) => toDay(it, month, date));
  return days.find((day) => day !== undefined && day > today);
}

function toDay(year: number, month: string, date: string): BusinessDay | undefined {
  const text = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  return businessDaySchema.safeParse(text).data;
}
