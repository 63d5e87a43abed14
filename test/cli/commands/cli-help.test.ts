/** What the command line tells of itself. */

import { describe, expect, test } from "vitest";

import { type Finished, refused } from "../../support/commands.ts";
import { programCommands } from "../../support/program-commands.ts";
import { tillHere } from "../../support/till-here.ts";

const COMMANDS = programCommands().flatMap(({ path, isGroup }) => (isGroup ? [] : [path]));

/** All others show an example: what they take can't be guessed. */
const WITHOUT_EXAMPLE: ReadonlySet<string> = new Set([
  "backup list",
  "backup remove",
  "backup status",
  "clock list",
  "doctor",
  "key show",
  "ledger quarantine list",
  "mesh find",
  "print list",
  "print now",
  "train",
  "verify",
]);

/** Of a bare console. */
const CONSOLE_CELLS = 80;

const helps = new Map<string, Promise<Finished>>();

/** Asked once: there are many commands. */
function helpOf(words: ReadonlyArray<string>): Promise<Finished> {
  const name = words.join(" ");
  const help = helps.get(name) ?? tillHere([...words, "--help"]);
  helps.set(name, help);
  return help;
}

/** An example is to be copied as it is. */
function tooWide(help: string): ReadonlyArray<string> {
  const lines = help.split("\n").filter((line) => !line.startsWith("  till "));
  return lines.filter((line) => line.length > CONSOLE_CELLS);
}

describe("help", () => {
  test.for(COMMANDS)("till %s --help says what it does", async (command) => {
    const { code, stdout, stderr } = await helpOf(command.split(" "));

    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const [usage, , description] = stdout.split("\n");
    expect(usage).toMatch(new RegExp(`^Usage: till ${command} `, "u"));
    expect(description).toMatch(/^[a-z].{10,}/u);
    expect(stdout.includes(`Example:\n  till ${command} `)).toBe(!WITHOUT_EXAMPLE.has(command));
  });

  test("every group of commands, and every command in it, shows its own help", async () => {
    const seen: string[] = [];

    async function walk(words: ReadonlyArray<string>): Promise<void> {
      const { code, stdout } = await helpOf(words);
      expect({ words, code, wide: tooWide(stdout) }).toEqual({ words, code: 0, wide: [] });
      expect(stdout.startsWith(`${["Usage: till", ...words].join(" ")} `)).toBe(true);
      const own = namesIn(stdout);
      if (own.length === 0) seen.push(words.join(" "));
      for (const name of own) await walk([...words, name]);
    }
    await walk([]);

    expect(seen.toSorted()).toEqual(COMMANDS.toSorted());
  });

  test.for([
    [["orders", "--help"], "Unknown command 'orders': did you mean order?"],
    [["print", "bogus", "-h"], "Unknown command 'bogus': see --help."],
    [
      ["--debug", "ledger", "quarantine", "shred", "--help"],
      "Unknown command 'shred': see --help.",
    ],
  ] as const)("of a command that there is not is refused: till %s", async ([words, sentence]) => {
    expect(await tillHere(words)).toEqual(refused(2, sentence));
  });

  test("the whole help names every command and every exit code", async () => {
    const { code, stdout } = await tillHere(["--help"]);

    expect(code).toBe(0);
    for (const command of COMMANDS) {
      expect(stdout).toMatch(new RegExp(`^ {2}${command.split(" ")[0]} .*[a-z]{3}`, "mu"));
    }
    for (const exitCode of [0, 1, 2, 3, 4, 5, 6, 7, 8, 130, 143]) {
      expect(stdout).toMatch(new RegExp(` ${exitCode}\\b`, "u"));
    }
  });

  test.for(["", "order", "catalog", "print", "printer", "clock", "staff", "ledger"])(
    "till %s alone shows what there is, as talk, and is wrong usage",
    async (words) => {
      const { code, stdout, stderr } = await tillHere(words === "" ? [] : [words]);

      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toMatch(/^Usage: till /u);
    },
  );
});

/** Those that a help lists, without the one that explains the others. */
function namesIn(help: string): ReadonlyArray<string> {
  const list = help.split("\nCommands:\n")[1]?.split("\n\n")[0] ?? "";
  const names = [...list.matchAll(/^ {2}(?!help \[command\])(?<name>[a-z-]+)/gmu)].map(
    ({ groups }) => groups?.["name"],
  );
  return names.flatMap((name) => (name === undefined ? [] : [name]));
}
