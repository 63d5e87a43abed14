/** The words of a day's report in a language. */

import { type Locale } from "../../domain/locale.ts";
import { type DayWords } from "./day-words.ts";
import { deDay } from "./de-day.ts";
import { enDay } from "./en-day.ts";
import { esDay } from "./es-day.ts";
import { frDay } from "./fr-day.ts";
import { type WordsByLanguage, wordsIn } from "./words-by-language.ts";

const DAY_WORDS: WordsByLanguage<DayWords> = { en: () => enDay, de: deDay, fr: frDay, es: esDay };

export function dayWordsIn(locale: Locale): DayWords {
  return wordsIn(DAY_WORDS, locale);
}
