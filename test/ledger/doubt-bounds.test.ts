/** What of a member is kept though nobody needs it stays within a bound, however it is said. Size: whole. */

import { describe, expect, test } from "vitest";

import { seriesCountKey } from "../../src/domain/folds/order-sums.ts";
import { type DeviceId, firstOrigin } from "../../src/domain/identity.ts";
import { DOUBT_MAX } from "../../src/ledger/doubt.ts";
import { chainStart, type DeviceKey, deviceKeyFromSeed } from "../../src/ledger/log/chain.ts";
import { CHAINS_LEFT_MAX } from "../../src/ledger/thinning.ts";
import { verifyLedger } from "../../src/ledger/verify.ts";
import { endOf, revocation } from "../support/judgements.ts";
import { after, note, pass, purgeOf } from "../support/lies.ts";
import { sellOne } from "../support/one-sale.ts";
import {
  nextPlace,
  type RawEvent,
  type RawPlace,
  rawTransaction,
} from "../support/raw-transaction.ts";
import {
  createShop,
  promotion,
  receiveFault,
  synchronise,
  synchroniseAll,
  type TestTill,
} from "../support/shop.ts";

const HOUR_MS = 3_600_000;

describe("branches of what is in doubt", () => {
  test("are chains of doubt, too", () => {
    using shop = createShop();
    const b = shop.join("B");
    sellOne(b);
    synchronise(b, shop.a);
    const place = nextPlace(b.ledger());
    for (let n = 0; n < 2; n += 1) receiveFault(shop.a, rawTransaction(place, [note(n)]));
    const places = sayAlong(shop.a, place, 3);

    for (let n = 10; n < 70; n += 1) {
      for (const from of places.slice(1)) receiveFault(shop.a, rawTransaction(from, [note(n)]));
    }

    expect(branchesOf(shop.a, b)).toBeLessThanOrEqual(2 + DOUBT_MAX.chains);
    expect(shop.a.ledger().doubt.tallyOf(b.device).chains).toBe(DOUBT_MAX.chains);
  });
});

describe("a member that forks what it said from its end to its beginning", () => {
  test("leaves few branches, and what others sell goes on counting", () => {
    using shop = createShop();
    const [b, c] = [shop.join("B"), shop.join("C")];
    synchroniseAll(shop.tills());
    const places = sayAlong(shop.a, nextPlace(b.ledger()), 200);

    for (const place of places.toReversed()) {
      expect(receiveFault(shop.a, rawTransaction(place, [note(1000)]))).toBe("taken");
      expect(shop.a.ledger().doubt.tallyOf(b.device).chains).toBeLessThanOrEqual(CHAINS_LEFT_MAX);
    }
    sellOne(shop.a);
    sellOne(c);
    synchroniseAll([shop.a, c]);

    const { origin } = nextPlace(b.ledger());
    expect(shop.a.ledger().endsOf(origin).needed).toEqual(c.ledger().endsOf(origin).needed);
    for (const till of [shop.a, c]) {
      expect(receiptsOf(till, shop.a) + receiptsOf(till, c)).toBe(2);
      expect(verifyLedger(till.ledger())).toMatchObject({ ok: true });
    }
  });

  test("keeps the longest of them: what a till sold goes last", () => {
    using shop = createShop();
    const b = shop.join("B");
    for (let sale = 0; sale < 5; sale += 1) sellOne(b);
    synchroniseAll(shop.tills());
    const sold = endOf(b);
    const places = sayAlong(shop.a, nextPlace(b.ledger()), 200);

    for (const place of places.toReversed()) receiveFault(shop.a, rawTransaction(place, [note(1)]));

    expect(receiptsOf(shop.a, b)).toBe(5);
    expect(shop.a.ledger().store.withEnd(sold)).toBeDefined();
    expect(shop.a.ledger().store.head(sold.origin)?.seq).toBe(sold.seq + 200);
  });
});

