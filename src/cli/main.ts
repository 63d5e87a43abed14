/**
 * The command line: parses words, loads the one command that was asked for, turns outcomes into exit
 * codes. Never exits the process by itself, and shows a stack trace only with `--debug`.
 */
import { Command, CommanderError } from "commander";

import { readEnvironment } from "../app/system-environment.ts";
import { addCommands } from "./commands.ts";
import { type Console, createConsole } from "./console.ts";
import { EXIT, EXIT_CODES_HELP } from "./exit-codes.ts";
import { CommandFault } from "./fault.ts";

export const VERSION = "0.1.0";

/** Returns the exit code. */
export async function main(argv: ReadonlyArray<string>): Promise<number> {
  const console = createConsole(readEnvironment());
  leaveQuietlyWithTheReader();
  const outcome = { code: EXIT.fine as number };
  const program = createProgram();
  addCommands(program, { console, finish: (code) => (outcome.code = code) });
  try {
    await program.parseAsync([...argv]);
    return outcome.code;
  } catch (cause) {
    return codeFor(cause, console, argv.includes("--debug"));
  }
}

function createProgram(): Command {
  return new Command("till")
    .description("A point of sale that cannot go down.")
    .version(VERSION, "-V, --version")
    .option("--debug", "show stack traces")
    .addHelpText("after", EXIT_CODES_HELP)
    .showHelpAfterError("(add --help for more)")
    .exitOverride()
    .enablePositionalOptions(false);
}

/** A reader that has seen enough (`till order list | head`) is no error. */
function leaveQuietlyWithTheReader(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exitCode = EXIT.fine;
    else throw error;
  });
}

async function codeFor(cause: unknown, console: Console, debug: boolean): Promise<number> {
  // Commander has written its own message already.
  if (cause instanceof CommanderError) return cause.exitCode === 0 ? EXIT.fine : EXIT.usage;
  if (debug) console.say(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
  if (cause instanceof CommandFault) {
    console.say(cause.message);
    return cause.code;
  }
  const { storeFault } = await import("./store-fault.ts");
  const fault = storeFault(cause);
  console.say(fault.message);
  return fault.code;
}
