/** The exit code of a screen that has ended, and what there is to say about that. */

import { type ScreenEnd } from "../app/open-screen.ts";
import { asStoreError } from "../app/store-errors.ts";
import { assertNever } from "../domain/assert-never.ts";
import { type Console } from "./console.ts";
import { EXIT, SIGNAL_BASE } from "./exit-codes.ts";
import { CommandFault } from "./fault.ts";

export interface ScreenSentences {
  readonly isOpen: string;
  /** Where the log is named after it. */
  readonly stopped: string;
}

/** Throws the fault of one that could not begin, and what the disk said. */
export function registerCode(end: ScreenEnd, console: Console): number {
  return screenCode(end, console, {
    isOpen: "This till's register is open already: go to its window.",
    stopped: "The register stopped, and every order is safe",
  });
}

/** The same of another screen. */
export function screenCode(
  end: ScreenEnd,
  console: Console,
  { isOpen, stopped }: ScreenSentences,
): number {
  switch (end.type) {
    case "quit":
      return EXIT.fine;
    case "open-already":
      throw new CommandFault(EXIT.conflict, isOpen);
    case "signal":
      return SIGNAL_BASE + end.number;
    case "crashed":
      // The disk's trouble has a sentence and a code of its own.
      if (asStoreError(end.error) !== undefined) throw end.error;
      console.say(`${stopped}; ${end.log} tells what happened.`);
      return EXIT.foundWrong;
    default:
      return assertNever(end, "screen end");
  }
}
