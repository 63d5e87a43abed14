/** A command that can't go on: one sentence and an exit code. Thrown inside `cli` only. */

import type { Locale } from "../domain/text/locale.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { type Sentence, sentenceIn } from "./sentence.ts";

export class CommandFault extends Error {
  readonly code: ExitCode;
  readonly #sentence: Sentence;
  #said: string | undefined;

  constructor(code: ExitCode, sentence: Sentence) {
    super(sentenceIn(sentence, "en"));
    this.name = "CommandFault";
    this.code = code;
    this.#sentence = sentence;
  }

  /** Returns the sentence in the language in which it is asked for first: what it names is looked up in an open shop. */
  sentence(locale: Locale): string {
    return (this.#said ??= sentenceIn(this.#sentence, locale));
  }
}

export function usageFault(sentence: Sentence): CommandFault {
  return new CommandFault(EXIT.usage, sentence);
}

export function notFoundFault(sentence: Sentence): CommandFault {
  return new CommandFault(EXIT.notFound, sentence);
}

export function refusedFault(sentence: Sentence): CommandFault {
  return new CommandFault(EXIT.refused, sentence);
}

export function conflictFault(sentence: Sentence): CommandFault {
  return new CommandFault(EXIT.conflict, sentence);
}

export function unreachableFault(sentence: Sentence): CommandFault {
  return new CommandFault(EXIT.unreachable, sentence);
}

export function interruptedFault(sentence: Sentence): CommandFault {
  return new CommandFault(EXIT.interrupted, sentence);
}
