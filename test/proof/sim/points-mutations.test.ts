/** Known bugs of points: the simulator has to notice each within a few seeds. Size: proof. */

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { describe, expect, test } from "vitest";

const JOB = fileURLToPath(new URL("../../support/planted-rule.ts", import.meta.url));
const SEEDS_MAX = 12;
const BUSY = { hours: 0.006, actsPerHour: 6000, troublesPerHour: 1000 };
const OTHERWISE = /the account of .* by the books|what .* (?:earned|spent|has) is .* by the books/u;

const RULES = [
  {
    name: "points that a till says twice were spent twice",
    rule: {
      file: "src/domain/folds/points-fold.ts",
      from: "if (state.spentOn.includes(receipt)) return state;",
      to: "",
    },
    // What was spent twice is missing in what may be spent, too.
    noticed: /by the books|may spend \d+ of the \d+ points/u,
  },
  {
    name: "each refund takes the points of its own goods, by itself",
    rule: {
      file: "src/domain/balance/receipt-points.ts",
      from: "own.slice(0, at + 1)",
      to: "own.slice(at, at + 1)",
    },
    noticed: OTHERWISE,
  },
  {
    name: "points that had paid for goods are back with each refund of them",
    rule: {
      file: "src/domain/balance/receipt-points.ts",
      from: "Math.min(points.spent?.points ?? 0, back + (refund.body.points ?? 0))",
      to: "back + (points.spent?.points ?? 0)",
    },
    noticed: OTHERWISE,
  },
  {
    name: "whoever gives points to another till keeps them",
    rule: {
      file: "src/domain/folds/purse-fold.ts",
      from: "inAccount(inAccount(purse, origin, 0 - amount), to, amount)",
      to: "inAccount(purse, to, amount)",
    },
    noticed: OTHERWISE,
  },
  {
    name: "every till may spend all points, whoever has the right",
    rule: {
      file: "src/domain/commands/money/spend-points.ts",
      from: `isApart?.() === true ? readSetting(view, "points-limit") : 0`,
      to: `readSetting(view, "points-limit") + 1000 + Number(isApart?.() === true)`,
    },
    noticed: /points of .* short, and may be|points more than were earned/u,
  },
  {
    name: "nobody gives points to a till that asks for them",
    rule: {
      file: "src/app/vouchers/purse-rights.ts",
      from: "const amount = Math.min(usable, quantity);",
      to: "const amount = Math.min(0, usable, quantity);",
    },
    noticed: /may spend \d+ of the \d+ points/u,
  },
] as const;

describe("the simulator notices that", () => {
  test.each(RULES)("$name", async ({ rule, noticed }) => {
    const planted = {
      changes: [rule],
      noticed: noticed.source,
      seeds: SEEDS_MAX,
      troubles: ["network", "points"],
      wish: BUSY,
    };

    const job = [JOB, JSON.stringify(planted)];
    const { stdout } = await promisify(execFile)(process.execPath, job);

    expect(stdout).toMatch(noticed);
  });
});
