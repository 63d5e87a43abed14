/** The table of lists, and the files that it is made of. */

import { globSync } from "node:fs";
import path from "node:path";

import { expect, test } from "vitest";

import { type ListKinds, LISTS } from "../../../src/tui/lists/all.ts";

/** What drives them. */
const DRIVERS = ["all", "list-kind", "list-rows"];

test("each list is a file that is called as its type", () => {
  const files = globSync("src/tui/lists/*.ts").map((file) => path.basename(file, ".ts"));

  expect(files.toSorted()).toEqual([...Object.keys(LISTS), ...DRIVERS].toSorted());
});

test("no command opens two lists", () => {
  const kinds: ListKinds = LISTS;
  const commands = Object.values(kinds).flatMap(({ opens = {} }) => Object.keys(opens));

  expect(commands.length).toBeGreaterThan(20);
  expect(new Set(commands).size).toBe(commands.length);
});
