/** Which words the screens have: those of the language, and English for what it does not say. */

import { type EntryFault, type OptionFault } from "../../domain/entry-fault.ts";
import { type Locale } from "../../domain/locale.ts";
import { spelt } from "../../domain/swiss-spelling.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { type PartialWords, type Words } from "./words-shape.ts";

const FRENCH = withEnglish(fr);

const WORDS_BY_LOCALE: Readonly<Record<Locale, Words>> = {
  en,
  de,
  "de-CH": spelt(de, "de-CH"),
  fr: FRENCH,
  "fr-CH": FRENCH,
  es: withEnglish(es),
};

export function wordsFor({ locale }: { readonly locale: Locale }): Words {
  return WORDS_BY_LOCALE[locale];
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
    case "later":
      return words.later[fault.what];
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