describe("tills that a member makes up", () => {
  test("have no more room than it has itself", () => {
    using shop = createShop();
    const b = shop.join("B");
    const made = Array.from({ length: 40 }, (_, n) => madeUp(n));
    const place = nextPlace(b.ledger());
    receiveFault(shop.a, rawTransaction(place, made.map(enrols)));

    for (const key of made) {
      const from = firstPlace(shop.a, key);
      for (let n = 0; n < 10; n += 1) receiveFault(shop.a, rawTransaction(from, [note(n)]));
    }

    const kept = made.map(({ device }) => transactionsOf(shop.a, device));
    expect(kept.reduce((sum, count) => sum + count, 0)).toBe(DOUBT_MAX.chains);
    expect(shop.a.ledger().doubt.tallyOf(b.device).chains).toBe(DOUBT_MAX.chains);
    expect(shop.a.ledger().doubt.refusals().get(b.device)?.transactions).toBe(
      400 - DOUBT_MAX.chains,
    );
  });

  test("are gone with it: nobody could check what they said", () => {
    using shop = createShop();
    const b = shop.join("B");
    sellOne(b);
    synchroniseAll(shop.tills());
    const stranger = madeUp(1);
    const place = nextPlace(b.ledger());
    shop.a.write(revocation(b, endOf(b)));
    receiveFault(shop.a, rawTransaction(place, [enrols(stranger)]));
    receiveFault(shop.a, rawTransaction(firstPlace(shop.a, stranger), [note(1)]));
    expect(transactionsOf(shop.a, stranger.device)).toBe(1);

    shop.a.write(purgeOf(b));
    for (let hour = 0; hour <= 25; hour += 1) pass(shop.a, HOUR_MS);

    expect(transactionsOf(shop.a, stranger.device)).toBe(0);
    expect(verifyLedger(shop.a.ledger())).toMatchObject({ ok: true });
  });

  test("keep what they said themselves, and are whole", () => {
    using shop = createShop();
    const b = shop.join("B");
    sellOne(b);
    synchroniseAll(shop.tills());
    const c = shop.stranger("C");
    synchronise(shop.a, c);
    const place = nextPlace(b.ledger());
    shop.a.write(revocation(b, endOf(b)));
    receiveFault(c, rawTransaction(place, [enrols(c.key)]));
    c.write(promotion(c));
    shop.a.write(purgeOf(b));
    synchronise(shop.a, c);

    for (let hour = 0; hour <= 25; hour += 1) pass(c, HOUR_MS);

    expect(transactionsOf(c, c.device)).toBeGreaterThan(0);
    expect(verifyLedger(c.ledger())).toMatchObject({ ok: true });
  });
});

/** Returns the places at which it was said. */
function sayAlong(to: TestTill, from: RawPlace, count: number): ReadonlyArray<RawPlace> {
  const places: RawPlace[] = [];
  let place = from;
  for (let n = 0; n < count; n += 1) {
    const bytes = rawTransaction(place, [note(n)]);
    receiveFault(to, bytes);
    places.push(place);
    place = after(place, bytes);
  }
  return places;
}

function madeUp(n: number): DeviceKey {
  return deviceKeyFromSeed(new Uint8Array(32).fill(n + 100));
}

function enrols({ device, publicKey: key }: Pick<DeviceKey, "device" | "publicKey">): RawEvent {
  const body = { device, key, code: "X", name: "Till X", rights: ["till"] };
  return { kind: "device/enrolled", body };
}

function firstPlace({ ledger }: TestTill, key: DeviceKey): RawPlace {
  const origin = firstOrigin(key.device);
  return { origin, key, seq: 1, previous: chainStart(ledger().identity.shop, origin) };
}

function transactionsOf({ ledger }: TestTill, device: DeviceId): number {
  const { store } = ledger();
  return [...store.ofOrigin(firstOrigin(device), 1)].length;
}

function branchesOf(till: TestTill, of: TestTill): number {
  const { others = [] } = till.ledger().heads().get(endOf(of).origin) ?? {};
  return 1 + others.length;
}

function receiptsOf(till: TestTill, of: TestTill): number {
  return till.ledger().read((view) => view.sum(seriesCountKey(of.code)));
}
