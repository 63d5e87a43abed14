/** F4 without a number: goods of a line, or of the whole order, given away, and what the order is charged. */

import { compOf } from "../domain/balance/comps.ts";
import { COMP_KINDS } from "../domain/events/discount-events.ts";
import { exemptRow } from "./exempt.ts";
import { actRow, type ActTyped } from "./perform-act.ts";
import { type RegisterState, withEntryDone } from "./register-state.ts";
import { type ListRows, numbered } from "./rows/list-row.ts";
import { selectedLine } from "./selected-line.ts";
import { type TillContext } from "./till-context.ts";

/**
 * Lists the line first, then the order, each as every kind, then its charges and its taxes. Empty where nothing is there to
 * be given away.
 */
export function giveAwayRows(till: TillContext, state: RegisterState): ListRows {
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

export function listGiveAway(state: RegisterState): RegisterState {
  const list = { type: "discounts" as const, typed: "", filter: "", at: 0 };
  return { ...withEntryDone(state), list, showsHelp: false, message: undefined };
}
