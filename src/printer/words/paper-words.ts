/** Which words papers have: those of the shop's language, and English for what it does not say. */

import { type Language, languageOf, type Locale } from "../../domain/locale.ts";
import { spelt } from "../../domain/swiss-spelling.ts";
import { de } from "./de.ts";
import { en, type PaperWords, type PartialPaperWords } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";

const WORDS_BY_LANGUAGE: Readonly<Record<Language, PaperWords>> = {
  en,
  de,
  fr: withEnglish(fr),
  es: withEnglish(es),
};

export function paperWords(locale: Locale): PaperWords {
  return spelt(WORDS_BY_LANGUAGE[languageOf(locale)], locale);
}

/** Message by message. */
function withEnglish(partial: PartialPaperWords): PaperWords {
  const groups = Object.entries(en).map(([group, messages]) => [
    group,
    { ...messages, ...partial[group as keyof PaperWords] },
  ]);
  return Object.fromEntries(groups) as PaperWords;
}
