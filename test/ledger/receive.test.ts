import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { sharedTables } from "../../proof/sim/shared-rows.ts";
import { type Draft } from "../../src/domain/events/kinds.ts";
import { type EventId, toStreamId } from "../../src/domain/identity.ts";
import { deviceKeyFromSeed } from "../../src/ledger/log/chain.ts";
import { TRANSACTION_BYTES_MAX, TRANSACTION_EVENTS_MAX } from "../../src/ledger/log/envelope.ts";
import { verifyLedger } from "../../src/ledger/verify.ts";
import { setting, settingAt } from "../support/one-setting.ts";
import { nextPlace, type RawEvent, rawTransaction } from "../support/raw-transaction.ts";
import {
  createShop,
  enrolment,
  NOON_MS,
  promotion,
  receiveFault,
  synchronise,
  type TestTill,
  valueOf,
} from "../support/shop.ts";

/** 2110-01-01. */
const KEY_MAX = 4_417_977_600_000 * 1024;

describe("a till that is sent a transaction", () => {
  test("takes it once, however often it comes", () => {
    using shop = createShop();
    const b = shop.join("B");
    const bytes = lastOf(b, b.write(setting(1)));

    expect(shop.a.ledger().receive(bytes)).toMatchObject({ value: { type: "stored" } });
    expect(shop.a.ledger().receive(bytes)).toMatchObject({ value: { type: "already-present" } });
    expect(shop.a.ledger().heads().get(b.ledger().identity.origin)?.seq).toBe(1);
  });

  test("refuses what comes after a gap, and says what it needs", () => {
    using shop = createShop();
    const b = shop.join("B");
    b.write(setting(1), setting(2));
    const later = lastOf(b, b.write(setting(3)));

    expectUntouched(shop.a, () => {
      expect(shop.a.ledger().receive(later)).toEqual({
        ok: false,
        fault: { type: "receive/gap", origin: b.ledger().identity.origin, nextSeq: 1 },
      });
    });
  });

  test("takes a second transaction with the same predecessor, and counts neither", () => {
    using shop = createShop();
    const b = shop.join("B");
    const place = nextPlace(b.ledger());
    valueOf(shop.a.ledger().receive(rawTransaction(place, [settingEvent(1)])));
    expect(settingAt(shop.a)).toBe(1);

    expect(receiveFault(shop.a, rawTransaction(place, [settingEvent(2)]))).toBe("taken");

    expect(settingAt(shop.a)).toBeUndefined();
    expect(shop.a.ledger().quarantined()).toMatchObject([
      { origin: place.origin, fromSeq: 1, toSeq: 1, reason: "chain/forked" },
      { origin: place.origin, fromSeq: 1, toSeq: 1, reason: "chain/forked" },
    ]);
    expect(shop.a.ledger().heads().get(place.origin)?.others).toHaveLength(1);
    expect(verifyLedger(shop.a.ledger()).findings).toEqual([]);
  });

  test("never takes half a transaction, or two of them as one", () => {
    using shop = createShop();
    const b = shop.join("B");
    const place = nextPlace(b.ledger());
    const whole = [settingEvent(1), settingEvent(2)];
    valueOf(shop.a.ledger().receive(rawTransaction(place, whole)));

    expectUntouched(shop.a, () => {
      const secondHalf = rawTransaction({ ...place, seq: 2 }, whole.slice(1));
      expect(shop.a.ledger().receive(secondHalf)).toEqual({
        ok: false,
        fault: { type: "receive/gap", origin: place.origin, nextSeq: 1 },
      });
    });
  });

  test("refuses the transaction of a device that nobody has enrolled", () => {
    using shop = createShop();
    const stranger = shop.stranger("X");
    const bytes = lastOf(stranger, stranger.write(setting(1)));

    expectUntouched(shop.a, () => {
      expect(shop.a.ledger().receive(bytes)).toEqual({
        ok: false,
        fault: { type: "receive/unknown-device", device: stranger.device },
      });
    });
  });

  test("takes what an enrolled device says though its enrolment counts for nothing yet", () => {
    using shop = createShop();
    const b = shop.join("B");
    const c = shop.stranger("C");
    b.write(enrolment(c));
    c.write(setting(7));
    synchronise(b, shop.a);

    synchronise(c, shop.a);

    expect(shop.a.ledger().heads().has(c.ledger().identity.origin)).toBe(true);
    expect(settingAt(shop.a)).toBeUndefined();

    shop.a.write(promotion(b));

    expect(settingAt(shop.a)).toBe(7);
  });

  test("refuses another shop's founding", () => {
    using shop = createShop();
    using other = createShop("another shop");
    const [founding] = other.a.ledger().piecesOf(other.a.ledger().identity.origin, 1);

    expectUntouched(shop.a, () => {
      expect(receiveFault(shop.a, founding ?? new Uint8Array())).toBe("receive/unknown-device");
    });
  });

  test("begins with its own shop's founding, and with nothing before it", () => {
    using shop = createShop();
    const b = shop.stranger("B");
    shop.a.write(setting(1));
    const [founding, later] = shop.a.ledger().piecesOf(shop.a.ledger().identity.origin, 1);

    expect(receiveFault(b, later ?? new Uint8Array())).toBe("receive/unknown-device");
    expect(receiveFault(b, founding ?? new Uint8Array())).toBe("taken");
    expect(receiveFault(b, later ?? new Uint8Array())).toBe("taken");
  });

  test.each([
    ["a signature by another device", { sign: deviceKeyFromSeed(new Uint8Array(32)).sign }],
    ["a signature of nothing", { sign: () => new Uint8Array(64) }],
  ])("refuses %s", (_, key) => {
    using shop = createShop();
    const b = shop.join("B");
    const bytes = rawTransaction({ ...nextPlace(b.ledger()), key }, [settingEvent(1)]);

    expectUntouched(shop.a, () => {
      expect(receiveFault(shop.a, bytes)).toBe("receive/bad-signature");
    });
  });

  test("refuses a transaction that follows another history of its origin", () => {
    using shop = createShop();
    const b = shop.join("B");
    const start = nextPlace(b.ledger());
    b.write(setting(1));
    const place = nextPlace(b.ledger());
    valueOf(shop.a.ledger().receive(rawTransaction(start, [settingEvent(2)])));

    expect(receiveFault(shop.a, rawTransaction(place, [settingEvent(3)]))).toBe(
      "receive/bad-signature",
    );
  });

  test.each<[string, Readonly<Record<string, unknown>>]>([
    ["a key beyond the year 2110", { hlc: KEY_MAX + 1 }],
    ["a key that is no whole number", { hlc: 0.5 }],
    ["a key before time began", { hlc: -1 }],
    ["a seq that is none", { seq: 0 }],
    ["an origin that is no name", { origin: "somebody" }],
    ["another transaction's seq", { tx: 9 }],
    ["a tag in capitals", { tag: "0BADCAFE" }],
    ["a kind without a namespace", { kind: "sale" }],
    ["a version below one", { v: 0 }],
    ["a stream without a type", { streams: ["nothing"] }],
    ["a stream with half a character", { streams: ["cat/product/\ud800"] }],
    ["more streams than a transaction may touch", { streams: Array(129).fill("set/x") }],
    ["no business day", { day: "today" }],
    ["a wall time before 1970", { wall: -1 }],
  ])("refuses %s as malformed", (_, header) => {
    using shop = createShop();
    const b = shop.join("B");
    const bytes = rawTransaction(nextPlace(b.ledger()), [{ ...settingEvent(1), header }]);

    expectUntouched(shop.a, () => {
      expect(receiveFault(shop.a, bytes)).toBe("envelope/malformed");
    });
  });

  test("takes the largest key that there is", () => {
    using shop = createShop();
    const b = shop.join("B");
    const bytes = rawTransaction(nextPlace(b.ledger()), [{ ...settingEvent(1), hlc: KEY_MAX }]);

    expect(receiveFault(shop.a, bytes)).toBe("taken");
  });

  test("refuses events that don't belong together", () => {
    using shop = createShop();
    const b = shop.join("B");
    const second = { ...settingEvent(2), header: { tag: "11111111" } };
    const bytes = rawTransaction(nextPlace(b.ledger()), [settingEvent(1), second]);

    expectUntouched(shop.a, () => {
      expect(receiveFault(shop.a, bytes)).toBe("envelope/malformed");
    });
  });

  test("refuses a body beyond 64 KB", () => {
    using shop = createShop();
    const b = shop.join("B");
    const body = "x".repeat(64 * 1024);
    const bytes = rawTransaction(nextPlace(b.ledger()), [{ ...settingEvent(1), body }]);

    expectUntouched(shop.a, () => {
      expect(receiveFault(shop.a, bytes)).toBe("envelope/malformed");
    });
  });

  test("refuses a transaction beyond its limits before it looks at it", () => {
    using shop = createShop();

    expectUntouched(shop.a, () => {
      const tooBig = new Uint8Array(TRANSACTION_BYTES_MAX + 1).fill(1);
      const tooMany = new Uint8Array(10_000);
      tooMany[0] = 1;
      new DataView(tooMany.buffer).setUint16(1, TRANSACTION_EVENTS_MAX + 1);
      expect(shop.a.ledger().receive(tooBig)).toMatchObject({ fault: { reason: "too big" } });
      expect(receiveFault(shop.a, tooMany)).toBe("envelope/malformed");
    });
  });

  test("refuses whatever a broken line makes of a transaction, and writes nothing", () => {
    using shop = createShop();
    const b = shop.join("B");
    const good = rawTransaction(nextPlace(b.ledger()), [settingEvent(1), settingEvent(2)]);
    const broken = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.nat(good.length - 1).map((length) => good.slice(0, length)),
      fc.uint8Array({ minLength: 1, maxLength: 9 }).map((more) => Buffer.concat([good, more])),
      fc.tuple(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, flip]) => {
        const bytes = Uint8Array.from(good);
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        return bytes;
      }),
    );

    expectUntouched(shop.a, () => {
      fc.assert(
        fc.property(broken, (bytes) => {
          expect(shop.a.ledger().receive(bytes).ok).toBe(false);
        }),
        { seed: 20_261_120, numRuns: 2000 },
      );
    });
    expect(receiveFault(shop.a, good)).toBe("taken");
  });
});

