/** The line about a corrected payment, in a language. */

import { wordsIn } from "../../domain/text/words-in.ts";
import { type CorrectedPayment } from "../../report/corrections.ts";
import { dayWords } from "../../words/made/day/all.ts";
import { moneyText, type Speech } from "../speech.ts";
import { tenderText } from "../words/tender-text.ts";

export function correctionText(
  { of, from, to, amount, tip, by, approved, reason }: CorrectedPayment,
  speech: Speech,
): string {
  const words = wordsIn(dayWords, speech.locale);
  return words.correction({
    of: of === "" ? words.noNumber : of,
    money: moneyText(amount + tip, speech),
    from: tenderText(from, words),
    to: tenderText(to, words),
    who: approved === null ? by.name : words.vouched({ who: by.name, by: approved.name }),
    reason,
  });
}
