/**
 * What one member can make the others keep, and what becomes of it: with real ledgers, and transactions
 * that are signed with the member's own key.
 */

import { describe, expect, test } from "vitest";

import { isSelfRevoked } from "../../src/app/membership/own-revocation.ts";
import { seriesCountKey } from "../../src/domain/folds/order-sums.ts";
import { deviceOf, type Hash, toOrigin } from "../../src/domain/identity.ts";
import { DOUBT_MAX } from "../../src/ledger/doubt.ts";
import { PURGE_AFTER_MS } from "../../src/ledger/ledger-upkeep.ts";
import { chainStart, deviceKeyFromSeed } from "../../src/ledger/log/chain.ts";
import { SHEET_PREFIX, sheetStatement } from "../../src/ledger/log/sheet-act.ts";
import { verifyLedger } from "../../src/ledger/verify.ts";
import { revokedId } from "../../src/mesh/gossip/door.ts";
import { endOf, revocation, settled } from "../support/judgements.ts";
import { after, begun, beginning, flood, note, pass, purgeOf } from "../support/lies.ts";
import { sellOne } from "../support/one-sale.ts";
import { nextPlace, type RawPlace, rawTransaction } from "../support/raw-transaction.ts";
import {
  createShop,
  enrolment,
  promotion,
  receiveFault,
  synchronise,
  synchroniseAll,
  type TestShop,
  type TestTill,
} from "../support/shop.ts";

const SHEET = deviceKeyFromSeed(new Uint8Array(32).fill(1));
const HOUR_MS = 3_600_000;

describe("a member that begins anew without end", () => {
  test("has no more of its chains kept than a person would look at, by anybody", () => {
    using shop = createShop();
    const [b, c] = [shop.join("B"), shop.join("C")];
    synchroniseAll(shop.tills());

    for (let n = 0; n < 300; n += 1) receiveFault(shop.a, begun(b, n).bytes);
    synchronise(shop.a, c);
    sellOne(shop.a);
    synchronise(shop.a, c);

    // Four prove that there are too many, and so many are kept for a person.
    for (const till of [shop.a, c]) {
      expect(chainsOf(till, b)).toBe(4 + DOUBT_MAX.chains);
      expect(till.ledger().doubt.tallyOf(b.device).chains).toBe(DOUBT_MAX.chains);
      expect(receiptsOf(till, shop.a)).toBe(1);
    }
    expect(shop.a.ledger().doubt.refusals().get(b.device)?.transactions).toBe(280);
    expect(receiveFault(shop.a, begun(b, 1000).bytes)).toBe("receive/no-place");
  });

  test("has none of them counted, and what it sold in its first one all the same", () => {
    using shop = createShop();
    const b = shop.join("B");
    sellOne(b);
    synchronise(b, shop.a);

    for (let n = 0; n < 10; n += 1) receiveFault(shop.a, begun(b, n).bytes);

    expect(receiptsOf(shop.a, b)).toBe(1);
    expect(reasonsOf(shop.a)).toEqual(new Set(["chain/too-many"]));
  });

  test("is not heard in a chain that says nothing of what it follows", () => {
    using shop = createShop();
    const b = shop.join("B");
    const bytes = rawTransaction(beginning(b, 1), [{ kind: "attention/resolved" }]);

    expect(receiveFault(shop.a, bytes)).toBe("envelope/malformed");
  });
});

