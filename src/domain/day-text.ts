/**
 * A day that is still to come, as people write it: `2026-12-01`, `1.12.`, in French and Spanish `1/12`,
 * `monday`, `tomorrow`. Days without a year or date mean the next one after today.
 */

import { addDays, weekday } from "./civil-time.ts";
import { foldText } from "./entry-text.ts";
import { type BusinessDay, businessDaySchema } from "./identity.ts";
import { type Language } from "./locale.ts";

/** Folded; Monday first, and a beginning of two letters or more will do. */
const WEEKDAYS: Readonly<Record<Language, ReadonlyArray<string>>> = {
  en: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
  de: ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"],
  fr: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
  es: ["lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"],
};
const LANGUAGES = Object.keys(WEEKDAYS) as ReadonlyArray<Language>;
const TOMORROW: ReadonlySet<string> = new Set(["tomorrow", "morgen", "demain", "manana"]);
const WORD_LENGTH_MIN = 2;

/**
 * Undefined for what is no day. One with its year may be any day, also one gone by. Names of days are
 * known in every language, and first in the one that is spoken: `do` is Thursday in German, Sunday in
 * Spanish.
 */
export function readDay(
  text: string,
  today: BusinessDay,
  language: Language = "en",
): BusinessDay | undefined {
  const typed = foldText(text);
  const written = businessDaySchema.safeParse(typed);
  if (written.success) return written.data;
  return readWord(typed, today, language) ?? readDate(typed, today, language);
}

/** Date and time of a clock on the wall: `21.11. 8:30`, `2026-11-21 08:30`. Undefined for anything else. */
export function readMoment(
  text: string,
  today: BusinessDay,
): { readonly day: BusinessDay; readonly minutes: number } | undefined {
  const [, date = "", hour = "", minute = ""] =
    /^(.*\S)\s+([01]?[0-9]|2[0-3]):([0-5][0-9])$/u.exec(text.trim()) ?? [];
  // Without a year it may be today's.
  const day = readDay(date, addDays(today, -1));
  return day && { day, minutes: Number(hour) * 60 + Number(minute) };
}

function readWord(typed: string, today: BusinessDay, language: Language): BusinessDay | undefined {
  if (TOMORROW.has(typed)) return addDays(today, 1);
  if (typed.length < WORD_LENGTH_MIN) return undefined;
  const [wanted] = [language, ...LANGUAGES].flatMap((it) => weekdayCalled(typed, WEEKDAYS[it]));
  if (wanted === undefined) return undefined;
  return addDays(today, ((wanted - weekday(today) + 6) % 7) + 1);
}

/** 1 is Monday; undefined for what is no day's name, or the beginning of several. */
export function readWeekday(text: string): number | undefined {
  const typed = foldText(text);
  if (typed.length < WORD_LENGTH_MIN) return undefined;
  return LANGUAGES.flatMap((it) => weekdayCalled(typed, WEEKDAYS[it]))[0];
}

/** Empty for none, and for a beginning of several. */
function weekdayCalled(typed: string, names: ReadonlyArray<string>): ReadonlyArray<number> {
  const found = names.flatMap((name, at) => (name.startsWith(typed) ? [at + 1] : []));
  return found.length === 1 ? found : [];
}

const BY_POINTS = /^([0-9]{1,2})\.\s?([0-9]{1,2})(?:\.\s?([0-9]{4})?)?$/u;
const BY_STROKES = /^([0-9]{1,2})\/([0-9]{1,2})(?:\/([0-9]{4}))?$/u;
/** In English a stroke stands as often behind the month as behind the day. */
const WITH_STROKES: ReadonlySet<Language> = new Set(["fr", "es"]);

/** Day before month, as everywhere where a point stands between them. */
function readDate(typed: string, today: BusinessDay, language: Language): BusinessDay | undefined {
  const byStrokes = WITH_STROKES.has(language) ? BY_STROKES.exec(typed) : null;
  const [, date = "", month = "", year] = byStrokes ?? BY_POINTS.exec(typed) ?? [];
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
