/**
 * F4: a number as a discount or a price, each as it would be typed on the line. Without one: goods of a line, or of the
 * whole order, given away, and what the order is charged.
 */

import { compOf } from "../../domain/balance/comps.ts";
import { COMP_KINDS } from "../../domain/events/discount-events.ts";
import { parseMoney } from "../../domain/money/currency.ts";
import { parseRate } from "../../domain/money/rates.ts";
import { foldText } from "../../domain/text/entry-text.ts";
import { typedMoney, typedRate } from "../../domain/text/locale.ts";
import { type Plan } from "../entry-act.ts";
import { planEntry } from "../entry-plan.ts";
import { exemptRow } from "../exempt.ts";
import { actRow, type ActTyped } from "../perform-act.ts";
import { type ListOf, refused, type RegisterState, withEntryDone } from "../register-state.ts";
import { type ListRows, numbered } from "../rows/list-row.ts";
import { selectedLine } from "../selected-line.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKind } from "./list-kind.ts";

export const discountsList = {
  opens: { discount: askDiscount },
  title: ({ lists }, { typed }) => (typed === "" ? lists.giveAway : lists.discounts({ typed })),
  rows: discountRows,
} as const satisfies ListKind<"discounts">;

/** Returns the rows of discounts without a number: comps, and changes of the order's charges. */
function discountRows(
  till: TillContext,
  { typed }: ListOf<"discounts">,
  state: RegisterState,
): ListRows {
  if (typed === "") return giveAwayRows(till, state);
  return numbered(discountTexts(till, typed), (text) => {
    const plan = planEntry(till, { ...state, text, list: undefined });
    return {
      label: plan.type === "ready" ? plan.preview : `${text}: ${whyOf(plan)}`,
      detail: plan.type === "ready" ? text : "",
      choice: { type: "typed", text },
    };
  });
}

function whyOf(plan: Plan): string {
  return plan.type === "refused" ? plan.why : "";
}

/** Off the line, off the order; in percent, then as an amount; and as the line's price. */
function discountTexts(till: TillContext, typed: string): ReadonlyArray<string> {
  const [rate, amount] = [parseRate(typed), parseMoney(typed, till.currency)];
  const money = amount.ok ? typedMoney(amount.value, till.currency, till.locale) : "";
  const percent = rate.ok ? typedRate(rate.value, till.locale) : "";
  return [
    ...(rate.ok ? [`-${percent}`, `--${percent}`] : []),
    ...(amount.ok ? [`-${money}`, `--${money}`, `=${money}`] : []),
  ];
}

/** Lists what the number may mean. */
function askDiscount(till: TillContext, state: RegisterState): RegisterState {
  const typed = foldText(state.text);
  if (discountTexts(till, typed).length === 0) {
    if (typed === "" && giveAwayRows(till, state).length > 0) return opened(state, "");
    const { discountHow, noNumber } = till.words.verb;
    return refused(
      state,
      typed === "" ? discountHow : noNumber({ typed: state.text.trim(), how: discountHow }),
    );
  }
  return opened(state, typed);
}

function opened(state: RegisterState, typed: string): RegisterState {
  const list = { type: "discounts" as const, typed, filter: "", at: 0 };
  return { ...withEntryDone(state), list, showsHelp: false, message: undefined };
}

/**
 * Lists the line first, then the order, each as every kind, then its charges and its taxes. Empty where nothing is there to
 * be given away.
 */
function giveAwayRows(till: TillContext, state: RegisterState): ListRows {
  const taxes = (state.order?.total ?? 0) === 0 ? [] : [exemptRow(till, state)];
  const charges = state.session?.bills.charges() ?? [];
  const acts = [
    ...compsOf(state),
    ...charges.map((typed): ActTyped => ({ act: "charge", typed })),
  ].flatMap((typed) => actRow(till, state, typed));
  return numbered([...acts, ...taxes], (row) => row);
}

function compsOf(state: RegisterState): ReadonlyArray<ActTyped> {
  const line = selectedLine(state);
  const isLine = line !== undefined && !line.voided && line.covered === 0;
  const isOrder = (state.order?.lines ?? []).some(({ voided, gross }) => !voided && gross > 0);
  return [...(isLine ? ["line" as const] : []), ...(isOrder ? ["order" as const] : [])].flatMap(
    (of) => COMP_KINDS.map((kind) => ({ act: "discount", typed: { of, discount: compOf(kind) } })),
  );
}
