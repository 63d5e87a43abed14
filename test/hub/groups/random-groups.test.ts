/**
 * A shop and its head office that change the same goods apart, in any order, while tills and office hear of each other by
 * chance: nothing that a till wrote is replaced by the office with another value, and whatever differs in the end is asked.
 *
 * Size: both.
 */

import fc from "fast-check";
import { expect, test } from "vitest";

import { type EventId } from "../../../src/domain/identity.ts";
import { toTransaction } from "../../../src/ledger/log/stored-transaction.ts";
import { verifyLedger } from "../../../src/ledger/verify.ts";
import {
  answer,
  groupOfOne,
  productField,
  questionsAt,
  setProduct,
} from "../../support/group-of-shops.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { synchronise, synchroniseAll, type TestTill } from "../../support/shop.ts";

const HISTORIES = { small: 1, whole: 6 };
const SKUS = ["CROISSANT", "LATTE"] as const;

const step = fc.record({
  does: fc.constantFrom("model", "till", "till", "publish", "hear", "hear", "answer"),
  which: fc.nat(1),
  sku: fc.constantFrom(...SKUS),
  value: fc.integer({ min: 1, max: 4 }),
  takes: fc.boolean(),
});

test("whatever a shop and its office change apart, nothing is overwritten in silence", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30, size: "max" }), fc.boolean(), (steps, isAlike) => {
      using group = groupOfOne(isAlike, SKUS);
      const { model, till: a, office, shop, publishAlone, changes } = group;
      const tills = [a, shop.join("B")] as const;
      for (const { does, which, sku, value, takes } of steps) {
        const till = which === 0 ? tills[0] : tills[1];
        if (does === "model") setProduct(model, sku, { price: 100 * value });
        else if (does === "till") setProduct(till, sku, { price: 100 * value });
        else if (does === "publish") publishAlone();
        else if (does === "hear") hear(till, takes ? office : a);
        else answerOne(till, takes);
      }
      // The office publishes what it has heard by then, until it has nothing to say.
      for (let round = 0; round < 3; round += 1) {
        synchroniseAll(shop.tills());
        publishAlone();
      }
      synchroniseAll(shop.tills());

      for (const till of [...tills, office]) {
        expect(verifyLedger(till.ledger())).toMatchObject({ ok: true });
        expect(till.ledger().quarantined()).toEqual([]);
        expect(questionsAt(till)).toEqual(questionsAt(a));
      }
      expect(overwritten(office)).toEqual([]);
      const left = changes().changes;
      for (const sku of SKUS) {
        if (productField(a, sku, "price") === productField(model, sku, "price")) continue;
        // What differs is asked, was kept by a person, or is a question between two tills.
        const change = left.find(({ id, field }) => id === sku && field === "price");
        const isAsked = questionsAt(a).some(({ stream }) => stream === `cat/product/${sku}`);
        expect(["asked", "kept", "contested"]).toContain(change?.fate);
        expect(isAsked || change?.fate !== "asked").toBe(true);
      }
    }),
    { seed: 20_261_128, numRuns: proofRuns(HISTORIES) },
  );
});

function hear(one: TestTill, other: TestTill): void {
  synchronise(one, other);
  synchronise(other, one);
}

function answerOne(till: TestTill, takes: boolean): void {
  const [question] = questionsAt(till);
  if (question !== undefined) answer(till, question, takes);
}

/** Returns the writes of tills that the office replaced by another value. */
function overwritten(office: TestTill): ReadonlyArray<EventId> {
  const { store, identity } = office.ledger();
  const values = new Map<EventId, unknown>();
  const found: EventId[] = [];
  const events = store
    .origins()
    .flatMap((origin) => Array.from(store.ofOrigin(origin, 1), toTransaction))
    .flatMap((transaction) => transaction.events);
  for (const { known } of events) {
    if (known?.kind === "product/set") values.set(known.id, known.body.set.price);
  }
  for (const { known } of events) {
    if (known?.kind !== "product/set" || known.key.origin !== identity.origin) continue;
    for (const id of known.body.over["price"] ?? []) {
      const isOwn = id.startsWith(identity.origin);
      if (!isOwn && values.get(id) !== known.body.set.price) found.push(id);
    }
  }
  return found;
}
