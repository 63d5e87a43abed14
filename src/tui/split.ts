/**
 * Bills that are split: what a typed split would come to, and which part the payment is of. As long as a
 * part is left, payments go part by part.
 */

import { type WantedSplit } from "../domain/entry/entry-split.ts";
import { type MinorUnits, zeroMinor } from "../domain/money/amounts.ts";
import { partsPaidOf } from "../domain/order/parts-paid.ts";
import { type OrderView, type PartView } from "../domain/views.ts";
import { type Act, type Plan } from "./entry-act.ts";
import { performTyped, planAct } from "./perform-act.ts";
import {
  hinted,
  paymentScreen,
  refused,
  type RegisterState,
  withEntryDone,
} from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

/** The part that is paid next: the chosen one, else the first that is left; undefined for the whole. */
export function partNow({
  order,
  part,
}: Pick<RegisterState, "order" | "part">): PartView | undefined {
  if (order === undefined || order.refundDue > 0) return undefined;
  const left = partsLeft(order);
  return left.find(({ id }) => id === part) ?? left[0];
}

/** Returns the parts with an amount due, now or before the split. */
function partsLeft({ parts }: OrderView): ReadonlyArray<PartView> {
  return parts.filter(({ receipt, total }) => receipt === "" && total > 0);
}

/** Returns the cash due for the part that is paid now, or for all; undefined while nobody is logged in. */
export function cashDueNow(
  state: Pick<RegisterState, "order" | "part" | "session">,
): MinorUnits | undefined {
  return state.session?.cashDue(partNow(state)?.id);
}

/** Returns the amount due, not rounded as cash is. */
export function dueNow(state: RegisterState): MinorUnits {
  return partNow(state)?.due ?? state.order?.due ?? zeroMinor;
}

/** A part of it is paid already; a part of a split is no part payment. */
export function isRestOfParts(state: RegisterState): boolean {
  const { order } = state;
  if (order === undefined) return false;
  const part = partNow(state);
  if (part !== undefined) return part.due > 0 && part.due !== part.total;
  return order.deposited !== 0 && order.due > 0;
}

/** `1 of 3 paid`; empty for an order with one bill. */
export function partsPaid(till: TillContext, { parts, status }: OrderView): string {
  if (parts.length === 0 || status !== "open") return "";
  return till.words.splits.paid(partsPaidOf(parts));
}

/** `part 2 of 3: 29.12`. */
export function partText(till: TillContext, { no, of, due }: PartView): string {
  return till.words.splits.part({ no, of, due: till.money(due) });
}

/** `Next: part 2 of 3: 29.12.`; empty where no part is left. */
export function nextPartText(till: TillContext, state: RegisterState): string {
  const part = partNow(state);
  return part === undefined ? "" : till.words.splits.next({ part: partText(till, part) });
}

/** Whether money that nobody typed is asked about first: a part was paid, and this is the rest or the next part. */
export function asksFirst(state: RegisterState): boolean {
  return isRestOfParts(state) || state.nextPartAfter !== undefined;
}

/** Whether a part was paid just now, and this is the whole of the next one. */
export function isNextPart(state: RegisterState): boolean {
  return state.nextPartAfter !== undefined && !isRestOfParts(state);
}

/** The question about what is due; of a new part it says first which part that is. */
export function askedDue(till: TillContext, state: RegisterState, question: string): string {
  const next = state.nextPartAfter === undefined ? "" : nextPartText(till, state);
  return [next, question].filter(Boolean).join(" ");
}

/** The first key after a part was paid has shown which part is next, whatever else it did. */
export function withNextShown(
  till: TillContext,
  before: RegisterState,
  after: RegisterState,
): RegisterState {
  const { nextPartAfter } = before;
  if (nextPartAfter === undefined || after.nextPartAfter !== nextPartAfter) return after;
  const shown = { ...after, nextPartAfter: undefined };
  const isSilent = after.screen === "payment" && after.message === undefined;
  const next = isSilent ? nextPartText(till, after) : "";
  return next === "" ? shown : hinted(shown, next);
}

/** Returns the plan of Enter for a split that is typed on the payment screen. */
export function planSplit(till: TillContext, state: RegisterState, wanted: WantedSplit): Plan {
  const plan = planAct(till, state, { act: "split", typed: wanted });
  return plan.type === "ready" ? { ...plan, act: { type: "split", wanted } } : plan;
}

export function actOnParts(
  till: TillContext,
  state: RegisterState,
  act: Extract<Act, { readonly type: "split" | "choose-part" }>,
): RegisterState {
  return act.type === "split" ? split(till, state, act.wanted) : choosePart(till, state, act.part);
}

/** Splits the bill from the register or the payment screen, which goes on with the first part. */
export function split(till: TillContext, state: RegisterState, wanted: WantedSplit): RegisterState {
  const done = performTyped(till, state, { act: "split", typed: wanted });
  const { message } = done;
  return message?.level === "done" ? { ...paymentScreen(done), paid: undefined, message } : done;
}

/** Returns the remaining parts besides the one that is paid now: the arrows reach them below the sums. */
export function otherParts(state: RegisterState): ReadonlyArray<PartView> {
  const now = partNow(state);
  if (state.order === undefined || now === undefined) return [];
  return partsLeft(state.order).filter(({ id }) => id !== now.id);
}

/** Returns the part at the cursor, below that many sums. */
export function partAtArrows(state: RegisterState, sums: number): PartView | undefined {
  const { hit, text, screen } = state;
  if (hit === undefined || text !== "" || screen !== "payment") return undefined;
  return otherParts(state)[hit - sums];
}

/** `:part 2`; without a number the next one. */
export function choosePartTyped(till: TillContext, state: RegisterState): RegisterState {
  const typed = state.text.trim();
  const parts = state.order?.parts ?? [];
  const [next] = otherParts(state).toSorted(
    (one, other) => turnOf(state, one) - turnOf(state, other),
  );
  if (typed === "" && next !== undefined) return choosePart(till, state, next);
  const part = parts.find(({ no }) => String(no) === typed);
  const words = till.words.splits;
  if (part === undefined)
    return refused(state, words.noPart({ typed, parts: parts.at(-1)?.no ?? 0 }));
  if (part.receipt !== "")
    return refused(state, words.partPaid({ no: part.no, receipt: part.receipt }));
  return choosePart(till, withEntryDone(state), part);
}

/** How many parts it comes after the one that is paid now. */
function turnOf(state: RegisterState, { no, of }: PartView): number {
  return (no - (partNow(state)?.no ?? 0) + of) % of;
}

export function choosePart(till: TillContext, state: RegisterState, part: PartView): RegisterState {
  const chosen = { ...state, part: part.id, hit: undefined, asked: undefined, tip: undefined };
  return hinted(chosen, partText(till, part));
}
