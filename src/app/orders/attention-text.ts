/** What an order asks of a person, in a sentence of a command. */

import { type Currency, formatMoney } from "../../domain/money/currency.ts";
import { type OrderView } from "../../domain/views.ts";
import { tillWords } from "../words/till-words.ts";

/** `a line is paid beyond what it costs, A-000012, B-000003: 14.90`. */
export function attentionText(
  { type, amount, papers }: OrderView["attention"][number],
  currency: Currency,
): string {
  const money = amount === 0 ? "" : `: ${formatMoney(amount, currency)}`;
  return `${[tillWords("en").attention.of[type], ...papers].join(", ")}${money}`;
}
