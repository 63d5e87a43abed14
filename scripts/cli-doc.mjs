/**
 * Writes docs/cli.md from the pages beside the commands; with `--check` it only says whether the page is what they
 * say. Chapters stand in the order of `till --help`, and a page whose title names a command of a chapter, such as
 * `till printer emulate`, at the chapter's end.
 */

import { globSync, readFileSync, writeFileSync } from "node:fs";

import { format } from "oxfmt";

import { ShellCommand } from "../src/cli/command-options.ts";
import { addCommands } from "../src/cli/commands.ts";
import { takeGenerated } from "./lock.cjs";

takeGenerated();

const PAGE = new URL("../docs/cli.md", import.meta.url);
const ROOT = new URL("../", import.meta.url);
const PAGES = ["src/cli/pages/*.md", "hub/commands/*.md", "proof/commands/*.md"];

const MADE =
  "<!-- Made by `npm run docs` from src/cli/pages, hub/commands and proof/commands: change it there. -->";

/** What holds for all commands, before their chapters. */
const FIRST = ["The command line", "Exit codes", "Environment", "JSON"];

const textByTitle = new Map(
  globSync(PAGES, { cwd: ROOT }).map((file) => {
    const text = readFileSync(new URL(file, ROOT), "utf8").trim();
    return [/^# `?(?<title>[^`\n]+)/u.exec(text)?.groups?.title ?? file, text];
  }),
);
const chapters = commandsOf().map(({ name, what }) => chapterOf(name, what));
const [first = "", ...others] = FIRST.map((title, at) => deeper(taken(title), at === 0 ? 0 : 1));
const text = [
  first.replace("\n\n", `\n\n${MADE}\n\n`),
  ...others,
  "## Commands",
  chapters.map(({ name, what }) => `- [\`till ${name}\`](#${anchorOf(name)}): ${what}`).join("\n"),
  ...chapters.map(({ text }) => text),
].join("\n\n");
if (textByTitle.size > 0) {
  throw new Error(`No command has the page ${[...textByTitle.keys()].join(", ")}.`);
}

const { code } = await format("docs/cli.md", text, { printWidth: 100 });
if (!process.argv.includes("--check")) writeFileSync(PAGE, code);
else if (readFileSync(PAGE, "utf8") !== code) {
  console.error("docs/cli.md is not what the pages of the commands say: npm run docs");
  process.exitCode = 1;
}

/** The names under `till`, with what the help says of each. */
function commandsOf() {
  const program = new ShellCommand("till");
  addCommands(program, { console: undefined, finish: () => undefined, run: () => () => undefined });
  return program.commands.map((command) => ({
    name: command.name(),
    what: command.description(),
  }));
}

function chapterOf(name, what) {
  const titles = [...textByTitle.keys()];
  const own = titles.find((title) => title.split(" ")[1] === name && isWhole(title));
  if (own === undefined) throw new Error(`till ${name} has no page.`);
  const heading = /^# `?(?<title>[^\n]+?)`?\n/u.exec(textByTitle.get(own))?.groups?.title ?? own;
  const parts = titles.filter((title) => title.split(" ")[1] === name && title !== own);
  return {
    name: heading.replace(/^till /u, ""),
    what,
    text: [own, ...parts].map((title, at) => deeper(taken(title), at === 0 ? 1 : 2)).join("\n\n"),
  };
}

/** Whether a page is a chapter: it names nothing behind the command but what that takes. */
function isWhole(title) {
  return !title
    .split(" ")
    .slice(2)
    .some((word) => /^[a-z]/u.test(word));
}

function taken(title) {
  const found = textByTitle.get(title);
  if (found === undefined) throw new Error(`There is no page "${title}".`);
  textByTitle.delete(title);
  return found;
}

/** The headings of a page so many steps lower. */
function deeper(text, steps) {
  return text.replaceAll(/^#+ /gmu, (mark) => `${"#".repeat(steps)}${mark}`);
}

function anchorOf(name) {
  const words = `till ${name}`.toLowerCase().replaceAll(/[^\p{L}\d -]/gu, "");
  return words.replaceAll(" ", "-");
}
