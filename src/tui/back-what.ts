/**
 * The first question of a refund for a receipt that was overpaid: whether goods come back, or the
 * money that was too much. Only that money settles the question about the receipt.
 */

import { type BackWhat } from "../domain/commands/money/refund-receipt.ts";
import { minor, type MinorUnits } from "../domain/money/amounts.ts";
import { type Words } from "../words/screen-words.ts";
import { type ReceiptToReturn } from "./ports/return-port.ts";
import { ownTendersOf } from "./refund-tender.ts";
import { type ReturnList } from "./register-list.ts";
import { hinted, type ListOf, refused, type RegisterState } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

/** Whether it is still to be said what comes back. */
export function asksWhat({ receipt, what }: ReturnList): boolean {
  return what === undefined && tooMuch(receipt) > 0;
}

/** Returns the first question about a receipt. */
export function firstAsked({ back }: Words, list: ReturnList): string {
  return asksWhat(list) ? back.whichFirst : back.what;
}

export function tooMuch({ beyond, overpaid }: ReceiptToReturn): MinorUnits {
  return minor(sumBeyond({ receipt: { beyond } }) + (overpaid?.amount ?? 0));
}

/** Returns the overpaid amount of the receipt itself. */
export function sumBeyond({
  receipt,
}: {
  readonly receipt: Pick<ReceiptToReturn, "beyond">;
}): MinorUnits {
  return minor(receipt.beyond.reduce((sum, { amount }) => sum + amount, 0));
}

/**
 * Goes on to the next question of the list; money that belongs to no receipt is refunded where it
 * is asked about.
 */
export function sayWhat(till: TillContext, state: RegisterState, what: BackWhat): RegisterState {
  const { list } = state;
  if (list?.type !== "return") return state;
  const { beyond, overpaid } = list.receipt;
  if (what === "beyond" && beyond.length === 0) {
    const item = till.port.attention(till.locale).find(({ id }) => id === overpaid?.item);
    return item === undefined
      ? refused({ ...state, list: undefined }, till.words.back.none)
      : { ...state, list: { type: "attention-item", item, filter: "", at: 0 }, message: undefined };
  }
  const next = { ...state, list: { ...list, what, filter: "", at: 0 } };
  const { back } = till.words;
  return hinted(next, what === "goods" ? back.what : whichMoney(till, state, next.list));
}

/** F9, F12, F10: by which of them. */
export function whichMoney(
  { words, money }: TillContext,
  state: Pick<RegisterState, "session">,
  { receipt }: ReturnList,
): string {
  const keys = moneyKeys(ownTendersOf(state, receipt));
  return words.back.whichMoney({
    what: words.back.beyond({ money: money(sumBeyond({ receipt })) }),
    keys,
  });
}

/** Returns the keys that refund money. */
export function moneyKeys(own: ReadonlyArray<unknown>): string {
  return own.length > 0 ? "F9, F12, F10" : "F9, F12";
}

/** Returns the notes that more was paid than the goods bring back, beside the receipt's tenders. */
export function beyondNotes(
  { words, money }: TillContext,
  list: ListOf<"return">,
): ReadonlyArray<string> {
  return list.what === "goods" && tooMuch(list.receipt) > 0
    ? [words.back.beyondOpen({ money: money(tooMuch(list.receipt)) })]
    : [];
}
