/**
 * The grammar of the payment line: digits are only money there.
 */

import { assertNever } from "../base/assert-never.ts";
import { milliPercent, type MilliPercent, minor, type MinorUnits } from "../money/amounts.ts";
import { currenciesByCode, type Currency, formatMoney, parseMoney } from "../money/currency.ts";
import { divideRounded, productOf } from "../money/rounding.ts";
import { readForeignCash } from "../tenders/foreign-cash.ts";
import { foldText } from "../text/entry-text.ts";
import { type EntryFault } from "./entry-fault.ts";
import { readSplit, type WantedSplit } from "./entry-split.ts";

export type PaymentReading =
  /** The rest, in cash, exactly. */
  | { readonly type: "exact" }
  /** The tendered cash; less than due is a deposit. */
  | { readonly type: "tendered"; readonly amount: MinorUnits }
  /** Cash of another currency, in its own minor units. */
  | { readonly type: "foreign"; readonly currency: string; readonly amount: MinorUnits }
  /** For whoever takes the payment. */
  | { readonly type: "tip"; readonly tip: WantedTip }
  | { readonly type: "split"; readonly wanted: WantedSplit }
  | { readonly type: "word"; readonly word: string; readonly object: string }
  | { readonly type: "refused"; readonly fault: EntryFault };

/** The tip: an amount, a share of what is due, or what an amount is above what is due. */
export type WantedTip =
  | { readonly type: "amount" | "together"; readonly amount: MinorUnits }
  | { readonly type: "rate"; readonly rate: MilliPercent };

/**
 * Returns the tip in minor units; below zero where the amount together is less than what is due. A
 * share is rounded half up, as people do on paper, whatever the shop's taxes do.
 */
export function tipOf(tip: WantedTip, due: MinorUnits): MinorUnits {
  switch (tip.type) {
    case "amount":
      return tip.amount;
    case "together":
      return minor(tip.amount - due);
    case "rate":
      return minor(divideRounded(productOf(due, tip.rate), 100_000, "up"));
    default:
      return assertNever(tip, "tip");
  }
}

export function readPayment(text: string, currency: Currency): PaymentReading {
  const folded = foldText(text);
  if (folded === "") return { type: "exact" };
  const word = /^:(?<word>[a-z]+)(?: (?<object>.+))?$/u.exec(folded)?.groups;
  if (word !== undefined) {
    return { type: "word", word: word["word"] ?? "", object: word["object"] ?? "" };
  }
  const tip = readTip(folded, currency);
  if (tip !== undefined) return { type: "tip", tip };
  const wanted = readSplit(folded, currency);
  if (wanted !== undefined) return { type: "split", wanted };
  const amount = parseMoney(folded, currency);
  if (amount.ok && amount.value > 0) return { type: "tendered", amount: amount.value };
  return readForeign(folded, currency) ?? { type: "refused", fault: whyNoMoney(folded, currency) };
}

/** `usd50`; what is said in the shop's own currency is a sum like any other. */
function readForeign(folded: string, base: Currency): PaymentReading | undefined {
  const cash = readForeignCash(folded);
  if (cash === undefined) return undefined;
  const { code, amount } = cash;
  if (!currenciesByCode.has(code)) {
    return { type: "refused", fault: { type: "no-currency", code } };
  }
  if (amount === undefined) return undefined;
  return code === base.code
    ? { type: "tendered", amount }
    : { type: "foreign", currency: code, amount };
}

/** `+0` takes the tip back. */
function readTip(folded: string, currency: Currency): WantedTip | undefined {
  const [sign, rest] = [folded.slice(0, 1), folded.slice(1)];
  if (sign === "%") {
    const digits = /^(?<whole>\d{1,3})(?:[.,](?<tenths>\d))?$/u.exec(rest)?.groups;
    if (digits === undefined) return undefined;
    const rate = Number(digits["whole"]) * 1000 + Number(digits["tenths"] ?? 0) * 100;
    return rate > 100_000 ? undefined : { type: "rate", rate: milliPercent(rate) };
  }
  if (sign !== "+" && sign !== "=") return undefined;
  const amount = parseMoney(rest, currency);
  return amount.ok && amount.value >= 0
    ? { type: sign === "+" ? "amount" : "together", amount: amount.value }
    : undefined;
}

function whyNoMoney(folded: string, currency: Currency): EntryFault {
  const begun = /^(?<whole>\d{1,7})[.,]-?$/u.exec(folded)?.groups?.["whole"];
  const whole = parseMoney(begun ?? "", currency);
  if (begun !== undefined && whole.ok) {
    const forms = new Set([begun, formatMoney(whole.value, currency)]);
    return { type: "unfinished", typed: folded, forms: [...forms] };
  }
  if (/^[/*]/u.test(folded)) return { type: "no-split", typed: folded };
  if (/^[+%=]|%$/u.test(folded)) return { type: "no-tip", typed: folded };
  if (/^\d{8,}$/u.test(folded)) return { type: "barcode-no-money" };
  return { type: "no-money", typed: folded };
}
