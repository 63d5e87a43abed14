/**
 * The commands that stay: screens, which are a process of their own. They are built apart from all other
 * commands, in a few files instead of many, because opening a file costs a till half a millisecond and
 * somebody waits for its first frame.
 */

import type { ToRegister } from "../app/supervisor/supervisor-messages.ts";
import { runProgram } from "./program.ts";
import { addScreenCommands } from "./screen-commands.ts";

/** `begin` is what the process that watches this one said first. Returns the exit code. */
export function main(argv: ReadonlyArray<string>, begin: ToRegister): Promise<number> {
  return runProgram({ argv, begin }, addScreenCommands);
}
