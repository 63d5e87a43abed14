/**
 * Goods by weight that were named without one wait for it: the weight that is typed next is theirs, so
 * that nobody names them twice.
 */

import { type RegisterState, type WeighedGoods, said, spent } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

/** Of two digits at most before the point: more are a number of goods, as always. */
const WEIGHT = /^(?:\d{1,2}(?:[.,]\d*)?|[.,]\d+)$/u;

export function askWeight(
  { words }: TillContext,
  state: RegisterState,
  weighs: WeighedGoods,
): RegisterState {
  return said({ ...spent(state), weighs }, "hint", words.plan.howMuch(weighs.name));
}

/** The line as it would be with the goods after their weight; undefined for what is no weight. */
export function weighedText({ weighs, text }: RegisterState): string | undefined {
  const typed = text.trim();
  if (weighs === undefined || !WEIGHT.test(typed)) return undefined;
  const goods = weighs.text.trim();
  return goods.startsWith("<") ? `<${typed}*${goods.slice(1)}` : `${typed}*${goods}`;
}

/** Esc: the weight first, then the goods. */
export function leaveWeighing(state: RegisterState): RegisterState | undefined {
  const { weighs, text } = state;
  if (weighs === undefined) return undefined;
  const back = { ...spent(state), message: undefined };
  return text === "" ? back : { ...back, weighs };
}
