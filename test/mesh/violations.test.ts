/** A paired device that misbehaves harms nobody else, and a person hears of it. Size: whole. */

import { zstdCompressSync } from "node:zlib";

import { describe, expect, test } from "vitest";

import { isSegment } from "../../src/ledger/log/segment.ts";
import { encodeMessage } from "../../src/mesh/gossip/messages.ts";
import { type TestShop } from "../support/shop.ts";
import { expectEqual, note, wiredShop, withWiredShops } from "../support/wired-shop.ts";
import { type WiredTill, type Wires } from "../support/wired-tills.ts";

const SEGMENT_VERSION = 2;

let shop: TestShop;
let wires: Wires;

withWiredShops((opened) => {
  ({ shop, wires } = opened);
});

describe("a device that says", () => {
  test.each([
    ["what is no message", () => new Uint8Array([1, 0xff, 0x00]), "a malformed hello"],
    [
      "a vector that is none",
      () => new Uint8Array([2, ...Buffer.from('{"ends":1}')]),
      "a malformed heads",
    ],
    ["a transaction that is none", () => piece(new Uint8Array(40)), "can't be one"],
    ["a segment that is a bomb", () => piece(bomb()), "can't be one"],
    ["a signature that isn't its own", (b: WiredTill) => piece(forged(b)), "isn't its device's"],
  ] as const)("%s is left alone for a while, and the others go on", (_, payload, reason) => {
    const [a, b, c] = three();

    b.sayTo(a, payload(b));
    wires.run(0);
    note(c, 1);
    c.node.committed(0);
    wires.run(1000);

    expect(a.node.status().violations).toMatchObject([{ device: b.till.device, count: 1 }]);
    expect(a.node.status().violations[0]?.reason).toContain(reason);
    expect(connectedTo(a)).toEqual([c.till.device]);
    expectEqual(a, c);
  });

  test("what comes after something that isn't here is asked for the rest, and no more", () => {
    const [a, b] = three();
    const before = b.till.ledger().heads().get(b.till.ledger().identity.origin)?.seq ?? 0;
    note(b, 1);
    note(b, 2);
    const [, second] = b.till.ledger().piecesOf(b.till.ledger().identity.origin, before + 1);

    b.sayTo(a, piece(second ?? new Uint8Array()));
    wires.run(0);
    expect(a.node.status().violations).toEqual([]);
    wires.run(1000);

    expectEqual(a, b);
  });

  test("the same without end waits for its share, and a person hears of it", () => {
    const [a, b, c] = three();
    note(b, 1);
    b.node.committed(0);
    wires.run(1000);
    const [known] = b.till.ledger().piecesOf(b.till.ledger().identity.origin, 1);

    for (let second = 0; second < 10; second += 1) {
      for (let count = 0; count < 3000; count += 1) b.sayTo(a, piece(known ?? new Uint8Array()));
      wires.run(1000);
    }

    expect(a.node.status().violations).toMatchObject([
      { device: b.till.device, kind: "greedy", count: 1 },
    ]);
    note(c, 2);
    c.node.committed(0);
    wires.run(1000);
    expectEqual(a, c);
  });

  test("what is dated 2099 is heard, and others' orders keep their time", () => {
    const [a, b, c] = three();
    b.till.clock.set(4_070_908_800_000);
    note(b, 1);
    b.node.committed(0);
    wires.run(1000);

    note(a, 2);
    a.node.committed(0);
    wires.run(1000);

    expectEqual(a, b, c);
    expect(a.node.status().violations).toEqual([]);
    const ahead = a.node.status().peers.find(({ device }) => device === b.till.device);
    expect(ahead?.clockAheadMs).toBeGreaterThan(2_000_000_000_000);
  });
});

function three(): [WiredTill, WiredTill, WiredTill] {
  const tills = wiredShop({ shop, wires }, "A", "B", "C") as [WiredTill, WiredTill, WiredTill];
  const [first, second, third] = tills;
  wires.connect(first, second);
  wires.connect(first, third);
  wires.connect(second, third);
  wires.run(1000);
  expectEqual(...tills);
  return tills;
}

function piece(bytes: Uint8Array): Uint8Array {
  return encodeMessage({ type: "piece", bytes });
}

/** What B said last, with one bit of its signature turned. */
function forged(b: WiredTill): Uint8Array {
  note(b, 9);
  const { origin } = b.till.ledger().identity;
  const bytes = Uint8Array.from(b.till.ledger().piecesOf(origin, 1).at(-1) ?? []);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  return bytes;
}

/** Two hundred megabytes of nothing in a few kilobytes, behind the head that a segment has. */
function bomb(): Uint8Array {
  const bytes = Buffer.concat([Buffer.alloc(65), zstdCompressSync(Buffer.alloc(200_000_000))]);
  bytes[0] = SEGMENT_VERSION;
  expect(isSegment(bytes)).toBe(true);
  return bytes;
}

function connectedTo({ node }: WiredTill): ReadonlyArray<string> {
  return node.connections().map(({ device }) => device);
}
