/** Head office writes a publication as a batch: all of it counts or nothing does, whatever an office puts into it. */

import { describe, expect, test } from "vitest";

import { createSeededRandom } from "../../../proof/sim/dice.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { type Draft } from "../../../src/domain/events/kinds.ts";
import { toStreamId } from "../../../src/domain/identity.ts";
import { thousandths } from "../../../src/domain/money/amounts.ts";
import { commitBatch } from "../../../src/ledger/commit-batch.ts";
import { type BatchPart } from "../../../src/ledger/log/batch-part.ts";
import { verifyLedger } from "../../../src/ledger/verify.ts";
import { setting, settingAt } from "../../support/one-setting.ts";
import {
  createShop,
  enrolment,
  synchronise,
  type TestTill,
  TODAY,
  valueOf,
} from "../../support/shop.ts";
import { growAll } from "../../support/upkeep.ts";
import { expectWellFolded } from "../../support/well-folded.ts";

const SOLD_OUT: Draft = {
  kind: "product/left-set",
  streams: [toStreamId("cat", "product/LATTE")],
  body: { left: thousandths(0), over: [] },
};

describe("a batch of head office", () => {
  test("counts as a whole once its end is there, and for nothing before", () => {
    using shop = createShop();
    const office = shop.join("H", ["hub"]);
    part(office, { batch: "prices", part: 1 }, setting(7, "x"));
    synchronise(office, shop.a);
    const before = valuesAt(shop.a, "x", "y");

    part(office, { batch: "prices", part: 2, parts: 2 }, setting(7, "y"));
    synchronise(office, shop.a);

    expect(before).toEqual([undefined, undefined]);
    expect(valuesAt(shop.a, "x", "y")).toEqual([7, 7]);
    expect(shop.a.ledger().quarantined()).toEqual([]);
    expectWell(shop.a);
  });

  test("may be as long as a big catalogue", () => {
    using shop = createShop();
    const office = shop.join("H", ["hub"]);
    const events = Array.from({ length: 450 }, (_, index) => setting(7, String(index)));
    commitBatch(office.ledger(), { by: "", name: "publish", events }, createSeededRandom("big"));
    synchronise(office, shop.a);

    expect(valuesAt(shop.a, "0", "449")).toEqual([7, 7]);
    expectWell(shop.a);
  });

  test.each([
    ["in its middle", 2],
    ["in its last part", 3],
  ])(
    "that holds what no office may say %s counts for nothing, in whatever order it comes",
    (_, liar) => {
      using shop = createShop();
      const [b, office] = [shop.join("B"), shop.join("H", ["hub"])];
      for (const number of [1, 2, 3]) {
        const place = { batch: "prices", part: number, ...(number === 3 ? { parts: 3 } : {}) };
        part(office, place, number === liar ? SOLD_OUT : setting(7, String(number)));
        // Till A hears it part by part, till B all at once.
        synchronise(office, shop.a);
      }
      synchronise(office, b);

      for (const till of [shop.a, b]) {
        expect(valuesAt(till, "1", "2", "3")).toEqual([undefined, undefined, undefined]);
        const [chain, ...others] = till.ledger().quarantined();
        expect([chain?.reason, chain?.transactions.length, others]).toEqual([
          "kind/not-allowed",
          3,
          [],
        ]);
        expectWell(till);
      }
      growAll(b.ledger());
      expect(valuesAt(b, "1")).toEqual([undefined]);
    },
  );

  test("in the middle of which the office says something else that it may not counts for nothing", () => {
    using shop = createShop();
    const office = shop.join("H", ["hub"]);
    part(office, { batch: "prices", part: 1 }, setting(7, "x"));
    office.write(setting(1, "between"));
    office.write(SOLD_OUT);
    part(office, { batch: "prices", part: 2, parts: 2 }, setting(7, "y"));
    synchronise(office, shop.a);

    expect(valuesAt(shop.a, "x", "between", "y")).toEqual([undefined, 1, undefined]);
    expectWell(shop.a);
  });

  test("counts when the office becomes a till after all", () => {
    using shop = createShop();
    const office = shop.join("H", ["hub"]);
    part(office, { batch: "prices", part: 1 }, setting(7, "x"));
    part(office, { batch: "prices", part: 2, parts: 2 }, SOLD_OUT);
    synchronise(office, shop.a);
    expect(valuesAt(shop.a, "x")).toEqual([undefined]);

    shop.a.write(enrolment(office, ["till"]));

    expect(valuesAt(shop.a, "x")).toEqual([7]);
    expectWell(shop.a);
  });
});

function part(till: TestTill, place: BatchPart, event: Draft): void {
  valueOf(
    till.ledger().commit({
      by: "",
      name: "part",
      part: place,
      decide: ({ day = TODAY }) => ok({ day, events: [event] }),
    }),
  );
}

function valuesAt(till: TestTill, ...keys: ReadonlyArray<string>): ReadonlyArray<unknown> {
  return keys.map((key) => settingAt(till, key));
}

/** What is folded is what a fold of everything gives. */
function expectWell(till: TestTill): void {
  expect(verifyLedger(till.ledger())).toMatchObject({ ok: true });
  till.ledger().flush();
  expectWellFolded(till.ledger());
}
