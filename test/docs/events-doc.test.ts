/** docs/events.md is made from the schemas: when it is stale, `npm run docs` renews it. */

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";
import * as z from "zod";

import { KINDS } from "../../src/domain/events/kinds.ts";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));

test("docs/events.md says what the schemas say; `npm run docs` renews it", () => {
  const check = spawnSync(process.execPath, ["scripts/events-doc.mjs", "--check"], {
    cwd: PROJECT,
    encoding: "utf8",
  });

  expect(check.stderr).toBe("");
  expect(check.status).toBe(0);
});

test("every kind that this build knows has a section", () => {
  const page = readFileSync(`${PROJECT}/docs/events.md`, "utf8");

  const sections = [...page.matchAll(/^### `(?<kind>[^`]+)`$/gmu)].map((match) => match[1] ?? "");

  expect(sections.toSorted()).toEqual(Object.keys(KINDS).toSorted());
});

test("every named shape that a kind has is explained, one with fields in a section of its own", () => {
  const page = readFileSync(`${PROJECT}/docs/events.md`, "utf8");
  const types = page.slice(page.indexOf("## Types"));
  const shapes = new Map<string, unknown>();
  for (const { schema } of Object.values(KINDS)) keepTitles(shapes, z.toJSONSchema(schema()));

  const rows = new Set([...types.matchAll(/^\| (?<title>[^|]+?) +\|/gmu)].map((match) => match[1]));
  const sections = new Set([...types.matchAll(/^### (?<title>.+)$/gmu)].map((match) => match[1]));

  expect(shapes.size).toBeGreaterThan(60);
  expect([...shapes.keys()].filter((title) => !rows.has(title))).toEqual([]);
  const composite = [...shapes].filter(([, shape]) => hasFields(shape)).map(([title]) => title);
  expect(composite.filter((title) => !sections.has(title))).toEqual([]);
});

function keepTitles(shapes: Map<string, unknown>, node: unknown): void {
  if (node === null || typeof node !== "object") return;
  if ("title" in node && typeof node.title === "string") shapes.set(node.title, node);
  for (const inner of Object.values(node)) keepTitles(shapes, inner);
}

function hasFields(shape: unknown): boolean {
  return shape !== null && typeof shape === "object" && "properties" in shape;
}
