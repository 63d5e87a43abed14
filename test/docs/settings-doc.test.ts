/** docs/settings.md is made from the table of settings and their sentences: when it is stale, `npm run docs` renews it. */

import { spawnSync } from "node:child_process";

import { expect, test } from "vitest";

import { PROJECT } from "../support/commands.ts";
import { NODE } from "../support/till-process.ts";

test("docs/settings.md says what the table of settings says; `npm run docs` renews it", () => {
  const check = spawnSync(NODE, ["scripts/settings-doc.mjs", "--check"], {
    cwd: PROJECT,
    encoding: "utf8",
  });

  expect([check.status, check.stderr]).toEqual([0, ""]);
});
