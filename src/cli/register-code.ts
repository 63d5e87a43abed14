/** The exit code of a register that has ended, and what there is to say about that. */

import { type RegisterEnd } from "../app/open-register.ts";
import { asStoreError } from "../app/store-errors.ts";
import { assertNever } from "../domain/assert-never.ts";
import { type Console } from "./console.ts";
import { EXIT, SIGNAL_BASE } from "./exit-codes.ts";
import { CommandFault } from "./fault.ts";

/** Throws the fault of one that could not begin, and what the disk said. */
export function registerCode(end: RegisterEnd, console: Console): number {
  switch (end.type) {
    case "quit":
      return EXIT.fine;
    case "open-already":
      throw new CommandFault(
        EXIT.conflict,
        "This till's register is open already: go to its window.",
      );
    case "signal":
      return SIGNAL_BASE + end.number;
    case "crashed":
      // The disk's trouble has a sentence and a code of its own.
      if (asStoreError(end.error) !== undefined) throw end.error;
      console.say(`The register stopped, and every order is safe; ${end.log} tells what happened.`);
      return EXIT.foundWrong;
    default:
      return assertNever(end, "register end");
  }
}
