/** The options of goods that wait for what they lack. */

import { addGoods } from "../entry-actions.ts";
import { type ListOf, type RegisterState } from "../register-state.ts";
import { does, type ListRows, signAt } from "../rows/list-row.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKind } from "./list-kind.ts";

export const choiceList = {
  title: ({ lists }, { goods, group }) =>
    lists.choice({ name: goods.product.name, group: group.name }),
  rows: optionRows,
  wraps: true,
} as const satisfies ListKind<"choice">;

/**
 * Options keep the numbers that `/2` knows them by, so that the list teaches them; a product with
 * more than nine is numbered anew, because a list takes one digit.
 */
function optionRows(till: TillContext, { goods, group }: ListOf<"choice">): ListRows {
  const options = till.index().optionsOf(goods.product);
  const numbered = options.flatMap((it, at) =>
    it.group.id === group.id ? [{ option: it.option, number: at + 1 }] : [],
  );
  return numbered.map(({ option, number }, at) => ({
    sign: options.length > 9 ? signAt(at) : String(number),
    label: option.name,
    detail: option.price === 0 ? "" : till.money(option.price),
    choice: does((here, state) => chooseOption(here, state, number), {
      isHarmless: true,
      offersScans: true,
    }),
  }));
}

/** Adds one option to the goods that wait. */
function chooseOption(till: TillContext, state: RegisterState, number: number): RegisterState {
  if (state.list?.type !== "choice") return state;
  const { goods } = state.list;
  const numbers = [...goods.numbers, number];
  return addGoods(till, { ...state, list: undefined }, { ...goods, numbers });
}
