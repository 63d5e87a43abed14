/** What becomes of goods that come back, whose stock is kept. */

import { GOODS_FATES, type GoodsFate } from "../../domain/goods/goods-fate.ts";
import { added } from "../entry-actions.ts";
import { type RegisterState } from "../register-state.ts";
import { does, numbered, OFFERS_SCANS } from "../rows/list-row.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKind } from "./list-kind.ts";

export const fateList = {
  title: ({ lists }, { goods }) => lists.goodsFate({ name: goods.product.name }),
  rows: ({ words }) =>
    numbered(GOODS_FATES, (fate) => ({
      label: words.goodsFates[fate],
      choice: does((till, state) => chooseFate(till, state, fate), OFFERS_SCANS),
    })),
} as const satisfies ListKind<"fate">;

/** Adds the goods that waited for it. */
function chooseFate(till: TillContext, state: RegisterState, fate: GoodsFate): RegisterState {
  if (state.list?.type !== "fate") return state;
  const { goods, modifiers } = state.list;
  return added(
    till,
    { ...state, list: undefined },
    { goods, fate, ...(modifiers === undefined ? {} : { modifiers }) },
  );
}
