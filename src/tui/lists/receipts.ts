/** Receipts of all tills: found by number, time, sum or goods, looked at, printed again, taken back. */

import { colonOf } from "../../words/screen-words.ts";
import { type ReceiptRow } from "../ports/paper-port.ts";
import { type ListOf, refused, type RegisterState, withEntryDone } from "../register-state.ts";
import { does, HARMLESS, type ListRow, signAt } from "../rows/list-row.ts";
import { PAPER_COLUMNS } from "../rows/paper-list.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKind } from "./list-kind.ts";
import { showReceipt, takesBack } from "./receipt.ts";

export const receiptsList = {
  opens: { receipts: findReceipts },
  title: ({ lists }, { purpose }) => (purpose === "look" ? lists.receipts : lists.whichReceipt),
  rows: (till, list) => list.receipts.map((receipt, at) => receiptRow(till, receipt, { at, list })),
} as const satisfies ListKind<"receipts">;

/** `purpose`: what becomes of the one that is chosen. */
export function listReceipts(
  till: TillContext,
  state: RegisterState,
  purpose: "look" | "return",
): RegisterState {
  const receipts = till.port.receipts(till.locale);
  if (receipts.length === 0) return refused(state, till.words.lists.noReceipts);
  const list = { type: "receipts" as const, receipts, purpose, filter: "", at: 0 };
  return { ...state, list, showsHelp: false, message: undefined };
}

/**
 * Opens the receipt whose number is on the line, or stands on the slip of its card; without one, the last
 * receipts. Where both fit, they are listed.
 */
function findReceipts(till: TillContext, state: RegisterState): RegisterState {
  const number = state.text.trim();
  if (number === "") return listReceipts(till, state, "look");
  const receipts = ofNumber(till, number);
  const [first, ...others] = receipts;
  if (first !== undefined && others.length === 0) return showReceipt(till, state, first.number);
  if (first !== undefined) {
    const list = { type: "receipts", receipts, purpose: "look", filter: "", at: 0 } as const;
    return { ...withEntryDone(state), list, showsHelp: false, message: undefined };
  }
  const next = showReceipt(till, state, number);
  return next.list?.type === "receipt" ? next : namingReceipt(next, number);
}

/** Returns what a card's slip of that number was for, and beside it the receipt that is called so; none without a slip. */
function ofNumber({ port, locale }: TillContext, typed: string): ReadonlyArray<ReceiptRow> {
  const slip = typed.replace(/^\*/u, "").toLowerCase();
  const all = port.receipts(locale);
  const ofSlip = new Set(
    all.filter(({ cards }) => cards.some((text) => text.toLowerCase() === slip)),
  );
  if (ofSlip.size === 0) return [];
  const named = port.receiptPaper(typed, PAPER_COLUMNS, locale);
  return all.filter((row) => ofSlip.has(row) || (named.ok && named.value.number === row.number));
}

/** A number that was typed for something else, such as money, is seen to have been taken for a receipt's. */
export function namingReceipt(state: RegisterState, number: string): RegisterState {
  const { message } = state;
  if (message === undefined) return state;
  return { ...state, message: { ...message, text: number + colonOf(state) + message.text } };
}

/** Number, when it was issued, its total; and what was on it. */
function receiptRow(
  till: TillContext,
  { number, day, time, total, goods, cards, isIncomplete, doubts }: ReceiptRow,
  { at, list }: { readonly at: number; readonly list: ListOf<"receipts"> },
): ListRow {
  const [latest] = list.receipts;
  const when = day === latest?.day ? time : `${day.slice(8)}.${day.slice(5, 7)}.`;
  const looks = does(
    (here, state) => showReceipt(here, { ...state, list: undefined }, number),
    HARMLESS,
  );
  const cells = [number, when, till.money(total)];
  return {
    sign: signAt(at),
    label: cells.join(" "),
    cells,
    detail: [...(isIncomplete ? [till.words.order.notHeard] : []), ...doubts, goods]
      .filter((text) => text !== "")
      .join(", "),
    // The number is also found without the till's letter and zeros.
    words: [number.replace(/^\D+0*/u, ""), goods, day, ...cards].join(" "),
    choice: list.purpose === "look" ? looks : takesBack(number),
  };
}
