/** A device whose disk was copied and that is shut out: both come to one judgement, and no word leaks. */

import { expect, test } from "vitest";

import { isSelfRevoked } from "../../src/app/membership/own-revocation.ts";
import { endsOf } from "../../src/ledger/exchange.ts";
import { revokedId } from "../../src/mesh/gossip/door.ts";
import { encodeMessage } from "../../src/mesh/gossip/messages.ts";
import { promotion, type TestShop } from "../support/shop.ts";
import { endsText, expectEqual, note, wiredShop, withWiredShops } from "../support/wired-shop.ts";
import { type WiredTill, type Wires } from "../support/wired-tills.ts";

let shop: TestShop;
let wires: Wires;

withWiredShops((opened) => {
  ({ shop, wires } = opened);
});

test("who takes its senior's word that it is out tells it where their chains have parted", () => {
  const { a, copy, b } = copied();
  note(a, 1);
  wires.connect(a, b);
  wires.run(1000);
  wires.cut(a, b);
  note(copy, 2, 3, 4, 5);
  revoke(b, copy);
  revoke(copy, b);

  wires.connect(b, copy);
  wires.run(3000);

  // What the copy did beyond the fork is void, and it knows that by now.
  expect([copy, b].map(({ till }) => isSelfRevoked(till.ledger()))).toEqual([true, false]);
  expect(ownEnds(b, copy)).toHaveLength(2);
  expect(ownEnds(copy, copy)).toEqual(ownEnds(b, copy));
});

test("who is out and has never heard its other voice is told where they part, and nothing else", () => {
  const { copy, b } = apart();
  const before = wires.heard.length;

  wires.connect(b, copy);
  wires.run(5000);

  expect([copy, b].map(({ till }) => isSelfRevoked(till.ledger()))).toEqual([true, false]);
  // It had a till's rights by its own word: now it tells all, and is told no more.
  expect(ownEnds(b, copy)).toEqual(ownEnds(copy, copy));
  expect(ownEnds(copy, b)).not.toEqual(ownEnds(b, b));
  const told = wires.heard.slice(before).filter(({ to, from }) => to === "A" && from === "B");
  expect(new Set(told.flatMap(({ message }) => message?.type ?? []))).toEqual(
    new Set(["hello", "piece", "word", "ping", "pong"]),
  );
  const pieces = told.flatMap(({ message }) => (message?.type === "piece" ? [message.bytes] : []));
  expect(pieces).toHaveLength(2);
  for (const bytes of pieces) {
    expect(Buffer.from(bytes).toString("latin1")).toContain(`"origin":"${copy.till.device}`);
  }
});

test("who is out and comes again is told it once on each link, and no more", () => {
  const { copy, b } = apart();
  wires.connect(b, copy);
  wires.run(5000);
  wires.cut(b, copy);
  const before = wires.heard.length;

  // It knows by now, and comes again.
  wires.connect(copy, b);
  wires.run(3000);

  const told = wires.heard.slice(before).filter(({ to, from }) => to === "A" && from === "B");
  expect(told.filter(({ message }) => message?.type === "piece")).toHaveLength(2);
  expect(ownEnds(copy, b)).not.toEqual(ownEnds(b, b));
});

test("who is out and asks without end is told the same once, and is left alone", () => {
  const { copy, b } = apart();
  wires.connect(b, copy);
  wires.run(1000);
  const before = wires.heard.length;
  const { origin } = b.till.ledger().identity;
  const own = copy.till.ledger().identity.origin;

  for (let id = 1; id <= 21_000; id += 1) {
    copy.sayTo(b, encodeMessage({ type: "want", id, origins: [own, origin], ends: [] }));
    if (id % 5000 === 0) wires.run(0);
  }
  wires.run(1000);

  const told = wires.heard.slice(before).filter(({ to, from }) => to === "A" && from === "B");
  expect(told.filter(({ message }) => message?.type === "piece")).toEqual([]);
  expect(b.node.status().violations).toMatchObject([
    { device: copy.till.device, reason: "asks for more than a till needs" },
  ]);
  expect(b.closings.at(-1)).toBe("says more than can be heard");
});

test("a proof that is none, what is no transaction, changes nothing, and its teller is left alone", () => {
  const { copy, b } = apart();
  const ends = ownEnds(copy, copy);

  wires.connect(b, copy);
  b.sayTo(copy, encodeMessage({ type: "piece", bytes: new Uint8Array(40) }));
  wires.run(0);

  expect(ownEnds(copy, copy)).toEqual(ends);
  expect(copy.node.status().violations[0]?.reason).toContain("can't be one");
  expect(copy.node.connections()).toEqual([]);
});

test("a proof that is none, another's signature, changes nothing, and its teller isn't blamed: it says nothing of itself", () => {
  const { a, copy, b } = apart();
  const ends = ownEnds(copy, copy);
  const bytes = forged(a);

  wires.connect(b, copy);
  b.sayTo(copy, encodeMessage({ type: "piece", bytes }));
  wires.run(0);

  // What it tells rightly beside that is heard.
  expect(ownEnds(copy, copy)).toEqual(expect.arrayContaining([...ends]));
  expect(copy.node.status().violations).toEqual([]);
});

/**
 * The copy has shut B out, and B the copy: B knows by C that the copy speaks with two voices, so that it
 * stays; the copy has never heard of its other one.
 */
function apart() {
  const { a, b, c, copy } = copied();
  note(a, 1);
  wires.connect(a, b);
  wires.run(1000);
  wires.cut(a, b);
  note(copy, 2, 3, 4);
  revoke(copy, b);
  wires.connect(copy, c);
  wires.run(1000);
  wires.cut(copy, c);
  wires.connect(b, c);
  wires.run(2000);
  wires.cut(b, c);
  revoke(b, copy);
  note(b, 9);
  expect([copy, b].map(({ till }) => isSelfRevoked(till.ledger()))).toEqual([false, false]);
  expect(ownEnds(b, copy)).toHaveLength(2);
  expect(ownEnds(copy, copy)).toHaveLength(1);
  return { a, b, c, copy };
}

/** A has founded the shop, B may shut others out; a box with a copy of A's disk is on no wire yet. */
function copied() {
  const [a, b, c] = wiredShop({ shop, wires }, "A", "B", "C") as [WiredTill, WiredTill, WiredTill];
  a.till.write(promotion(b.till), promotion(c.till));
  wires.connect(a, b);
  wires.connect(a, c);
  wires.run(2000);
  expectEqual(a, b, c);
  wires.cut(a, b);
  wires.cut(a, c);
  return { a, b, c, copy: wires.add({ ...shop.clone(a.till), dir: a.till.dir }) };
}

function revoke(one: WiredTill, { till }: WiredTill): void {
  const { words, heads: known } = one.till.ledger();
  const heads = endsOf(known()).filter(({ origin }) => origin.startsWith(till.device));
  words.put(revokedId(till.device, one.till.device), Buffer.from("stolen"));
  const body = { device: till.device, heads: [...heads], reason: "stolen" };
  one.till.write({ kind: "device/revoked", streams: [], body });
}

/** Of the second one's chains, as the first holds them. */
function ownEnds(one: WiredTill, { till }: WiredTill): ReadonlyArray<string> {
  return endsText(one.till).filter((text) => text.startsWith(till.device));
}

/** What that voice said last, with one bit of its signature turned. */
function forged({ till }: WiredTill): Uint8Array {
  const { origin } = till.ledger().identity;
  const bytes = Uint8Array.from(till.ledger().piecesOf(origin, 1).at(-1) ?? []);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  return bytes;
}
