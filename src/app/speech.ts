/** The language of a report, and its way to write money. */

import { minor } from "../domain/money/amounts.ts";
import { type Currency } from "../domain/money/currency.ts";
import { readStaffMember } from "../domain/people/staff.ts";
import { type Locale, localMoney, localSum } from "../domain/text/locale.ts";
import { type Actor, type Till } from "./till/till.ts";

export interface Speech {
  readonly currency: Currency;
  readonly locale: Locale;
}

/** Returns the language of the acting person, where they have one of their own; else the shop's. */
export function speechOf(
  { ledger, currency, shopLocale }: Pick<Till, "ledger" | "currency" | "shopLocale">,
  by?: Pick<Actor, "number">,
): Speech {
  const own = by && ledger.read((view) => readStaffMember(view, by.number))?.language;
  return { currency, locale: own ?? shopLocale() };
}

/** Minor units, as the locale writes them. */
export function moneyText(amount: number, { currency, locale }: Speech): string {
  return localMoney(minor(amount), currency, locale);
}

/** Returns an amount with the code of the currency. */
export function sumText(amount: number, speech: Speech): string {
  return localSum(amount, speech);
}
