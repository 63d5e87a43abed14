/** Which words the screens have: those of the language, and English for what it does not say. */

import { type EntryFault, type OptionFault } from "../../domain/entry/entry-fault.ts";
import { type Language, languageOf, type Locale } from "../../domain/locale.ts";
import { onceAsked } from "../../domain/once-asked.ts";
import { spelt } from "../../domain/swiss-spelling.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { type PartialWords, type Words } from "./words-shape.ts";

/** A till seldom speaks more than one: the others are made when somebody asks for them. */
const WORDS_BY_LANGUAGE: Readonly<Record<Language, () => Words>> = {
  en: () => en,
  de,
  fr: onceAsked(() => withEnglish(fr())),
  es: onceAsked(() => withEnglish(es())),
};

export function wordsFor({ locale }: { readonly locale: Locale }): Words {
  return spelt(WORDS_BY_LANGUAGE[languageOf(locale)](), locale);
}

/** Between a name and what is said of it: French has a blank before it. */
export function colonOf({ locale }: { readonly locale: Locale }): string {
  return languageOf(locale) === "fr" ? " : " : ": ";
}

/** Message by message. */
export function withEnglish(partial: PartialWords): Words {
  const groups = Object.entries<object>(en).map(([group, messages]) => {
    const own: object | undefined = partial[group as keyof Words];
    return [group, { ...messages, ...own }];
  });
  return Object.fromEntries(groups) as Words;
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
  messages: { readonly [Type in Fault["type"]]: (fault: never) => string },
  fault: Fault,
): string {
  // By its type a fault has the message that takes it.
  const message = messages[fault.type as Fault["type"]] as (fault: Fault) => string;
  return message(fault);
}