describe("a member with voices without end", () => {
  test("has two of them kept as proof, some for a person, and no more", () => {
    using shop = createShop();
    const b = shop.join("B");
    sellOne(b);
    synchronise(b, shop.a);
    const place = nextPlace(b.ledger());

    for (let n = 0; n < 60; n += 1) receiveFault(shop.a, rawTransaction(place, [note(n)]));

    expect(shop.a.ledger().heads().get(place.origin)?.others).toHaveLength(1 + DOUBT_MAX.chains);
    expect(receiptsOf(shop.a, b)).toBe(1);
  });

  test("is kept by two tills that heard different parts of it, and these are equal", () => {
    using shop = createShop();
    const [b, c] = [shop.join("B"), shop.join("C")];
    sellOne(b);
    synchroniseAll(shop.tills());
    const place = nextPlace(b.ledger());
    const voices = Array.from({ length: 80 }, (_, n) => rawTransaction(place, [note(n)]));

    for (const bytes of voices) receiveFault(shop.a, bytes);
    for (const bytes of voices.toReversed()) receiveFault(c, bytes);
    synchronise(shop.a, c);
    synchronise(c, shop.a);

    const [one, other] = [shop.a, c].map((till) => till.ledger().unflushed().changes);
    expect(one).toEqual(other);
    for (const till of [shop.a, c]) expect(receiptsOf(till, b)).toBe(1);
  });
});

describe("a member with other first words without end", () => {
  test("hides what others knew before from nobody who has room for some of it", () => {
    using shop = createShop();
    const [b, c] = [shop.join("B"), shop.join("C")];
    synchroniseAll(shop.tills());
    const beginning = nextPlace(b.ledger());
    // Longer than the others: the order of numbers would have it come after them.
    const bytes = rawTransaction(beginning, [note(1), note(2)]);
    receiveFault(shop.a, bytes);
    const { origin, seq, previous: hash } = after(beginning, bytes);
    for (let n = 0; n < 60; n += 1) receiveFault(shop.a, rawTransaction(beginning, [note(n)]));

    for (let n = 100; n < 110; n += 1) receiveFault(c, rawTransaction(beginning, [note(n)]));
    synchronise(shop.a, c);

    expect(c.ledger().store.withEnd({ origin, seq: seq - 1, hash })).toBeDefined();
  });
});

