/** Receipts of all tills: found by number, time, sum or goods, looked at, printed again, taken back. */

import { colonOf } from "../../words/screen-words.ts";
import { type ReceiptRow } from "../ports/paper-port.ts";
import { type Refusal } from "../ports/refusal-port.ts";
import { type Message, type RegisterState, refused, withEntryDone } from "../register-state.ts";
import { type TillContext } from "../till-context.ts";
import { PAPER_COLUMNS } from "./paper-list.ts";

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
export function findReceipts(till: TillContext, state: RegisterState): RegisterState {
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

/** Says why a receipt isn't there, and which one is to open once it is. */
export function notHere(
  state: RegisterState,
  { message, seeksReceipt }: Refusal,
  seeks: NonNullable<Message["seeks"]>,
): RegisterState {
  if (seeksReceipt !== true) return refused(state, message);
  return { ...state, message: { level: "hint", text: message, seeks } };
}

export function showReceipt(
  till: TillContext,
  state: RegisterState,
  number: string,
): RegisterState {
  const found = till.port.receiptPaper(number, PAPER_COLUMNS, till.locale);
  if (!found.ok) return notHere(state, found.fault, { number, to: "look" });
  const list = { type: "receipt" as const, ...found.value, top: 0, filter: "", at: 0 };
  return { ...withEntryDone(state), list, showsHelp: false, message: undefined };
}
