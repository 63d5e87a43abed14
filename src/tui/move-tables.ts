/**
 * `>9` F7: the order on the screen, lines of it or pieces of them go to another table or tab. Where somebody
 * sits there already, a list asks whether it is one bill from then on; `+` says so, there and in the plan.
 */

import { type Performed } from "../acts/act.ts";
import { type Result } from "../domain/base/result.ts";
import { type MovedLine } from "../domain/commands/order/move-lines.ts";
import { readWantedLines } from "../domain/entry/entry-move.ts";
import { readTableEntry, type TableEntry } from "../domain/entry/entry-table.ts";
import { type EventId } from "../domain/identity.ts";
import { linesOfRow, rowAt } from "../domain/order/order-rows.ts";
import { isCalled, type TableView } from "../domain/order/table-view.ts";
import { type OrderView } from "../domain/views.ts";
import { placedAt, tabNearly } from "./find-tables.ts";
import { shown } from "./park.ts";
import { type Refusal } from "./ports/refusal-port.ts";
import { type TableOrName } from "./ports/table-port.ts";
import { type TillSession } from "./ports/till-port.ts";
import {
  hinted,
  refused,
  refusedBy,
  type RegisterState,
  reported,
  withEntryDone,
} from "./register-state.ts";
import { planRows } from "./rows/plan-rows.ts";
import { orderTableText, tableAndNameText } from "./rows/table-text.ts";
import { type TillContext } from "./till-context.ts";

type Move = Extract<TableEntry, { readonly type: "move" }>;

/** `:move 9` is `>9` F7; with nothing typed it asks where to. */
export function moveByWord(till: TillContext, state: RegisterState): RegisterState {
  const typed = state.text.trim();
  if (typed === "") {
    const text = `:${till.words.verbs.move[0] ?? "move"} `;
    return hinted({ ...state, text, list: undefined }, till.words.tables.moveWhere);
  }
  const text = typed.includes(">") ? typed : `>${typed}`;
  const entry = readTableEntry(text);
  return entry.type === "move" ? moveTyped(till, { ...state, text }, entry) : state;
}

export function moveTyped(till: TillContext, state: RegisterState, entry: Move): RegisterState {
  const { session, order } = state;
  const { tables } = till.words;
  if (session === undefined) return state;
  if (order === undefined || order.status !== "open") return refused(state, tables.nothingToMove);
  const lines = movedLines(order, entry.lines);
  const isPlace = entry.to !== "" && !entry.to.includes(">");
  if (lines === undefined || !isPlace) return refused(state, tables.howToMove);
  const place = session.placeCalled(entry.to);
  if (!place.ok) return refusedBy(state, place.fault);
  const open = session.openTables();
  const found = placedAt(open, place.value, entry.to);
  const others = found.filter(({ id }) => id !== order.id);
  const near = found.length === 0 ? tabNearly(open, entry.to) : undefined;
  if (place.value.table === "" && near !== undefined && state.askedName !== state.text) {
    const question = tables.nearly({ typed: entry.to, name: near.name });
    return hinted({ ...state, askedName: state.text }, question);
  }
  const move = { session, lines, place: place.value };
  const [only] = others;
  if (only === undefined) return moveFree(till, state, move);
  return lines.length > 0 && others.length === 1
    ? moveOnto(till, state, { ...move, onto: only })
    : askOnto(till, state, { ...move, others });
}

/** Undefined for what names no line; empty for all of them. */
function movedLines({ lines }: OrderView, typed: string): ReadonlyArray<MovedLine> | undefined {
  if (typed === "") return [];
  const moved: MovedLine[] = [];
  const wanted = readWantedLines(typed);
  for (const { position, quantity } of wanted ?? []) {
    const row = rowAt(lines, position);
    if (row === undefined) return undefined;
    moved.push(...linesOfRow(row, quantity));
  }
  return wanted === undefined ? undefined : moved;
}

interface Moving {
  readonly session: TillSession;
  readonly lines: ReadonlyArray<MovedLine>;
  readonly place: TableOrName;
}

function moveFree(
  till: TillContext,
  state: RegisterState,
  { session, lines, place }: Moving,
): RegisterState {
  return withMergeMessage(state, {
    done: session.perform({ act: "move", lines, to: place }),
    say: movedText(till, state, { lines, where: tableAndNameText(till, place) }),
  });
}

