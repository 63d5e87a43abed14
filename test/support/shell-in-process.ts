/** Commands of the shell run in this process: many of them, without a start for each. */

import { type Environment, readEnvironment } from "../../src/app/system/environment.ts";
import { commandDeps, ShellCommand } from "../../src/cli/command-options.ts";
import { addCommands } from "../../src/cli/commands.ts";
import { type Console } from "../../src/cli/console.ts";
import { CommandFault } from "../../src/cli/fault.ts";
import { harmless } from "../../src/cli/one-line.ts";
import { type Sentence, sentenceIn } from "../../src/cli/sentence.ts";
import { escapedJson } from "../../src/domain/text/clean-text.ts";
import { type Locale } from "../../src/domain/text/locale.ts";

export interface ShellAnswer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Returns what the command says. A refusal is an answer; whatever else a command throws is thrown,
 * as the fault of ours that it is.
 */
export async function shellAnswer(
  argv: ReadonlyArray<string>,
  environment: Partial<Environment> = {},
): Promise<ShellAnswer> {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const captured = consoleInto(stdout, stderr, environment);
  let code = 0;
  const program = shellProgram({ captured, finish: (finished) => (code = finished) });
  try {
    await program.parseAsync(["node", "till", ...argv]);
  } catch (cause) {
    if (!(cause instanceof CommandFault)) throw cause;
    ({ code } = cause);
    stderr.push(`${cause.sentence(captured.locale())}\n`);
  }
  return { code, stdout: stdout.join(""), stderr: stderr.join("") };
}

/** The command line with all its commands; with `asked` as it is made for that one. */
export function shellProgram({
  captured = consoleInto([], [], {}),
  finish = () => undefined,
  asked,
}: {
  readonly captured?: Console;
  readonly finish?: (code: number) => void;
  readonly asked?: string;
} = {}): ShellCommand {
  const program = new ShellCommand("till").exitOverride();
  addCommands(program, commandDeps(captured, finish), asked);
  return program;
}

function consoleInto(
  stdout: string[],
  stderr: string[],
  environment: Partial<Environment>,
): Console {
  let locale: Locale = "en";

  function text(sentence: Sentence): string {
    return typeof sentence === "string" ? sentence : sentenceIn(sentence, locale);
  }

  function out(line: Sentence): void {
    stdout.push(`${harmless(text(line))}\n`);
  }

  return {
    environment: { ...readEnvironment(), ...environment },
    argv: [],
    supervisor: undefined,
    locale: () => locale,
    speak: (next) => {
      locale = next;
    },
    speaksAsBox: () => false,
    text,
    out,
    words: out,
    say: (line) => {
      stderr.push(`${harmless(text(line))}\n`);
    },
    json: (value) => {
      stdout.push(`${escapedJson(value, 2)}\n`);
    },
    progress: () => ({ show: () => undefined, end: () => undefined }),
    write: (piece) => {
      stdout.push(typeof piece === "string" ? piece : Buffer.from(piece).toString("latin1"));
      return Promise.resolve(true);
    },
  };
}
