/**
 * Known bugs of stock and of rights to guarded goods: the simulator has to notice each within a few seeds.
 *
 * Size: proof.
 */

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { describe, expect, test } from "vitest";

import { type SimWish, type Trouble } from "../../../proof/sim/options.ts";
import { type Origin } from "../../../src/domain/identity.ts";
import { type LedgerView } from "../../../src/domain/ledger-view.ts";
import { stockAccountsPrefix, stockMovedKey } from "../../../src/domain/stock/stock-keys.ts";
import { type Ledger } from "../../../src/ledger/ledger.ts";
import { toTransaction } from "../../../src/ledger/log/stored-transaction.ts";
import { changed, firstNoticed } from "./planted-bugs.ts";

interface Change {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

interface PlantedRule {
  readonly name: string;
  readonly rule: Change;
  readonly troubles?: ReadonlyArray<Trouble>;
  readonly wish?: Partial<SimWish>;
  readonly noticed: RegExp;
}

const JOB = fileURLToPath(new URL("../../support/planted-rule.ts", import.meta.url));
const SEEDS_MAX = 12;
const BUSY = { hours: 0.006, actsPerHour: 6000, troublesPerHour: 1000 };

const RULES: ReadonlyArray<PlantedRule> = [
  {
    name: "whoever gives rights keeps them",
    rule: {
      file: "src/domain/folds/stock-fold.ts",
      from: "inAccount(inAccount(state, origin, 0 - quantity), to, quantity)",
      to: "inAccount(state, to, quantity)",
    },
    noticed: /the account of .* by the books/u,
  },
  {
    name: "rights that are taken back are taken of nobody",
    rule: {
      file: "src/domain/folds/stock-fold.ts",
      from: "inAccount(credited, from, 0 - quantity)",
      to: "inAccount(credited, from, 0)",
    },
    noticed: /the account of .* by the books/u,
  },
  {
    name: "of two branches of a till only the first counts",
    rule: {
      file: "src/domain/stock/line-stock.ts",
      from: "const moves = lineMoves(id, line).flatMap(",
      to: `const { origin, seq } = chainPosition(id);
        const shared = globalThis as { firstSaid?: Map<string, string> };
        const said = (shared.firstSaid ??= new Map());
        const name = origin + seq;
        if (!said.has(name)) said.set(name, id);
        if (said.get(name) !== id) return [];
        const moves = lineMoves(id, line).flatMap(`,
    },
    troubles: ["disks", "network"],
    noticed: /the level of .* by the books/u,
  },
  {
    name: "what somebody voids is theirs by right, whoever had sold it",
    rule: {
      file: "src/domain/stock/line-stock.ts",
      from: "({ sku, place, account, hlc, day: moved, quantity }) => [",
      to: "({ sku, place, origin: account, hlc, day: moved, quantity }) => [",
    },
    noticed: /the account of .* by the books/u,
  },
  {
    name: "only the first ingredient of a sale is checked",
    rule: {
      file: "src/domain/commands/stock/take-rights.ts",
      from: "for (const [sku, wanted] of taken) {",
      to: "for (const [sku, wanted] of [...taken].slice(0, 1)) {",
    },
    noticed: /more was sold than there was/u,
  },
  {
    name: "a count adds what it differed by when it was made",
    rule: {
      file: "src/domain/folds/stock-fold.ts",
      from: "const counts = [...state.counts, count].toSorted(compareKeys).slice(-COUNTS_MAX);",
      to: `const moves = [...state.moves, { hlc, origin, seq, place, quantity: quantity - expected }];
        if (moves.length > 0) return { ...state, moves };
        const counts = [...state.counts, count].toSorted(compareKeys).slice(-COUNTS_MAX);`,
    },
    noticed: /the level of .* by the books/u,
  },
];

describe("the simulator notices that", () => {
  test.each(RULES)("$name", async ({ rule, troubles = ["network"], wish, noticed }) => {
    const planted = {
      changes: [rule],
      noticed: noticed.source,
      seeds: SEEDS_MAX,
      troubles: [...troubles, "stock"],
      wish: { ...BUSY, ...wish },
    };

    const job = [JOB, JSON.stringify(planted)];
    const { stdout } = await promisify(execFile)(process.execPath, job);

    expect(stdout).toMatch(noticed);
  });

  test("a till that was killed has again what it gave away", async () => {
    const bug = {
      name: "forgotten gifts",
      wrap: { ledger: forgettingGifts },
      troubles: ["crashes", "stock"] as const,
      wish: BUSY,
      noticed: /is short, at .*, and nobody did anything/u,
    };

    expect(await firstNoticed(bug)).toMatch(bug.noticed);
  });
});

/** Whoever decides sees what this till gave before it was started once more as its own still. */
function forgettingGifts(ledger: Ledger): Ledger {
  const { origin } = ledger.identity;
  const given = givenBy(ledger, origin);
  return changed(ledger, {
    commit: (command) =>
      ledger.commit({
        ...command,
        decide: (context) =>
          command.decide({ ...context, view: withGifts(context.view, origin, given) }),
      }),
  });
}

function givenBy(ledger: Ledger, origin: Origin): ReadonlyMap<string, number> {
  const given = new Map<string, number>();
  for (const row of ledger.store.ofOrigin(origin, 1)) {
    for (const { known } of toTransaction(row).events) {
      if (known?.kind !== "rights/given") continue;
      for (const { sku, quantity } of known.body.of) {
        given.set(sku, (given.get(sku) ?? 0) + quantity);
      }
    }
  }
  return given;
}

function withGifts(
  view: LedgerView,
  origin: Origin,
  given: ReadonlyMap<string, number>,
): LedgerView {
  const moved = new Map([...given].map(([sku, count]) => [stockMovedKey(sku, ""), count]));
  const accounts = new Map(
    [...given].map(([sku, count]) => [stockAccountsPrefix(sku) + origin, count]),
  );
  return {
    ...view,
    sum: (key) => view.sum(key) + (moved.get(key) ?? 0),
    sums: (...prefix) =>
      view.sums(...prefix).map(([key, count]) => [key, count + (accounts.get(key) ?? 0)] as const),
  };
}
