/** Which words the till itself has: those of the language, and English for what it does not say. */

import { type Language, languageOf, type Locale } from "../../domain/locale.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { type ScreenTillWords, type TillWords } from "./words-shape.ts";

const WORDS_BY_LANGUAGE: Readonly<Record<Language, TillWords>> = {
  en,
  de: withEnglish(de),
  fr: en,
  es: en,
};

export function tillWords(locale: Locale): TillWords {
  return WORDS_BY_LANGUAGE[languageOf(locale)];
}

/** What only the command line is told stays English. */
function withEnglish(words: ScreenTillWords): TillWords {
  return { ...words, refusals: { ...en.refusals, ...words.refusals } };
}
