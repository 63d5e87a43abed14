/** F4: a number as a discount or a price, each as it would be typed on the line. */

import { parseMoney } from "../domain/money/currency.ts";
import { parseRate } from "../domain/money/rates.ts";
import { foldText } from "../domain/text/entry-text.ts";
import { typedMoney, typedRate } from "../domain/text/locale.ts";
import { giveAwayRows, listGiveAway } from "./give-away.ts";
import { type RegisterState, refused, withEntryDone } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

/** Off the line, off the order; in percent, then as an amount; and as the line's price. */
export function discountTexts(till: TillContext, typed: string): ReadonlyArray<string> {
  const [rate, amount] = [parseRate(typed), parseMoney(typed, till.currency)];
  const money = amount.ok ? typedMoney(amount.value, till.currency, till.locale) : "";
  const percent = rate.ok ? typedRate(rate.value, till.locale) : "";
  return [
    ...(rate.ok ? [`-${percent}`, `--${percent}`] : []),
    ...(amount.ok ? [`-${money}`, `--${money}`, `=${money}`] : []),
  ];
}

/** Lists what the number may mean. */
export function askDiscount(till: TillContext, state: RegisterState): RegisterState {
  const typed = foldText(state.text);
  if (discountTexts(till, typed).length === 0) {
    if (typed === "" && giveAwayRows(till, state).length > 0) return listGiveAway(state);
    const { discountHow, noNumber } = till.words.verb;
    return refused(
      state,
      typed === "" ? discountHow : noNumber({ typed: state.text.trim(), how: discountHow }),
    );
  }
  const list = { type: "discounts" as const, typed, filter: "", at: 0 };
  return { ...withEntryDone(state), list, showsHelp: false, message: undefined };
}
