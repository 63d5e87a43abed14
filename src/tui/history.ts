/** What happened to the order on the screen, or to what was typed; and to a receipt by a digit. */

import { type HistoryWish } from "./ports/history-port.ts";
import { refused, refusedBy, type RegisterState, withEntryDone } from "./register-state.ts";
import { PAPER_COLUMNS } from "./rows/paper-list.ts";
import { wrapTo } from "./terminal/cell-text.ts";
import { type TillContext } from "./till-context.ts";

/** A row that shows it, in the list of a receipt or of who works. */
export interface HistoryChoice {
  readonly type: "history";
  readonly of: HistoryWish;
}

/** `:history`, with or without a number behind it. */
export function showHistory(till: TillContext, state: RegisterState): RegisterState {
  const typed = state.text.trim();
  if (typed !== "") return readHistory(till, state, { typed });
  if (state.order === undefined) return refused(state, till.words.historyList.which);
  return readHistory(till, state, { order: state.order.id });
}

export function readHistory(
  till: TillContext,
  state: RegisterState,
  wish: HistoryWish,
): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, till.words.whyNot.logInFirst);
  till.port.longWork();
  const read = session.history.read(wish);
  if (!read.ok) return refusedBy(state, read.fault);
  const lines = read.value.lines.flatMap(wrapIndented);
  const { title } = read.value;
  const list = { type: "history" as const, title, lines, top: 0, filter: "", at: 0 };
  return { ...withEntryDone(state), list, showsHelp: false, message: undefined };
}

/** What does not fit in a row goes on below it. */
function wrapIndented(line: string): ReadonlyArray<string> {
  const [indent = ""] = /^ */u.exec(line) ?? [];
  return wrapTo(line.trimStart(), PAPER_COLUMNS - indent.length).map((part) => indent + part);
}
