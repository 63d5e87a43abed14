/** The index of the pages has each of them, and the house stands on one page. */

import { globSync, readFileSync } from "node:fs";

import { expect, test } from "vitest";

const PAGE_LINES = 100;
const LINE_SIGNS = 120;

test("docs/README.md names every page of docs", () => {
  const index = readFileSync("docs/README.md", "utf8");
  const pages = globSync("docs/*.md").filter((page) => page !== "docs/README.md");

  expect(pages.filter((page) => !index.includes(`\`${page}\``))).toEqual([]);
});

test("docs/architecture.md is one page that fits a screen's width", () => {
  const lines = readFileSync("docs/architecture.md", "utf8").trimEnd().split("\n");

  expect(lines.length).toBeLessThanOrEqual(PAGE_LINES);
  expect(lines.filter((line) => line.length > LINE_SIGNS)).toEqual([]);
});
