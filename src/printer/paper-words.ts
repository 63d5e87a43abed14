/** Returns the words of papers in the language of a shop. The messages stand in `src/words/<language>/papers.arb`. */

import { type Locale } from "../domain/text/locale.ts";
import { wordsIn } from "../domain/text/words-in.ts";
import { paperWords as wordsByLanguage } from "../words/made/paper/all.ts";
import { type PaperWords } from "../words/made/paper/words.ts";

export type { PaperWords };

export function paperWords(locale: Locale): PaperWords {
  return wordsIn(wordsByLanguage, locale);
}
