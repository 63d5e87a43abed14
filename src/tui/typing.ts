/** What is typed or pasted goes where it belongs: an approval, a list's search, the log-in, or the line. */

import { ENTRY_LENGTH_MAX } from "../domain/entry-text.ts";
import { fieldOf, type RegisterState, unasked, withField } from "./register-state.ts";

/** Behind digits that stand there it would make the number or the PIN of somebody else. */
export function pasteText(state: RegisterState, text: string): RegisterState {
  const isPerson = state.screen === "log-in" || state.approval !== undefined;
  return typeText(isPerson ? withField(state, "") : state, text);
}

export function typeText(state: RegisterState, text: string): RegisterState {
  const now = seen(state);
  const field = fieldOf(now);
  const replaces = now.isTextRefused && now.list === undefined;
  const longer = (replaces ? "" : field) + text;
  const next = withField(now, longer.slice(0, ENTRY_LENGTH_MAX));
  const replacedText = replaces ? field : now.replacedText;
  return { ...unasked(next), replacedText };
}

/** The change leaves the big digits for good: once more in sight, it would be handed out twice. */
export function seen(state: RegisterState): RegisterState {
  if (state.paid?.isFresh !== true) return state;
  return { ...state, paid: { ...state.paid, isFresh: false }, message: undefined };
}