describe("a device that speaks in another one's name", () => {
  test("can't give that device a key of its own", () => {
    using shop = createShop();
    const b = shop.join("B");
    const thief = deviceKeyFromSeed(new Uint8Array(32).fill(9));
    const { device, code } = { device: shop.a.device, code: "A" };
    const body = { device, key: thief.publicKey, code, name: "A", rights: ["till" as const] };
    b.write({ kind: "device/enrolled", streams: [], body });
    synchronise(b, shop.a);
    const c = shop.join("C");
    synchronise(b, c);

    shop.a.write(setting(5));
    synchronise(shop.a, c);

    expect(settingAt(c)).toBe(5);
    const forged = rawTransaction({ ...nextPlace(shop.a.ledger()), key: thief }, [settingEvent(6)]);
    expect(receiveFault(c, forged)).toBe("receive/bad-signature");
  });

  test("finds every key named by its own hash alone", () => {
    using shop = createShop();
    const b = shop.stranger("B");
    const thief = deviceKeyFromSeed(new Uint8Array(32).fill(9));
    const wrong = { ...enrolment(b), body: { ...bodyOf(enrolment(b)), key: thief.publicKey } };
    shop.a.write(wrong as Draft);
    const bytes = lastOf(b, b.write(setting(1)));

    expect(receiveFault(shop.a, bytes)).toBe("receive/unknown-device");
  });
});

