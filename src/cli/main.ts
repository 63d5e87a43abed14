/** The command line, whole. */

import { addCommands } from "./commands.ts";
import { runProgram } from "./program.ts";

/** Of the runtime: itself, and the file that it runs. */
const OWN_WORDS = 2;

/** Returns the exit code. */
export function main(argv: ReadonlyArray<string>): Promise<number> {
  // No option before a command takes a word, so the first word that is no option is the command.
  const asked = argv.slice(OWN_WORDS).find((word) => !word.startsWith("-"));
  return runProgram({ argv }, (program, deps) => addCommands(program, deps, asked));
}
