/**
 * Returns the words of a first start in the language that was chosen; before that is known, in English. The
 * messages stand in `src/words/<language>/first-start.arb`.
 */

import { type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { setupWords } from "../../words/made/setup/all.ts";
import { type SetupWords } from "../../words/made/setup/words.ts";

export type FirstStartWords = SetupWords & { readonly locale: Locale };

export function firstStartWords(locale: Locale): FirstStartWords {
  return { ...wordsIn(setupWords, locale), locale };
}

/** Returns the choice that a word of the language, or the English one, means; else the typed text. */
export function choiceOf(typed: string, { said }: FirstStartWords): string {
  const word = typed.toLowerCase();
  return Object.entries(said).find(([, own]) => own === word)?.[0] ?? word;
}

/** Returns the language's word for a choice. */
export function shownChoice(choice: string, { said }: FirstStartWords): string {
  return Object.entries(said).find(([name]) => name === choice)?.[1] ?? choice;
}

/** Returns whether a typed answer is one of the words of a yes or a no, in small or capital letters. */
export function isAnswer(typed: string, { words }: FirstStartWords["no"]): boolean {
  return words.includes(typed.toLowerCase());
}

/** The words of the questions before a language is chosen. */
export const WORDS: FirstStartWords = firstStartWords("en");
