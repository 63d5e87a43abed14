/** What went wrong below the commands, as one sentence and a code. */

import { asStoreError } from "../app/store-errors.ts";
import { cliWords } from "../words/made/cli/all.ts";
import { storeTroubleWords } from "../words/made/storeTrouble/all.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { CommandFault } from "./fault.ts";
import { type Sentence } from "./sentence.ts";
import { sentencesOf } from "./sentences-of.ts";

/** Anything that nobody foresaw is a bug: it says so, and `--debug` shows where. */
export function storeFault(cause: unknown): CommandFault {
  const known = asStoreError(cause);
  if (known !== undefined) return new CommandFault(codeOf(known.type), sentenceOf(known));
  const words = cause instanceof Error ? cause.message : String(cause);
  return new CommandFault(
    EXIT.foundWrong,
    sentencesOf(cliWords)(({ store }) => store.bug({ words })),
  );
}

function sentenceOf({ facts, message }: NonNullable<ReturnType<typeof asStoreError>>): Sentence {
  if (facts === undefined) return message;
  const { trouble, place = "", code = "" } = facts;
  return sentencesOf(storeTroubleWords)((words) => words[trouble]({ place, code }));
}

function codeOf(type: NonNullable<ReturnType<typeof asStoreError>>["type"]): ExitCode {
  switch (type) {
    case "store/not-a-ledger":
      return EXIT.notFound;
    case "store/no-passphrase":
    case "store/same-key":
      return EXIT.usage;
    case "store/unheard":
      return EXIT.unreachable;
    case "store/wrong-passphrase":
      return EXIT.refused;
    case "store/exists":
    case "store/locked":
      return EXIT.conflict;
    default:
      return EXIT.damaged;
  }
}
