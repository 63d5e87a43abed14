/** One receipt: the acts on it, above what it says. */

import { receiptNotHere } from "../receipt-not-here.ts";
import { bringPaid } from "../refire.ts";
import { type ListOf, type RegisterState, withEntryDone } from "../register-state.ts";
import { openReceipt } from "../return-goods.ts";
import { does, type Does, HARMLESS, type ListRows, signRow } from "../rows/list-row.ts";
import { PAPER_COLUMNS } from "../rows/paper-list.ts";
import { type TillContext } from "../till-context.ts";
import { offerCorrection } from "./correct.ts";
import { readsHistory } from "./history.ts";
import { type ListKind } from "./list-kind.ts";
import { copyRow, paperLabel, prints } from "./papers.ts";

export const receiptList = {
  title: (words, { paper }) => paperLabel(words, paper),
  rows: receiptActs,
} as const satisfies ListKind<"receipt">;

export function showReceipt(
  till: TillContext,
  state: RegisterState,
  number: string,
): RegisterState {
  const found = till.port.receiptPaper(number, PAPER_COLUMNS, till.locale);
  if (!found.ok) return receiptNotHere(state, found.fault, { number, to: "look" });
  const list = { type: "receipt" as const, ...found.value, top: 0, filter: "", at: 0 };
  return { ...withEntryDone(state), list, showsHelp: false, message: undefined };
}

/** Returns the acts on a receipt: the same digit for the same act, whatever was sold. */
function receiptActs(
  { words }: TillContext,
  { paper, number, isRefund }: ListOf<"receipt">,
): ListRows {
  const { lists, papers } = words;
  const print = { label: lists.printAgain, detail: papers[paper.state] };
  const correct = does((till, state) =>
    offerCorrection(till, { ...state, list: undefined }, number),
  );
  const refire = does((till, state) => bringPaid(till, { ...state, list: undefined }, number));
  return [
    signRow("1", { ...print, choice: prints("paper", paper) }),
    ...(isRefund ? [] : [signRow("2", { label: lists.takeBack, choice: takesBack(number) })]),
    signRow("3", copyRow(words, paper)),
    ...(isRefund ? [] : [signRow("4", { label: lists.putRight, choice: correct })]),
    signRow("5", {
      label: words.historyList.what,
      choice: readsHistory({ typed: number }),
    }),
    ...(isRefund
      ? []
      : [
          signRow("6", { label: lists.giftReceipt, choice: prints("gift-receipt", paper) }),
          signRow("7", { label: lists.refire, choice: refire }),
        ]),
  ];
}

/** Goods of it come back: it opens again, to be counted. */
export function takesBack(number: string): Does {
  return does((_till, state) => openReceipt({ ...state, list: undefined }, number), HARMLESS);
}
