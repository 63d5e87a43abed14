/** The keys in the floor plan: go to a table, show mine or all, hand over. */

import { type EventId } from "../domain/identity.ts";
import { chooseOnto, mergeShown, unmerge } from "./move-tables.ts";
import { refused, refusedBy, type RegisterState, reported } from "./register-state.ts";
import { MERGE, type PlanChoice } from "./rows/list-row.ts";
import { planRows } from "./rows/plan-rows.ts";
import { handedBy } from "./rows/table-rows.ts";
import { tableAndNameText } from "./rows/table-text.ts";
import { goToOrder, goTyped } from "./tables.ts";
import { type TillContext } from "./till-context.ts";

/** The sign that hands over, and is not typed into the search. */
export const HAND_OVER = ">";

/** F7 in the plan: what is typed there, or whose tables are shown. */
export function pressInPlan(till: TillContext, state: RegisterState): RegisterState {
  const { list } = state;
  if (list?.type !== "plan") return state;
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

export function choosePlan(
  till: TillContext,
  state: RegisterState,
  choice: PlanChoice,
): RegisterState {
  const closed = { ...state, list: undefined };
  switch (choice.type) {
    case "table":
      return goToOrder(till, closed, { table: { id: choice.order } });
    case "table-typed":
      return goTyped(till, closed, choice.text);
    case "move-onto":
    case "move-beside":
      return chooseOnto(till, state, choice);
    case "merge-shown":
      return mergeShown(till, state) ?? state;
    case "joined":
      return unmerge(till, closed, { id: choice.order });
    case "all-of-theirs":
      return allOfTheirs(state);
    default:
      return handTo(till, state, choice.staff);
  }
}

/** Asks to whom to hand over the row at the cursor, or the table that is typed. */
export function askHandOver(till: TillContext, state: RegisterState): RegisterState {
  const { list, session } = state;
  if (list?.type !== "plan" || session === undefined) return state;
  const rows = planRows(till, state, list).filter(({ choice }) => choice.type === "table");
  const at = list.filter === "" ? list.at : Math.max(0, list.at - 1);
  const choice = rows[at]?.choice;
  if (choice?.type !== "table") return refused(state, till.words.tables.noneMine);
  return beginHandOver(till, state, choice.order);
}

/** `:handover`: the order on the screen; with a person before it, at once. */
export function handOverShown(till: TillContext, state: RegisterState): RegisterState {
  const { order, session } = state;
  if (session === undefined) return state;
  const shown = session.openTables().find(({ id }) => id === order?.id);
  const mine = session.openTables().find(({ owner }) => owner === session.staffNumber);
  const first = shown ?? mine;
  if (first === undefined) return refused(state, till.words.tables.noneMine);
  const begun = beginHandOver(till, { ...state, text: "" }, first.id);
  const asked = shown === undefined ? allOfTheirs(begun) : begun;
  const typed = state.text.trim();
  if (typed === "" || asked.list?.type !== "hand-over") return asked;
  const known = session.colleagues().find(({ number }) => number === typed);
  return known === undefined
    ? refused(state, till.words.logIn.noNumber)
    : handTo(till, asked, known.number);
}

function beginHandOver(till: TillContext, state: RegisterState, order: EventId): RegisterState {
  const { session } = state;
  if (session === undefined) return state;
  if (session.colleagues().length === 0) return refused(state, till.words.tables.nobodyElse);
  const list = { type: "hand-over" as const, order, isAll: false, filter: "", at: 0 };
  return { ...state, list, showsHelp: false, message: undefined };
}

function allOfTheirs(state: RegisterState): RegisterState {
  if (state.list?.type !== "hand-over") return state;
  return { ...state, list: { ...state.list, isAll: true, filter: "", at: 0 } };
}

function handTo(till: TillContext, state: RegisterState, staff: string): RegisterState {
  const { list, session } = state;
  if (list?.type !== "hand-over" || session === undefined) return state;
  const orders = handedBy(state, list);
  const ids = orders.map(({ id }) => id);
  const done = session.perform({ act: "hand-over", orders: ids, owner: staff });
  if (!done.ok) return refusedBy(state, done.fault);
  const { tables } = till.words;
  const name = till.port.staffName(staff);
  const [only] = orders;
  const sentence =
    list.isAll || only === undefined
      ? tables.handedAll({ count: done.value.answer, name })
      : tables.handedOver({ what: tableAndNameText(till, only), name });
  return reported({ ...state, list: undefined, order: session.order() }, sentence);
}
