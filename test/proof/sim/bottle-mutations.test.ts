/** Known bugs of deposits on bottles: the simulator has to notice each within a few seeds. Size: proof. */

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { describe, expect, test } from "vitest";

const JOB = fileURLToPath(new URL("../../support/planted-rule.ts", import.meta.url));
const SEEDS_MAX = 12;
const BUSY = { hours: 0.006, actsPerHour: 6000, troublesPerHour: 1000 };

const RULES = [
  {
    name: "a deposit that goes back with its receipt counts as one more that went out",
    rule: {
      file: "src/domain/folds/order-sums.ts",
      from: `const what = refunded ? "refunded" : onReceipt;`,
      to: `const what = refunded && onReceipt === "back" ? "refunded" : onReceipt;`,
    },
    noticed: /bottles of .* are .*, and by the books/u,
  },
  {
    name: "empties that come back are bottles that go out",
    rule: {
      file: "src/domain/folds/order-sums.ts",
      from: `const onReceipt = kind === "deposit" ? "out" : "back";`,
      to: `const onReceipt = kind === "deposit" || !refunded ? "out" : "back";`,
    },
    noticed: /bottles of .* are .*, and by the books/u,
  },
  {
    name: "a deposit that came back once comes back again",
    rule: {
      file: "src/domain/order/refund.ts",
      from: "const back = gone.filter((other) => other.line === line);",
      to: `const back = gone.filter((other) => other.line === line && other.kind !== "deposit");`,
    },
    noticed: /a till gave \d+ for .* of receipt/u,
  },
  {
    name: "a deposit stays on the bill when its goods come off",
    rule: {
      file: "src/domain/folds/deposit-lines.ts",
      from: "...goods.voids.filter((one) => deposit.voids.every((own) => own.id !== one.id)),",
      to: "",
    },
    noticed: /is there without its goods/u,
  },
  {
    name: "a deposit keeps its quantity when there are more of its goods",
    rule: {
      file: "src/domain/folds/deposit-lines.ts",
      from: "quantity: copied(quantity, renamed, (count) => thousandths(count * came.each)),",
      to: "",
    },
    noticed: /deposit .* is on \d+ of \d+/u,
  },
] as const;

describe("the simulator notices that", () => {
  test.each(RULES)("$name", async ({ rule, noticed }) => {
    const planted = {
      changes: [rule],
      noticed: noticed.source,
      seeds: SEEDS_MAX,
      troubles: ["network", "bottles"],
      wish: BUSY,
    };

    const job = [JOB, JSON.stringify(planted)];
    const { stdout } = await promisify(execFile)(process.execPath, job);

    expect(stdout).toMatch(noticed);
  });
});
