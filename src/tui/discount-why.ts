/** Why so much is taken off: asked with the first press that the till refuses without a reason. */

import { giveDiscount } from "./entry-actions.ts";
import { type List, type MeantDiscount, type RegisterState } from "./register-state.ts";
import { type ListRow } from "./rows/list-row.ts";
import { recording, type TillContext } from "./till-context.ts";
import { wordsFor } from "./words/words.ts";

/** One digit each, in this order. */
const DISCOUNT_REASONS = ["quality", "waited", "regular", "endOfDay", "large"] as const;

type WhyList = Extract<List, { type: "discount-why" }>;

/** The shop's language has them as reports do. What is typed is a reason as well. */
export function discountWhyRows(
  till: TillContext,
  { filter }: Pick<WhyList, "filter">,
): ReadonlyArray<ListRow> {
  const recorded = wordsFor(recording(till)).discountReasons;
  const typed = filter.trim();
  return [
    ...DISCOUNT_REASONS.map((it, at) => ({
      sign: String(at + 1),
      label: till.words.discountReasons[it],
      detail: "",
      choice: { type: "discount-why" as const, reason: recorded[it] },
    })),
    ...(typed === ""
      ? []
      : [
          {
            sign: "",
            label: typed,
            detail: "",
            choice: { type: "discount-why" as const, reason: typed },
          },
        ]),
  ];
}

/** The same discount once more, with the reason. */
export function sayDiscountWhy(
  till: TillContext,
  state: RegisterState,
  reason: string,
): RegisterState {
  const { list } = state;
  if (list?.type !== "discount-why") return state;
  const meant: MeantDiscount = { ...list.meant, reason };
  return giveDiscount(till, { ...state, list: undefined }, meant);
}
