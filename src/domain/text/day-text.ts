/**
 * A day that is still to come, as people write it: `2026-12-01`, `1.12.`, with the sign of the
 * language (`1/12` in French, `1-12` in Dutch), `monday`, `tomorrow`. Days without a year or date mean the next one after today.
 */

import { lazy } from "../base/lazy.ts";
import { type BusinessDay, businessDaySchema } from "../identity.ts";
import { type LanguageFacts } from "../languages/language.ts";
import { addDays, daysBetween, weekday } from "./civil-time.ts";
import { foldText } from "./entry-text.ts";
import { factsOfLanguage, type Language, languageOf, LOCALES } from "./locale.ts";

/** A beginning of two letters or more will do. */
const WORD_LENGTH_MIN = 2;
const LANGUAGES: ReadonlyArray<Language> = [...new Set(LOCALES.map(languageOf))];
/** Folded, Monday first; of a language that inflects them there are two lists. */
const weekdaysByLanguage = lazy(
  () =>
    new Map(
      LANGUAGES.map((it) => [it, formsOf(it).map((form) => form.weekdayNames.map(foldText))]),
    ),
);
const tomorrows = lazy(
  () => new Set(LANGUAGES.flatMap(formsOf).map(({ tomorrow }) => foldText(tomorrow))),
);

function formsOf(
  language: Language,
): ReadonlyArray<Pick<LanguageFacts, "weekdayNames" | "tomorrow">> {
  const facts = factsOfLanguage(language);
  return facts.inflected === undefined ? [facts] : [facts, facts.inflected];
}

/**
 * Undefined for what is no day. One with its year may be any day, also one gone by. A beginning of a name
 * may be of several languages: `do` is Thursday in German, Sunday in Spanish.
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
  language: Language = "en",
): { readonly day: BusinessDay; readonly minutes: number } | undefined {
  const [, date = "", hour = "", minute = ""] =
    /^(.*\S)\s+([01]?[0-9]|2[0-3]):([0-5][0-9])$/u.exec(text.trim()) ?? [];
  // A date without a year may be today's.
  const day = readDay(date, addDays(today, -1), language);
  return day && { day, minutes: Number(hour) * 60 + Number(minute) };
}

/** What a clock says now: a date without a year is the nearest one to `today`, before or after it. */
export function readPresentMoment(
  text: string,
  today: BusinessDay,
  language: Language = "en",
): ReturnType<typeof readMoment> {
  const next = readMoment(text, today, language);
  const before = readMoment(text, addDays(today, -HALF_A_YEAR), language);
  if (next === undefined || before === undefined) return next;
  const isNearer = daysBetween(before.day, today) < daysBetween(today, next.day);
  return before.day < today && isNearer ? before : next;
}

const HALF_A_YEAR = 183;

function readWord(typed: string, today: BusinessDay, language: Language): BusinessDay | undefined {
  if (tomorrows().has(typed)) return addDays(today, 1);
  const wanted = weekdayIn(typed, language);
  if (wanted === undefined) return undefined;
  return addDays(today, ((wanted - weekday(today) + 6) % 7) + 1);
}

/** 1 is Monday; undefined for what is no day's name, or the beginning of several. */
export function readWeekday(text: string, language: Language = "en"): number | undefined {
  return weekdayIn(foldText(text), language);
}

/** Names of days are known in every language, and first in the one that is spoken. */
function weekdayIn(typed: string, language: Language): number | undefined {
  if (typed.length < WORD_LENGTH_MIN) return undefined;
  const byLanguage = weekdaysByLanguage();
  const names = [language, ...LANGUAGES].flatMap((it) => byLanguage.get(it) ?? []);
  return names.flatMap((it) => weekdayCalled(typed, it))[0];
}

/** Empty for none, and for a beginning of several. */
function weekdayCalled(typed: string, names: ReadonlyArray<string>): ReadonlyArray<number> {
  const found = names.flatMap((name, at) => (name.startsWith(typed) ? [at + 1] : []));
  return found.length === 1 ? found : [];
}

const BY_SIGN = {
  ".": /^([0-9]{1,2})\.\s?([0-9]{1,2})(?:\.\s?([0-9]{4})?)?$/u,
  "/": /^([0-9]{1,2})\/([0-9]{1,2})(?:\/([0-9]{4}))?$/u,
  "-": /^([0-9]{1,2})-([0-9]{1,2})(?:-([0-9]{4}))?$/u,
} as const;

/**
 * Day before month, as everywhere where a point stands between them. In English a stroke stands as often
 * behind the month as behind the day.
 */
function readDate(typed: string, today: BusinessDay, language: Language): BusinessDay | undefined {
  const { dateSign } = factsOfLanguage(language);
  const bySign = dateSign === "iso" ? null : BY_SIGN[dateSign].exec(typed);
  const [, date = "", month = "", year] = bySign ?? BY_SIGN["."].exec(typed) ?? [];
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
