/** Files that somebody names: one without an end is refused in a sentence, and soon. */

import { globSync, readFileSync } from "node:fs";
import path from "node:path";

import { expect, test } from "vitest";

import { readNamedFile } from "../../src/app/system/named-file.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { tillHere } from "../support/till-here.ts";

const shopCopy = shopCopies();
const ENDLESS = "/dev/zero";
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" };

/** Commands that read a file which somebody names; `STORE` is a shop's, `NEW` a place for one. */
const NAMING = [
  "catalog import /dev/zero --store STORE",
  "prices import /dev/zero --store STORE",
  "customer import /dev/zero --store STORE",
  "floor import /dev/zero --store STORE",
  "stock import /dev/zero --store STORE",
  "card import /dev/zero --mapping /dev/zero --store STORE",
  "card add desk driver=nexo at=127.0.0.1:1 ca=/dev/zero --store STORE",
  "export journal --mapping /dev/zero --store STORE",
  "printer logo set /dev/zero --store STORE",
  "recovery check --code-file /dev/zero --store STORE",
  "staff add 9 Zoe --role cashier --new-pin-file /dev/zero --store STORE",
  "tablets add waiter --ssh-key /dev/zero --store STORE",
  "sell coffee --cash 5 --pin-file /dev/zero --store STORE",
  "init --catalogue /dev/zero --store NEW/shop",
  "hub run --hub NEW --page --page-cert /dev/zero --page-key /dev/zero",
];

test.each(NAMING)("%s is refused", async (line) => {
  const [store, fresh] = [await shopCopy(), await temporaryFolder()];
  const words = line.split(" ").map((word) => word.replace("STORE", store).replace("NEW", fresh));

  const { code, stdout, stderr } = await tillHere(words, { env: RAVI });

  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  // A sheet that was not taken has a line for each thing that is wrong with it.
  expect(stderr.trimEnd().split("\n").length).toBeLessThan(3);
  expect(stderr).not.toContain("--help");
});

test("as much as there may be is read, and a byte more is too much", () => {
  expect(readNamedFile(ENDLESS, 1000)).toBeUndefined();
  const file = path.join(import.meta.dirname, "named-files.test.ts");
  const bytes = readFileSync(file);

  expect(readNamedFile(file, bytes.length)).toEqual(bytes);
  expect(readNamedFile(file, bytes.length - 1)).toBeUndefined();
});

test("no command reads a file in another way", () => {
  const sources = globSync("{src/cli,hub/commands,proof/commands}/**/*.ts");

  expect(
    sources.filter((file) => /\breadFile(?:Sync)?\(/u.test(readFileSync(file, "utf8"))),
  ).toEqual([]);
});
