/** What documents say too much of sales, or too little, beside the money of a question. */

import { GIVEN_BACK_BY_REFUND } from "../../domain/balance/money-law.ts";
import { minor, type MinorUnits, zeroMinor } from "../../domain/money/amounts.ts";
import { type AttentionFact } from "../../domain/state/attention.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { orderWords } from "../../words/made/order/all.ts";

type Sums = Pick<AttentionFact, "type" | "amount" | "turnover" | "sign">;

/** Whether the documents say another sum than the money that is there. */
export function isTurnoverApart({ amount, turnover = zeroMinor, sign = 1 }: Sums): boolean {
  return turnover !== 0 && turnover !== sign * amount;
}

/** Whether money is missing for what a receipt states too much. */
export function isMoneyMissing({ type, sign, amount }: Sums): boolean {
  return GIVEN_BACK_BY_REFUND.includes(type) && sign === -1 && amount > 0;
}

/** `, sales 101.00 too much`: where that isn't the money that is there; with the money where that is missing. */
export function turnoverText(
  locale: Locale,
  sums: Sums,
  money: (amount: MinorUnits) => string,
): string {
  const { amount, turnover = zeroMinor } = sums;
  if (!isTurnoverApart(sums)) return "";
  const { turnoverLow, turnoverHigh, moneyMissing } = wordsIn(orderWords, locale);
  const said = turnover < 0 ? turnoverLow : turnoverHigh;
  const sales = said({ money: money(minor(Math.abs(turnover))) });
  return isMoneyMissing(sums)
    ? `, ${sales}, ${moneyMissing({ money: money(amount) })}`
    : `, ${sales}`;
}
