/** Returns what the screens say, in the language of a locale. The messages stand in `src/words/<language>/*.arb`. */

import { type EntryFault, type OptionFault } from "../domain/entry/entry-fault.ts";
import { type Language, languageOf, type Locale } from "../domain/locale.ts";
import { onceAsked } from "../domain/once-asked.ts";
import { spelt } from "../domain/swiss-spelling.ts";
import { de } from "../words/made/screen/de.ts";
import { en as english } from "../words/made/screen/en.ts";
import { es } from "../words/made/screen/es.ts";
import { fr } from "../words/made/screen/fr.ts";
import { type ScreenWords } from "../words/made/screen/words.ts";

export type Words = ScreenWords;

export const en: Words = english();

/** A till seldom speaks more than one: the others are made when somebody asks for them. */
const WORDS_BY_LANGUAGE: Readonly<Record<Language, () => Words>> = {
  en: () => en,
  de: onceAsked(de),
  fr: onceAsked(fr),
  es: onceAsked(es),
};

export function wordsFor({ locale }: { readonly locale: Locale }): Words {
  return spelt(WORDS_BY_LANGUAGE[languageOf(locale)](), locale);
}

/** Between a name and what is said of it: French has a blank before it. */
export function colonOf({ locale }: { readonly locale: Locale }): string {
  return languageOf(locale) === "fr" ? " : " : ": ";
}

/** Why a text does nothing. */
export function entrySentence(words: Words, fault: EntryFault): string {
  switch (fault.type) {
    case "how":
      return words.how[fault.sign];
    case "option":
      return `${fault.name}: ${optionClause(words, fault.why)}`;
    default:
      return say(words.entry, fault);
  }
}

/** After the name of the goods and a colon. */
export function optionClause(words: Words, fault: OptionFault): string {
  return say(words.option, fault);
}

function say<Fault extends { readonly type: string }>(
  messages: { readonly [Type in Fault["type"]]: string | ((fault: never) => string) },
  fault: Fault,
): string {
  // By its type a fault has the message that takes it.
  const message = messages[fault.type as Fault["type"]] as string | ((fault: Fault) => string);
  return typeof message === "string" ? message : message(fault);
}
