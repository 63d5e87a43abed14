/** Whom a till leaves alone, and for how long, where a revocation or a bad line makes links end at once. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { createSeededRandom } from "../../../proof/sim/dice.ts";
import { type DeviceId } from "../../../src/domain/identity.ts";
import { type AddressBook, createAddressBook } from "../../../src/mesh/dialling/address-book.ts";
import { type DialRules, EVERYBODY } from "../../../src/mesh/dialling/dial-pauses.ts";
import { proofRuns } from "../../support/proof-runs.ts";

const TICK_MS = 100;
const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
const US = deviceOf("m");
const OTHER = deviceOf("x");
const PLACE = { host: "10.0.0.2", port: 7777 };
/** A revoked device is listened to for so long. */
const LISTENED_MS = 10_000;
const SHUT_OUT: DialRules = { ...EVERYBODY, isRevoked: true };

describe("a till that is known to be revoked", () => {
  test("is not dialled, at whatever address, and by whatever word of it", () => {
    const book = bookOf("a");
    book.setRules({ ...EVERYBODY, never: [OTHER] });

    book.gossiped({ device: OTHER, addresses: [{ host: "10.0.0.9", port: 7777 }] }, 0);
    book.linked({ device: OTHER, host: PLACE.host, address: PLACE }, 0);
    book.unlinked(OTHER, 60_000);
    announce(book, 61_000);

    expect(dials(book, { untilMs: DAY_MS / 24, lastsMs: LISTENED_MS })).toEqual([]);
    expect(book.view(0).map(({ state }) => state)).toEqual(["not needed", "not needed"]);
  });

  test("is dialled once at an address that a person typed in, which leads to it", () => {
    const book = bookOf("a");
    book.setRules({ ...EVERYBODY, never: [OTHER] });
    book.setStatic([PLACE], 0);
    expect(book.due(1000)).toEqual([PLACE]);

    book.ledToRevoked({ device: OTHER, address: PLACE, lastedMs: LISTENED_MS }, 11_000);

    expect(dials(book, { fromMs: 11_000, untilMs: 3_000_000, lastsMs: 0 })).toEqual([]);
  });

  test("is dialled again at once when the revocation counts no more", () => {
    const book = bookOf("a");
    book.setRules({ ...EVERYBODY, never: [OTHER] });
    announce(book, 0);
    expect(book.due(10_000)).toEqual([]);

    book.setRules(EVERYBODY);

    expect(book.due(10_100)).toEqual([PLACE]);
  });
});

describe("a till that was told that it is shut out", () => {
  test("dials rarely, whatever it hears, and often enough to learn that it was let in anew", () => {
    fc.assert(
      fc.property(
        fc.record({
          seed: fc.string(),
          lastsMs: fc.integer({ min: 8000, max: 20_000 }),
          isReachedAgain: fc.boolean(),
          announcedMs: fc.integer({ min: 1000, max: 120_000 }),
        }),
        ({ seed, announcedMs, lastsMs, isReachedAgain }) => {
          const book = bookOf(seed);
          book.setRules(SHUT_OUT);

          const linksMax = isReachedAgain ? Infinity : 1;
          const life = { lastsMs, linksMax, announcedMs };
          const times = dials(book, { ...life, untilMs: 6 * 60 * MINUTE_MS });

          expect(times.filter((atMs) => atMs < 12 * MINUTE_MS).length).toBeLessThan(16);
          const late = times.filter((atMs) => atMs >= 60 * MINUTE_MS);
          const pauses = late.slice(1).map((atMs, at) => atMs - (late[at] ?? 0));
          expect(Math.min(...pauses)).toBeGreaterThan(11 * MINUTE_MS);
          expect(Math.max(...pauses)).toBeLessThan(19 * MINUTE_MS);
        },
      ),
      { numRuns: proofRuns(6) },
    );
  });

  test("tries again soon where a link broke before it was heard", () => {
    const book = bookOf("a");
    book.setRules(SHUT_OUT);

    const times = dials(book, { untilMs: 12 * MINUTE_MS, lastsMs: 5000 });

    expect(times.length).toBeGreaterThan(40);
  });

  test("dials at once when it is let in anew", () => {
    const book = bookOf("a");
    book.setRules(SHUT_OUT);
    const times = dials(book, { untilMs: 60 * MINUTE_MS, lastsMs: LISTENED_MS });
    expect(times.length).toBeGreaterThan(3);
    expect(book.due(60 * MINUTE_MS)).toEqual([]);

    book.setRules(EVERYBODY);

    expect(book.due(60 * MINUTE_MS + TICK_MS)).toEqual([PLACE]);
  });
});

describe("a link that ends within moments of its beginning", () => {
  test("is a try that failed: the next one comes later each time", () => {
    const times = dials(bookOf("a"), { untilMs: 12 * MINUTE_MS, lastsMs: 1000 });

    // Each second and a bit it would be some six hundred.
    expect(times.length).toBeLessThan(140);
    expect(times.length).toBeGreaterThan(80);
  });

  test("and one that lasted makes up for it", () => {
    const book = bookOf("a");
    dials(book, { untilMs: 5 * MINUTE_MS, lastsMs: 1000 });
    book.linked({ device: OTHER, host: PLACE.host, address: PLACE }, 400_000);

    book.unlinked(OTHER, 500_000);

    expect(book.due(500_200)).toEqual([PLACE]);
  });
});

interface Life {
  readonly fromMs?: number;
  readonly untilMs: number;
  readonly lastsMs: number;
  /** Nobody answers after so many. */
  readonly linksMax?: number;
  readonly announcedMs?: number;
}

/** When the other till was dialled, which hangs up each time and says by multicast that it is there. */
function dials(book: AddressBook, life: Life): ReadonlyArray<number> {
  const { fromMs = 0, untilMs, lastsMs, linksMax = Infinity, announcedMs = MINUTE_MS } = life;
  const times: number[] = [];
  let endsMs: number | undefined;
  let saysMs = fromMs;
  for (let nowMs = fromMs; nowMs < untilMs; nowMs += TICK_MS) {
    if (nowMs >= saysMs) announce(book, nowMs);
    if (nowMs >= saysMs) saysMs += announcedMs;
    if (endsMs !== undefined && nowMs >= endsMs) {
      if (times.length <= linksMax) book.unlinked(OTHER, nowMs);
      else book.dialEnded({ address: PLACE, how: "unreachable" }, nowMs);
      endsMs = undefined;
    }
    if (book.due(nowMs).length === 0) continue;
    times.push(nowMs);
    endsMs = nowMs + lastsMs;
    if (times.length > linksMax) continue;
    book.linked({ device: OTHER, host: PLACE.host, address: PLACE }, nowMs);
  }
  return times;
}

function announce(book: AddressBook, nowMs: number): void {
  const hint = OTHER.slice(0, 8);
  book.heard(
    { instance: `${hint}-aaaa`, deviceHint: hint, addresses: [PLACE], from: PLACE.host },
    nowMs,
  );
}

function bookOf(seed: string): AddressBook {
  return createAddressBook({ device: US, random: createSeededRandom(seed) });
}

function deviceOf(letter: string): DeviceId {
  return letter.padEnd(26, "0") as DeviceId;
}
