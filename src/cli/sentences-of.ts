/** Sentences out of a bundle of words, chosen before it is known in which language they are said. */

import { type Locale } from "../domain/text/locale.ts";
import { type WordsByLanguage, wordsIn } from "../domain/text/words-in.ts";

type Say<Words> = (words: Words, locale: Locale) => string;

export function sentencesOf<Words extends object>(
  bundle: WordsByLanguage<Words>,
): (say: Say<Words>) => (locale: Locale) => string {
  return (say) => (locale) => say(wordsIn(bundle, locale), locale);
}
