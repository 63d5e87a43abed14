/** The exit code of a screen that has ended, and what there is to say about that. */

import { type ScreenEnd } from "../app/open-screen.ts";
import { asStoreError } from "../app/store-errors.ts";
import { assertNever } from "../domain/base/assert-never.ts";
import { cliWords } from "../words/made/cli/all.ts";
import { type Console } from "./console.ts";
import { EXIT, SIGNAL_BASE } from "./exit-codes.ts";
import { conflictFault } from "./fault.ts";
import { type Sentence } from "./sentence.ts";
import { sentencesOf } from "./sentences-of.ts";

const said = sentencesOf(cliWords);

export interface ScreenSentences {
  readonly isOpen: Sentence;
  readonly stopped: (log: string) => Sentence;
}

/**
 * Returns the exit code of a register. Throws the fault of a register that could not begin, with
 * the disk's error.
 */
export function registerCode(end: ScreenEnd, console: Console): number {
  return screenCode(end, console, {
    isOpen: said(({ screen }) => screen.registerOpen),
    stopped: (log) => said(({ screen }) => screen.registerStopped({ log })),
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
      throw conflictFault(isOpen);
    case "signal":
      return SIGNAL_BASE + end.number;
    case "crashed":
      // The disk's trouble has a sentence and a code of its own.
      if (asStoreError(end.error) !== undefined) throw end.error;
      console.say(stopped(end.log));
      return EXIT.foundWrong;
    default:
      return assertNever(end, "screen end");
  }
}