describe("a revoked member", () => {
  test("takes nothing of its past away by another first word, said after it was shut out", () => {
    using shop = createShop();
    const [b, c] = [shop.join("B"), shop.join("C")];
    const start = nextPlace(b.ledger());
    for (let sale = 0; sale < 3; sale += 1) sellOne(b);
    synchroniseAll(shop.tills());
    shop.a.write(revocation(b, endOf(b)));

    receiveFault(shop.a, rawTransaction(start, [note(1)]));
    synchroniseAll([shop.a, c]);

    for (const till of [shop.a, c]) expect(receiptsOf(till, b)).toBe(3);
  });

  test("leaves no more than a bound behind, however much it says", () => {
    using shop = createShop();
    const b = shop.join("B");
    synchronise(b, shop.a);
    const place = sayFirst(shop, b);
    shop.a.write(revocation(b));

    const said = flood(shop.a, place, DOUBT_MAX.transactions + 100);

    expect(said.taken).toBe(DOUBT_MAX.transactions - 1);
    expect(said.fault).toBe("receive/no-place");
    expect(shop.a.ledger().doubt.hasRoom(b.device)).toBe(false);
  });

  test("is gone a day after a person has had it purged, and its room is free", () => {
    using shop = createShop();
    const [b, c] = [shop.join("B"), shop.join("C")];
    sellOne(b);
    synchroniseAll(shop.tills());
    shop.a.write(revocation(b, endOf(b)));
    flood(shop.a, nextPlace(b.ledger()), 30);
    for (let n = 0; n < 3; n += 1) receiveFault(shop.a, begun(b, n).bytes);
    synchroniseAll([shop.a, c]);
    const countBefore = c.ledger().store.count();
    shop.a.write(purgeOf(b));
    synchroniseAll([shop.a, c]);

    for (const till of [shop.a, c]) {
      till.ledger().purge();
      expect(till.ledger().doubt.tallyOf(b.device).transactions).toBe(33);
      for (let hour = 0; hour <= PURGE_AFTER_MS / HOUR_MS; hour += 1) pass(till, HOUR_MS);
      expect(till.ledger().doubt.tallyOf(b.device)).toEqual({
        transactions: 0,
        bytes: 0,
        chains: 0,
      });
      expect(receiptsOf(till, b)).toBe(1);
      expect(verifyLedger(till.ledger())).toMatchObject({ ok: true });
    }

    expect(c.ledger().store.count()).toBe(countBefore + 1 - 33);
    sellOne(c);
    synchroniseAll([shop.a, c]);
    expect(receiptsOf(shop.a, c)).toBe(1);
    expect(receiveFault(shop.a, begun(b, 7).bytes)).toBe("receive/no-place");
  });

  test("isn't purged by a till that slept for a week, or whose clock jumped", () => {
    using shop = createShop();
    const b = shop.join("B");
    sellOne(b);
    synchronise(b, shop.a);
    shop.a.write(revocation(b, endOf(b)));
    flood(shop.a, nextPlace(b.ledger()), 5);
    shop.a.write(purgeOf(b));
    shop.a.ledger().purge();

    pass(shop.a, 7 * 24 * HOUR_MS);

    expect(shop.a.ledger().doubt.tallyOf(b.device).transactions).toBe(5);
  });

  test("is counted as nothing once what it said beyond its revocation is purged", () => {
    using shop = createShop();
    const b = shop.join("B");
    sellOne(b);
    synchronise(b, shop.a);
    shop.a.write(revocation(b, endOf(b)));
    flood(shop.a, nextPlace(b.ledger()), 5);
    shop.a.write(purgeOf(b));
    const { doubt, store } = shop.a.ledger();
    expect(doubt.tallyOf(b.device).transactions).toBe(5);

    for (let hour = 0; hour <= 25; hour += 1) pass(shop.a, HOUR_MS);

    expect(store.head(endOf(b).origin)).toMatchObject({ seq: endOf(b).seq });
    expect(doubt.tallyOf(b.device).transactions).toBe(0);
  });

  test("doesn't keep a till out by its word once its act is purged", () => {
    using shop = createShop();
    const [c, d] = [shop.join("C"), shop.join("D")];
    shop.a.write(promotion(c));
    sellOne(c);
    sellOne(d);
    synchroniseAll(shop.tills());
    const before = endOf(c);
    const id = revokedId(d.device, c.device);
    c.write(revocation(d, endOf(d)));
    c.ledger().words.put(id, Buffer.from("lies"));
    d.ledger().words.receive(c.ledger().words.row(id));
    synchroniseAll(shop.tills());
    expect(isSelfRevoked(d.ledger())).toBe(true);

    shop.a.write(revocation(c, before), purgeOf(c));
    synchroniseAll(shop.tills());
    for (let hour = 0; hour <= 25; hour += 1) pass(d, HOUR_MS);

    expect(isSelfRevoked(d.ledger())).toBe(false);
  });

  test("has what a junior named kept by a till that heard of a purge before", () => {
    using shop = createShop("named", { sheetKey: SHEET.publicKey });
    const b = shop.stranger("B");
    shop.a.write(sheetEnrolment(shop, b));
    const c = shop.join("C");
    shop.a.write(promotion(c));
    synchroniseAll(shop.tills());
    const early = endOf(shop.a);
    for (let sale = 0; sale < 3; sale += 1) sellOne(shop.a);
    synchronise(shop.a, c);
    c.write(revocation(shop.a, endOf(shop.a)));
    b.write(revocation(shop.a, early), purgeOf(shop.a));

    synchroniseAll([b, c]);

    const [one, other] = [b, c].map((till) =>
      till.ledger().endsOf(shop.a.ledger().identity.origin),
    );
    expect(one?.needed).toEqual(other?.needed);
    expect(one?.needed).toEqual([endOf(shop.a)]);
  });

  test("has what a person admitted kept, also when somebody purged it", () => {
    using shop = createShop();
    const b = shop.join("B");
    sellOne(b);
    synchronise(b, shop.a);
    shop.a.write(revocation(b, endOf(b)));
    sellOne(b);
    synchronise(b, shop.a);
    shop.a.write(purgeOf(b), settled("chain/admitted", endOf(b)));

    for (let hour = 0; hour <= 25; hour += 1) pass(shop.a, HOUR_MS);

    expect(receiptsOf(shop.a, b)).toBe(2);
  });
});

