/** Ctrl-P: papers, to be printed once more. */

import { type Words } from "../../words/screen-words.ts";
import { type PaperView } from "../ports/paper-port.ts";
import {
  type ListOf,
  refused,
  type RegisterState,
  reported,
  withEntryDone,
} from "../register-state.ts";
import { does, type Does, type ListRow, type ListRows, numbered } from "../rows/list-row.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKind } from "./list-kind.ts";

export const papersList = {
  opens: { papers: listPapers },
  title: ({ lists }) => lists.papers,
  rows: paperChoices,
} as const satisfies ListKind<"papers">;

/** The last ones; with a number before it those of that order, or the receipt of that number. */
function listPapers(till: TillContext, state: RegisterState): RegisterState {
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

/**
 * The first row is the copy of the last receipt, because a guest who asks for one has just got the
 * receipt, or has shown it.
 */
function paperChoices({ words }: TillContext, { papers }: ListOf<"papers">): ListRows {
  const copied = papers.find(hasCopy);
  const rows = [
    ...papers.map((paper) => ({
      label: paperLabel(words, paper),
      detail: words.papers[paper.state],
      choice: prints("paper", paper),
    })),
    ...(copied === undefined ? [] : [{ ...copyRow(words, copied), detail: copied.name }]),
  ];
  return numbered(rows, (row) => row);
}

export function copyRow({ lists }: Words, paper: PaperView): Pick<ListRow, "label" | "choice"> {
  return { label: lists.customerCopy, choice: prints("customer-copy", paper) };
}

/** A paper as it was, a receipt as a copy for the guest's books, or without prices for whoever is given the goods. */
type Print = "paper" | "customer-copy" | "gift-receipt";

export function prints(print: Print, paper: PaperView): Does {
  return does((till, state) => printPaper(till, { ...state, list: undefined }, { print, paper }));
}

function printPaper(
  till: TillContext,
  state: RegisterState,
  { print: type, paper }: { readonly print: Print; readonly paper: PaperView },
): RegisterState {
  const { papers } = till.words;
  const label = { paper: paperLabel(till.words, paper) };
  if (type === "paper") {
    const done = till.port.reprint(paper, till.locale);
    if (!done.ok) return refused(state, done.fault.message);
    return reported(state, done.value === "again" ? papers.again(label) : papers.now(label));
  }
  const print = type === "customer-copy" ? till.port.customerCopy : till.port.giftReceipt;
  const done = print(paper, till.locale);
  if (!done.ok) return refused(state, done.fault.message);
  return reported(state, type === "customer-copy" ? papers.copied(label) : papers.gift(label));
}

/** Tickets and slips are no guest's. */
function hasCopy({ kind }: PaperView): boolean {
  return kind === "receipt" || kind === "refund";
}

/** `Receipt A-000012`. */
export function paperLabel({ papers }: Pick<Words, "papers">, { kind, name }: PaperView): string {
  return papers[kind]({ number: name });
}
