/** The subject of a question about an order, in a language. */

import { type AttentionFact } from "../../domain/attention.ts";
import { type Locale } from "../../domain/locale.ts";
import { wordsIn } from "../../domain/words-in.ts";
import { orderWords } from "../../words/made/order/all.ts";
import { tillWords } from "../../words/made/till/all.ts";

/** `lines`: several are of lines that the same receipts cover too much of. */
export function aboutText(
  locale: Locale,
  { type, lines }: { readonly type: AttentionFact["type"]; readonly lines: number },
): string {
  return lines > 1
    ? wordsIn(orderWords, locale).goodsBeyond({ lines })
    : wordsIn(tillWords, locale).attention.of[type];
}
