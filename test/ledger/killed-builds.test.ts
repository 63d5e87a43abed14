/** Tills that sell on one store at once, and builds that take turns on it, are killed. Size: whole, alone. */

import { expect, test } from "vitest";

import { openLedger } from "../../src/ledger/open-ledger.ts";
import { verifyLedger } from "../../src/ledger/verify.ts";
import { createDice } from "../support/dice.ts";
import { OFTEN, sellUntilKilled } from "../support/killed-till.ts";
import { proofRuns } from "../support/proof-runs.ts";
import { createShop } from "../support/shop.ts";
import { receiptsOf } from "../support/sold-receipts.ts";
import { growAll } from "../support/upkeep.ts";
import { expectWellFolded } from "../support/well-folded.ts";

const BUILD_KILLS = proofRuns(5);

test("builds that take turns are killed while they pack, and while they fold anew what the other folded", async () => {
  using shop = createShop("builds", OFTEN);
  const dice = createDice(20_261_121);
  const printed: number[] = [];
  for (let kill = 0; kill < BUILD_KILLS; kill += 1) {
    const build = kill % 3 === 0 ? "one" : "two";
    const sales = 2 + dice.nat(14);
    printed.push(...(await sellUntilKilled({ dir: shop.a.dir, seed: kill, sales, build })));
  }

  shop.a.update({ foldVersions: "two" });
  const ledger = shop.a.ledger();
  growAll(ledger);
  ledger.flush();

  const numbers = receiptsOf(ledger).map(({ body }) => body.no);
  expect(new Set(printed).difference(new Set(numbers))).toEqual(new Set());
  expect(numbers.toSorted((a, b) => a - b)).toEqual(numbers.map((_, index) => index + 1));
  expect(ledger.store.segments.count()).toBeGreaterThan(0);
  expectWellFolded(ledger);
  expect(verifyLedger(ledger)).toMatchObject({ ok: true, findings: [] });
});

test("two processes that sell on one store at once give each number once, and agree", async () => {
  using shop = createShop();
  const printed: number[] = [];
  for (let round = 0; round < 2; round += 1) {
    const both = [1, 2].map((half) =>
      sellUntilKilled({ dir: shop.a.dir, seed: 1000 * half + round, sales: 60 }),
    );
    printed.push(...(await Promise.all(both)).flat());
  }

  using store = reopened(shop.a.dir, shop.a.clock);
  const numbers = receiptsOf(store.ledger)
    .map(({ body }) => body.no)
    .toSorted((a, b) => a - b);

  expect(new Set(printed).size).toBe(printed.length);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  expect(new Set(printed).difference(new Set(numbers))).toEqual(new Set());
  expect(verifyLedger(store.ledger).findings).toEqual([]);
});

function reopened(dir: string, clock: Parameters<typeof openLedger>[1]["clock"]) {
  const random = { bytes: (count: number) => new Uint8Array(count) };
  const ledger = openLedger(dir, { clock, random, offsetMinutes: () => 60 });
  return {
    ledger,
    [Symbol.dispose]: () => {
      ledger.close();
    },
  };
}
