/**
 * The grammar of the payment line: digits are only money there.
 */

import { type MinorUnits } from "./amounts.ts";
import { type Currency, formatMoney, parseMoney } from "./currency.ts";
import { foldText } from "./entry-text.ts";

export type PaymentReading =
  /** The rest, in cash, exactly. */
  | { readonly type: "exact" }
  /** What the customer gave; less than due is a part payment. */
  | { readonly type: "tendered"; readonly amount: MinorUnits }
  | { readonly type: "word"; readonly word: string; readonly object: string }
  | { readonly type: "refused"; readonly why: string };

const LATER_BY_SIGN: ReadonlyMap<string, string> = new Map([
  ["+", "Tips come with a later version."],
  ["%", "Tips come with a later version."],
  ["=", "Tips come with a later version."],
  ["/", "Splitting comes with a later version."],
  ["*", "Splitting comes with a later version."],
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
  return { type: "refused", why: whyNoMoney(folded, currency) };
}

function whyNoMoney(folded: string, currency: Currency): string {
  const begun = /^(?<whole>\d{1,7})[.,]-?$/u.exec(folded)?.groups?.["whole"];
  const whole = parseMoney(begun ?? "", currency);
  if (whole.ok) {
    const forms = new Set([begun, formatMoney(whole.value, currency)]);
    return `“${folded}” is not finished: ${[...forms].join(" or ")}.`;
  }
  const later = LATER_BY_SIGN.get(folded[0] ?? "");
  if (later !== undefined) return later;
  if (/^\d{8,}$/u.test(folded)) return "Eight digits or more are a barcode, never money.";
  if (/^[a-z]{3} ?\d/u.test(folded)) return "Foreign cash comes with a later version.";
  return `“${folded}” is no amount: 20 or 17.50; Enter alone takes the rest exactly.`;
}
