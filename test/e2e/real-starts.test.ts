/**
 * Most commands are asked in the process of a test (test/support/till-here.ts). Each family of them, by its
 * first word, is started as the built program too: by a file of these that has its own reason to, or here.
 *
 * Size: whole.
 */

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

import { expect, test } from "vitest";

import { shellProgram } from "../support/shell-in-process.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { tillHere } from "../support/till-here.ts";
import { till } from "../support/till-process.ts";

const shopCopy = shopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;

/** Each only looks, or is refused. */
const HERE = [
  "attention list",
  "currency list",
  "customer list",
  "drawer list",
  "floor list",
  "history all",
  "journal",
  "ledger quarantine list",
  "prices export",
  "promotion list",
  "refund A-000001 1 --reason cold",
  "report sales",
  "role list",
  "settings list",
  "stock show",
  "tablets list",
  "tender list",
  "tips pool",
  "voucher list",
  "z list",
];

test("each family of commands has a start of the program, and none of these has one elsewhere", async () => {
  const families = shellProgram().commands.map((command) => command.name());
  const files = await readdir(import.meta.dirname);
  const sources = await Promise.all(
    files.map((file) => readFile(path.join(import.meta.dirname, file), "utf8")),
  );

  const elsewhere = new Set(sources.flatMap((source) => familiesStartedIn(source)));
  const here = HERE.map((line) => line.split(" ")[0] ?? "");
  expect(families.filter((family) => !elsewhere.has(family)).toSorted()).toEqual(here.toSorted());
});

test.each(HERE)("till %s says as a process what it says in the process of a test", async (line) => {
  const words = [...line.split(" "), "--store", await shopCopy()];

  const started = await till(words, { env: RAVI });

  expect(started).toEqual(await tillHere(words, { env: RAVI }));
  expect(started.stderr).not.toContain("--help");
});

/** Where the words of a command stand as words of a start. */
function familiesStartedIn(source: string): ReadonlyArray<string> {
  const [, names = ""] =
    /^import \{([^}]*)\} from "[^"]+\/till-process\.ts";$/mu.exec(source) ?? [];
  const own = /\btill(?: as (?<name>\w+))?\s*(?:,|$)/u.exec(names.trim());
  const starts = ["openTerminal", "startTill", "start"];
  if (own !== null) starts.push(own.groups?.["name"] ?? "till");
  const asked = new RegExp(
    `(?<![\\w.])(?:(?:${starts.join("|")})\\(\\s*\\[|TILL,)\\s*"([a-z]+)"`,
    "gu",
  );
  const found = Array.from(source.matchAll(asked), ([, family = ""]) => family);
  return /\bstartNode\(/u.test(source) ? [...found, "node"] : found;
}
