/** A process that follows what another one folds has the same states. Size: both. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { sharedTables } from "../../../proof/sim/shared-rows.ts";
import { assertNever } from "../../../src/domain/base/assert-never.ts";
import { err } from "../../../src/domain/base/result.ts";
import { unreadEvents } from "../../../src/domain/doubts/unknown-events.ts";
import { calloutCountKey, seriesCountKey } from "../../../src/domain/folds/order-sums.ts";
import { toStreamId } from "../../../src/domain/identity.ts";
import { parseReceiptNumber } from "../../../src/domain/order/order-view.ts";
import { type Ledger } from "../../../src/ledger/ledger.ts";
import { createFollower } from "../../../src/ledger/projection/follower.ts";
import { createRevisions } from "../../../src/ledger/projection/revisions.ts";
import { createStore } from "../../../src/ledger/store.ts";
import { TUNING } from "../../../src/ledger/tuning.ts";
import { verifyLedger } from "../../../src/ledger/verify.ts";
import { sellOneOn } from "../../support/one-sale.ts";
import { setting, settingAt } from "../../support/one-setting.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { nextPlace, rawTransaction } from "../../support/raw-transaction.ts";
import { refoldedTables } from "../../support/shared-tables.ts";
import {
  createShop,
  enrolment,
  NOON_MS,
  promotion,
  synchronise,
  type TestTill,
  TODAY,
  valueOf,
} from "../../support/shop.ts";
import { expectWellFolded } from "../../support/well-folded.ts";

describe("a till that crashed before it wrote its folded state down", () => {
  test("comes back with the same orders and the next number", () => {
    using shop = createShop();
    sell(shop.a.ledger());
    shop.a.ledger().flush();
    sell(shop.a.ledger());
    const before = liveState(shop.a);

    shop.a.reopen();

    expect(liveState(shop.a)).toEqual(before);
    expect(sell(shop.a.ledger())).toBe(3);
  });

  test("still counts what a late promotion brought in", () => {
    using shop = createShop();
    const b = shop.join("B");
    const c = shop.stranger("C");
    b.write(enrolment(c));
    c.write(setting(7));
    synchronise(b, shop.a);
    synchronise(c, shop.a);
    shop.a.ledger().flush();

    shop.a.write(promotion(b));
    shop.a.reopen();
    shop.a.write(setting(8, "y"));
    shop.a.ledger().flush();

    expect(settingAt(shop.a)).toBe(7);
    expectWellFolded(shop.a.ledger());
  });

  test("folds anew what another build has folded", () => {
    using shop = createShop();
    shop.a.write(setting(7));
    shop.a.ledger().flush();
    const tables = sharedTables(shop.a.ledger());
    shop.a
      .ledger()
      .db.exec("UPDATE projection_1 SET row = replace(row, '7', '6'); DELETE FROM tags_1;");

    shop.a.update({ foldVersions: "of another build" });

    expect(settingAt(shop.a)).toBe(7);
    shop.a.ledger().flush();
    expect(sharedTables(shop.a.ledger())).toEqual(tables);
  });
});

describe("a kitchen device that writes what only a till may", () => {
  test("is heard no further, until its rights have grown", () => {
    using shop = createShop();
    const kitchen = shop.join("B", ["kitchen"]);
    kitchen.write(setting(1));
    kitchen.write({
      kind: "shift/clocked-in",
      streams: [toStreamId("shift", "x")],
      body: { staff: "1" },
    });
    synchronise(kitchen, shop.a);

    const { origin } = kitchen.ledger().identity;
    const range = { origin, fromSeq: 1, toSeq: 2, reason: "kind/not-allowed" };
    expect(shop.a.ledger().quarantined()).toMatchObject([range]);
    expect(settingAt(shop.a)).toBeUndefined();
    expect(verifyLedger(shop.a.ledger())).toMatchObject({
      ok: true,
      quarantined: [range],
    });

    shop.a.ledger().flush();
    shop.a.reopen();
    expect(shop.a.ledger().quarantined()).toMatchObject([range]);

    shop.a.write(enrolment(kitchen, ["till"]));

    expect(settingAt(shop.a)).toBe(1);
    expect(shop.a.ledger().quarantined()).toEqual([]);
  });
});

describe("two processes on one store", () => {
  test("give each number once and show the same, however they take turns", () => {
    const turns = fc.array(fc.record({ beside: fc.boolean(), turn: TURN }), {
      maxLength: 40,
      size: "max",
    });
    fc.assert(
      fc.property(turns, (told) => {
        using shop = createShop();
        const b = shop.join("B");
        const c = shop.stranger("C");
        const beside = shop.a.openBeside();
        try {
          const numbers = told.flatMap(({ beside: isBeside, turn }) =>
            takeTurn(isBeside ? beside : shop.a.ledger(), turn, { a: shop.a, b, c }),
          );

          expect(numbers).toEqual(numbers.map((_, index) => index + 1));
          expect(verifyLedger(beside).findings).toEqual([]);
          expect(verifyLedger(shop.a.ledger()).findings).toEqual([]);
          beside.flush();
          expect(sharedTables(shop.a.ledger())).toEqual(refoldedTables(beside));
        } finally {
          beside.close();
        }
      }),
      { seed: 20_261_120, numRuns: proofRuns({ small: 15, whole: 40 }) },
    );
  });

  test("write the folded state down once, when both want to at the same moment", () => {
    using shop = createShop();
    const beside = shop.a.openBeside();
    sell(shop.a.ledger());
    shop.a.ledger().flush();
    sell(shop.a.ledger());
    const both = [shop.a.ledger(), beside].map(({ db, identity }) => {
      const store = createStore(db);
      const follower = createFollower({
        store,
        shop: identity.shop,
        founder: identity.founder,
        tuning: TUNING,
        revisions: createRevisions(),
        trustedHlcMax: () => NOON_MS * 2048,
        longWork: db.longWork,
      });
      follower.catchUp();
      return follower;
    });

    for (const follower of both) follower.flush();

    expectWellFolded(beside);
    beside.close();
  });

  test("read nothing anew that the other's flush left as it was", () => {
    using shop = createShop();
    const beside = shop.a.openBeside();
    sell(shop.a.ledger());
    shop.a.ledger().flush();
    sell(beside);
    const before = revisionsOf(shop.a.ledger());

    // Once when this one has seen the sale, and once when it has not.
    beside.flush();
    expect(revisionsOf(shop.a.ledger())).toEqual(before);
    sell(beside);
    beside.flush();
    const after = revisionsOf(shop.a.ledger());

    expect({ ...after, order: before.order }).toEqual(before);
    expect(after.order).toBeGreaterThan(before.order);
    expect(sell(shop.a.ledger())).toBe(4);
    shop.a.ledger().flush();
    expect(verifyLedger(beside).findings).toEqual([]);
    beside.close();
  });

  test("see what the other heard from a newer till, also where that names no stream", () => {
    using shop = createShop();
    const b = shop.join("B");
    hear(shop.a, b);
    shop.a.ledger().flush();
    const beside = shop.a.openBeside();
    expect(beside.read(unreadEvents)).toHaveLength(1);

    hear(shop.a, b);
    shop.a.ledger().flush();

    expect(beside.read(unreadEvents)).toHaveLength(2);
    beside.close();
  });

  test("see each other's sales at once", () => {
    using shop = createShop();
    const beside = shop.a.openBeside();
    sell(beside);

    expect(shop.a.ledger().read((view) => view.sum(seriesCountKey("A")))).toBe(1);
    expect(sell(shop.a.ledger())).toBe(2);
    beside.close();
  });
});

describe("a command that fails", () => {
  test("leaves nothing behind when it is refused", () => {
    using shop = createShop();
    const before = liveState(shop.a);

    const refused = shop.a.ledger().commit({ by: "1", name: "none", decide: () => err("no") });

    expect(refused).toEqual({ ok: false, fault: "no" });
    expect(liveState(shop.a)).toEqual(before);
  });

  test("leaves nothing behind when what belongs to it fails, and the till goes on", () => {
    using shop = createShop();
    const before = liveState(shop.a);

    expect(() =>
      shop.a.ledger().commit({
        by: "1",
        name: "spool",
        decide: () => ({ ok: true, value: { events: [setting(1)] } }),
        also: () => {
          throw new Error("The disk is full.");
        },
      }),
    ).toThrow("The disk is full.");

    expect(liveState(shop.a)).toEqual(before);
    expect(settingAt(shop.a)).toBeUndefined();
    shop.a.write(setting(2));
    expect(settingAt(shop.a)).toBe(2);
  });
});

describe("a till whose clock was wrong", () => {
  test("does not stay in the next summer once its clock is right again", () => {
    using shop = createShop();
    const summerMs = NOON_MS + 250 * 86_400_000;
    shop.a.clock.set(summerMs);
    shop.a.write(setting(1));
    shop.a.ledger().flush();
    shop.a.clock.set(NOON_MS);
    shop.a.reopen();

    const elsewhere = shop.a.write(setting(2, "y"));
    const there = shop.a.write(setting(3));

    expect(hlcOf(elsewhere)).toBeLessThan((NOON_MS + 1000) * 1024);
    expect(hlcOf(there)).toBeGreaterThan(summerMs * 1024);
    expect(settingAt(shop.a)).toBe(3);
  });
});

type Turn = "sell" | "flush" | "hear" | "promote" | "read";
const TURN = fc.constantFrom<Turn>("sell", "sell", "sell", "flush", "hear", "promote", "read");

function takeTurn(
  ledger: Ledger,
  turn: Turn,
  { a, b, c }: { readonly a: TestTill; readonly b: TestTill; readonly c: TestTill },
): ReadonlyArray<number> {
  switch (turn) {
    case "sell":
      return [sell(ledger)];
    case "flush":
      ledger.flush();
      return [];
    case "hear": {
      // B's enrolment of C counts only once B is promoted.
      b.write(enrolment(c));
      c.write(setting(c.ledger().heads().size));
      for (const till of [b, c]) {
        const known = ledger.heads().get(till.ledger().identity.origin)?.seq ?? 0;
        const { origin } = till.ledger().identity;
        for (const bytes of till.ledger().piecesOf(origin, known + 1)) ledger.receive(bytes);
      }
      return [];
    }
    case "promote":
      ledger.commit({
        by: "1",
        name: "promote",
        decide: () => ({ ok: true, value: { events: [promotion(b)] } }),
      });
      return [];
    case "read":
      a.ledger().read((view) => view.sum(calloutCountKey(TODAY, ledger.identity.origin)));
      return [];
    default:
      return assertNever(turn, "turn");
  }
}

/** Number of the receipt. */
/** The count of its receipt. */
/** Of an event that neither can fold. */
function hear(till: TestTill, newer: TestTill): void {
  const told = rawTransaction(nextPlace(newer.ledger()), [{ kind: "newer/thing" }]);
  for (const { ledger } of [newer, till]) valueOf(ledger().receive(told));
}

function sell(ledger: Ledger): number {
  return parseReceiptNumber(sellOneOn(ledger, "A"))?.no ?? 0;
}

function liveState(till: TestTill): unknown {
  const tables = refoldedTables(till.ledger());
  expect(verifyLedger(till.ledger()).findings).toEqual([]);
  return tables;
}

function hlcOf({ events }: ReturnType<TestTill["write"]>): number {
  return events[0]?.event.key.hlc ?? 0;
}

/** How often what is under each of these has changed, as this process knows it. */
function revisionsOf(ledger: Ledger) {
  return ledger.read((view) => ({
    cat: view.revision("cat"),
    set: view.revision("set"),
    order: view.revision("order"),
  }));
}
