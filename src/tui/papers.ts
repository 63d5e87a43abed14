/** Ctrl-P: papers, to be printed once more. */

import { type Words } from "../words/screen-words.ts";
import { type PaperView } from "./ports/paper-port.ts";
import { refused, type RegisterState, reported, withEntryDone } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

/** The last ones; with a number before it those of that order, or the receipt of that number. */
export function listPapers(till: TillContext, state: RegisterState): RegisterState {
  const number = state.text.trim();
  const found = till.port.papers(number === "" ? undefined : number, till.locale);
  if (!found.ok) return refused(state, found.fault.message);
  const { value: papers } = found;
  if (papers.length === 0) {
    const { noneHere, noneOf } = till.words.papers;
    return refused(state, number === "" ? noneHere : noneOf({ number: number.toUpperCase() }));
  }
  const list = { type: "papers" as const, papers, filter: "", at: 0 };
  return { ...withEntryDone(state), list, showsHelp: false, message: undefined };
}

export function reprintPaper(
  till: TillContext,
  state: RegisterState,
  paper: PaperView,
): RegisterState {
  const done = till.port.reprint(paper, till.locale);
  if (!done.ok) return refused(state, done.fault.message);
  const { again, now } = till.words.papers;
  const say = done.value === "again" ? again : now;
  return reported(state, say({ paper: paperLabel(till.words, paper) }));
}

/** For the guest's books: no receipt that counts a second time. */
export function printCopy(
  till: TillContext,
  state: RegisterState,
  paper: PaperView,
): RegisterState {
  const done = till.port.customerCopy(paper, till.locale);
  if (!done.ok) return refused(state, done.fault.message);
  return reported(state, till.words.papers.copied({ paper: paperLabel(till.words, paper) }));
}

/** Tickets and slips are no guest's. */
export function hasCopy({ kind }: PaperView): boolean {
  return kind === "receipt" || kind === "refund";
}

/** `Receipt A-000012`. */
export function paperLabel({ papers }: Pick<Words, "papers">, { kind, name }: PaperView): string {
  return papers[kind]({ number: name });
}
