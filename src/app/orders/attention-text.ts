/** What an order asks of a person, in a sentence of a command. */

import { type Currency, formatMoney } from "../../domain/money/currency.ts";
import { type OrderView } from "../../domain/views.ts";
import { aboutText } from "../words/about-text.ts";

/** `a line is paid beyond what it costs, A-000012, B-000003: 14.90`. */
export function attentionText(
  { type, lines, amount, papers }: OrderView["attention"][number],
  currency: Currency,
): string {
  const money = amount === 0 ? "" : `: ${formatMoney(amount, currency)}`;
  return `${[aboutText("en", { type, lines }), ...papers].join(", ")}${money}`;
}
