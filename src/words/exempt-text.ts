/** Says in a language what is exempt of taxes, alike on papers, on screens and in the shell. */

import { type Locale } from "../domain/text/locale.ts";
import { wordsIn } from "../domain/text/words-in.ts";
import { markWords } from "./made/mark/all.ts";

/** `VAT 9% exempt`; as it is printed where it is owed. */
export function taxText(
  { label, exempt }: { readonly label: string; readonly exempt?: unknown },
  locale: Locale,
): string {
  return exempt === undefined ? label : wordsIn(markWords, locale).exempt.tax({ label });
}

/** Whether a tax has a row beside the goods: one that an exempt sale never had on top takes nothing off. */
export function hasRow({ exempt }: { readonly exempt?: number }): boolean {
  return exempt !== 0;
}

/** What is taken off prices, beside its sum. */
export function sparedText(label: string, locale: Locale): string {
  return wordsIn(markWords, locale).exempt.spared({ label });
}

/** With the number by which the buyer is exempt. */
export function exemptText(number: string, locale: Locale): string {
  return wordsIn(markWords, locale).exempt.by({ number });
}

/** Of a day, or of a till. */
export function exemptSalesText(locale: Locale): string {
  return wordsIn(markWords, locale).exempt.sales;
}
