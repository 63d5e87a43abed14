/** Two boxes with one name, because a disk was copied: each is the other's neighbour as any till is. */

import { expect, test } from "vitest";

import { isSelfRevoked } from "../../src/app/membership/own-revocation.ts";
import { endsOf } from "../../src/ledger/exchange.ts";
import { revokedId } from "../../src/mesh/gossip/door.ts";
import { promotion, type TestShop } from "../support/shop.ts";
import { endsText, expectEqual, note, wiredShop, withWiredShops } from "../support/wired-shop.ts";
import { type WiredTill, type Wires } from "../support/wired-tills.ts";

let shop: TestShop;
let wires: Wires;

withWiredShops((opened) => {
  ({ shop, wires } = opened);
});

test("both hear that they have spoken with two voices, each begins anew, and what was said is in question", () => {
  const { a, copy } = copied();
  note(a, 1, 2);
  note(copy, 3);
  const parted = a.till.ledger().identity.origin;

  wires.connect(a, copy);
  wires.run(2000);
  expectEqual(a, copy);
  note(a, 4);
  note(copy, 5);
  wires.run(2000);

  expectEqual(a, copy);
  const origins = [a, copy].map(({ till }) => till.ledger().identity.origin);
  expect(new Set([parted, ...origins]).size).toBe(3);
  for (const { till } of [a, copy]) {
    expect(
      till
        .ledger()
        .quarantined()
        .map(({ origin }) => origin),
    ).toEqual([parted, parted]);
  }
});

test.each([
  ["the first", 0],
  ["the other", 1],
])("of two links that they dial at once one stays, where %s was quicker", (_, first) => {
  const { a, copy } = copied();
  const [one, other] = first === 0 ? [a, copy] : [copy, a];

  wires.connect(one, other);
  wires.connect(other, one);
  wires.run(3000);

  expect([a, copy].map(({ node }) => node.connections().length)).toEqual([1, 1]);
  expect(a.node.connections()).toMatchObject([
    { device: a.till.device, instance: "0000000000000004" },
  ]);
  expect([...a.closings, ...copy.closings]).toContain("one link is enough");
  note(a, 1);
  wires.run(2000);
  expectEqual(a, copy);
});

test("who dials itself hangs up", () => {
  const { a } = copied();

  wires.connect(a, a);
  wires.run(1000);

  expect(a.node.connections()).toEqual([]);
  expect(a.closings).toContain("this very box");
});

test("a copy is no other till: nothing is safe on it, and no list names it", () => {
  const { a, b, copy } = copied();
  note(a, 1);

  wires.connect(a, copy);
  wires.run(2000);

  expectEqual(a, copy);
  const { peers, safeOn } = a.node.status();
  expect(peers.map(({ device }) => device)).toEqual([b.till.device]);
  expect(safeOn).toBe(0);
});

test("it is told to a person at every till that hears both, for as long as both are there", () => {
  const { a, b, c, copy } = copied();
  wires.connect(a, copy);
  wires.connect(b, a);
  wires.connect(b, copy);
  wires.connect(b, c);
  wires.run(4000);
  function told() {
    return [a, copy, b, c].map(({ node }) => node.status().copied);
  }
  expect(told()).toEqual([[], [], [], []]);

  wires.run(3000);
  const { device } = a.till;
  expect(told()).toEqual([[device], [device], [device], []]);

  wires.cut(a, copy);
  wires.cut(b, copy);
  expect(told()).toEqual([[], [], [], []]);
});

test("what the other one says on the chain of both is no news of ours: nobody goes on from there", () => {
  const { a, copy } = copied();
  wires.connect(a, copy);
  wires.run(2000);

  note(a, 1);
  a.node.committed(0);
  wires.run(0);
  note(copy, 2);
  note(a, 3);
  wires.run(3000);

  expectEqual(a, copy);
  expect(copy.till.ledger().quarantined()).toEqual([]);
  expect(copy.till.ledger().identity.origin).not.toBe(a.till.ledger().identity.origin);
});

test("who has heard that both are shut out tells its copy so, and nothing else", () => {
  const { a, b, copy } = copied();
  revoke(b, a);
  wires.connect(a, b);
  wires.run(2000);
  wires.cut(a, b);
  note(copy, 7);
  expect([a, copy].map(({ till }) => isSelfRevoked(till.ledger()))).toEqual([true, false]);
  const before = wires.heard.length;

  wires.connect(copy, a);
  wires.run(3000);

  expect([a, copy].map(({ till }) => isSelfRevoked(till.ledger()))).toEqual([true, true]);
  const told = wires.heard.slice(before).flatMap(({ message }) => message?.type ?? []);
  expect(told).toContain("word");
  expect(endsText(copy.till).filter((text) => text.startsWith(b.till.device))).toEqual(
    endsText(a.till).filter((text) => text.startsWith(b.till.device)),
  );
});

/** B may shut others out, and the copy has been on no wire yet. */
function copied() {
  const [a, b, c] = wiredShop({ shop, wires }, "A", "B", "C") as [WiredTill, WiredTill, WiredTill];
  a.till.write(promotion(b.till));
  wires.connect(a, b);
  wires.run(2000);
  wires.cut(a, b);
  return { a, b, c, copy: wires.add({ ...shop.clone(a.till), dir: a.till.dir }) };
}

function revoke(one: WiredTill, { till }: WiredTill): void {
  const { words, heads: known } = one.till.ledger();
  const heads = endsOf(known()).filter(({ origin }) => origin.startsWith(till.device));
  words.put(revokedId(till.device, one.till.device), Buffer.from("stolen"));
  const body = { device: till.device, heads: [...heads], reason: "stolen" };
  one.till.write({ kind: "device/revoked", streams: [], body });
}
