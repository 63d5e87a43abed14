/** Pages name files of the project: each has to be there. */

import { existsSync, globSync, readFileSync } from "node:fs";

import { expect, test } from "vitest";

const PAGES = ["README.md", "CONTRIBUTING.md", ...globSync("docs/**/*.md")];
const NAMED = /`(?<file>(?:bench|bin|docs|fixtures|scripts|src|test)\/[\w./-]+)`/gu;

test.each(PAGES)("what %s names is there", (page) => {
  const named = Array.from(
    readFileSync(page, "utf8").matchAll(NAMED),
    ({ groups }) => groups?.["file"] ?? "",
  );

  expect(named.filter((file) => !existsSync(file))).toEqual([]);
});
