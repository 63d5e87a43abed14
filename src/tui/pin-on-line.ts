/**
 * A PIN on the line of the goods, typed by hands that take the till for locked: no sign of it is shown, no
 * sentence repeats it, and Up doesn't bring it back.
 */

import { type LineReading } from "../acts/typed-command.ts";
import { readPayment } from "../domain/entry/entry-payment.ts";
import { hitsOf } from "./entry-hits.ts";
import { type RegisterState } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

const PIN = /^\d{4,8}$/u;
/** Guests pay with more than is due, and not with so many times of it. */
const GIVEN_TIMES_MAX = 10;

/** Whether the text may be a PIN: digits that no goods have or begin with, and that are no sum to be given. */
export function mayBePin(
  till: Pick<TillContext, "currency">,
  state: Pick<RegisterState, "screen" | "text" | "weighs" | "order" | "list">,
  reading: LineReading,
): boolean {
  const { screen, text, weighs, list } = state;
  if (screen !== "register" || weighs !== undefined || list !== undefined) return false;
  if (!PIN.test(text.trim()) || reading.type !== "nothing") return false;
  return hitsOf(reading).length === 0 && !mayBeGiven(till, state);
}

function mayBeGiven(
  { currency }: Pick<TillContext, "currency">,
  { text, order }: Pick<RegisterState, "text" | "order">,
): boolean {
  const read = readPayment(text, currency);
  const due = order?.due ?? 0;
  return read.type === "tendered" && read.amount <= due * GIVEN_TIMES_MAX;
}

/** Returns the state after a step, without a PIN among the texts that Up brings back. */
export function withoutPinKept(
  before: RegisterState,
  after: RegisterState,
  isPin: (state: RegisterState) => boolean,
): RegisterState {
  const isKept = after.lastText !== before.lastText && after.lastText === before.text;
  return isKept && isPin(before) ? { ...after, lastText: before.lastText } : after;
}
