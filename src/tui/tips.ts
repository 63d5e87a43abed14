/** Whom the shop owes tips, and what was shared out; a digit pays one of them all of it out of the drawer. */

import { payTips } from "./drawer-cash.ts";
import { type OwedTips } from "./ports/tips-port.ts";
import { refused, refusedBy, type RegisterState } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

/** A row that pays. */
export interface TipsChoice {
  readonly type: "tips-pay";
  readonly owed: OwedTips;
}

export function listTips(till: TillContext, state: RegisterState): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, till.words.whyNot.logInFirst);
  till.port.longWork();
  const read = session.tips.read();
  if (!read.ok) return refusedBy(state, read.fault);
  const list = { type: "tips" as const, ...read.value, filter: "", at: 0 };
  return { ...state, list, showsHelp: false, message: undefined };
}

export function payOwed(till: TillContext, state: RegisterState, owed: OwedTips): RegisterState {
  const { amount, staff, name } = owed;
  return payTips(till, state, { amount, staff, about: name });
}
