/**
 * A till that is shut out, and that a thief with the revoker's key has told a void revocation of before:
 * whether it is out it learns from the others all the same.
 */

import { describe, expect, test } from "vitest";

import { isSelfRevoked } from "../../src/app/membership/own-revocation.ts";
import { endsOf } from "../../src/ledger/exchange.ts";
import { revocation } from "../support/judgements.ts";
import { promotion, synchroniseLedgers, type TestShop, type TestTill } from "../support/shop.ts";
import { note, wiredShop, withWiredShops } from "../support/wired-shop.ts";
import { type WiredTill, type Wires } from "../support/wired-tills.ts";

let shop: TestShop;
let wires: Wires;

withWiredShops((opened) => {
  ({ shop, wires } = opened);
});

describe("a till that has heard a void revocation of the thief's", () => {
  test("sells on, whatever the thief's word says, while the others take it in", () => {
    const { a, c } = masked();
    expect(isSelfRevoked(c.till.ledger())).toBe(false);

    wires.connect(c, a);
    wires.run(3000);

    expect(isSelfRevoked(c.till.ledger())).toBe(false);
  });

  test("knows that it is out by the true one, which it can't hear, as soon as somebody says so", () => {
    const { a, b, c } = masked();
    shutOut(b, { c, heardBy: a });

    wires.connect(c, a);
    wires.run(3000);

    expect(isSelfRevoked(c.till.ledger())).toBe(true);
    expect(c.node.dialRules().isRevoked).toBe(true);
  });

  test("is in again once who said so takes it in", () => {
    const { a, b, c } = masked();
    const parted = shop.clone(b);
    shutOut(b, { c, heardBy: a });
    wires.connect(c, a);
    wires.run(12_000);
    expect(isSelfRevoked(c.till.ledger())).toBe(true);
    note({ till: parted }, 7);
    handOver(parted, a.till);
    expect(a.till.ledger().admission().get(c.till.device)?.revoked).toBe(false);

    wires.connect(a, c);
    wires.run(3000);

    expect(isSelfRevoked(c.till.ledger())).toBe(false);
    expect(c.node.dialRules().isRevoked).toBe(false);
  });
});

/** B has begun anew, because a thief speaks with its key too; C has heard both, and A as much. */
function masked() {
  const [a, bar, c] = wiredShop({ shop, wires }, "A", "B", "C") as [
    WiredTill,
    WiredTill,
    WiredTill,
  ];
  const b = bar.till;
  a.till.write(promotion(b), promotion(c.till));
  note(c, 1);
  for (const till of [b, c.till]) synchroniseLedgers(a.till.ledger(), till.ledger());
  note(bar, 2);
  const thief = shop.clone(b);
  note(bar, 3);
  thief.write(revocation(c.till));
  b.ledger().lose("person");
  note(bar, 4);
  for (const till of [a.till, c.till]) {
    synchroniseLedgers(b.ledger(), till.ledger());
    handOver(thief, till);
  }
  expect(c.till.ledger().admission().get(c.till.device)?.revoked).toBe(false);
  return { a, b, c };
}

function shutOut(
  b: TestTill,
  { c, heardBy }: { readonly c: WiredTill; readonly heardBy: WiredTill },
): void {
  const ends = endsOf(b.ledger().heads()).filter(({ origin }) => origin.startsWith(c.till.device));
  b.write(revocation(c.till, ...ends));
  synchroniseLedgers(b.ledger(), heardBy.till.ledger());
  expect(heardBy.till.ledger().admission().get(c.till.device)?.revoked).toBe(true);
}

/** All that one has said itself on the chain on which it speaks now. */
function handOver(from: TestTill, to: TestTill): void {
  const { identity, piecesOf } = from.ledger();
  for (const bytes of piecesOf(identity.origin, 1)) to.ledger().receive(bytes);
}
