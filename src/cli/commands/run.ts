/** `till run`: opens the register on this terminal. */

import { openRegister } from "../../app/open-register.ts";
import { asStoreError } from "../../app/store-errors.ts";
import { assertNever } from "../../domain/assert-never.ts";
import { type Console } from "../console.ts";
import { EXIT } from "../exit-codes.ts";
import { CommandFault, usageFault } from "../fault.ts";
import { unlock } from "../unlock.ts";
import { storeDir, type StoreOptions } from "../with-till.ts";

/** What the shell of a process that a signal ended sees is this much more than the signal. */
const SIGNAL_BASE = 128;

export interface RunOptions extends StoreOptions {
  readonly plain?: boolean;
}

export async function run(options: RunOptions, console: Console): Promise<number> {
  const { environment, supervisor } = console;
  const { plain = false } = options;
  if (!environment.isTerminal && !plain) {
    throw usageFault(
      "The register needs a terminal: open one, give it lines with --plain, or use `till sell`.",
    );
  }
  const dir = storeDir(options, console);
  const surroundings = { ...environment, isPlain: plain || environment.isDumb };
  const deps = await unlock(dir, options, console);
  const end = await openRegister(dir, { environment: surroundings, deps, supervisor });
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
