/** The subject of a question about an order, in a language. */

import { type AttentionFact } from "../../domain/state/attention.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { orderWords } from "../../words/made/order/all.ts";
import { tillWords } from "../../words/made/till/all.ts";

export function aboutText(
  locale: Locale,
  { type, isPaidTwice }: { readonly type: AttentionFact["type"]; readonly isPaidTwice: boolean },
): string {
  return isPaidTwice
    ? wordsIn(orderWords, locale).paidTwice
    : wordsIn(tillWords, locale).attention.of[type];
}
