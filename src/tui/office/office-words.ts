/** What the back office says, in the language of the screen. */

import { type BusinessDay } from "../../domain/identity.ts";
import { localDate, type Locale, withDecimal } from "../../domain/locale.ts";
import { type Words, wordsFor } from "../words.ts";

export type OfficeWords = Words["office"];

export interface Speaking {
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
const OPTION = "option";
const PRICE = "price";
const DECIMAL_OF_AMOUNT = /(?<=[0-9])\.(?=[0-9]+$)/u;

/** Its value as it may be read: an amount has the language's decimal sign, and only that of an amount. */
export function valueText(who: Speaking, field: string, text: string): string {
  const isAmount = field === PRICE || field === OPTION || field.startsWith(ONE_OPTION);
  return isAmount ? amountText(who, text) : text;
}

/** Of a text that ends with an amount, such as `Oat milk 0.50`. */
export function amountText({ locale }: Speaking, text: string): string {
  return text.replace(DECIMAL_OF_AMOUNT, withDecimal(".", locale));
}

/** Each option that is there is one, whatever it is called: the row has that beside it. */
export function fieldName(who: Speaking, field: string): string {
  const names: Readonly<Record<string, string>> = wordsFor(who).officeFields;
  if (field.startsWith(ONE_OPTION)) return names["oneOption"] ?? field;
  return names[field] ?? field;
}
