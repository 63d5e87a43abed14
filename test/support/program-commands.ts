/** Every command of the program, as its own parser has it. */

import { type Command } from "commander";

import { readEnvironment } from "../../src/app/system/environment.ts";
import { commandDeps, ShellCommand } from "../../src/cli/command-options.ts";
import { addCommands } from "../../src/cli/commands.ts";
import { createConsole } from "../../src/cli/console.ts";

export interface ProgramCommand {
  /** `order add`. */
  readonly path: string;
  readonly isGroup: boolean;
  /** Their long names, such as `--json`. */
  readonly options: ReadonlyArray<string>;
}

export function programCommands(): ReadonlyArray<ProgramCommand> {
  return below(newProgram(), []);
}

/** Nothing of it is run. */
export function newProgram(): ShellCommand {
  const program = new ShellCommand("till");
  const console = createConsole({
    environment: readEnvironment(),
    argv: [],
    supervisor: undefined,
    isForProgram: true,
  });
  addCommands(
    program,
    commandDeps(console, () => undefined),
  );
  return program;
}

function below(command: Command, path: ReadonlyArray<string>): ReadonlyArray<ProgramCommand> {
  return command.commands.flatMap((next) => {
    const own = [...path, next.name()];
    const options = next.options.map(({ long }) => long ?? "");
    return [
      { path: own.join(" "), isGroup: next.commands.length > 0, options },
      ...below(next, own),
    ];
  });
}
