/** What the back office says, in the language of the screen. */

import { type BusinessDay } from "../../domain/identity.ts";
import { localDate, type Locale } from "../../domain/locale.ts";
import { type Words } from "../words/words-shape.ts";
import { wordsFor } from "../words/words.ts";

export type OfficeWords = Words["office"];

interface Speaking {
  readonly locale: Locale;
}

export function officeWords(who: Speaking): OfficeWords {
  return wordsFor(who).office;
}

/** As the language writes it, and as it may be typed. */
export function dayText({ locale }: Speaking, day: BusinessDay): string {
  return localDate(day, locale);
}

const ONE_OPTION = "option:";

/** Each option that is there is one, whatever it is called: the row has that beside it. */
export function fieldName(who: Speaking, field: string): string {
  const names: Readonly<Record<string, string>> = wordsFor(who).officeFields;
  if (field.startsWith(ONE_OPTION)) return names["oneOption"] ?? field;
  return names[field] ?? field;
}
