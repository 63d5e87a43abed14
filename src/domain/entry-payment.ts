/**
 * The grammar of the payment line: digits are only money there.
 */

import { type MinorUnits } from "./amounts.ts";
import { type Currency, formatMoney, parseMoney } from "./currency.ts";
import { type EntryFault, type LaterEntry } from "./entry-fault.ts";
import { foldText } from "./entry-text.ts";

export type PaymentReading =
  /** The rest, in cash, exactly. */
  | { readonly type: "exact" }
  /** What the customer gave; less than due is a part payment. */
  | { readonly type: "tendered"; readonly amount: MinorUnits }
  | { readonly type: "word"; readonly word: string; readonly object: string }
  | { readonly type: "refused"; readonly fault: EntryFault };

const LATER_BY_SIGN: ReadonlyMap<string, LaterEntry> = new Map([
  ["+", "tips"],
  ["%", "tips"],
  ["=", "tips"],
  ["/", "splitting"],
  ["*", "splitting"],
]);

export function readPayment(text: string, currency: Currency): PaymentReading {
  const folded = foldText(text);
  if (folded === "") return { type: "exact" };
  const word = /^:(?<word>[a-z]+)(?: (?<object>.+))?$/u.exec(folded)?.groups;
  if (word !== undefined) {
    return { type: "word", word: word["word"] ?? "", object: word["object"] ?? "" };
  }
  const amount = parseMoney(folded, currency);
  if (amount.ok && amount.value > 0) return { type: "tendered", amount: amount.value };
  return { type: "refused", fault: whyNoMoney(folded, currency) };
}

function whyNoMoney(folded: string, currency: Currency): EntryFault {
  const begun = /^(?<whole>\d{1,7})[.,]-?$/u.exec(folded)?.groups?.["whole"];
  const whole = parseMoney(begun ?? "", currency);
  if (begun !== undefined && whole.ok) {
    const forms = new Set([begun, formatMoney(whole.value, currency)]);
    return { type: "unfinished", typed: folded, forms: [...forms] };
  }
  const what = LATER_BY_SIGN.get(folded[0] ?? "");
  if (what !== undefined) return { type: "later", what };
  if (/^\d{8,}$/u.test(folded)) return { type: "barcode-no-money" };
  if (/^[a-z]{3} ?\d/u.test(folded)) return { type: "later", what: "foreign" };
  return { type: "no-money", typed: folded };
}
