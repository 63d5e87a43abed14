/** A receipt that isn't at this till. */

import { type Refusal } from "./ports/refusal-port.ts";
import { type Message, refused, type RegisterState } from "./register-state.ts";

/** Says why a receipt isn't there, and which one is to open once it is. */
export function receiptNotHere(
  state: RegisterState,
  { message, seeksReceipt }: Refusal,
  seeks: NonNullable<Message["seeks"]>,
): RegisterState {
  if (seeksReceipt !== true) return refused(state, message);
  return { ...state, message: { level: "hint", text: message, seeks } };
}
