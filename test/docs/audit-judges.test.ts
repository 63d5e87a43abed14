/**
 * docs/audit/verify.js takes what counts from the export. Over random histories of tills that revoke,
 * admit, enrol, part in two and make up lives, its chains, numbers and sums have to be the till's.
 *
 * Size: whole.
 */

import { describe, expect, test } from "vitest";

import { toOrigin } from "../../src/domain/identity.ts";
import { chainStart } from "../../src/ledger/log/chain.ts";
import { reconcileDay } from "../../src/report/reconcile.ts";
import { audit, linesOf, sell } from "../support/audited-shop.ts";
import { createDice, type Dice } from "../support/dice.ts";
import { revocation, settled } from "../support/judgements.ts";
import { rawTransaction } from "../support/raw-transaction.ts";
import {
  createShop,
  enrolment,
  promotion,
  synchronise,
  synchroniseAll,
  type TestShop,
  type TestTill,
  TODAY,
} from "../support/shop.ts";

const SEEDS = Array.from({ length: 16 }, (_, seed) => seed);
const STEPS = 30;

describe("the auditor's reader and the till agree on what counts", () => {
  test.for(SEEDS)("in history %i", async (seed) => {
    using shop = createShop(`audit ${seed}`);
    tellHistory(shop, createDice(seed));
    const till = shop.a;

    const { code, stdout, stderr } = await audit(linesOf(till));

    const ledger = till.ledger();
    const { receipts, sales } = ledger.read((view) => reconcileDay(view, TODAY));
    const left = ledger.quarantined().flatMap(({ origin, fromSeq, toSeq }) => {
      return numbersOf(origin, [fromSeq, toSeq]);
    });
    expect(stderr).toBe("");
    expect(leftOutIn(stdout)).toEqual(left.toSorted());
    expect(code).toBe(left.length === 0 ? 0 : 2);
    const sums = receipts === 0 ? [] : [`${TODAY} receipts: ${receipts}, total ${sales}`];
    expect(stdout.match(/^\S+ receipts: \d+, total \d+/gmu) ?? []).toEqual(sums);
  });
});

function leftOutIn(stdout: string): ReadonlyArray<string> {
  return [...stdout.matchAll(/QUESTION \(.*\): events (\d+) to (\d+) of ([^,]+),/gu)]
    .flatMap(([, from, to, origin = ""]) => numbersOf(origin, [Number(from), Number(to)]))
    .toSorted();
}

function numbersOf(origin: string, [from, to]: readonly [number, number]): ReadonlyArray<string> {
  return Array.from({ length: to - from + 1 }, (_, index) => `${origin} ${from + index}`);
}

/** Two authorities in a row, a till of each, and whatever comes of it; in the end A knows everything. */
function tellHistory(shop: TestShop, dice: Dice): void {
  const b = shop.join("B");
  shop.a.write(promotion(b));
  shop.join("C");
  const d = shop.stranger("D");
  synchronise(shop.a, b);
  b.write(enrolment(d));
  if (dice.chance(50)) b.write(promotion(d));
  synchroniseAll(shop.tills());
  for (let step = 0; step < STEPS; step += 1) takeStep(shop, dice);
  synchroniseAll(shop.tills());
}

function takeStep(shop: TestShop, dice: Dice): void {
  const tills = shop.tills();
  const [till, other] = [dice.pick(tills), dice.pick(tills)];
  const known = [...till.ledger().heads()].map(([origin, { seq, hash }]) => ({
    origin,
    seq,
    hash,
  }));
  switch (dice.nat(12)) {
    case 0: {
      const heads = known.filter((end) => end.origin.startsWith(other.device) && dice.chance(70));
      if (dice.chance(50)) till.write(revocation(other, ...heads));
      return;
    }
    case 1: {
      const [range] = dice.shuffle(till.ledger().quarantined());
      till.write(settled("chain/admitted", range ?? dice.pick(known)));
      return;
    }
    case 2: {
      const lists = { zs: [], ended: [], missing: [], without: [], asked: "1" };
      till.write({ kind: "day/closed", streams: [], body: { ...lists, frontier: known } });
      return;
    }
    case 3:
      till.write(enrolment(other), ...(dice.chance(50) ? [promotion(other)] : []));
      return;
    case 4:
      if (tills.length < 8) shop.clone(till);
      return;
    case 5: {
      if (tills.length === 8) return;
      const friend = shop.stranger("FGHIJKLMN".charAt(tills.length));
      till.write(enrolment(friend));
      synchronise(till, friend);
      sell(friend);
      return synchronise(friend, till);
    }
    case 8:
    case 9:
      return beginLife(till, other, dice);
    case 6:
    case 7:
      // A till whose own words don't count knows none of its numbers, and the program sells nothing on it.
      if (
        !till
          .ledger()
          .quarantined()
          .some((chain) => chain.origin.startsWith(till.device))
      ) {
        sell(till);
      }
      return;
    default:
      synchronise(till, other);
  }
}

/** A life that the till makes up, heard by another one. */
function beginLife(till: TestTill, hearer: TestTill, dice: Dice): void {
  const { shop, key, device } = { ...till.ledger().identity, device: till.device };
  const origin = toOrigin(device, String(2 + dice.nat(6)).repeat(13));
  const place = { origin, key, seq: 1, previous: chainStart(shop, origin) };
  const body = { n: 2, follows: null, cause: "person" };
  hearer.ledger().receive(rawTransaction(place, [{ kind: "incarnation/started", body }]));
}
