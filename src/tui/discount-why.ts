/** Why so much is taken off: asked with the first press that the till refuses without a reason. */

import { assertNever } from "../domain/assert-never.ts";
import { type CompKind } from "../domain/events/order-events.ts";
import { chargeOrder } from "./charge-rows.ts";
import { giveDiscount } from "./entry-actions.ts";
import { type List, type RegisterState } from "./register-state.ts";
import { type ListRow } from "./rows/list-row.ts";
import { recording, type TillContext } from "./till-context.ts";
import { type Words, wordsFor } from "./words.ts";

/** One digit each, in this order. */
const DISCOUNT_REASONS = ["quality", "waited", "regular", "endOfDay", "large"] as const;

type Reasons = Pick<Words, "discountReasons" | "compReasons">;

/** What somebody gives away as a meal or as spoiled has reasons of its own. */
function reasonsFor({ discountReasons, compReasons }: Reasons, kind: CompKind | undefined) {
  switch (kind) {
    case "staff-meal":
      return [compReasons.shift, compReasons.taste];
    case "spoiled":
      return [compReasons.fell, compReasons.old, compReasons.wrong];
    case "comp":
    case undefined:
      return DISCOUNT_REASONS.map((reason) => discountReasons[reason]);
    default:
      return assertNever(kind, "kind of comp");
  }
}

type WhyList = Extract<List, { type: "discount-why" }>;

/** The shop's language has them as reports do. What is typed is a reason as well. */
export function discountWhyRows(
  till: TillContext,
  { filter, meant }: Pick<WhyList, "filter" | "meant">,
): ReadonlyArray<ListRow> {
  const kind = "charge" in meant ? undefined : meant.discount?.kind;
  const recorded = reasonsFor(wordsFor(recording(till)), kind);
  const typed = filter.trim();
  return [
    ...reasonsFor(till.words, kind).map((label, at) => ({
      sign: String(at + 1),
      label,
      detail: "",
      choice: { type: "discount-why" as const, reason: recorded[at] ?? label },
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

/** The same discount, or the charge that comes off, once more, with the reason. */
export function sayDiscountWhy(
  till: TillContext,
  state: RegisterState,
  reason: string,
): RegisterState {
  const { list } = state;
  if (list?.type !== "discount-why") return state;
  const { meant } = list;
  const without = { ...state, list: undefined };
  if ("charge" in meant) return chargeOrder(till, without, { ...meant, reason });
  return giveDiscount(till, without, { ...meant, reason });
}