describe("what this build can't read", () => {
  test.each<[string, RawEvent]>([
    ["a kind that it doesn't know", { kind: "order/quantum-moved", streams: ["set/x"] }],
    [
      "a newer version",
      { kind: "setting/set", v: 2, streams: ["set/x"], body: { value: 1, over: [] } },
    ],
    ["a body that doesn't fit", { kind: "setting/set", streams: ["set/x"], body: { value: 1 } }],
    ["a body that is no JSON", { kind: "setting/set", streams: ["set/x"], body: Buffer.from("{") }],
    ["a body of no bytes", { kind: "setting/set", streams: ["set/x"], body: Buffer.alloc(0) }],
  ])("%s is stored, forwarded, and shown as incomplete", (_, event) => {
    using shop = createShop();
    const b = shop.join("B");
    const c = shop.join("C");
    const bytes = rawTransaction(nextPlace(b.ledger()), [{ hlc: NOON_MS * 1024, ...event }]);
    valueOf(b.ledger().receive(bytes));

    synchronise(b, shop.a);
    synchronise(shop.a, c);

    const [forwarded] = c.ledger().piecesOf(b.ledger().identity.origin, 1);
    expect(Buffer.from(forwarded ?? "")).toEqual(Buffer.from(bytes));
    const stream = toStreamId("set", "x");
    expect(c.ledger().read((view) => view.unknownIn(stream))).toHaveLength(1);
    expect(verifyLedger(c.ledger()).ok).toBe(true);
  });

  test("does not keep the till from writing on the same stream", () => {
    using shop = createShop();
    const b = shop.join("B");
    const event = { kind: "setting/unset", streams: ["set/x"], hlc: NOON_MS * 1024 + 99 };
    valueOf(b.ledger().receive(rawTransaction(nextPlace(b.ledger()), [event])));
    synchronise(b, shop.a);

    shop.a.write(setting(3));

    expect(settingAt(shop.a)).toBe(3);
  });
});

function settingEvent(value: number): RawEvent {
  return { kind: "setting/set", streams: ["set/x"], body: { value, over: [] }, hlc: 1 };
}

function bodyOf(draft: Draft): object {
  return draft.body;
}

function lastOf(till: TestTill, { ids }: { readonly ids: ReadonlyArray<EventId> }): Uint8Array {
  const seq = Number(ids[0]?.split(":")[1] ?? 0);
  const [bytes] = till.ledger().piecesOf(till.ledger().identity.origin, seq);
  return bytes ?? new Uint8Array();
}

/** Neither the ledger nor what is folded from it is any different afterwards. */
function expectUntouched(till: TestTill, work: () => void): void {
  const before = contentsOf(till);
  work();
  expect(contentsOf(till)).toEqual(before);
}

function contentsOf(till: TestTill): unknown {
  till.ledger().flush();
  return [till.ledger().store.count(), sharedTables(till.ledger())];
}
