/** Texts of terminals as people read them: no control characters, and no number of a card. */

import { isCardNumberIn } from "../domain/card-numbers.ts";

/** Returns the text with each digit but the last four masked where it holds the number of a payment card. */
export function withoutCardNumbers(text: string): string {
  if (!isCardNumberIn(text)) return text;
  const digits = text.replaceAll(/\D/gu, "").length;
  let at = 0;
  return text.replaceAll(/\d/gu, (digit) => {
    at += 1;
    return at > digits - 4 ? digit : "*";
  });
}

export function withoutControls(text: string): string {
  return text.replaceAll("\u00a0", " ").replaceAll(/[\p{C}\u2028\u2029\ufffd]/gu, "");
}
