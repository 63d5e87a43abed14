/** In which language a report speaks, and how it writes money. */

import { type Locale, localMoney } from "../domain/locale.ts";
import { minor } from "../domain/money/amounts.ts";
import { type Currency } from "../domain/money/currency.ts";
import { readStaffMember } from "../domain/people/staff.ts";
import { type Actor, type Till } from "./till.ts";

export interface Speech {
  readonly currency: Currency;
  readonly locale: Locale;
}

/** Of who acts, where they have a language of their own, as on their screens; else the shop's. */
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

/** The same with the code of the currency. */
export function sumText(amount: number, speech: Speech): string {
  return `${moneyText(amount, speech)} ${speech.currency.code}`;
}
