/** How the papers of the shop are written. */

import { type LedgerView } from "../../domain/ledger-view.ts";
import { minor } from "../../domain/money/amounts.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { localMoney } from "../../domain/text/locale.ts";
import { type ReceiptOptions } from "../../printer/documents/receipt-document.ts";
import { type Till } from "../till/till.ts";

/** The shop's, whoever is at the till: a paper is for guests and books. */
export function paperLanguage(
  { currency }: Pick<Till, "currency">,
  view: LedgerView,
): Pick<ReceiptOptions, "formatMoney" | "locale"> {
  const locale = readSetting(view, "language");
  return { locale, formatMoney: (amount) => localMoney(minor(amount), currency, locale) };
}
