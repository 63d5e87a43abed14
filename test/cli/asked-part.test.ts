/** What the shell makes of itself for a command that is asked for: the part that has it, with the same words. */

import { type Command } from "commander";
import { expect, test } from "vitest";

import { shellProgram } from "../support/shell-in-process.ts";

/** No part has more at its top, so that `till sell` doesn't wait for a hundred others. */
const COMMANDS_OF_A_PART = 4;
/** What tells of all commands has to know them. */
const OF_ALL = new Set(["help", "completion"]);

const whole = shellProgram();

/** Returns the help texts of a command and of all below it. */
function helpsOf(command: Command | undefined): ReadonlyArray<string> {
  if (command === undefined) return [];
  return [command.helpInformation(), ...command.commands.flatMap(helpsOf)];
}

function named(program: Command, name: string): Command | undefined {
  return program.commands.find((command) => command.name() === name);
}

test.each(whole.commands.map((command) => command.name()))(
  "till %s makes its own part of the shell, with the same help",
  (name) => {
    const own = shellProgram({ asked: name });

    const most = OF_ALL.has(name) ? whole.commands.length : COMMANDS_OF_A_PART;
    expect(own.commands.length).toBeLessThanOrEqual(most);
    expect(helpsOf(named(own, name))).toEqual(helpsOf(named(whole, name)));
  },
);

test("a word that is no command makes the whole shell, which knows what is like it", () => {
  expect(shellProgram({ asked: "sel" }).commands).toHaveLength(whole.commands.length);
});
