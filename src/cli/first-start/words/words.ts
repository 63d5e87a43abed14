/** The words of a first start in the language that was chosen; before that is known, in English. */

import { languageOf, type Locale } from "../../../domain/locale.ts";
import { spelt } from "../../../domain/swiss-spelling.ts";
import { de } from "./de.ts";
import { en, type FirstStartWords } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";

export type { FirstStartWords };

const WORDS_BY_LANGUAGE = { en, de, fr, es } satisfies Record<string, FirstStartWords>;

export function firstStartWords(locale: Locale): FirstStartWords {
  return { ...spelt(WORDS_BY_LANGUAGE[languageOf(locale)], locale), locale };
}

/** What somebody means by a word of the language's, or by the English one; else what they typed. */
export function choiceOf(typed: string, { said }: FirstStartWords): string {
  const word = typed.toLowerCase();
  return Object.entries(said).find(([, own]) => own === word)?.[0] ?? word;
}

/** The other way round. */
export function shownChoice(choice: string, { said }: FirstStartWords): string {
  return Object.entries(said).find(([name]) => name === choice)?.[1] ?? choice;
}

/** Of the command line, and of the questions before anybody has said a language. */
export const WORDS: FirstStartWords = en;
