/** The input of a keyboard and a scanner, whatever terminal stands between. */
export const FUNCTION_KEYS = [
  "f1",
  "f2",
  "f3",
  "f4",
  "f5",
  "f6",
  "f7",
  "f8",
  "f9",
  "f10",
  "f11",
  "f12",
] as const;

export const EDIT_KEYS = [
  "enter",
  "escape",
  "tab",
  "backspace",
  "delete",
  "insert",
  /** The keypad's 5 with Num Lock off. */
  "begin",
  "up",
  "down",
  "left",
  "right",
  "home",
  "end",
  "page-up",
  "page-down",
] as const;

export type FunctionKey = (typeof FUNCTION_KEYS)[number];
export type EditKey = (typeof EDIT_KEYS)[number];
export type ControlKey = `ctrl-${string}`;
export type KeyName = FunctionKey | EditKey | ControlKey;

export type KeyEvent =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "key"; readonly key: KeyName }
  /** Alt and a digit: the hit of that number. */
  | { readonly type: "hit"; readonly number: number }
  /** Text from the clipboard, on one line: it never acts by itself. */
  | { readonly type: "paste"; readonly text: string };

export type InputEvent =
  | KeyEvent
  | {
      readonly type: "scan";
      readonly code: string;
      /** The text of it that was handed on already, to be taken back. */
      readonly echoed: string;
    };
