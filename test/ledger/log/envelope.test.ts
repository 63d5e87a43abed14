import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  decodeEnvelope,
  encodeEnvelope,
  type EventBytes,
  parseBody,
  SIGNATURE_BYTES,
  TRANSACTION_BYTES_MAX,
  TRANSACTION_EVENTS_MAX,
} from "../../../src/ledger/log/envelope.ts";
import { valueOf } from "../../support/shop.ts";

const ORIGIN = `${"a".repeat(26)}.${"b".repeat(13)}`;
const SIGNATURE = new Uint8Array(SIGNATURE_BYTES).fill(7);

describe("the bytes of a transaction", () => {
  test("say the same when they are read back", () => {
    fc.assert(
      fc.property(fc.array(fc.json(), { minLength: 1, maxLength: 20 }), (bodies) => {
        const events = bodies.map((body, index) => eventOf(index, Buffer.from(body)));

        const bytes = encodeEnvelope(events, SIGNATURE);
        const read = valueOf(decodeEnvelope(bytes));

        expect(read.bytes).toBe(bytes);
        expect(read.events.map(({ header }) => header.seq)).toEqual(bodies.map((_, at) => at + 1));
        expect(read.events.map(({ bodyBytes }) => parseBody(bodyBytes))).toEqual(
          bodies.map((body) => JSON.parse(body) as unknown),
        );
        expect([...read.signature]).toEqual([...SIGNATURE]);
      }),
      { seed: 20_261_120 },
    );
  });

  test("keep what a later build adds to a header", () => {
    const event = eventOf(0, Buffer.from("{}"), { mood: "good" });

    const read = valueOf(decodeEnvelope(encodeEnvelope([event], SIGNATURE)));

    expect(read.events[0]?.headerBytes).toEqual(new Uint8Array(event.headerBytes));
    expect(read.events[0]?.header).toMatchObject({ mood: "good" });
  });

  test("never make the reader throw, whatever they are", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        const framed = Uint8Array.from([1, 0, 1, ...noise]);
        expect(decodeEnvelope(noise)).toMatchObject({ ok: false });
        expect(decodeEnvelope(framed)).toMatchObject({ ok: false });
      }),
      { seed: 20_261_120, numRuns: 1000 },
    );
  });

  test.each([
    ["nothing at all", new Uint8Array()],
    ["a version to come", withByte(0, 2)],
    ["no events", withByte(2, 0)],
    ["one byte too many", Buffer.concat([oneEvent(), Buffer.from([0])])],
    ["one byte too few", oneEvent().slice(0, -1)],
  ])("are refused when they are %s", (_, bytes) => {
    expect(decodeEnvelope(bytes)).toMatchObject({ fault: { type: "envelope/malformed" } });
  });

  test("are never more than a transaction may have", () => {
    const body = new Uint8Array(60 * 1024);
    const many = Array.from({ length: TRANSACTION_EVENTS_MAX + 1 }, (_, at) =>
      eventOf(at, Buffer.from("{}")),
    );
    const big = Array.from({ length: TRANSACTION_BYTES_MAX / body.length + 1 }, (_, at) =>
      eventOf(at, body),
    );

    expect(() => encodeEnvelope(many, SIGNATURE)).toThrow(RangeError);
    expect(() => encodeEnvelope(big, SIGNATURE)).toThrow(RangeError);
  });

  test("may hold exactly as many events as the limit", () => {
    const full = Array.from({ length: TRANSACTION_EVENTS_MAX }, (_, at) =>
      eventOf(at, Buffer.from("{}")),
    );

    expect(decodeEnvelope(encodeEnvelope(full, SIGNATURE)).ok).toBe(true);
  });

  test("may have a body that nobody can read", () => {
    const read = valueOf(
      decodeEnvelope(encodeEnvelope([eventOf(0, Buffer.from([0xff]))], SIGNATURE)),
    );

    expect(parseBody(read.events[0]?.bodyBytes ?? new Uint8Array())).toBeUndefined();
  });
});

function oneEvent(): Uint8Array {
  return encodeEnvelope([eventOf(0, Buffer.from("{}"))], SIGNATURE);
}

function withByte(at: number, value: number): Uint8Array {
  return oneEvent().with(at, value);
}

function eventOf(index: number, bodyBytes: Uint8Array, more: object = {}): EventBytes {
  const act = { by: "1", approved: "", wall: 0, zone: 0, day: "2026-11-20" };
  const header = {
    origin: ORIGIN,
    seq: index + 1,
    tx: 1,
    tag: "00000000",
    hlc: 1,
    kind: "setting/set",
    v: 1,
    streams: [],
    ...(index === 0 ? act : {}),
    ...more,
  };
  return { headerBytes: Buffer.from(JSON.stringify(header)), bodyBytes };
}
