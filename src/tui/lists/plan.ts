/** All that is open at tables and in tabs: go to a table, show mine or all, hand over, put bills together. */

import { mergeShown } from "../move-tables.ts";
import { type ListOf, type RegisterState } from "../register-state.ts";
import { MERGE } from "../rows/list-row.ts";
import { planRows } from "../rows/plan-rows.ts";
import { goTyped } from "../tables.ts";
import { type TillContext } from "../till-context.ts";
import { askHandOver } from "./hand-over.ts";
import { type ListKind } from "./list-kind.ts";

export const planList = {
  title: ({ tables }, { isMine }) => (isMine ? tables.mine : tables.all),
  rows: (till, list, state) => planRows(till, state, list),
  takes: (till, state, { list, key }) =>
    key === "table" ? goOrTurn(till, state, list) : undefined,
  takesText: true,
} as const satisfies ListKind<"plan">;

/** The sign that hands over, and is not typed into the search. */
export const HAND_OVER = ">";

/** F7: what is typed there, or whose tables are shown. */
function goOrTurn(till: TillContext, state: RegisterState, list: ListOf<"plan">): RegisterState {
  if (list.filter !== "") return goTyped(till, { ...state, list: undefined }, list.filter);
  return { ...state, list: { ...list, isMine: !list.isMine, at: 0 } };
}

/** `>` hands over, `+` puts bills of one table together; undefined for what is typed into the search. */
export function signInPlan(
  till: TillContext,
  state: RegisterState,
  text: string,
): RegisterState | undefined {
  if (text === HAND_OVER && state.list?.type === "plan") return askHandOver(till, state);
  const isPlan = state.list?.type === "plan";
  return text === MERGE && isPlan ? mergeShown(till, state) : undefined;
}
