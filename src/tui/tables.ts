/**
 * F7: goes to a table or a tab, opens it where nobody sits there, and says whose goods follow. What was
 * on the screen before stays open, as F6 leaves it.
 */

import { actOf } from "../acts/all.ts";
import { inputForRow } from "../acts/on-row.ts";
import { rowName } from "../acts/row-lines.ts";
import { assertNever } from "../domain/base/assert-never.ts";
import { readTableEntry, type TableEntry } from "../domain/entry/entry-table.ts";
import { type TableView } from "../domain/order/table-view.ts";
import { foldText } from "../domain/text/entry-text.ts";
import { type OrderView } from "../domain/views.ts";
import { changed } from "./entry-actions.ts";
import { placedAt, tabNearly } from "./find-tables.ts";
import { moveTyped } from "./move-tables.ts";
import { labelOf, shown } from "./park.ts";
import { orderOf } from "./perform-act.ts";
import { type TableOrName } from "./ports/table-port.ts";
import { type TillSession } from "./ports/till-port.ts";
import {
  hinted,
  refusedBy,
  type RegisterState,
  reported,
  withEntryDone,
} from "./register-state.ts";
import { planRows } from "./rows/plan-rows.ts";
import { ageText, tableAndNameText } from "./rows/table-text.ts";
import { chosenLine } from "./selected-line.ts";
import { type TillContext } from "./till-context.ts";

/** The minutes after which a person may take another guest for the one of the tab. */
const LONG_MINUTES = 45;

type Go = Extract<TableEntry, { readonly type: "go" }>;

export function goToTable(till: TillContext, state: RegisterState): RegisterState {
  const { session } = state;
  if (session === undefined) return state;
  const entry = readTableEntry(state.text);
  switch (entry.type) {
    case "plan":
      return openPlan(till, state, session);
    case "seat":
      return sitAt(till, state, entry.seat);
    case "move":
      return moveTyped(till, state, entry);
    case "go":
      return go(till, state, { session, entry });
    default:
      return assertNever(entry, "table entry");
  }
}

/** Opens the plan at the order on the screen, else at the first one that the person serves: `>` acts on it. */
function openPlan(till: TillContext, state: RegisterState, session: TillSession): RegisterState {
  const list = { type: "plan" as const, isMine: false, filter: "", at: 0 };
  const open = { ...state, list, showsHelp: false, message: undefined };
  const orders = planRows(till, open, list).map(({ choice }) =>
    choice.type === "table" ? choice.order : undefined,
  );
  const own = new Set(
    session
      .openTables()
      .filter(({ owner }) => owner === session.staffNumber)
      .map(({ id }) => id),
  );
  const shown = state.order === undefined ? -1 : orders.indexOf(state.order.id);
  const at = shown < 0 ? orders.findIndex((id) => id !== undefined && own.has(id)) : shown;
  return { ...open, list: { ...list, at: Math.max(0, at) } };
}

/** Goes to the table of a text that was typed elsewhere, such as in the plan. */
export function goTyped(till: TillContext, state: RegisterState, text: string): RegisterState {
  const next = goToTable(till, { ...state, text });
  return next.list === undefined && next.message?.level === "error"
    ? { ...next, text: state.text }
    : next;
}

/** Sets the seat of the line at the cursor, as its course would be set. */
function sitAt(till: TillContext, state: RegisterState, seat: number): RegisterState {
  const { session } = state;
  const { tables } = till.words;
  if (session === undefined) return state;
  const line = chosenLine(state);
  if (line !== undefined) {
    const wish = { act: "seat", line: line.id, seat } as const;
    return changed(
      state,
      orderOf(session.perform(inputForRow(actOf("seat"), line, wish))),
      tables.lineFor({ goods: rowName(till, line), seat }),
    );
  }
  const sat = session.sitAt(seat);
  return sat.ok
    ? reported(withEntryDone(state), tables.fromHere({ seat }))
    : refusedBy(state, sat.fault);
}

interface Going {
  readonly session: TillSession;
  readonly entry: Go;
}

function go(till: TillContext, state: RegisterState, { session, entry }: Going): RegisterState {
  const place = session.placeCalled(entry.what);
  if (!place.ok) return refusedBy(state, place.fault);
  const open = session.openTables();
  const seated = placedAt(open, place.value, entry.what);
  const found = seated.length > 0 ? seated : stillWaiting(state, { session, entry }, place.value);
  const [only, ...others] = found;
  if (others.length > 0) return choose(till, state, { found, place: place.value });
  const question = askedBefore(till, state, { session, entry, only, open });
  if (question !== undefined) return question;
  const isBeside = only?.id === state.order?.id && isAsked(state) && place.value.table === "";
  return only === undefined || isBeside
    ? seat(till, state, { ...place.value, covers: entry.covers })
    : goToOrder(till, state, { table: only, covers: entry.covers });
}

/**
 * Returns the order of guests who have paid and still wait; none where new guests are counted, or where it stands on the
 * screen already: F7 again opens the table anew.
 */
