/**
 * A command that there is not, where somebody asks for its help: the parser answers with the help of
 * what stands before it, as if that were meant.
 */

import { type Command, CommanderError } from "commander";

const HELP_OPTIONS: ReadonlySet<string> = new Set(["--help", "-h"]);

/** Throws as the parser does of a command that there is not. */
export function refuseUnknownHelp(program: Command, argv: ReadonlyArray<string>): void {
  const words = argv.filter((word) => word !== "--debug");
  const asksFirst = words[0] === "help";
  if (!asksFirst && !words.some((word) => HELP_OPTIONS.has(word))) return;
  let command = program;
  for (const word of asksFirst ? words.slice(1) : words) {
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
