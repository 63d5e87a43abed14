/** Which words papers have: those of the shop's language, and English for what it does not say. */

import { type Language, languageOf, type Locale } from "../../domain/locale.ts";
import { onceAsked } from "../../domain/once-asked.ts";
import { spelt } from "../../domain/swiss-spelling.ts";
import { de } from "./de.ts";
import { en, type PaperWords, type PartialPaperWords } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";

/** A till seldom speaks more than one: the others are made when somebody asks for them. */
const WORDS_BY_LANGUAGE: Readonly<Record<Language, () => PaperWords>> = {
  en: () => en,
  de,
  fr: onceAsked(() => withEnglish(fr())),
  es: onceAsked(() => withEnglish(es())),
};

export function paperWords(locale: Locale): PaperWords {
  return spelt(WORDS_BY_LANGUAGE[languageOf(locale)](), locale);
}

/** Message by message. */
function withEnglish(partial: PartialPaperWords): PaperWords {
  const groups = Object.entries(en).map(([group, messages]) => [
    group,
    { ...messages, ...partial[group as keyof PaperWords] },
  ]);
  return Object.fromEntries(groups) as PaperWords;
}
