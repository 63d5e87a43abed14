/**
 * A member that makes the others work: it waits behind everybody else, and a person hears of it. An honest
 * till that has much to catch up with is slower at most, and nobody hears of that.
 *
 * Size: whole.
 */

import { expect, test } from "vitest";

import { type ChainEnd, type Hash } from "../../src/domain/identity.ts";
import { endsOf } from "../../src/ledger/exchange.ts";
import { revokedId } from "../../src/mesh/gossip/door.ts";
import { encodeMessage, ENDS_MAX } from "../../src/mesh/gossip/messages.ts";
import { type TestShop } from "../support/shop.ts";
import { expectEqual, note, wiredShop, withWiredShops } from "../support/wired-shop.ts";
import { type WiredTill, type Wires } from "../support/wired-tills.ts";

const MANY = 1000;

let shop: TestShop;
let wires: Wires;

withWiredShops((opened) => {
  ({ shop, wires } = opened);
});

test("who asks for the same history without end waits, is named once, and the others go on", () => {
  const [a, b, c] = tills("A", "B", "C");
  for (let value = 0; value < 300; value += 1) note(a, value);
  for (const other of [b, c]) wires.connect(a, other);
  wires.run(5000);
  const { origin } = a.till.ledger().identity;
  const before = piecesTo("B");

  for (let round = 0; round < 300; round += 1) {
    b.sayTo(a, encodeMessage({ type: "want", id: round + 1, origins: [origin], ends: [] }));
    wires.run(100);
  }
  note(c, 7);
  c.node.committed(0);
  wires.run(1000);

  expect(a.node.status().violations).toMatchObject([
    { device: b.till.device, kind: "greedy", count: 1 },
  ]);
  expect(piecesTo("B") - before).toBeLessThan(60_000);
  expectEqual(a, c);
});

test("a want with everything that fits into one looks up each chain once, and no more ends than it can have", () => {
  const [a, b] = tills("A", "B");
  wires.connect(a, b);
  wires.run(1000);
  const { origin } = a.till.ledger().identity;
  const ends: ChainEnd[] = Array.from({ length: ENDS_MAX }, (_, at) => ({
    origin,
    seq: 1 + (at % 3),
    hash: at.toString(16).padStart(64, "0") as Hash,
  }));
  let lookUps = 0;
  const { store } = a.till.ledger();
  const { withEnd } = store;
  Object.assign(store, {
    withEnd: (end: ChainEnd) => {
      lookUps += 1;
      return withEnd(end);
    },
  });

  const origins = Array.from({ length: ENDS_MAX }, () => origin);
  b.sayTo(a, encodeMessage({ type: "want", id: 9, origins, ends }));
  wires.run(1000);
  Object.assign(store, { withEnd });

  expect(lookUps).toBeLessThan(400);
  expectEqual(a, b);
});

test("a till that has only just joined fetches all there is, and nobody is blamed", () => {
  const [a, b, c] = tills("A", "B", "C");
  for (let value = 0; value < MANY; value += 1) note(a, value);

  wires.connect(b, a);
  wires.connect(b, c);
  wires.run(20_000);

  expectEqual(a, b, c);
  for (const { node } of [a, b, c]) expect(node.status().violations).toEqual([]);
});

test("two tills that were apart for a day tell each other all of it, and nobody is blamed", () => {
  const [a, b, c] = tills("A", "B", "C");
  for (const other of [a, c]) wires.connect(b, other);
  wires.run(2000);
  wires.cut(a, b);
  for (let value = 0; value < MANY; value += 1) {
    note(a, value);
    note(b, value);
    if (value % 100 === 0) b.node.committed(0);
  }
  wires.run(1000);

  wires.connect(a, b);
  wires.run(20_000);

  expectEqual(a, b, c);
  for (const { node } of [a, b, c]) expect(node.status().violations).toEqual([]);
});

test("a revoked till that dials again and again is told once, and costs next to nothing", () => {
  const [a, b] = tills("A", "B");
  wires.connect(b, a);
  wires.run(1000);
  revoke(a, b);
  a.node.committed(0);
  wires.run(12_000);
  const before = wires.heard.length;

  for (let dial = 0; dial < 200; dial += 1) {
    wires.connect(b, a);
    wires.run(200);
    wires.cut(b, a);
  }

  const told = wires.heard.slice(before).filter(({ from }) => from === "A");
  // Its pause ends some times within the forty seconds, and it is listened to.
  expect(told.length).toBeLessThan(100);
  expect(a.closings.filter((reason) => reason === "revoked").length).toBeGreaterThan(150);
  expect(a.node.status().violations).toEqual([]);
});

function tills(...codes: ReadonlyArray<string>): [WiredTill, WiredTill, WiredTill] {
  return wiredShop({ shop, wires }, ...codes) as [WiredTill, WiredTill, WiredTill];
}

function piecesTo(code: string): number {
  return wires.heard.filter(({ to, message }) => to === code && message?.type === "piece").length;
}

function revoke(one: WiredTill, { till }: WiredTill): void {
  const { words, heads: known } = one.till.ledger();
  const heads = endsOf(known()).filter(({ origin }) => origin.startsWith(till.device));
  words.put(revokedId(till.device, one.till.device), Buffer.from("stolen"));
  const body = { device: till.device, heads: [...heads], reason: "stolen" };
  one.till.write({ kind: "device/revoked", streams: [], body });
}
