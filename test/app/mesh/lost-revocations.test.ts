/** A till's revocation that its disk has lost, while the word of it went round: it acts again, and nobody else. */

import { afterEach, beforeEach, expect, test } from "vitest";

import { isSelfRevoked } from "../../../src/app/membership/own-revocation.ts";
import { createLostRevocations } from "../../../src/app/mesh/lost-revocations.ts";
import { endsOf } from "../../../src/ledger/exchange.ts";
import { toTransaction } from "../../../src/ledger/log/stored-transaction.ts";
import { revokedId } from "../../../src/mesh/gossip/door.ts";
import { createShop, promotion, type TestShop } from "../../support/shop.ts";
import { expectEqual, note, wiredShop } from "../../support/wired-shop.ts";
import { createWires, type WiredTill, type Wires } from "../../support/wired-tills.ts";

let shop: TestShop;
let wires: Wires;
let nowMs = 0;

beforeEach(() => {
  shop = createShop();
  wires = createWires();
  nowMs = 0;
});

afterEach(() => {
  shop[Symbol.dispose]();
});

test("it acts again, once: the device is out for everybody, and what it had sold counts", () => {
  const { a, b, c } = wordAlone();
  note(b, 1);
  wires.run(6000);
  expect([a, b, c].map((till) => isOutBy(till, b))).toEqual([false, false, false]);
  expect(isSelfRevoked(b.till.ledger())).toBe(true);

  lookFor(a, 60);
  wires.run(6000);

  expect([a, c].map((till) => isOutBy(till, b))).toEqual([true, true]);
  expect(revocations(a)).toMatchObject([{ device: b.till.device, reason: "stolen" }]);
  expect(c.till.ledger().quarantined()).toEqual([]);
  expectEqual(a, c);
});

test("it waits until it has heard what the others have", () => {
  const { a } = wordAlone();
  const look = watch(a, { catchUp: { held: 1, known: 2 } });

  pass(look, 60);
  expect(revocations(a)).toEqual([]);

  lookFor(a, 8);
  expect(revocations(a)).toEqual([]);
  lookFor(a, 12);
  expect(revocations(a)).toHaveLength(1);
});

test("nobody does it for another till, nor while nobody is there to hear of it", () => {
  const { a, b, c } = wordAlone();

  lookFor(c, 60);
  wires.cut(a, b);
  wires.cut(a, c);
  lookFor(a, 60);

  expect([...revocations(a), ...revocations(c)]).toEqual([]);
});

test("who is shut out itself says nothing", () => {
  const { a, c } = wordAlone();
  c.till.ledger().words.put(revokedId(a.till.device, c.till.device), Buffer.from(""));
  wires.run(2000);

  lookFor(a, 60);

  expect(isSelfRevoked(a.till.ledger())).toBe(true);
  expect(revocations(a)).toEqual([]);
});

test("an act that is here and void stays so: a person has to look", () => {
  const { a, b } = wordAlone();
  const copy = shop.clone(a.till);
  note(a, 1);
  note({ till: copy }, 2);
  const heads = endsOf(copy.ledger().heads()).filter(({ origin }) =>
    origin.startsWith(b.till.device),
  );
  const body = { device: b.till.device, heads, reason: "stolen" };
  copy.write({ kind: "device/revoked", streams: [], body });
  for (const bytes of copy.ledger().piecesOf(copy.ledger().identity.origin, 1)) {
    a.till.ledger().receive(bytes);
  }
  expect(isOutBy(a, b)).toBe(false);

  lookFor(a, 60);

  expect(revocations(a)).toHaveLength(1);
});

/** A, B and C are linked, all of them authorities; A's act that shuts B out is lost, and its word is not. */
function wordAlone() {
  const [a, b, c] = wiredShop({ shop, wires }, "A", "B", "C") as [WiredTill, WiredTill, WiredTill];
  a.till.write(promotion(b.till), promotion(c.till));
  wires.connect(a, b);
  wires.connect(a, c);
  wires.connect(b, c);
  wires.run(3000);
  a.till.ledger().words.put(revokedId(b.till.device, a.till.device), Buffer.from("stolen"));
  wires.run(6000);
  return { a, b, c };
}

function lookFor(one: WiredTill, seconds: number): void {
  pass(watch(one), seconds);
}

function watch(
  { till, node }: WiredTill,
  status: Partial<ReturnType<WiredTill["node"]["status"]>> = {},
): () => void {
  return createLostRevocations({
    ledger: till.ledger(),
    steadyMs: () => nowMs,
    status: () => ({ ...node.status(), ...status }),
  });
}

function pass(look: () => void, seconds: number): void {
  for (let second = 0; second < seconds; second += 1) {
    nowMs += 1000;
    look();
  }
}

function isOutBy(by: WiredTill, { till }: WiredTill): boolean | undefined {
  return by.till.ledger().admission().get(till.device)?.revoked;
}

function revocations({ till }: WiredTill) {
  return till
    .ledger()
    .store.control()
    .flatMap((row) => toTransaction(row).events)
    .flatMap(({ known }) => (known?.kind === "device/revoked" ? [known.body] : []));
}
