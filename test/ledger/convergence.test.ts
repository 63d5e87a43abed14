/** Tills that lived apart, told everybody everything in any order, are equal byte by byte. Size: both. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { sharedTables } from "../../proof/sim/shared-rows.ts";
import { type Kind, KINDS, NUMBERED_KINDS } from "../../src/domain/events/kinds.ts";
import { toEventId } from "../../src/domain/identity.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import {
  eventsOfKinds,
  type StoredTransaction,
  toTransaction,
} from "../../src/ledger/log/stored-transaction.ts";
import { toRange } from "../../src/ledger/quarantine.ts";
import { verifyLedger } from "../../src/ledger/verify.ts";
import { createDice } from "../support/dice.ts";
import { emptyPool } from "../support/draft-world.ts";
import { proofRuns } from "../support/proof-runs.ts";
import { anyDraft, DRAFTS_BY_KIND } from "../support/random-drafts.ts";
import {
  ACTIONS,
  beginHistory,
  closeBesides,
  deliverEverything,
  endHistory,
  play,
  settleSome,
  type Step,
} from "../support/random-history.ts";
import { refoldedTables } from "../support/shared-tables.ts";
import { createShop, type TestTill } from "../support/shop.ts";
import { growAll, sealAll } from "../support/upkeep.ts";

/** Each is a whole shop on disk, with some dozens of synced commits. */
const HISTORIES = { small: 4, whole: 20 };

const steps: fc.Arbitrary<ReadonlyArray<Step>> = fc.array(
  fc.record({
    till: fc.nat(3),
    action: fc.constantFrom(...ACTIONS),
    seed: fc.nat(),
  }),
  { maxLength: 90, size: "max" },
);

const tillCounts = fc.integer({ min: 2, max: 4 });

describe("tills that hold the same events", () => {
  test.each(Object.keys(KINDS) as ReadonlyArray<Kind>)(
    "an event %s has a place in the random histories, also as its schema alone allows it",
    (kind) => {
      expect(DRAFTS_BY_KIND).toHaveProperty([kind]);
      using shop = createShop("a draft of its schema");
      const world = {
        dice: createDice(1),
        pool: emptyPool(),
        tills: shop.tills(),
        till: shop.a,
        origin: shop.a.ledger().identity.origin,
        self: toEventId(shop.a.ledger().identity.origin, 9, "00000000"),
        series: "A",
        nextNo: () => 1,
      };

      expect(anyDraft(kind, world)).toMatchObject({ kind });
    },
  );

  test("show the same, to the byte, in whatever order they heard of them", async () => {
    await fc.assert(
      fc.asyncProperty(tillCounts, fc.nat(), steps, async (tillCount, seed, told) => {
        const history = beginHistory(tillCount, seed);
        using shop = history.shop;

        for (const step of told) await play(history, step);
        endHistory(history, seed);
        deliverEverything(history, seed);
        settleSome(history, seed);
        deliverEverything(history, seed + 1);

        for (const till of shop.tills()) {
          growAll(till.ledger());
          if (seed % 5 > 0) await sealAll(till.ledger());
        }
        for (const { seen, own } of closeBesides(history, looksOf)) expect(seen).toEqual(own);
        const looks = shop.tills().map((till) => looksOf(till.ledger()));
        const unflushed = shop.tills().map((till) => verifyLedger(till.ledger()).findings);
        for (const till of shop.tills()) till.ledger().flush();
        const tables = shop.tills().map((till) => sharedTables(till.ledger()));
        expect(shop.tills().map((till) => looksOf(till.ledger()))).toEqual(looks);
        expect(unflushed).toEqual(shop.tills().map(() => []));
        const questions = shop.tills().map((till) => till.ledger().quarantined().map(toRange));
        for (const [index, till] of shop.tills().entries()) {
          expect(questions[index]).toEqual(questions[0]);
          expect(receiptsCounted(till) + receiptsInQuestion(till)).toBe(receiptsStored(till));
          expect(tables[index]).toEqual(tables[0]);
          expect(refoldedTables(till.ledger())).toEqual(tables[0]);
          expect(verifyLedger(till.ledger())).toMatchObject({ ok: true, findings: [] });
        }
      }),
      { seed: 20_261_120, numRuns: proofRuns(HISTORIES) },
    );
  });
});

/** What screens ask for: it may not depend on what is written down already. */
function looksOf(ledger: Ledger): unknown {
  return ledger.read((view) => [
    view.sums(""),
    ["cat", "order/open", "order/attention", "staff"].map((tag) => view.tagged(tag)),
    ["receipt/", "order/", ""].map((prefix) => view.lastTagged(prefix, 5)),
  ]);
}

/** By the events alone. */
function receiptsStored(till: TestTill): number {
  const { store } = till.ledger();
  return store
    .origins()
    .flatMap((origin) => [...store.ofOrigin(origin, 1)].map(toTransaction))
    .reduce((count, transaction) => count + numbersIn(transaction), 0);
}

function receiptsInQuestion(till: TestTill): number {
  return till
    .ledger()
    .quarantined()
    .flatMap(({ transactions }) => transactions)
    .reduce((count, transaction) => count + numbersIn(transaction), 0);
}

function receiptsCounted(till: TestTill): number {
  const sums = till.ledger().read((view) => view.sums("series/"));
  return sums.reduce((total, [, count]) => total + count, 0);
}

function numbersIn(transaction: StoredTransaction): number {
  return eventsOfKinds(transaction, NUMBERED_KINDS).length;
}
