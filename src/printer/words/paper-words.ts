/** Which words papers have: those of the shop's language, and English for what it does not say. */

import { type Locale } from "../../domain/locale.ts";
import { spelt } from "../../domain/swiss-spelling.ts";
import { de } from "./de.ts";
import { en, type PaperWords, type PartialPaperWords } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";

const FRENCH = withEnglish(fr);

const WORDS_BY_LOCALE: Readonly<Record<Locale, PaperWords>> = {
  en,
  de,
  "de-CH": spelt(de, "de-CH"),
  fr: FRENCH,
  "fr-CH": FRENCH,
  es: withEnglish(es),
};

export function paperWords(locale: Locale): PaperWords {
  return WORDS_BY_LOCALE[locale];
}

/** Message by message. */
function withEnglish(partial: PartialPaperWords): PaperWords {
  const groups = Object.entries(en).map(([group, messages]) => [
    group,
    { ...messages, ...partial[group as keyof PaperWords] },
  ]);
  return Object.fromEntries(groups) as PaperWords;
}
