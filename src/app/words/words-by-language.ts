/** Which words a report has: those of the language, as the locale spells them. */

import { type Language, languageOf, type Locale } from "../../domain/locale.ts";
import { spelt } from "../../domain/swiss-spelling.ts";

/** A command seldom speaks more than one: the others are made when somebody asks for them. */
export type WordsByLanguage<Words> = Readonly<Record<Language, () => Words>>;

export function wordsIn<Words extends object>(
  wordsByLanguage: WordsByLanguage<Words>,
  locale: Locale,
): Words {
  return spelt(wordsByLanguage[languageOf(locale)](), locale);
}
