/** Known bugs of vouchers: the simulator has to notice each within a few seeds. Size: proof. */

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { describe, expect, test } from "vitest";

import { type SimWish, type Trouble } from "../../../proof/sim/options.ts";

interface PlantedRule {
  readonly name: string;
  readonly rule: { readonly file: string; readonly from: string; readonly to: string };
  readonly troubles?: ReadonlyArray<Trouble>;
  readonly wish?: Partial<SimWish>;
  readonly noticed: RegExp;
}

const JOB = fileURLToPath(new URL("../../support/planted-rule.ts", import.meta.url));
const SEEDS_MAX = 12;
const BUSY = { hours: 0.006, actsPerHour: 6000, troublesPerHour: 1000 };
const FOLD = "src/domain/folds/voucher-fold.ts";
const PURSE_FOLD = "src/domain/folds/purse-fold.ts";

const RULES: ReadonlyArray<PlantedRule> = [
  {
    name: "every till may redeem all that is left",
    rule: {
      file: "src/domain/vouchers/purse-rights.ts",
      from: "const { balance, usable } = usableOf(standing, till);",
      to: "const balance = Math.max(0, standing.level); const usable = balance + 0 * usableOf(standing, till).usable;",
    },
    noticed: /more was redeemed than was paid|is short on voucher .*, and nobody did anything/u,
  },
  {
    name: "whoever gives a voucher's money keeps it",
    rule: {
      file: PURSE_FOLD,
      from: "inAccount(inAccount(purse, origin, 0 - amount), to, amount)",
      to: "inAccount(purse, to, amount)",
    },
    noticed: /more was redeemed than was paid|the account of .* of voucher .* by the books/u,
  },
  {
    name: "what is taken of a till stays there",
    rule: {
      file: PURSE_FOLD,
      from: "inAccount(inAccount(purse, origin, amount), from, 0 - amount)",
      to: "inAccount(purse, origin, amount)",
    },
    noticed: /the account of .* of voucher .* by the books/u,
  },
  {
    name: "a payment that is said twice counts twice",
    rule: { file: FOLD, from: "|| state.payments.includes(payment)", to: "" },
    noticed:
      /is short on voucher .*, and nobody did anything|what is left of voucher .* by the books/u,
  },
  {
    name: "of a lost voucher all is left when it is replaced",
    rule: {
      file: FOLD,
      from: "const sign = id === to ? 1 : -1;",
      to: "const sign = id === to ? 1 : 0;",
    },
    noticed: /what is left of voucher .* by the books/u,
  },
  {
    name: "nobody gives what a till asks for",
    rule: {
      file: "src/app/vouchers/purse-rights.ts",
      from: "const amount = Math.min(usable, quantity);",
      to: "const amount = Math.min(0, usable, quantity);",
    },
    noticed: /refuses .* that voucher .* has/u,
  },
  {
    name: "nobody covers what is short",
    rule: {
      file: "src/app/vouchers/purse-rights.ts",
      from: "Math.min(left, coverable(account))",
      to: "Math.min(0, left, coverable(account))",
    },
    wish: { actsPerHour: 9000 },
    noticed: /what is short of vouchers was never covered/u,
  },
];

describe("the simulator notices that", () => {
  test.each(RULES)("$name", async ({ rule, troubles = ["network"], wish, noticed }) => {
    const planted = {
      changes: [rule],
      noticed: noticed.source,
      seeds: SEEDS_MAX,
      troubles: [...troubles, "vouchers"],
      wish: { ...BUSY, ...wish },
    };

    const job = [JOB, JSON.stringify(planted)];
    const { stdout } = await promisify(execFile)(process.execPath, job);

    expect(stdout).toMatch(noticed);
  });
});
