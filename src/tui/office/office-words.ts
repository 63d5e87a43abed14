/** What the back office says, in the language of the screen. */

import { type Locale } from "../../domain/locale.ts";
import { type Words } from "../words/words-shape.ts";
import { wordsFor } from "../words/words.ts";

export type OfficeWords = Words["office"];

interface Speaking {
  readonly locale: Locale;
}

export function officeWords(who: Speaking): OfficeWords {
  return wordsFor(who).office;
}

/** Of an option that is there what it is called, `option:oat`, as nobody else has it. */
export function fieldName(who: Speaking, field: string): string {
  const names: Readonly<Record<string, string>> = wordsFor(who).officeFields;
  return names[field] ?? field;
}