function stillWaiting(
  { order }: RegisterState,
  { session, entry }: Going,
  place: TableOrName,
): ReadonlyArray<TableView> {
  if (entry.covers !== undefined) return [];
  const waiting = placedAt(session.waitingTables(), place, entry.what);
  return waiting.some(({ id }) => id === order?.id) ? [] : waiting.slice(-1);
}

/** F7 was pressed again on what it has asked about. */
function isAsked({ askedName, text }: RegisterState): boolean {
  return askedName !== undefined && askedName === text;
}

/** Undefined where nobody has to be asked, or somebody was and has pressed F7 again. */
function askedBefore(
  till: TillContext,
  state: RegisterState,
  {
    session,
    entry,
    only,
    open,
  }: Going & { readonly only: TableView | undefined; readonly open: ReadonlyArray<TableView> },
): RegisterState | undefined {
  if (isAsked(state)) return undefined;
  const { tables } = till.words;
  function asks(question: string): RegisterState {
    return hinted({ ...state, askedName: state.text }, question);
  }

  if (only === undefined) {
    const near = tabNearly(open, entry.what);
    return near === undefined
      ? undefined
      : asks(tables.nearly({ typed: entry.what, name: near.name }));
  }
  if (only.table !== "") return undefined;
  if (only.id === state.order?.id) {
    const isExactly = foldText(only.name) === foldText(entry.what);
    return isExactly ? undefined : asks(tables.beside({ name: only.name, typed: entry.what }));
  }
  const last = lastOf(only);
  const minutes = till.port.minutesSince(only.lastMs);
  if (minutes < LONG_MINUTES || last === session.staffNumber) return undefined;
  const by = till.port.staffName(last);
  return asks(tables.sameGuest({ name: only.name, by, age: ageText(till, only.lastMs) }));
}

function lastOf({ acts, lastMs, owner }: TableView): string {
  return acts.find(({ wallMs }) => wallMs === lastMs)?.staff ?? owner;
}

/** Several bills at one table, or several guests of one name. */
function choose(
  till: TillContext,
  state: RegisterState,
  { found, place }: { readonly found: ReadonlyArray<TableView>; readonly place: TableOrName },
): RegisterState {
  const orders = found.map(({ id }) => id);
  const what = tableAndNameText(till, place);
  const list = { type: "tables" as const, orders, title: what, filter: "", at: 0 };
  return hinted(
    { ...withEntryDone(state), list, showsHelp: false },
    till.words.tables.several({ what, count: orders.length }),
  );
}

function seat(
  till: TillContext,
  state: RegisterState,
  seated: TableOrName & { readonly covers: number | undefined },
): RegisterState {
  const { session, order: before } = state;
  const { tables } = till.words;
  const outcome = session?.perform({ act: "seat-guests", ...seated });
  if (outcome === undefined) return state;
  if (!outcome.ok) return refusedBy(state, outcome.fault);
  const guests = seated.covers === undefined ? [] : [tables.guests({ count: seated.covers })];
  const what = [tableAndNameText(till, seated), ...guests].join(", ");
  const say =
    before?.status === "open"
      ? tables.openedForOther({ what, other: orderText(till, before) })
      : tables.opened({ what });
  return reported(shown(withEntryDone(state), outcome.value.order), say);
}

/** Goes to an order that is open; with a number of guests it has as many from then on. */
export function goToOrder(
  till: TillContext,
  state: RegisterState,
  {
    table,
    covers,
  }: { readonly table: Pick<TableView, "id">; readonly covers?: number | undefined },
): RegisterState {
  const { session, order: before } = state;
  if (session === undefined) return state;
  const came = session.recall(table.id);
  if (!came.ok) return refusedBy(state, came.fault);
  const { park, tables } = till.words;
  const what = orderText(till, came.value);
  const here = shown(withEntryDone(state), came.value);
  if (covers !== undefined && covers !== came.value.covers) {
    return changed(
      here,
      orderOf(session.perform({ act: "covers", covers })),
      tables.counted({ what, guests: tables.guests({ count: covers }) }),
    );
  }
  const isOther = before?.status === "open" && before.id !== table.id;
  const say = isOther
    ? park.hereForOther({ order: what, other: orderText(till, before) })
    : park.here({ order: what });
  return reported(here, say);
}

/** `Table 7`, `Rossi`, or `A12`. */
export function orderText(till: TillContext, order: OrderView): string {
  return order.table === "" && order.name === ""
    ? labelOf(till.words, order)
    : tableAndNameText(till, order);
}

/** F5 on an order without goods: asks once whether its guests have left. */
export function askLeft(till: TillContext, state: RegisterState): RegisterState {
  const { session, order } = state;
  if (session === undefined || order === undefined) return state;
  const { tables } = till.words;
  const what = orderText(till, order);
  const question = `left ${order.id}`;
  if (state.askedName !== question) {
    return hinted({ ...state, askedName: question }, tables.askLeft({ what }));
  }
  const left = session.perform({ act: "leave", reason: "" });
  if (!left.ok) return refusedBy(state, left.fault);
  const { defaultService } = till.port.shop;
  const next = {
    ...withEntryDone(state),
    order: undefined,
    service: defaultService,
    lineId: undefined,
  };
  return reported(next, tables.left({ what }));
}
