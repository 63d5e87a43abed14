/** A receipt that other tills were asked for opens by itself, where nobody has done anything else meanwhile. */

import { showReceipt } from "./lists/receipt.ts";
import { type RegisterState } from "./register-state.ts";
import { openReceipt } from "./return-goods.ts";
import { type TillContext } from "./till-context.ts";

/** Call when something has changed in the till. */
export function withSoughtReceipt(till: TillContext, state: RegisterState): RegisterState {
  const { message, list, screen, text } = state;
  const seeks = message?.seeks;
  if (seeks === undefined || list !== undefined || screen !== "register") return state;
  const next =
    seeks.to === "look" ? showReceipt(till, state, seeks.number) : openReceipt(state, seeks.number);
  if (next.message?.seeks !== undefined) return state;
  return next.list === undefined ? next : { ...next, text: "", lastText: text };
}
