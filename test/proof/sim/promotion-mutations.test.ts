/** Known bugs of promotions: the simulator has to notice each within a few seeds. Size: proof. */

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { describe, expect, test } from "vitest";

interface PlantedRule {
  readonly name: string;
  readonly changes: ReadonlyArray<{
    readonly file: string;
    readonly from: string;
    readonly to: string;
  }>;
  readonly noticed: RegExp;
}

const JOB = fileURLToPath(new URL("../../support/planted-rule.ts", import.meta.url));
const SEEDS_MAX = 12;
const BUSY = { hours: 0.01, actsPerHour: 9000, troublesPerHour: 2000 };
const HELD = "src/domain/promotions/held-deals.ts";

const RULES: ReadonlyArray<PlantedRule> = [
  {
    name: "a merge makes deals, because whoever looks at a bill works them out",
    changes: [
      {
        file: "src/domain/order/gathered-order.ts",
        from: `import { orderBalance } from "../balance/order-balance.ts";`,
        to: `import { orderBalance } from "../balance/order-balance.ts"; import { promotedNow } from "../commands/order/promote-order.ts";`,
      },
      {
        file: "src/domain/order/gathered-order.ts",
        from: "return gatherOrder(view, billOrder(view, id));",
        to: `return promotedNow({ view: view as never, day: "2026-11-20" as never }, gatherOrder(view, billOrder(view, id)));`,
      },
    ],
    noticed: /counts, and no act wrote it so|has other deals on another bill/u,
  },
  {
    name: "a deal counts although an act has replaced it",
    changes: [
      {
        file: HELD,
        from: "deal.pieces.every(([line]) => lastByLine.get(line)?.has(deal.id) === true) &&",
        to: "",
      },
    ],
    noticed: /other deals count than by the books|deals take \d+ off .*, and \d+ by the books/u,
  },
  {
    name: "a deal counts although a piece of it is gone",
    changes: [{ file: HELD, from: "if (!isWhole) return false;", to: "" }],
    noticed: /counts, and a piece of it is gone|other deals count than by the books/u,
  },
  {
    name: "all goods of a deal come back at their list price",
    changes: [
      {
        file: "src/domain/promotions/return-worth.ts",
        from: "const left = Math.max(0, paid - before.out);",
        to: "const left = sumMinor(sold.lines.entries(), ([at, line]) => listOf(line, countsOf(sold, now)[at] ?? 0));",
      },
    ],
    noticed: /a till gave \d+ for goods of receipt|asks nobody about/u,
  },
];

describe("the simulator notices that", () => {
  test.each(RULES)("$name", async ({ changes, noticed }) => {
    const planted = {
      changes,
      noticed: noticed.source,
      seeds: SEEDS_MAX,
      troubles: ["network", "promotions"],
      wish: BUSY,
    };

    const job = [JOB, JSON.stringify(planted)];
    const { stdout } = await promisify(execFile)(process.execPath, job);

    expect(stdout).toMatch(noticed);
  });
});
