/**
 * Makes src/acts/made/shell-table.ts where an act has changed: what the shell has to know of each act before it is
 * loaded. Declaring commands from the acts would load all of them for a `--help`.
 */

import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";

import { replaceFile } from "./replace-file.mjs";

const TABLE = "src/acts/made/shell-table.ts";

const HEAD = `/** Made of \`src/acts\` at set-up: change them there. No act is loaded by it. */

import { type ShellAct } from "../shell-act.ts";

export const SHELL_ACTS: ReadonlyArray<ShellAct> = `;

const stamp = `\n// Of the sources ${printOfSources()}.\n`;
if (!readIfThere(TABLE).endsWith(stamp)) {
  const { ACTS } = await import("../src/acts/all.ts");
  replaceFile(TABLE, `${HEAD}[${Object.entries(ACTS).flatMap(entryOf).join("")}\n];\n${stamp}`);
}

function printOfSources() {
  const hash = createHash("sha256");
  for (const file of ["scripts/shell-acts.mjs", ...globSync("src/acts/*.ts").toSorted()]) {
    hash.update(`${file}\n${readFileSync(file, "utf8")}\n`);
  }
  return hash.digest("hex");
}

function readIfThere(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function entryOf([name, { id, on, shell }]) {
  if (shell === undefined) return [];
  const { path = `order ${id}`, help, words = [], options = [], example } = shell;
  const { hasDryRun = false, asks = [] } = shell;
  const data = JSON.stringify({ id, on, path, help, words, options, example, hasDryRun, asks });
  const exported = name.replaceAll(/-(?<first>[a-z])/gu, (_all, first) => first.toUpperCase());
  const load = `async () => (await import("../${id}.ts")).${exported}`;
  return [`\n  ${data.slice(0, -1)}, load: ${load} },`];
}
