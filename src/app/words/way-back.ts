/** A sum with the way that it goes back: `5.00 to the card`. */

import { DIFFERENCE, type TenderMoney } from "../../domain/tenders/tenders.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { orderWords } from "../../words/made/order/all.ts";

/** `shown`: the sum as text. */
export function wayBackText(
  { method, name = method }: Omit<TenderMoney, "amount">,
  shown: string,
  locale: Locale,
): string {
  const methodWord = isWord(method) ? method : "other";
  return wordsIn(orderWords, locale).wayBack({ sum: shown, method: methodWord, name });
}

function isWord(method: string): method is "cash" | "card" | typeof DIFFERENCE {
  return ["cash", "card", DIFFERENCE].includes(method);
}
