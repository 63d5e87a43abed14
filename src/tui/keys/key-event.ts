/** The input of a keyboard, a scanner and a finger, whatever terminal stands between. */

import { type EventId } from "../../domain/identity.ts";
import { type Words } from "../../words/screen-words.ts";

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

/** A finger or a mouse on a terminal that tells of it. Cells are counted from 0. */
export type PointerEvent =
  | {
      readonly type: "pointer";
      readonly is: "down" | "up";
      readonly column: number;
      readonly row: number;
    }
  /** The wheel, or a swipe: -1 to what is above. */
  | { readonly type: "wheel"; readonly by: 1 | -1 }
  /** The terminal says whether it has a mode that was asked for. */
  | { readonly type: "mode"; readonly mode: number; readonly isThere: boolean };

export const ENTER = { type: "key", key: "enter" } as const satisfies KeyEvent;

/** What a tap chooses where no key stands for it. */
export type TapChoice =
  /** A row of the list that is open, by its place in it. */
  | { readonly type: "row"; readonly at: number }
  /** A hit, or in the payment a sum, by its place. */
  | { readonly type: "hit-at"; readonly at: number }
  /** Goods of the page that stands there, by what they are stored under. */
  | { readonly type: "goods"; readonly sku: string }
  /** A line of the order. */
  | { readonly type: "line"; readonly line: EventId }
  /** A table of the plan, and what is done there at once. */
  | { readonly type: "table"; readonly order: EventId; readonly does: keyof Words["labels"] }
  /** The pad of digits comes, or goes. */
  | { readonly type: "pad" };

export type TapPress = KeyEvent | TapChoice;

/** A finger on something that is shown: does what stands there, in order. */
export interface TapEvent {
  readonly type: "tap";
  readonly presses: ReadonlyArray<TapPress>;
}

export type InputEvent = KeyInput | TapEvent;

export type KeyInput =
  | KeyEvent
  | {
      readonly type: "scan";
      readonly code: string;
      /** The text of it that was handed on already, to be taken back. */
      readonly echoed: string;
    };
