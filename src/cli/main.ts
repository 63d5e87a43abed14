/** The command line, whole. */

import { addCommands } from "./commands.ts";
import { runProgram } from "./program.ts";

/** Returns the exit code. */
export function main(argv: ReadonlyArray<string>): Promise<number> {
  return runProgram({ argv }, addCommands);
}
