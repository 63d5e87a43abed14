/** Every command of the program, as its own parser has it. */

import { type Command } from "commander";

import { shellProgram } from "./shell-in-process.ts";

export interface ProgramCommand {
  /** `order add`. */
  readonly path: string;
  readonly isGroup: boolean;
  /** Their long names, such as `--json`. */
  readonly options: ReadonlyArray<string>;
}

export function programCommands(): ReadonlyArray<ProgramCommand> {
  return below(shellProgram(), []);
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
