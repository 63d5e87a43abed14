/**
 * The command line: parses words, loads the one command that was asked for, turns outcomes into exit
 * codes. Never exits the process by itself, and shows a stack trace only with `--debug`.
 */

import { type Command, CommanderError } from "commander";

import { PROGRAM_VERSION } from "../app/program-version.ts";
import type { RegisterSupervisor } from "../app/supervisor/supervised.ts";
import type { ToRegister } from "../app/supervisor/supervisor-messages.ts";
import { readEnvironment } from "../app/system/environment.ts";
import { type CommandDeps, commandDeps, ShellCommand } from "./command-options.ts";
import { type Console, createConsole } from "./console.ts";
import { EXIT, EXIT_CODES_HELP } from "./exit-codes.ts";
import { CommandFault } from "./fault.ts";

/** What a command does is broken between words where this much of a line is left for it. */
const WRAPPED_CELLS = 24;

/** Of the runtime: itself, and the file that it runs. */
const OWN_WORDS = 2;

export interface Start {
  readonly argv: ReadonlyArray<string>;
  /** What the process that watches this one said first. */
  readonly begin?: ToRegister | undefined;
}

/** Returns the exit code. */
export async function runProgram(
  { argv, begin }: Start,
  addCommands: (program: ShellCommand, deps: CommandDeps) => void,
): Promise<number> {
  const console = createConsole({
    environment: readEnvironment(),
    argv: argv.slice(OWN_WORDS),
    supervisor: await supervisorOf(begin),
    isForProgram: argv.includes("--json"),
  });
  leaveQuietlyWithTheReader();
  const outcome = { code: EXIT.fine as number };
  const program = createProgram();
  addCommands(
    program,
    commandDeps(console, (code) => (outcome.code = code)),
  );
  try {
    refuseUnknownHelp(program, argv.slice(OWN_WORDS));
    await program.parseAsync([...argv]);
    return outcome.code;
  } catch (cause) {
    return codeFor(cause, argv, console);
  }
}

/** Loaded when there is one: most commands are over before it were there. */
async function supervisorOf(
  begin: ToRegister | undefined,
): Promise<RegisterSupervisor | undefined> {
  if (begin === undefined) return undefined;
  const { connectSupervisor } = await import("../app/supervisor/supervised.ts");
  return connectSupervisor(begin);
}

function createProgram(): ShellCommand {
  return (
    new ShellCommand("till")
      .description("A point of sale that cannot go down.")
      .version(PROGRAM_VERSION, "-V, --version")
      .option("--debug", "show stack traces")
      .addHelpText("after", EXIT_CODES_HELP)
      // Every refusal is one sentence, said in one place.
      .configureOutput({ outputError: () => undefined })
      .configureHelp({ minWidthToWrap: WRAPPED_CELLS, subcommandTerm: termOf })
      .exitOverride()
      .enablePositionalOptions(false)
  );
}

/** That a command has options is known; the words cost what it does a third of its line. */
function termOf(command: Command): string {
  const names = command.registeredArguments.map((argument) => {
    const name = `${argument.name()}${argument.variadic ? "..." : ""}`;
    return argument.required ? `<${name}>` : `[${name}]`;
  });
  return [command.name(), ...names].join(" ");
}

/** A reader that has seen enough (`till order list | head`) is no error, nor is a closed window. */
function leaveQuietlyWithTheReader(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exitCode = EXIT.fine;
    else if (error.code !== "EIO") throw error;
  });
}

async function codeFor(
  cause: unknown,
  argv: ReadonlyArray<string>,
  console: Console,
): Promise<number> {
  if (cause instanceof CommanderError) {
    // Help was asked for, or shown because no command was named: nothing more to say.
    const hasSpoken = cause.exitCode === 0 || cause.code === "commander.help";
    if (!hasSpoken) {
      await speakAsShop(argv, console);
      const { usageSentence } = await import("./usage-sentence.ts");
      console.say(usageSentence(cause));
    }
    return cause.exitCode === 0 ? EXIT.fine : EXIT.usage;
  }
  if (argv.includes("--debug")) {
    console.say(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
  }
  if (cause instanceof CommandFault) {
    if (cause.code === EXIT.usage) await speakAsShop(argv, console);
    console.say(cause.sentence(console.locale()));
    return cause.code;
  }
  const { storeFault } = await import("./store-fault.ts");
  const fault = storeFault(cause);
  console.say(fault.sentence(console.locale()));
  return fault.code;
}

/** Many words are refused before a shop is open: the sentence is the shop's all the same. */
async function speakAsShop(argv: ReadonlyArray<string>, console: Console): Promise<void> {
  if (!console.speaksAsBox()) return;
  const { speakAsShop: speak } = await import("./usage-language.ts");
  speak(argv, console);
}

/*
 * A command that there is not, where somebody asks for its help: the parser answers with the help of
 * what stands before it, as if that were meant.
 */

const HELP_OPTIONS: ReadonlySet<string> = new Set(["--help", "-h"]);

/** Throws as the parser does of a command that there is not. */
function refuseUnknownHelp(program: Command, argv: ReadonlyArray<string>): void {
  const words = argv.filter((word) => word !== "--debug");
  if (!words.some((word) => HELP_OPTIONS.has(word))) return;
  let command: Command = program;
  for (const word of words) {
    const { commands } = command;
    // What follows the last name of a command are its own words.
    if (word.startsWith("-") || word === "help" || commands.length === 0) return;
    const next = commands.find((it) => it.name() === word || it.aliases().includes(word));
    if (next === undefined) throw unknownCommand(word, commands);
    command = next;
  }
}

function unknownCommand(word: string, commands: ReadonlyArray<Command>): CommanderError {
  const like = commands
    .map((it) => it.name())
    .find((name) => word.startsWith(name) || name.startsWith(word));
  const suggestion = like === undefined ? "" : `\n(Did you mean ${like}?)`;
  const message = `error: unknown command '${word}'${suggestion}`;
  return new CommanderError(1, "commander.unknownCommand", message);
}
