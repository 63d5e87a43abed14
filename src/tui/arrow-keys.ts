/** The arrows: up and down a list, the hits of a line, the lines of the order, and pages of goods. */

import { commandOf, type CommandId } from "./commands.ts";
import { moveInCount } from "./drawer-entry.ts";
import { hitCount, meansFirst } from "./entry-hits.ts";
import { readLine } from "./entry-plan.ts";
import { rowsOf, takenBy } from "./lists/list-rows.ts";
import { sumsOf } from "./payment-sums.ts";
import { countedList } from "./refund-tender.ts";
import { NOT_REFUSED, refused, type RegisterState, unasked } from "./register-state.ts";
import { turnGoodsPage } from "./rows/goods-rows.ts";
import { isPaper, turnPaper } from "./rows/paper-list.ts";
import { chosenLine, liveRows, selectedRow } from "./selected-line.ts";
import { otherParts } from "./split.ts";
import { type TillContext } from "./till-context.ts";
import { whyGoodsFirst } from "./weighing.ts";

export const PAGE = 8;

/**
 * Hits while something is typed, sums and parts in payment, rows of a list, else the lines of the order, always
 * one by one: an order is short, and Up on an empty line has another meaning at first.
 */
export function move(till: TillContext, state: RegisterState, by: number): RegisterState {
  if (state.showsHelp) return { ...state, helpPage: state.helpPage + Math.sign(by) };
  if (state.list !== undefined && isPaper(state.list) && Math.abs(by) === PAGE) {
    return turnPaper(state, state.list, by);
  }
  if (state.list !== undefined) {
    const last = rowsOf(till, state).length - 1;
    return { ...state, list: { ...state.list, at: clamp(state.list.at + by, last) } };
  }
  if (state.screen === "log-in") return state;
  if (state.screen === "drawer") return moveInCount(till, state, by);
  const count =
    state.screen === "payment" ? sumCount(till, state) : hitCount(state, readLine(till, state));
  if (count > 0) {
    const from = state.hit ?? (by > 0 ? firstUnchosen(till, state) : 0);
    return { ...unasked(state), hit: clamp(from + by, count - 1) };
  }
  if (state.screen === "payment") return state;
  if (state.text === "" && Math.abs(by) === PAGE) return turnGoodsPage(till, state, Math.sign(by));
  if (state.text === "" && by === -1 && chosenLine(state) === undefined && state.lastText !== "") {
    return { ...state, text: state.lastText };
  }
  return moveLine(state, Math.sign(by));
}

/** Down goes to the second hit when Enter means the first, and to the first when it means none. */
function firstUnchosen(till: TillContext, state: RegisterState): number {
  if (state.screen === "payment") return 0;
  return meansFirst(state, readLine(till, state)) ? 0 : -1;
}

/** Counts the rows of sums, with the other parts of a split bill below them. */
function sumCount(till: TillContext, state: RegisterState): number {
  return state.text === "" ? sumsOf(till, state).length + otherParts(state).length : 0;
}

/** Moves to the line above or below when nothing is typed, whatever Up would bring back. */
export function beside(state: RegisterState, by: number): RegisterState {
  const isFree = state.screen === "register" && state.text === "" && state.list === undefined;
  return isFree && !state.showsHelp ? moveLine(state, by) : { ...state, ...NOT_REFUSED };
}

function moveLine(state: RegisterState, by: number): RegisterState {
  const rows = liveRows(state);
  const selected = selectedRow(state);
  const at = rows.findIndex(({ position }) => position === selected?.position);
  // The oldest line stays while the row does: scans come after it, and voids take the newest first.
  const line = rows[clamp(at + by, rows.length - 1)]?.lines[0];
  return line === undefined ? state : { ...state, lineId: line.id, stayedId: undefined };
}

function clamp(at: number, last: number): number {
  return Math.max(0, Math.min(at, last));
}

/**
 * What a key means while a list is open, or why it has to wait; undefined for one that does its work, whatever list is
 * open. No key changes the order or takes its money behind a list, where nobody looks at the order.
 */
export function pressBehindList(
  till: TillContext,
  state: RegisterState,
  verb: CommandId,
): RegisterState | undefined {
  const { list, screen } = state;
  if (list?.type === "return" && list.asksTender === true) {
    return pressBehindList(till, { ...state, list: countedList(list) }, verb);
  }
  // F10 lists the very same verbs.
  if (list === undefined || list.type === "more") return undefined;
  const taken = takenBy(till, state, { list, key: verb });
  if (taken !== undefined) return taken;
  if (commandOf(verb)?.changesOrder !== true) return undefined;
  if (screen === "drawer" && verb === "undo") return refused(state, till.words.whyNot.listFirst);
  if (screen !== "register" || whyGoodsFirst(till, state, verb) !== undefined) return undefined;
  return refused(state, till.words.whyNot.listFirst);
}
