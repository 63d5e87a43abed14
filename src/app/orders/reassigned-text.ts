/** The line about a paid order that was booked for another person, in a language. */

import { wordsIn } from "../../domain/text/words-in.ts";
import { type ReassignedOrder } from "../../report/reassigned-orders.ts";
import { dayWords } from "../../words/made/day/all.ts";
import { moneyText, type Speech } from "../speech.ts";

export function reassignedText(
  { of, from, to, amount, tip, by, approved, reason }: ReassignedOrder,
  speech: Speech,
): string {
  const words = wordsIn(dayWords, speech.locale);
  return words.reassigned({
    of,
    money: moneyText(amount + tip, speech),
    from: from.name,
    to: to.name,
    who: approved === null ? by.name : words.vouched({ who: by.name, by: approved.name }),
    reason,
  });
}
