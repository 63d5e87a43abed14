/** F4 without a number: goods of a line, or of the whole order, given away as such, and what it is charged. */

import { compOf } from "../domain/comps.ts";
import { COMP_KINDS, type CompKind } from "../domain/events/order-events.ts";
import { chargeMeant, chargeOrder, chargeRows } from "./charge-rows.ts";
import { giveDiscount } from "./entry-actions.ts";
import { selectedLine } from "./entry-plan.ts";
import { exemptRow } from "./exempt.ts";
import { type RegisterState, spent } from "./register-state.ts";
import { type ListRow, type RowChoice, signAt } from "./rows/list-row.ts";
import { type TillContext } from "./till-context.ts";
import { colonOf } from "./words.ts";

type CompChoice = Extract<RowChoice, { readonly type: "comp" }>;
type ChargeChoice = Extract<RowChoice, { readonly type: "charge" }>;

/**
 * The line first, then the order, each of every kind, then its charges and its taxes; empty
 * where nothing is there to be given away.
 */
export function giveAwayRows(till: TillContext, state: RegisterState): ReadonlyArray<ListRow> {
  const taxes = (state.order?.total ?? 0) === 0 ? [] : [exemptRow(till, state)];
  const rows = [...compRows(till, state), ...chargeRows(till, state), ...taxes];
  return rows.map((row, at) => Object.assign(row, { sign: signAt(at) }));
}

function compRows(till: TillContext, state: RegisterState): ReadonlyArray<ListRow> {
  const { words } = till;
  const line = selectedLine(state);
  const isLine = line !== undefined && !line.voided && line.covered === 0;
  const isOrder = (state.order?.lines ?? []).some(({ voided, gross }) => !voided && gross > 0);
  const lineRows = isLine ? COMP_KINDS.map((kind) => rowOf(kind, line.name, line)) : [];
  const orderRows = isOrder
    ? COMP_KINDS.map((kind) => rowOf(kind, words.lists.allOfTheOrder, undefined))
    : [];
  return [...lineRows, ...orderRows];

  function rowOf(kind: CompKind, what: string, of: CompChoice["line"]): ListRow {
    const label = `${what}${colonOf(till)}${words.comps[kind]}`;
    const choice = { type: "comp", kind, line: of, preview: label } as const;
    return { sign: "", label, detail: "", choice };
  }
}

export function listGiveAway(state: RegisterState): RegisterState {
  const list = { type: "discounts" as const, typed: "", filter: "", at: 0 };
  return { ...spent(state), list, showsHelp: false, message: undefined };
}

export function giveAway(
  till: TillContext,
  state: RegisterState,
  choice: CompChoice | ChargeChoice,
): RegisterState {
  const without = { ...state, list: undefined };
  if (choice.type === "charge") {
    return chargeOrder(till, without, chargeMeant(till, choice.charge));
  }
  const { kind, line, preview } = choice;
  const meant = { line, discount: compOf(kind), preview };
  return giveDiscount(till, without, meant);
}
