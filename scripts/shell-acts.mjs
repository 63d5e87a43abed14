/**
 * Writes src/acts/shell-table.ts: what the shell has to know of each act before it is loaded. With `--check` it only says
 * whether the table is what the acts say.
 */

import { readFileSync, writeFileSync } from "node:fs";

import { format } from "oxfmt";

import { ACTS } from "../src/acts/all.ts";

const TABLE = new URL("../src/acts/shell-table.ts", import.meta.url);

const HEAD = `/** The commands of acts in the shell, made of \`src/acts\` by \`npm run docs\`: change them there. No act is loaded by it. */

import { type Act, type ShellWord } from "./act.ts";
import { type ActId, type AnyAct } from "./all.ts";

export interface ShellAct {
  readonly id: ActId;
  readonly on: Act<ActId, unknown, object, unknown>["on"];
  /** Where it stands, such as "order note". */
  readonly path: string;
  readonly help: string;
  readonly words: ReadonlyArray<ShellWord>;
  readonly options: ReadonlyArray<ShellWord>;
  readonly example: string;
  readonly hasDryRun: boolean;
  readonly sellsMore: boolean;
  readonly movesCash: boolean;
  readonly load: () => Promise<AnyAct>;
}

export const SHELL_ACTS: ReadonlyArray<ShellAct> = `;

const { code } = await format(
  "shell-table.ts",
  `${HEAD}[${Object.entries(ACTS).flatMap(entryOf).join("")}];`,
  {
    printWidth: 100,
  },
);

if (process.argv.includes("--check")) {
  if (readFileSync(TABLE, "utf8") !== code) {
    process.stderr.write("src/acts/shell-table.ts is stale: npm run docs\n");
    process.exitCode = 1;
  }
} else {
  writeFileSync(TABLE, code);
}

function entryOf([name, { id, on, shell }]) {
  if (shell === undefined) return [];
  const { path = `order ${id}`, help, words = [], options = [], example } = shell;
  const { hasDryRun = false, sellsMore = false, movesCash = false } = shell;
  const data = JSON.stringify({
    id,
    on,
    path,
    help,
    words,
    options,
    example,
    hasDryRun,
    sellsMore,
    movesCash,
  });
  const exported = name.replaceAll(/-(?<first>[a-z])/gu, (_all, first) => first.toUpperCase());
  return [`${data.slice(0, -1)}, load: async () => (await import("./${id}.ts")).${exported}},`];
}
