/** F4: a number as a discount or a price, each as it would be typed on the line. */

import { formatMoney, parseMoney } from "../domain/currency.ts";
import { foldText } from "../domain/entry-text.ts";
import { formatRate, parseRate } from "../domain/rates.ts";
import { type RegisterState, refused, spent } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

/** Off the line, off the order; in percent, then as an amount; and as the line's price. */
export function discountTexts(till: TillContext, typed: string): ReadonlyArray<string> {
  const [rate, amount] = [parseRate(typed), parseMoney(typed, till.currency)];
  const money = amount.ok ? formatMoney(amount.value, till.currency) : "";
  return [
    ...(rate.ok ? [`-${formatRate(rate.value)}`, `--${formatRate(rate.value)}`] : []),
    ...(amount.ok ? [`-${money}`, `--${money}`, `=${money}`] : []),
  ];
}

/** Lists what the number may mean. */
export function askDiscount(till: TillContext, state: RegisterState): RegisterState {
  const typed = foldText(state.text);
  if (discountTexts(till, typed).length === 0) {
    const how = "Type a number first: 10 F4 lists 10% and 10.00 off, and the price.";
    return refused(state, typed === "" ? how : `“${state.text.trim()}” is no number. ${how}`);
  }
  const list = { type: "discounts" as const, typed, filter: "", at: 0 };
  return { ...spent(state), list, showsHelp: false, message: undefined };
}
