/**
 * Goods of a receipt come back: its lines stand in a list, a digit takes one of them back, F9 gives the
 * money in cash and F12 to the card, after a reason.
 */

import { oneUnit, type Thousandths, thousandths, zeroMinor } from "../domain/amounts.ts";
import { type EventId } from "../domain/identity.ts";
import { type List, type RegisterState, refused, refusedBy, said } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";
import { type ReceiptToReturn, type TillSession } from "./till-port.ts";
import { wordsFor } from "./words/words.ts";

/** One digit each, in this order; a shop's own reasons come with its settings. */
export const RETURN_REASONS = ["quality", "wrong", "mind", "charged"] as const;

type ReturnList = Extract<List, { type: "return" }>;

/** By the number before it, or by a scan of the paper. */
export function openReceipt(state: RegisterState, number: string): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, wordsFor(state).whyNot.logInFirst);
  if (state.list !== undefined) {
    return refused(state, wordsFor(state).back.escFirst);
  }
  const found = session.receipt(number.trim());
  if (!found.ok) return refused(state, found.fault.message);
  const list: ReturnList = { type: "return", receipt: found.value, counts: {}, filter: "", at: 0 };
  const next = { ...state, list, showsHelp: false };
  return said(next, "hint", wordsFor(state).back.what);
}

/** One more of the line; after the last one none again. */
export function countBack(till: TillContext, state: RegisterState, line: EventId): RegisterState {
  const { list } = state;
  if (list?.type !== "return") return state;
  const item = list.receipt.lines.find((it) => it.line === line);
  if (item === undefined) return state;
  if (item.left === 0) return refused(state, till.words.back.nothingLeft(item.name));
  const before = list.counts[line] ?? 0;
  const step = item.soldBy === "weight" ? item.left : oneUnit;
  const count = before + step > item.left ? 0 : before + step;
  return told(till, state, { ...list, counts: { ...list.counts, [line]: thousandths(count) } });
}

export function countAllBack(till: TillContext, state: RegisterState): RegisterState {
  const { list } = state;
  if (list?.type !== "return") return state;
  const counts = Object.fromEntries(list.receipt.lines.map(({ line, left }) => [line, left]));
  return told(till, state, { ...list, counts });
}

function told(till: TillContext, state: RegisterState, list: ReturnList): RegisterState {
  const next = { ...state, list: { ...list, filter: "" } };
  const what = describe(till, list);
  return said(next, "hint", what === "" ? till.words.back.none : till.words.back.which(what));
}

export function askReturnReason(
  till: TillContext,
  state: RegisterState,
  method: "cash" | "card",
): RegisterState {
  const { list } = state;
  if (list?.type !== "return") return state;
  const what = describe(till, list);
  if (what === "") return refused(state, till.words.back.digitFirst);
  const { receipt, counts } = list;
  const asked = { type: "return-reason" as const, receipt, counts, method, filter: "", at: 0 };
  const { whyCash, whyCard } = till.words.back;
  const why = method === "cash" ? whyCash : whyCard;
  return said({ ...state, list: asked }, "hint", why(what));
}

export function giveBack(till: TillContext, state: RegisterState, reason: string): RegisterState {
  const { list, session } = state;
  if (list?.type !== "return-reason" || session === undefined) return state;
  const { receipt, counts, method } = list;
  const lines = receipt.lines.flatMap(({ line }) => {
    const quantity = counts[line] ?? thousandths(0);
    return quantity === 0 ? [] : [{ line, quantity }];
  });
  const done = session.giveBack({ receipt, lines, method, reason });
  const { back } = till.words;
  const [what, say] =
    method === "cash" ? [back.wouldCash, back.doneCash] : [back.wouldCard, back.doneCard];
  if (!done.ok) {
    const told = what(`${receipt.number}: ${describe(till, list)}`);
    return refusedBy({ ...state, list: countedAgain(session, list) }, done.fault, told);
  }
  const { number, amount } = done.value;
  const paid = {
    kind: "refund" as const,
    method,
    change: amount,
    tendered: zeroMinor,
    orderNumber: "",
    receiptNumber: number,
    isFresh: true,
  };
  return said({ ...state, list: undefined, paid }, "done", say(till.money(amount), number));
}

/** What was counted, for the other key; another window may have given some of it back meanwhile. */
function countedAgain(
  session: TillSession,
  { receipt, counts }: Pick<ReturnList, "receipt" | "counts">,
): ReturnList {
  const found = session.receipt(receipt.number);
  const now = found.ok ? found.value : receipt;
  const kept = now.lines.map(({ line, left }) => {
    return [line, thousandths(Math.min(left, counts[line] ?? 0))] as const;
  });
  return { type: "return", receipt: now, counts: Object.fromEntries(kept), filter: "", at: 0 };
}

function describe(
  till: TillContext,
  { receipt, counts }: Pick<ReturnList, "receipt" | "counts">,
): string {
  return receipt.lines
    .flatMap(({ line, name, soldBy }) => {
      const count = counts[line] ?? 0;
      return count === 0 ? [] : [`${till.times(thousandths(count), soldBy)}${name}`];
    })
    .join(", ");
}

/** `2 of 3 back`, or what is left to give for it. */
export function detailOf(
  till: TillContext,
  { left, leftNet, soldBy }: ReceiptToReturn["lines"][number],
  count: Thousandths,
): string {
  const words = till.words.lists;
  if (left === 0) return words.isBack;
  if (count === 0) return till.money(leftNet);
  if (soldBy === "weight") return words.back;
  return words.backOf(String(count / 1000), String(left / 1000));
}
