/** docs/events.md is made from the schemas: when it is stale, `npm run docs` renews it. */

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";

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
