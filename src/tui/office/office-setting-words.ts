/** When receipts come out, in the language's words: what is kept says it in the command line's. */

import { foldText } from "../../domain/entry-text.ts";
import { type Locale } from "../../domain/locale.ts";
import { RECEIPT_WAYS, type ReceiptWay } from "../../domain/receipt-printing.ts";
import { type SettingKey } from "../../domain/settings.ts";
import { wordsFor } from "../words.ts";

interface Speaking {
  readonly locale: Locale;
}

/** Between the blanks, commas and signs of a rule. */
const WORD = /[^\s,=]+/gu;

/** `takeaway=never` is `takeaway=nie`. */
export function settingShown(who: Speaking, key: SettingKey, text: string): string {
  if (key !== "receipts") return text;
  return text.replaceAll(WORD, (word) => {
    const way = RECEIPT_WAYS.find((one) => one === word);
    return way === undefined ? word : nameOf(who, way);
  });
}

/** The other way round; the English words are taken in every language. */
export function settingTyped(who: Speaking, key: SettingKey, typed: string): string {
  if (key !== "receipts") return typed;
  return typed.replaceAll(WORD, (word) => {
    const found = RECEIPT_WAYS.find((way) => foldText(nameOf(who, way)) === foldText(word));
    return found ?? word;
  });
}

function nameOf(who: Speaking, way: ReceiptWay): string {
  const { always, never, onRequest } = wordsFor(who).officeChoices;
  return { always, never, "on-request": onRequest }[way];
}
