/** Returns the words of papers in the language of a shop. The messages stand in `src/words/<language>/papers.arb`. */

import { type Language, languageOf, type Locale } from "../domain/locale.ts";
import { onceAsked } from "../domain/once-asked.ts";
import { spelt } from "../domain/swiss-spelling.ts";
import { de } from "../words/made/paper/de.ts";
import { en as english } from "../words/made/paper/en.ts";
import { es } from "../words/made/paper/es.ts";
import { fr } from "../words/made/paper/fr.ts";
import { type PaperWords } from "../words/made/paper/words.ts";

export type { PaperWords };

export const en: PaperWords = english();

/** A till seldom speaks more than one: the others are made when somebody asks for them. */
const WORDS_BY_LANGUAGE: Readonly<Record<Language, () => PaperWords>> = {
  en: () => en,
  de: onceAsked(de),
  fr: onceAsked(fr),
  es: onceAsked(es),
};

export function paperWords(locale: Locale): PaperWords {
  return spelt(WORDS_BY_LANGUAGE[languageOf(locale)](), locale);
}
