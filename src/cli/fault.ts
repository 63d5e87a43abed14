/** A command that can't go on: one sentence and an exit code. Thrown inside `cli` only. */

import { EXIT, type ExitCode } from "./exit-codes.ts";

export class CommandFault extends Error {
  readonly code: ExitCode;

  constructor(code: ExitCode, sentence: string) {
    super(sentence);
    this.name = "CommandFault";
    this.code = code;
  }
}

export function usageFault(sentence: string): CommandFault {
  return new CommandFault(EXIT.usage, sentence);
}
