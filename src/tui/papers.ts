/** Ctrl-P: papers, to be printed once more. */

import { type RegisterState, refused, said, spent } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";
import { type PaperView } from "./till-port.ts";

/** The last ones; with a number before it those of that order, or the receipt of that number. */
export function listPapers(till: TillContext, state: RegisterState): RegisterState {
  const number = state.text.trim();
  const found = till.port.papers(number === "" ? undefined : number);
  if (!found.ok) return refused(state, found.fault.message);
  const { value: papers } = found;
  if (papers.length === 0) {
    const whose = number === "" ? "This till" : `Order ${number.toUpperCase()}`;
    return refused(state, `${whose} has no papers yet.`);
  }
  const list = { type: "papers" as const, papers, filter: "", at: 0 };
  return { ...spent(state), list, showsHelp: false, message: undefined };
}

export function reprintPaper(
  till: TillContext,
  state: RegisterState,
  paper: PaperView,
): RegisterState {
  const done = till.port.reprint(paper);
  if (!done.ok) return refused(state, done.fault.message);
  const how = done.value === "again" ? "once more, and says so on top" : "now";
  return said(state, "done", `${paper.label} is printed ${how}.`);
}
