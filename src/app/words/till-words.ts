/** Which words the till itself has: those of the language, and English for what it does not say. */

import { type Language, languageOf, type Locale } from "../../domain/locale.ts";
import { onceAsked } from "../../domain/once-asked.ts";
import { spelt } from "../../domain/swiss-spelling.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { type PartialTillWords, type TillWords } from "./words-shape.ts";

/** A till seldom speaks more than one: the others are made when somebody asks for them. */
const WORDS_BY_LANGUAGE: Readonly<Record<Language, () => TillWords>> = {
  en: () => en,
  de: onceAsked(() => withEnglish(de())),
  fr: onceAsked(() => withEnglish(fr())),
  es: onceAsked(() => withEnglish(es())),
};

export function tillWords(locale: Locale): TillWords {
  return spelt(WORDS_BY_LANGUAGE[languageOf(locale)](), locale);
}

/** What is wrong with a field of a sheet stays English, and what a language does not say yet. */
function withEnglish(words: PartialTillWords): TillWords {
  return {
    refusals: { ...en.refusals, ...words.refusals },
    permissions: { ...en.permissions, ...words.permissions },
    undone: { ...en.undone, ...words.undone },
    desk: { ...en.desk, ...words.desk },
    attention: { ...en.attention, ...words.attention },
  };
}
