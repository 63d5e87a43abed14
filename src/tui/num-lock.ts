/**
 * A keypad with Num Lock off sends arrows and edit keys for its digits. Where digits are wanted that is
 * told, and Enter, which the keypad sends all the same, takes nothing until another key came.
 */

import { type KeyName } from "./keys/key-event.ts";
import { refused, type RegisterState } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

/**
 * The digits of a keypad without Num Lock, except 2 and 8, which are Down and Up and have uses of
 * their own.
 */
const UNLOCKED: ReadonlySet<KeyName> = new Set<KeyName>([
  "insert",
  "end",
  "page-down",
  "left",
  "begin",
  "right",
  "home",
  "page-up",
]);

/** The keys that mean nothing else anywhere. */
const NEVER_MEANT: ReadonlySet<KeyName> = new Set<KeyName>(["insert", "begin"]);

/** Returns the refusal of a key that was meant as a digit; undefined for a key that does its work. */
export function pressUnlocked(
  till: TillContext,
  state: RegisterState,
  key: KeyName,
): RegisterState | undefined {
  const unlocked = { ...state, hit: undefined, isNumLockOff: true };
  if (key === "enter")
    return state.isNumLockOff ? refused(unlocked, till.words.verb.numLock) : undefined;
  const isDigit = wantsDigits(state) ? UNLOCKED.has(key) : isTyping(state) && NEVER_MEANT.has(key);
  return isDigit ? refused(unlocked, till.words.verb.numLock) : undefined;
}

function wantsDigits(state: RegisterState): boolean {
  const { screen, approval, weighs } = state;
  if (!isTyping(state)) return false;
  return approval !== undefined || screen !== "register" || weighs !== undefined;
}

/** Lists, the help and the back office are walked by the same keys. */
function isTyping({ screen, list, showsHelp }: RegisterState): boolean {
  return screen !== "office" && list === undefined && !showsHelp;
}
