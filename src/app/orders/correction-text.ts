/** That a payment was made otherwise than it was booked, as a line in a language. */

import { type CorrectedPayment } from "../../report/corrections.ts";
import { moneyText, type Speech } from "../speech.ts";
import { dayWordsIn } from "../words/day-words-in.ts";
import { tenderText } from "../words/tender-text.ts";

export function correctionText(
  { of, from, to, amount, tip, by, approved, reason }: CorrectedPayment,
  speech: Speech,
): string {
  const words = dayWordsIn(speech.locale);
  return words.correction({
    of: of === "" ? words.noNumber : of,
    money: moneyText(amount + tip, speech),
    from: tenderText(from, words),
    to: tenderText(to, words),
    who: approved === null ? by.name : words.vouched(by.name, approved.name),
    reason,
  });
}
