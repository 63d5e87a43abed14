/** docs/keys.md is made from the register's own lists: when it is stale, `npm run docs` renews it. */

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { COMMANDS, keyLabel } from "../../src/tui/commands.ts";
import { PROJECT } from "../support/commands.ts";
import { NODE } from "../support/till-process.ts";

test("docs/keys.md says what the register's lists say; `npm run docs` renews it", () => {
  const check = spawnSync(NODE, ["scripts/keys-doc.mjs", "--check"], {
    cwd: PROJECT,
    encoding: "utf8",
  });

  expect([check.status, check.stderr]).toEqual([0, ""]);
});

test("every key that the register knows stands on the page", () => {
  const page = readFileSync(`${PROJECT}/docs/keys.md`, "utf8");
  const keys = COMMANDS.flatMap((command) => command.keys.map(keyLabel));

  expect(keys.length).toBeGreaterThan(20);
  expect(keys.filter((key) => !page.includes(key))).toEqual([]);
});
