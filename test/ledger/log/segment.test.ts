import { zstdCompressSync } from "node:zlib";

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type Content, decodeEnvelope } from "../../../src/ledger/log/envelope.ts";
import {
  type Cut,
  decodeSegment,
  encodeSegment,
  isCutRight,
  isSegment,
} from "../../../src/ledger/log/segment.ts";
import { nextPlace, rawTransaction } from "../../support/raw-transaction.ts";
import { createShop, valueOf } from "../../support/shop.ts";

const SIGNATURE = new Uint8Array(64).fill(9);
const SMALL: Cut = { events: 3, bytes: 1_000_000 };

describe("a segment", () => {
  test("gives back every header and body as it was written, and the last signature", async () => {
    const contents = sample();

    const segment = valueOf(decodeSegment(await encodeSegment(contents, SIGNATURE)));

    expect(segment.transactions.map(bytesOf)).toEqual(contents.map(bytesOf));
    expect(Buffer.from(segment.signature)).toEqual(Buffer.from(SIGNATURE));
    expect([segment.origin, segment.first, segment.last]).toEqual([
      contents[0]?.first.origin,
      1,
      contents.length,
    ]);
  });

  test("is known by its first byte from a transaction", async () => {
    const bytes = await encodeSegment(sample(), SIGNATURE);

    expect(isSegment(bytes)).toBe(true);
    expect(decodeEnvelope(bytes).ok).toBe(false);
  });

  test("is cut right only at the first place where it is full", async () => {
    expect([await isRight(2), await isRight(3), await isRight(4)]).toEqual([false, true, false]);
  });

  test("may also be full by its bytes", async () => {
    const [first] = sample();
    const size = first?.events.reduce(
      (sum, { headerBytes, bodyBytes }) => sum + headerBytes.length + bodyBytes.length,
      0,
    );
    const segment = valueOf(
      decodeSegment(await encodeSegment(first === undefined ? [] : [first], SIGNATURE)),
    );

    expect(isCutRight(segment, { events: 1000, bytes: size ?? 0 })).toBe(true);
    expect(isCutRight(segment, { events: 1000, bytes: (size ?? 0) + 1 })).toBe(false);
  });

  test("of transactions that don't follow each other is refused", async () => {
    const [one, , three] = sample();
    const bytes = await encodeSegment(
      [one, three].flatMap((content) => content ?? []),
      SIGNATURE,
    );

    expect(decodeSegment(bytes)).toMatchObject({ fault: { type: "envelope/malformed" } });
  });

  test("holds no transaction that would be refused by itself", async () => {
    using shop = createShop();
    const small = rawTransaction(
      nextPlace(shop.a.ledger()),
      [1, 2, 3, 4, 5].map(() => ({ kind: "newer/thing" })),
    );
    const { events } = valueOf(decodeEnvelope(small));
    const big = events.map((event) => ({ ...event, bodyBytes: new Uint8Array(60_000) }));

    expect(decodeSegment(await encodeSegment([{ events }], SIGNATURE)).ok).toBe(true);
    expect(decodeSegment(await encodeSegment([{ events: big }], SIGNATURE))).toMatchObject({
      fault: { reason: "a transaction is too big" },
    });
  });

  test("never throws, whatever the bytes are", async () => {
    const good = await encodeSegment(sample(), SIGNATURE);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(good.length - 1), (noise, at) => {
        const bent = good.with(at, (good[at] ?? 0) ^ 0x40);
        expect(decodeSegment(Uint8Array.of(2, ...noise)).ok).toBe(false);
        expect(() => decodeSegment(bent)).not.toThrow();
        expect(decodeSegment(good.subarray(0, at)).ok).toBe(false);
      }),
    );
  });

  test("that would fill the memory is not unpacked", () => {
    const bomb = zstdCompressSync(Buffer.alloc(64 * 1024 * 1024));

    expect(decodeSegment(Uint8Array.of(2, ...SIGNATURE, ...bomb))).toMatchObject({
      fault: { reason: "its frame can't be unpacked" },
    });
  });
});

/** Whether a segment of so many events is cut right. */
async function isRight(count: number): Promise<boolean> {
  const bytes = await encodeSegment(sample().slice(0, count), SIGNATURE);
  return isCutRight(valueOf(decodeSegment(bytes)), SMALL);
}

/** The first transactions of a shop, one event each. */
function sample(): ReadonlyArray<Content> {
  using shop = createShop();
  for (const value of [1, 2, 3]) {
    shop.a.write({ kind: "setting/set", streams: [], body: { value, over: [] } });
  }
  const ledger = shop.a.ledger();
  return ledger.piecesOf(ledger.identity.origin, 1).map((bytes) => valueOf(decodeEnvelope(bytes)));
}

function bytesOf({ events }: Content): unknown {
  return events.map(({ headerBytes, bodyBytes }) => [
    Buffer.from(headerBytes).toString(),
    Buffer.from(bodyBytes).toString(),
  ]);
}
