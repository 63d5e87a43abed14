/**
 * A digit for a list waits a moment to see whether it was the first character of a scan.
 */

import { type Clock } from "../../domain/ports.ts";
import { type InputEvent } from "./key-event.ts";

/** The next character of a scan comes sooner than this, a finger's later. */
const LIST_DIGIT_MS = 40;
/** What no search begins with: digits, and the signs of a keypad. */
const LIST_SIGN = /^[0-9*+./,-]$/u;

export interface ListDigit {
  /** What is to be done before the event, and whether the event itself waits. */
  readonly accept: (event: InputEvent, isListOpen: boolean) => AcceptedDigit;
  readonly cancel: () => void;
}

export interface AcceptedDigit {
  /** The digit that waited counts. */
  readonly chosen?: string;
  /** The digit that waited was text. */
  readonly typed?: string;
  readonly waits: boolean;
}

export interface ListDigitDeps {
  readonly clock: Clock;
  /** Nothing came after it. */
  readonly onDigit: (sign: string) => void;
}

export function createListDigit({ clock, onDigit }: ListDigitDeps): ListDigit {
  let held: { readonly sign: string; readonly cancel: () => void } | undefined;

  function accept(event: InputEvent, isListOpen: boolean): AcceptedDigit {
    const before = held;
    cancel();
    if (before !== undefined) {
      const { sign } = before;
      if (event.type === "text") return { typed: sign, waits: false };
      return event.type === "scan" ? { waits: false } : { chosen: sign, waits: false };
    }
    if (!isListOpen || event.type !== "text" || !LIST_SIGN.test(event.text))
      return { waits: false };
    const sign = event.text;
    const stop = clock.after(LIST_DIGIT_MS, () => {
      held = undefined;
      onDigit(sign);
    });
    held = { sign, cancel: stop };
    return { waits: true };
  }

  function cancel(): void {
    held?.cancel();
    held = undefined;
  }

  return { accept, cancel };
}
