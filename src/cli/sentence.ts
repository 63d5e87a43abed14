/** What a command says to people: a text as it is, or words of whichever language the command speaks. */

import type { Locale } from "../domain/text/locale.ts";

export type Sentence = string | ((locale: Locale) => string);

export function sentenceIn(sentence: Sentence, locale: Locale): string {
  return typeof sentence === "string" ? sentence : sentence(locale);
}
