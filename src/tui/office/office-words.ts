/** Words of the back office, in the language of the screen. */

import { type BusinessDay } from "../../domain/identity.ts";
import { localDate, type Locale, withDecimal } from "../../domain/text/locale.ts";
import { type Words, wordsFor } from "../../words/screen-words.ts";

export type OfficeWords = Words["office"];

export interface Speaking {
  readonly locale: Locale;
}

export function officeWords(who: Speaking): OfficeWords {
  return wordsFor(who).office;
}

/** Writes a day as the language does, and as it may be typed. */
export function dayText({ locale }: Speaking, day: BusinessDay): string {
  return localDate(day, locale);
}

const ONE_OPTION = "option:";
export const ONE_RECIPE = "recipe:";
export const ONE_STATION = "station:";
const OPTION = "option";
const PRICE = "price";
const DECIMAL_OF_AMOUNT = /(?<=[0-9])\.(?=[0-9]+$)/u;

/** Writes the text of a field for people: amounts, and nothing else, get the language's decimal sign. */
export function valueText(who: Speaking, field: string, text: string): string {
  const isAmount = field === PRICE || field === OPTION || field.startsWith(ONE_OPTION);
  return isAmount ? amountText(who, text) : text;
}

/** Does so for a text that ends with an amount, such as `Oat milk 0.50`. */
export function amountText({ locale }: Speaking, text: string): string {
  return text.replace(DECIMAL_OF_AMOUNT, withDecimal(".", locale));
}

/** Names a field; each option has the same name, since its row has its own beside it. */
export function fieldName(who: Speaking, field: string): string {
  const names: Readonly<Record<string, string>> = wordsFor(who).officeFields;
  if (field.startsWith(ONE_OPTION)) return names["oneOption"] ?? field;
  if (field.startsWith(ONE_RECIPE)) return names["oneRecipe"] ?? field;
  if (field.startsWith(ONE_STATION)) return names["oneStation"] ?? field;
  return names[field] ?? field;
}
