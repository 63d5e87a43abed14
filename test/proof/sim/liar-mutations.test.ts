/**
 * Known bugs in the rules against a member that lies. Only a liar shows them: the simulator has to notice each
 * of them within a few seeds.
 *
 * Size: proof.
 */

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { describe, expect, test } from "vitest";

interface Change {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

interface PlantedRule {
  readonly name: string;
  readonly rule: Change;
  /** What shows it sooner: bounds that are lower, or a liar that does what it takes more often. */
  readonly sooner?: ReadonlyArray<Change>;
  readonly noticed: RegExp;
}

const JOB = fileURLToPath(new URL("../../support/planted-rule.ts", import.meta.url));
const SEEDS_MAX = 12;

const RULES: ReadonlyArray<PlantedRule> = [
  {
    name: "a till keeps of a device whatever comes",
    rule: {
      file: "src/ledger/doubt.ts",
      from: 'return isWithin(sumOf([tallyOf(account), added]), limit, "up to");',
      to: "return sumOf([tallyOf(account), added]).bytes < limit * 2 ** 40;",
    },
    sooner: [
      { file: "src/ledger/doubt.ts", from: "chains: 16 }", to: "chains: 4 }" },
      {
        file: "src/ledger/thinning.ts",
        from: "CHAINS_LEFT_MAX = 64;",
        to: "CHAINS_LEFT_MAX = 16;",
      },
    ],
    noticed: /keeps \d+ \w+ of the liar's that nobody needs/u,
  },
  {
    name: "a till blames whoever passes on what has no place",
    rule: {
      file: "src/mesh/gossip/taking.ts",
      from: "return catchingUp.refused(peer, taken.device, nowMs);",
      to: 'return deps.shun(peer, "says what has no place", nowMs);',
    },
    noticed: /blames \w+, which is honest/u,
  },
  {
    name: "names in closes and revocations protect no branch of a fork",
    rule: {
      file: "src/domain/membership/sound-chain.ts",
      from: "for (const end of ends) {",
      to: "for (const end of [] as typeof ends) {",
    },
    noticed: /belongs to the shop no more|counts nothing of what/u,
  },
  {
    name: "a purge throws away branches that count",
    rule: {
      file: "src/ledger/ledger-upkeep.ts",
      from: "rows.filter(({ last: seq, hash }) => isCounted(keep, { origin, seq, hash })).map(placeOf),",
      to: "[] as number[],",
    },
    noticed: /belongs to the shop no more|counts nothing of what/u,
  },
  {
    name: "the secrets of a revoked author are remembered",
    rule: {
      file: "src/ledger/secrets.ts",
      from: "if (changed === undefined) known.clear();",
      to: "if (changed === undefined) at = now;",
    },
    sooner: [
      {
        file: "proof/sim/liar-lies.ts",
        from: '"writes a secret": { weight: 1,',
        to: '"writes a secret": { weight: 8,',
      },
    ],
    noticed: /has the secret .* as the liar says it is/u,
  },
  {
    name: "work is not budgeted",
    rule: {
      file: "src/mesh/gossip/work.ts",
      from: "account.leftMs = Math.max(-DEBT_MS_MAX, account.leftMs - Math.max(heldMs, costMs));",
      to: "",
    },
    sooner: [
      {
        file: "proof/sim/liar-lies.ts",
        from: '"asks without end": { weight: 0.3,',
        to: '"asks without end": { weight: 5,',
      },
    ],
    noticed: /more than its share because it asks/u,
  },
];

describe("the simulator notices by a liar that", () => {
  test.each(RULES)("$name", async ({ rule, sooner = [], noticed }) => {
    const planted = {
      changes: [rule, ...sooner],
      noticed: noticed.source,
      seeds: SEEDS_MAX,
      // Nothing else goes wrong than cables.
      troubles: ["network"],
      wish: { hours: 0.006, hasLiar: true },
    };

    const { stdout } = await promisify(execFile)(process.execPath, [JOB, JSON.stringify(planted)]);

    expect(stdout).toMatch(noticed);
  });
});
