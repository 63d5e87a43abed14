/**
 * The keys of a kitchen's screen: a numeric keypad and nothing else. Whoever has a whole keyboard finds
 * the same under a letter.
 */

import { type KeyInput, type KeyName } from "./key-event.ts";

export const KITCHEN_KEYS = [
  "digits",
  "items",
  "recall",
  "all-day",
  "page",
  "back",
  "help",
] as const;
export type KitchenKey = (typeof KITCHEN_KEYS)[number];

/** One press as the screen understands it. */
export type Press =
  | { readonly type: "digit"; readonly digit: string; readonly isUnlocked?: true }
  | {
      readonly type: "key";
      readonly key: Exclude<KitchenKey, "digits"> | "enter" | "erase" | "leave";
    };

const SIGNS: ReadonlyMap<string, Exclude<KitchenKey, "digits">> = new Map([
  ["*", "items"],
  ["-", "recall"],
  ["+", "all-day"],
  ["/", "page"],
  [".", "back"],
  [",", "back"],
  ["i", "items"],
  ["r", "recall"],
  ["a", "all-day"],
  ["n", "page"],
  ["h", "help"],
  ["?", "help"],
]);

/** The keys that the keypad sends with Num Lock off; its 5 sends nothing that terminals agree on. */
const UNLOCKED: ReadonlyMap<KeyName, string> = new Map<KeyName, string>([
  ["end", "1"],
  ["down", "2"],
  ["page-down", "3"],
  ["left", "4"],
  ["right", "6"],
  ["home", "7"],
  ["up", "8"],
  ["page-up", "9"],
  ["insert", "0"],
  ["begin", "5"],
]);

const KEYS: ReadonlyMap<KeyName, Extract<Press, { readonly type: "key" }>["key"]> = new Map<
  KeyName,
  Extract<Press, { readonly type: "key" }>["key"]
>([
  ["enter", "enter"],
  ["backspace", "erase"],
  ["escape", "back"],
  ["delete", "back"],
  ["f1", "help"],
  ["ctrl-c", "leave"],
]);

/** Returns the presses in order; keys that this screen doesn't know are left out. */
export function pressesOf(event: KeyInput): ReadonlyArray<Press> {
  if (event.type === "text") return Array.from(event.text.toLowerCase()).flatMap(pressOfSign);
  if (event.type !== "key") return [];
  const digit = UNLOCKED.get(event.key);
  if (digit !== undefined) return [{ type: "digit", digit, isUnlocked: true }];
  const key = KEYS.get(event.key);
  return key === undefined ? [] : [{ type: "key", key }];
}

function pressOfSign(sign: string): ReadonlyArray<Press> {
  if (/^[0-9]$/u.test(sign)) return [{ type: "digit", digit: sign }];
  const key = SIGNS.get(sign);
  return key === undefined ? [] : [{ type: "key", key }];
}