function moveOnto(
  till: TillContext,
  state: RegisterState,
  { session, lines, onto }: Omit<Moving, "place"> & { readonly onto: TableView },
): RegisterState {
  return withMergeMessage(state, {
    done: session.perform({ act: "move", lines, to: onto.id }),
    say: movedText(till, state, { lines, where: orderTableText(till, onto) }),
  });
}

function movedText(
  till: TillContext,
  { order }: RegisterState,
  { lines, where }: { readonly lines: ReadonlyArray<MovedLine>; readonly where: string },
): string {
  const { tables } = till.words;
  if (lines.length > 0) return tables.movedLines({ count: lines.length, where });
  return tables.moved({ what: order === undefined ? "" : orderTableText(till, order), where });
}

export function withMergeMessage(
  state: RegisterState,
  { done, say }: { readonly done: Result<Performed<unknown>, Refusal>; readonly say: string },
): RegisterState {
  if (!done.ok) return refusedBy(state, done.fault);
  return reported({ ...shown(withEntryDone(state), done.value.order), list: undefined }, say);
}

/** Somebody is there, or several bills are. */
function askOnto(
  till: TillContext,
  state: RegisterState,
  { lines, place, others }: Moving & { readonly others: ReadonlyArray<TableView> },
): RegisterState {
  const orders = others.map(({ id }) => id);
  const list = { type: "move-onto" as const, orders, lines, place, filter: "", at: 0 };
  const where = tableAndNameText(till, place);
  const { tables } = till.words;
  const question =
    lines.length > 0
      ? tables.several({ what: where, count: orders.length })
      : tables.inUse({ where });
  return hinted({ ...withEntryDone(state), list, showsHelp: false }, question);
}

/** Goes on with the bill that is chosen in the list that asks; undefined for one of its own. */
export function chooseOnto(
  till: TillContext,
  state: RegisterState,
  chosen: EventId | undefined,
): RegisterState {
  const { list, session, order } = state;
  if (list?.type !== "move-onto" || session === undefined || order === undefined) return state;
  const closed = { ...state, list: undefined };
  const { lines, place } = list;
  if (chosen === undefined) return moveFree(till, closed, { session, lines, place });
  const onto = session.openTables().find(({ id }) => id === chosen);
  if (onto === undefined) return refused(closed, till.words.tables.nothingToMove);
  if (lines.length > 0) return moveOnto(till, closed, { session, lines, onto });
  const done = session.perform({
    act: "merge",
    orders: [order.id],
    into: onto.id,
    comesAlong: true,
  });
  const say = till.words.tables.merged({
    what: orderTableText(till, order),
    bill: orderTableText(till, onto),
  });
  return withMergeMessage(closed, { done, say });
}

/** Merges the bills of the shown table. Undefined outside of such a list and the plan. */
export function mergeShown(till: TillContext, state: RegisterState): RegisterState | undefined {
  const { list, session } = state;
  if (session === undefined || (list?.type !== "tables" && list?.type !== "plan")) return undefined;
  const open = session.openTables();
  const together = list.type === "tables" ? ofList(open, list.orders) : ofPlan(till, state, open);
  const [first, ...others] = together;
  const { tables } = till.words;
  if (first === undefined || others.length === 0) return refused(state, tables.oneBillThere);
  const orders = others.map(({ id }) => id);
  const done = session.perform({ act: "merge", orders, into: first.id });
  return withMergeMessage(state, {
    done,
    say: tables.mergedAll({ what: orderTableText(till, first), count: together.length }),
  });
}

function ofList(
  open: ReadonlyArray<TableView>,
  orders: ReadonlyArray<EventId>,
): ReadonlyArray<TableView> {
  return open.filter(({ id }) => orders.includes(id));
}

/** All bills at the table of the row that the arrows stand on, or of what is typed where that is open. */
function ofPlan(
  till: TillContext,
  state: RegisterState,
  open: ReadonlyArray<TableView>,
): ReadonlyArray<TableView> {
  const { list } = state;
  if (list?.type !== "plan") return [];
  const rows = planRows(till, state, list).filter(({ choice }) => choice.type === "table");
  const choice = rows[list.filter === "" ? list.at : Math.max(0, list.at - 1)]?.choice;
  const meant = open.find(({ id }) => choice?.type === "table" && id === choice.order);
  if (meant === undefined || meant.table === "") return [];
  return open.filter((view) => isCalled(view, ({ table }) => table === meant.table));
}
