/** docs/mesh-security.md names a test behind each claim: it is there, under that name. */

import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

const PAGE = readFileSync("docs/mesh-security.md", "utf8");
const CLAIM = /`(?<file>test\/(?:[a-z0-9]+\/)+[a-z-]+\.test\.ts)`: (?<title>[^|)]+?)\s*(?:\||\))/gu;
const claims = [...PAGE.matchAll(CLAIM)].map(({ groups }) => ({
  file: groups?.["file"] ?? "",
  title: groups?.["title"] ?? "",
}));

test.each(claims)("$file has the test: $title", ({ file, title }) => {
  expect(readFileSync(file, "utf8")).toContain(title);
});

test("each row of a table names one", () => {
  const rows = PAGE.split("\n").filter(
    (line) => line.startsWith("| ") && !/^\| (?:what|-)/u.test(line),
  );

  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter((row) => !/`test\/(?:[a-z0-9]+\/)+[a-z-]+\.test\.ts`: /u.test(row))).toEqual(
    [],
  );
});
