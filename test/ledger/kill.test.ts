/** A till that is killed while it writes has all that it told, and opens again. Size: both, alone. */

import { expect, test } from "vitest";

import { openLedger } from "../../src/ledger/open-ledger.ts";
import { verifyLedger } from "../../src/ledger/verify.ts";
import { createDice } from "../support/dice.ts";
import { sellUntilKilled } from "../support/killed-till.ts";
import { proofRuns } from "../support/proof-runs.ts";
import { createShop } from "../support/shop.ts";
import { receiptsOf, type SoldReceipt } from "../support/sold-receipts.ts";

const KILLS = proofRuns({ small: 2, whole: 12 });

test("a till that is killed at any moment has every receipt that it gave out, and no half sale", async () => {
  using shop = createShop();
  const dice = createDice(20_261_120);
  const printed: number[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    printed.push(
      ...(await sellUntilKilled({ dir: shop.a.dir, seed: kill, sales: 1 + dice.nat(12) })),
    );
  }

  using store = reopened(shop.a.dir, shop.a.clock);
  const receipts = receiptsOf(store.ledger);
  const numbers = receipts.map(({ body }) => body.no).toSorted((a, b) => a - b);

  expect(printed.length).toBeGreaterThan(KILLS);
  expect(new Set(printed).size).toBe(printed.length);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  expect(new Set(printed).difference(new Set(numbers))).toEqual(new Set());
  // At most one per kill was durable and not printed yet.
  expect(numbers.length - printed.length).toBeLessThanOrEqual(KILLS);
  for (const receipt of receipts) expectWholeSale(receipt);
  expect(verifyLedger(store.ledger)).toMatchObject({ ok: true, findings: [] });
});

function expectWholeSale({ body, order }: SoldReceipt): void {
  const lines = body.items.map(({ line }) => order.linesById[line]?.added?.name);
  const used = body.uses.map(({ payment }) => order.paymentsById[payment]?.captured?.amount);

  expect(order.opened).not.toBeNull();
  expect(lines).not.toContain(undefined);
  expect(used).toEqual([body.total]);
}

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
