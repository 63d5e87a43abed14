/**
 * Returns the words of a first start in the language that was chosen; before that is known, in English. The
 * messages stand in `src/words/<language>/first-start.arb`.
 */

import { languageOf, type Locale } from "../../domain/locale.ts";
import { spelt } from "../../domain/swiss-spelling.ts";
import { de } from "../../words/made/setup/de.ts";
import { en } from "../../words/made/setup/en.ts";
import { es } from "../../words/made/setup/es.ts";
import { fr } from "../../words/made/setup/fr.ts";
import { type SetupWords } from "../../words/made/setup/words.ts";

export type FirstStartWords = SetupWords & { readonly locale: Locale };

const WORDS_BY_LANGUAGE = { en, de, fr, es } satisfies Record<string, () => SetupWords>;

export function firstStartWords(locale: Locale): FirstStartWords {
  return { ...spelt(WORDS_BY_LANGUAGE[languageOf(locale)](), locale), locale };
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

/** Returns whether a typed answer is one of the words of a yes or a no, in small or capital letters. */
export function isAnswer(typed: string, { words }: FirstStartWords["no"]): boolean {
  return words.includes(typed.toLowerCase());
}

/** Of the command line, and of the questions before anybody has said a language. */
export const WORDS: FirstStartWords = firstStartWords("en");
