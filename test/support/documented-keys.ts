/** The keys that pages for people show, as runs such as `100` F3 F9 Enter: what stands in backticks is typed. */

import { globSync, readFileSync } from "node:fs";

import { KEYS } from "./keyboard.ts";

export interface DocumentedRun {
  readonly page: string;
  /** As it stands on the page. */
  readonly run: string;
  /** One key each, by name or as the sign that it types. */
  readonly keys: ReadonlyArray<string>;
}

const KEY = String.raw`(?:F\d{1,2}|Ctrl-[A-Z]|Alt-\d|Enter|Esc|Up|Down|PgUp|PgDn|Left|Right)`;
const TOKEN = String.raw`(?:\x60[^\x60\n]+\x60|${KEY})(?![\w-])`;
const RUN = new RegExp(String.raw`(?<![\w-])${TOKEN}(?: ${TOKEN})*`, "gu");
const HAS_KEY = new RegExp(String.raw`(?<![\w-])${KEY}(?![\w-])`, "u");

/** Pages whose keys are of another screen, or only the names of what there is. */
const OF_OTHERS = new Set(["docs/cli.md", "docs/events.md", "docs/screens.md", "docs/keys.md"]);

export const PAGES: ReadonlyArray<string> = [
  "README.md",
  ...globSync("docs/*.md").toSorted(),
].filter((page) => !OF_OTHERS.has(page));

/** Every run of a page that types something and presses a key behind it, in the page's order. */
export function documentedRuns(page: string): ReadonlyArray<DocumentedRun> {
  const text = readFileSync(page, "utf8").replaceAll(String.raw`\*`, "*");
  return Array.from(text.matchAll(RUN), ([run]) => run)
    .filter((run) => run.includes("`") && HAS_KEY.test(run))
    .map((run) => ({ page, run, keys: keysOf(run) }));
}

/** Every word after a colon that a page shows in backticks, with its object. */
export function documentedWords(page: string): ReadonlyArray<string> {
  const text = readFileSync(page, "utf8");
  return Array.from(
    text.matchAll(/`(?<word>:\p{L}[^`\n]*)`/gu),
    ({ groups }) => groups?.["word"] ?? "",
  );
}

/** `F10 7 9 612.40 Enter F9` in one pair of backticks is several keys with what is typed between them. */
export function keysOf(run: string): ReadonlyArray<string> {
  return Array.from(run.matchAll(/`(?<typed>[^`]+)`|(?<key>\S+)/gu), ({ groups }) => {
    const typed = groups?.["typed"];
    if (typed === undefined) return [groups?.["key"] ?? ""];
    const words = typed.split(" ");
    if (!words.some((word) => KEYS.has(word))) return Array.from(typed);
    return words.flatMap((word) => (KEYS.has(word) ? [word] : Array.from(word)));
  }).flat();
}
