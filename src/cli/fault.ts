import { refusalSentence, type SentenceContext } from "../app/refusal-sentence.ts";
/** A command that can't go on: one sentence and an exit code. Thrown inside `cli` only. */
import { type Refusal } from "../domain/commands/refusal.ts";
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

export function refusalFault(refusal: Refusal, context: SentenceContext): CommandFault {
  return new CommandFault(codeOf(refusal), refusalSentence(refusal, context));
}

function codeOf({ type }: Refusal): ExitCode {
  switch (type) {
    case "permission/missing":
    case "staff/unknown":
    case "staff/inactive":
    case "pin/wrong":
      return EXIT.refused;
    case "product/unknown":
    case "order/unknown":
    case "line/unknown":
      return EXIT.notFound;
    case "shift/already-in":
    case "shift/not-in":
    case "order/paid":
    case "line/paid":
    case "line/voided":
      return EXIT.conflict;
    default:
      return EXIT.usage;
  }
}
