/** The shell's commands that pages for people show: in backticks, or in a block of their own. */

import { readFileSync } from "node:fs";

/** Every command of a page as it stands there, in the page's order. */
export function documentedCommands(page: string): ReadonlyArray<string> {
  const text = readFileSync(page, "utf8");
  return Array.from(text.matchAll(/(?<=`|^)till [^`\n]+/gmu), ([command]) => command);
}

/** Returns the words behind `till` as a shell parts them: what stands in quotation marks is one. */
export function wordsOfCommand(command: string): ReadonlyArray<string> {
  const words = Array.from(command.matchAll(/"([^"]*)"|\S+/gu), ([word, quoted]) => quoted ?? word);
  return words.slice(1);
}
