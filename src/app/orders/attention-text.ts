/** What an order asks of a person, in a sentence of a command. */

import { type AttentionFact } from "../../domain/attention.ts";
import { type Currency, formatMoney } from "../../domain/money/currency.ts";
import { tillWords } from "../words/till-words.ts";

/** `a line is paid beyond what it costs: 14.90`. */
export function attentionText(
  { type, amount }: Pick<AttentionFact, "type" | "amount">,
  currency: Currency,
): string {
  const money = amount === 0 ? "" : `: ${formatMoney(amount, currency)}`;
  return `${tillWords("en").attention.of[type]}${money}`;
}
