/** Which words the till itself has: those of the language, and English for what it does not say. */

import { type Locale } from "../../domain/locale.ts";
import { spelt } from "../../domain/swiss-spelling.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { type PartialTillWords, type TillWords } from "./words-shape.ts";

const GERMAN = withEnglish(de);
const FRENCH = withEnglish(fr);

const WORDS_BY_LOCALE: Readonly<Record<Locale, TillWords>> = {
  en,
  de: GERMAN,
  "de-CH": spelt(GERMAN, "de-CH"),
  fr: FRENCH,
  "fr-CH": FRENCH,
  es: withEnglish(es),
};

export function tillWords(locale: Locale): TillWords {
  return WORDS_BY_LOCALE[locale];
}

/** What only the command line is told stays English, and what a language does not say yet. */
function withEnglish(words: PartialTillWords): TillWords {
  return {
    refusals: { ...en.refusals, ...words.refusals },
    permissions: { ...en.permissions, ...words.permissions },
    undone: { ...en.undone, ...words.undone },
    desk: { ...en.desk, ...words.desk },
    attention: { ...en.attention, ...words.attention },
  };
}
