/** Known bugs of orders for later: the simulator has to notice each within a few seeds. Size: proof. */

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { describe, expect, test } from "vitest";

const JOB = fileURLToPath(new URL("../../support/planted-rule.ts", import.meta.url));
const SEEDS_MAX = 12;
const BUSY = { hours: 0.01, actsPerHour: 12_000, troublesPerHour: 2000 };
const ASKED = /asks nobody about/u;

const RULES = [
  {
    name: "a deposit is forgotten when two tills collect",
    rule: {
      file: "src/domain/balance/unused-payments.ts",
      from: "uses.filter((use) => use.payment === payment),",
      to: "uses.filter((use) => use.payment === payment).slice(0, 1),",
    },
  },
] as const;

describe("the simulator notices that", () => {
  test.each(RULES)("$name", async ({ rule }) => {
    const planted = {
      changes: [rule],
      noticed: ASKED.source,
      seeds: SEEDS_MAX,
      troubles: ["network", "later"],
      wish: BUSY,
    };

    const { stdout } = await promisify(execFile)(process.execPath, [JOB, JSON.stringify(planted)]);

    expect(stdout).toMatch(ASKED);
  });
});
