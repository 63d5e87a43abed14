/** What the manual is asked for. */

import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { plainPage } from "../../../src/cli/manual/plain-page.ts";
import { readSections } from "../../../src/cli/manual/sections.ts";
import { findTopic } from "../../../src/cli/manual/topics.ts";
import { PROJECT } from "../../support/commands.ts";
import { programCommands } from "../../support/program-commands.ts";

const WIDTH = 80;

const sections = readSections(readFileSync(`${PROJECT}/docs/cli.md`, "utf8"));

test("every command is a topic", () => {
  const unknown = programCommands().filter(
    ({ path }) => findTopic(path, { sections, pages: [] }).type === "unknown",
  );

  expect(unknown).toEqual([]);
});

test("every section fits a terminal, but for JSON and a word that is longer than a line", () => {
  const wide = sections
    .flatMap(({ title, blocks }) => plainPage(title, blocks, WIDTH))
    .filter((line) => line.length > WIDTH && !line.startsWith("    ") && / /u.test(line.trim()));

  expect(wide).toEqual([]);
});

test("a page of docs is asked for by its name, and by its file where a command is called so", () => {
  const pages = ["drawers", "stock"];

  expect(findTopic("drawers", { sections, pages })).toEqual({ type: "page", name: "drawers" });
  expect(findTopic("stock", { sections, pages }).type).toBe("section");
  expect(findTopic("docs/stock.md", { sections, pages })).toEqual({ type: "page", name: "stock" });
  expect(findTopic("../stock", { sections, pages }).type).toBe("unknown");
});