describe("a purge", () => {
  test("of a till in good standing has no effect", () => {
    using shop = createShop();
    const b = shop.join("B");
    sellOne(b);
    synchronise(b, shop.a);
    shop.a.write(purgeOf(b));

    for (let hour = 0; hour <= 25; hour += 1) pass(shop.a, HOUR_MS);
    sellOne(b);
    synchronise(b, shop.a);

    expect(receiptsOf(shop.a, b)).toBe(2);
  });
});

describe("whoever has the founder's key", () => {
  test("voids no enrolment for good: a till that the sheet has enrolled revokes the founder", () => {
    using shop = createShop("sheet", { sheetKey: SHEET.publicKey });
    const b = shop.stranger("B");
    shop.a.write(sheetEnrolment(shop, b));
    const c = shop.join("C");
    synchroniseAll(shop.tills());
    sellOne(c);
    synchroniseAll(shop.tills());
    const heard = endOf(shop.a);
    const forged = rawTransaction(placeAfterFounding(shop.a), [note(1)]);

    for (const till of [b, c]) receiveFault(till, forged);
    expect(b.ledger().admission().has(c.device)).toBe(false);
    b.write(revocation(shop.a, heard));
    synchroniseAll([b, c]);

    for (const till of [b, c]) {
      expect(till.ledger().admission().has(c.device)).toBe(true);
      expect(receiptsOf(till, c)).toBe(1);
      expect(till.ledger().admission().get(shop.a.device)?.revoked).toBe(true);
    }
  });

  test("can't found the shop a second time, under another name and currency", () => {
    using shop = createShop();
    const b = shop.join("B");
    const founding = shop.a.ledger().founding();
    const place = {
      ...beginning(shop.a, 0),
      origin: toOrigin(shop.a.device, `${"0".repeat(12)}1`),
    };
    const again = rawTransaction(
      { ...place, previous: chainStart(shop.a.ledger().identity.shop, place.origin) },
      [
        { kind: "incarnation/started", body: { n: 2, follows: null, cause: "person" } },
        { kind: "shop/founded", body: { ...founding, name: "Mine", currency: "USD" } },
      ],
    );

    receiveFault(b, again);

    expect(b.ledger().founding()).toEqual(founding);
  });
});

function sayFirst(shop: TestShop, till: TestTill): RawPlace {
  const place = nextPlace(till.ledger());
  const bytes = rawTransaction(place, [note(0)]);
  receiveFault(shop.a, bytes);
  return after(place, bytes);
}

function placeAfterFounding(till: TestTill): RawPlace {
  const { identity, store } = till.ledger();
  const founded = store.at(identity.origin, 1);
  if (founded === undefined) throw new Error("Nothing was founded.");
  const previous: Hash = founded.hash;
  return { origin: identity.origin, key: till.key, seq: founded.last + 1, previous };
}

function sheetEnrolment(shop: TestShop, till: TestTill) {
  const draft = enrolment(till);
  if (draft.kind !== "device/enrolled") throw new Error("It is an enrolment.");
  const statement = sheetStatement(shop.a.ledger().identity.shop, draft.body);
  const sheetProof = Buffer.from(SHEET.signStatement(SHEET_PREFIX, statement)).toString("hex");
  return { ...draft, body: { ...draft.body, sheetProof } };
}

function receiptsOf(till: TestTill, of: TestTill): number {
  return till.ledger().read((view) => view.sum(seriesCountKey(of.code)));
}

function chainsOf(till: TestTill, of: TestTill): number {
  return [...till.ledger().heads().keys()].filter((origin) => deviceOf(origin) === of.device)
    .length;
}

function reasonsOf(till: TestTill): ReadonlySet<string> {
  return new Set(
    till
      .ledger()
      .quarantined()
      .map(({ reason }) => reason),
  );
}
