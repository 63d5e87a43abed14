/** What happened to the order on the screen, or to what was typed; and to a receipt or a person by a digit. */

import { type HistoryWish } from "../ports/history-port.ts";
import { refused, refusedBy, type RegisterState, withEntryDone } from "../register-state.ts";
import { does, type Does } from "../rows/list-row.ts";
import { PAPER_COLUMNS } from "../rows/paper-list.ts";
import { wrapTo } from "../terminal/cell-text.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKind } from "./list-kind.ts";

export const historyList = {
  opens: { history: showHistory },
  title: (_words, { title }) => title,
  rows: () => [],
} as const satisfies ListKind<"history">;

/** `:history`, with or without a number behind it. */
function showHistory(till: TillContext, state: RegisterState): RegisterState {
  const typed = state.text.trim();
  if (typed !== "") return readHistory(till, state, { typed });
  if (state.order === undefined) return refused(state, till.words.historyList.which);
  return readHistory(till, state, { order: state.order.id });
}

function readHistory(till: TillContext, state: RegisterState, wish: HistoryWish): RegisterState {
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

/** Shows it, as a row of another list. */
export function readsHistory(of: HistoryWish): Does {
  return does((till, state) => readHistory(till, state, of));
}
