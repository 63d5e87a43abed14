/** What the command line tells of itself, and that asking costs next to nothing. */

import { readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { type Finished, PROJECT, refused } from "../support/commands.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { tillHere } from "../support/till-here.ts";
import { till } from "../support/till-process.ts";

const shopCopy = shopCopies();

const PAGE = readFileSync(path.join(PROJECT, "docs/cli.md"), "utf8");
/** The commands that the page explains: the program has these, and no others. */
const COMMANDS = commandsOf(PAGE);

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
    [["help", "orders"], "Unknown command 'orders': did you mean order?"],
    [["print", "bogus", "-h"], "Unknown command 'bogus': see --help."],
    [
      ["--debug", "ledger", "quarantine", "shred", "--help"],
      "Unknown command 'shred': see --help.",
    ],
  ] as const)("of a command that there is not is refused: till %s", async ([words, sentence]) => {
    expect(await tillHere(words)).toEqual(refused(2, sentence));
  });

  test("the whole help names every command and every exit code", async () => {
    const { code, stdout } = await till(["--help"]);

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

  test("docs/cli.md and the program know the same options", async () => {
    for (const command of COMMANDS) {
      const { stdout } = await helpOf(command.split(" "));
      const options = [...stdout.matchAll(/^ {2}(?:-\w, )?(?<option>--[a-z-]+)/gmu)];
      for (const option of options) {
        const name = option.groups?.["option"] ?? "";
        expect(PAGE).toMatch(new RegExp(`${name}[ \`]`, "u"));
      }
    }
  });
});

/** Returns the commands that rows of the page begin with. */
function commandsOf(page: string): ReadonlyArray<string> {
  const rows = page.split("\n").filter((line) => line.startsWith("| `till "));
  const documented = rows.flatMap((row) =>
    [...(row.split("|")[1] ?? "").matchAll(/`till (?<command>[a-z -]+)/gu)].map((match) =>
      (match.groups?.["command"] ?? "").trim(),
    ),
  );
  return [...new Set(documented)];
}

/** Those that a help lists, without the one that explains the others. */
function namesIn(help: string): ReadonlyArray<string> {
  const list = help.split("\nCommands:\n")[1]?.split("\n\n")[0] ?? "";
  const names = [...list.matchAll(/^ {2}(?<name>[a-z-]+)/gmu)].map(
    ({ groups }) => groups?.["name"],
  );
  return names.flatMap((name) => (name === undefined || name === "help" ? [] : [name]));
}

describe("--version", () => {
  test("is the package's, and loads neither the screens nor the store", async () => {
    const { version } = JSON.parse(await readFile(path.join(PROJECT, "package.json"), "utf8")) as {
      version: string;
    };

    const { finished, loaded } = await loadedBy(["--version"]);

    expect(finished).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
    expect(await partsIn(loaded)).toEqual(
      new Set(["src/acts", "src/app", "src/cli", LANGUAGE_CODES, CLEAN_TEXT, "commander"]),
    );
  });

  test("the same look sees the store, when a command needs it, and no screens", async () => {
    const { loaded } = await loadedBy(["order", "list", "--store", await shopCopy()]);

    const parts = await partsIn(loaded);

    expect(parts).toContain("src/ledger");
    expect(parts).toContain("better-sqlite3");
    expect(parts.has("src/tui")).toBe(false);
    expect(parts.has("react")).toBe(false);
  });
});

/** Writes down every module that the program loads, by a hook of the runtime. */
async function loadedBy(words: ReadonlyArray<string>) {
  const record = path.join(await temporaryFolder(), "loaded");
  const hook = `
    import { appendFileSync } from "node:fs";
    import { registerHooks } from "node:module";
    registerHooks({ load: (url, context, next) => {
      appendFileSync(${JSON.stringify(record)}, url + "\\n");
      return next(url, context);
    } });`;
  const nodeOptions = ["--import", `data:text/javascript,${encodeURIComponent(hook)}`];
  const finished = await till(words, { nodeOptions });
  return { finished, loaded: (await readFile(record, "utf8")).trim().split("\n") };
}

/** The list of languages, which a help names; of the domain no more is loaded for it. */
const LANGUAGE_CODES = "src/domain/languages/codes.ts";
/** It imports nothing, and whatever is printed goes through it. */
const CLEAN_TEXT = "src/domain/text/clean-text.ts";

/** Folders of src and packages in the chunks and files that were loaded. */
async function partsIn(urls: ReadonlyArray<string>): Promise<ReadonlySet<string>> {
  const dist = path.join(PROJECT, "dist");
  const maps = new Map(
    await Promise.all(
      (await readdir(dist))
        .filter((file) => file.endsWith(".map"))
        .map(async (file) => {
          const text = await readFile(path.join(dist, file), "utf8");
          const { sources } = JSON.parse(text) as { sources: ReadonlyArray<string> };
          return [file.replace(/\.map$/u, ""), sources] as const;
        }),
    ),
  );
  const files = urls.flatMap((url) => maps.get(path.basename(url)) ?? [url]);
  return new Set(
    files.flatMap((file) => {
      if (file.endsWith(LANGUAGE_CODES)) return LANGUAGE_CODES;
      if (file.endsWith(CLEAN_TEXT)) return CLEAN_TEXT;
      const parts = /(?<folder>src\/[a-z]+)\/|node_modules\/(?<name>(?:@[^/]+\/)?[^/]+)\//u.exec(
        file,
      );
      return parts?.groups?.["name"] ?? parts?.groups?.["folder"] ?? [];
    }),
  );
}
