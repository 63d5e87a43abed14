/** Returns what the screens say, in the language of a locale. The messages stand in `src/words/<language>/*.arb`. */

import { type EntryFault, type OptionFault } from "../domain/entry/entry-fault.ts";
import { languageOf, type Locale } from "../domain/text/locale.ts";
import { wordsIn } from "../domain/text/words-in.ts";
import { screenWords } from "./made/screen/all.ts";
import { type ScreenWords } from "./made/screen/words.ts";

export type Words = ScreenWords;

export function wordsFor({ locale }: { readonly locale: Locale }): Words {
  return wordsIn(screenWords, locale);
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
