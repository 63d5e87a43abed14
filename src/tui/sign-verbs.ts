/**
 * Commands that begin with a sign, for whoever does not know it or has no key of it: the list under F10
 * writes it before what is typed, or asks for that.
 */

import { wordsFor } from "../words/screen-words.ts";
import { inRegister, needsLines } from "./commands.ts";
import { hinted, refused, type RegisterState, withEntryDone, withField } from "./register-state.ts";

export const SIGN_VERB_IDS = ["soldOut", "price", "ask", "quantity", "note", "course"] as const;
export type SignVerbId = (typeof SIGN_VERB_IDS)[number];

export interface SignVerb {
  readonly id: SignVerbId;
  readonly sign: string;
  /** Its sign in the list under F10. */
  readonly listSign?: string;
  /** Whether it acts on a line that is there already. */
  readonly needsLine: boolean;
}

export const SIGN_VERBS: ReadonlyArray<SignVerb> = [
  { id: "soldOut", sign: "!", listSign: "1", needsLine: false },
  { id: "price", sign: "=", listSign: "2", needsLine: true },
  { id: "ask", sign: "?", needsLine: false },
  { id: "quantity", sign: "*", needsLine: true },
  { id: "note", sign: "'", needsLine: true },
  { id: "course", sign: ";", needsLine: false },
];

/** True, or one sentence why not now. */
export function mayBegin({ needsLine }: SignVerb, state: RegisterState): true | string {
  return inRegister(state) ?? (needsLine ? needsLines(state) : undefined) ?? true;
}

/** Begins the verb: the typed text is its object. Enter does it, and the preview names it. */
export function beginWith(verb: SignVerb, state: RegisterState): RegisterState {
  const reason = mayBegin(verb, state);
  if (reason !== true) return refused(state, reason);
  const { id, sign } = verb;
  const object = state.text.trim();
  const text = object.startsWith(sign) ? object : sign + object;
  const begun = { ...withEntryDone(state), lastText: state.lastText, text, list: undefined };
  return object === "" || object === sign
    ? hinted(begun, wordsFor(state).signVerbs[id].asks)
    : { ...begun, message: undefined };
}

/** Clears the line as Esc does; the order stays. */
export function clearLine(state: RegisterState): RegisterState {
  const closed = { ...state, list: undefined, message: undefined };
  return state.screen === "office" ? withField(closed, "") : withEntryDone(closed);
}
