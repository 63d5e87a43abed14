/** That a payment was made otherwise than it was booked, as a line in a language. */

import { type CorrectedPayment } from "../../report/corrections.ts";
import { moneyText, type Speech } from "../speech.ts";
import { dayWordsIn } from "../words/day-words-in.ts";

export function correctionText(
  { of, from, to, amount, tip, name, approver, reason }: CorrectedPayment,
  speech: Speech,
): string {
  const words = dayWordsIn(speech.locale);
  function called(tender: CorrectedPayment["from"]): string {
    const { tenders } = words;
    const { method } = tender;
    return tender.name ?? (Object.hasOwn(tenders, method) ? tenders[method] : undefined) ?? method;
  }
  return words.correction({
    of: of === "" ? words.noNumber : of,
    money: moneyText(amount + tip, speech),
    from: called(from),
    to: called(to),
    who: approver === "" ? name : words.vouched(name, approver),
    reason,
  });
}
