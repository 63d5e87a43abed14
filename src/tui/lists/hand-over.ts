/** Whom a table is handed to, or all tables of whoever serves it. */

import { type EventId } from "../../domain/identity.ts";
import { type TableView } from "../../domain/order/table-view.ts";
import {
  type ListOf,
  refused,
  refusedBy,
  type RegisterState,
  reported,
} from "../register-state.ts";
import { does, type ListRow, type ListRows, OFFERS_SCANS } from "../rows/list-row.ts";
import { planRows } from "../rows/plan-rows.ts";
import { tableAndNameText } from "../rows/table-text.ts";
import { type TillContext } from "../till-context.ts";
import { ALL_OF_IT } from "../void-line.ts";
import { type ListKind } from "./list-kind.ts";

export const handOverList = {
  opens: { "hand-over": handOverShown },
  title: ({ tables }) => tables.handOver,
  rows: handOverRows,
} as const satisfies ListKind<"hand-over">;

type HandOverList = ListOf<"hand-over">;

/** `:handover`: the order on the screen; with a person before it, at once. */
function handOverShown(till: TillContext, state: RegisterState): RegisterState {
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

function beginHandOver(till: TillContext, state: RegisterState, order: EventId): RegisterState {
  const { session } = state;
  if (session === undefined) return state;
  if (session.colleagues().length === 0) return refused(state, till.words.tables.nobodyElse);
  const list = { type: "hand-over" as const, order, isAll: false, filter: "", at: 0 };
  return { ...state, list, showsHelp: false, message: undefined };
}

/** Digits are people; `*` takes all that whoever serves it has. */
function handOverRows(till: TillContext, list: HandOverList, state: RegisterState): ListRows {
  const { tables } = till.words;
  const meant = handedBy(state, list);
  const [first] = meant;
  if (first === undefined) return [];
  const owner = till.port.staffName(first.owner);
  const what = list.isAll
    ? tables.allOf({ name: owner, count: meant.length })
    : tableAndNameText(till, first);
  const people = (state.session?.colleagues() ?? [])
    .filter(({ number }) => number !== first.owner)
    .toSorted((one, other) => Number(one.number) - Number(other.number))
    .map(({ number, name }): ListRow => ({
      // Everybody knows their colleagues' numbers; a longer one is searched, or reached by arrows.
      sign: /^[1-9]$/u.test(number) ? number : "",
      label: name,
      words: number,
      detail: what,
      does: `${what}: ${name}`,
      choice: does((here, before) => handTo(here, before, number), OFFERS_SCANS),
    }));
  if (list.isAll) return people;
  const all = handedBy(state, { ...list, isAll: true });
  if (all.length < 2) return people;
  const label = tables.allOf({ name: owner, count: all.length });
  const choice = does((_till, before) => allOfTheirs(before), OFFERS_SCANS);
  return [...people, { sign: ALL_OF_IT, label, detail: "", choice }];
}

/** Returns the tables that the open list would hand over now. */
function handedBy(
  { session }: RegisterState,
  { order, isAll }: Pick<HandOverList, "order" | "isAll">,
): ReadonlyArray<TableView> {
  const open = session?.openTables() ?? [];
  const meant = open.find(({ id }) => id === order);
  if (meant === undefined) return [];
  return isAll ? open.filter(({ owner }) => owner === meant.owner) : [meant];
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
