/** docs/cli.md is made of the pages beside the commands, and these name what the program has, and nothing else. */

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { readSections, type Section } from "../../src/cli/manual/sections.ts";
import { PROJECT } from "../support/commands.ts";
import { programCommands } from "../support/program-commands.ts";
import { NODE } from "../support/till-process.ts";

/** Explained for all commands at once, in the page's first paragraphs. */
const OF_ALL = new Set([
  "--store",
  "--passphrase-file",
  "--json",
  "--debug",
  "--help",
  "--version",
]);
const OF_WHO_ACTS = new Set(["--staff", "--pin-file", "--new-day"]);
/** `as till order pay`. */
const SAME_AS = /Options: as `/u;
const OPTION = /(?<![\w-])--[a-z][a-z\d-]*/gu;

const sections = readSections(readFileSync(`${PROJECT}/docs/cli.md`, "utf8"));
const commands = programCommands();

test("docs/cli.md says what the pages of the commands say; `npm run docs` renews it", () => {
  const check = spawnSync(NODE, ["scripts/cli-doc.mjs", "--check"], {
    cwd: PROJECT,
    encoding: "utf8",
  });

  expect([check.status, check.stderr]).toEqual([0, ""]);
});

test("each command of the program has a section, and each section of a command is one", () => {
  const documented = sections.flatMap(({ names }) => names).filter((name) => name !== "");
  const groups = commands.filter(({ isGroup }) => isGroup).map(({ path }) => path);
  const known = new Set([...commands.map(({ path }) => path), ...groups]);
  const topics = ["the command line", "exit codes", "environment", "json", "commands"];

  expect(commands.length).toBeGreaterThan(250);
  expect(commands.filter(({ path, isGroup }) => !isGroup && !documented.includes(path))).toEqual(
    [],
  );
  expect(documented.filter((name) => !known.has(name))).toEqual(topics);
});

test("each option of a command is named in its section, unless that names a command with the same ones", () => {
  const missing = commands.flatMap(({ path, options }) => {
    const text = sections
      .filter(({ names }) => names.includes(path))
      .map(textOf)
      .join("\n");
    if (text === "" || SAME_AS.test(text)) return [];
    return options
      .filter((option) => !OF_ALL.has(option) && !OF_WHO_ACTS.has(option))
      .filter((option) => !optionsIn(text).has(option))
      .map((option) => `${path} ${option}`);
  });

  expect(missing).toEqual([]);
});

test("no section names an option that the program does not have, nor one of its own that its command lacks", () => {
  const all = new Set(commands.flatMap(({ options }) => options));
  const byPath = new Map(commands.map((command) => [command.path, command]));
  const unknown = sections.flatMap((section) =>
    [...optionsIn(textOf(section))].filter((option) => !all.has(option) && !OF_ALL.has(option)),
  );
  const foreign = sections.flatMap(({ names, blocks }) => {
    const own = blocks.find(
      (block) => block.type === "paragraph" && block.text.startsWith("Options:"),
    );
    const known = new Set(names.flatMap((name) => byPath.get(name)?.options ?? []));
    if (own?.type !== "paragraph" || SAME_AS.test(own.text)) return [];
    return [...optionsIn(own.text)]
      .filter((option) => !known.has(option))
      .map((option) => `${names.join(", ")} ${option}`);
  });

  expect({ unknown, foreign }).toEqual({ unknown: [], foreign: [] });
});

function textOf({ blocks }: Section): string {
  return JSON.stringify(blocks);
}

function optionsIn(text: string): ReadonlySet<string> {
  return new Set(Array.from(text.matchAll(OPTION), ([option]) => option));
}
