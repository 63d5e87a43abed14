/** Returns the words of a bundle in the language of a locale, as the locale spells them. */

import { type Language, languageOf, type Locale } from "./locale.ts";
import { respell } from "./swiss-spelling.ts";

/** Words that are made when somebody asks for them: a command seldom speaks more than one language. */
export type WordsByLanguage<Words> = Readonly<Record<Language, () => Words>>;

const made = new WeakMap<() => object, object>();

export function wordsIn<Words extends object>(
  wordsByLanguage: WordsByLanguage<Words>,
  locale: Locale,
): Words {
  const make = wordsByLanguage[languageOf(locale)];
  const words = (made.get(make) as Words | undefined) ?? make();
  made.set(make, words);
  return respell(words, locale);
}
