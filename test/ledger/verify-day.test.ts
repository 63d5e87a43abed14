/** The check of what one business day rests on, and where its events are found. */

import { expect, test } from "vitest";

import { ok } from "../../src/domain/base/result.ts";
import { type BusinessDay } from "../../src/domain/identity.ts";
import { rowsOfDay } from "../../src/ledger/day-range.ts";
import { verifyDay } from "../../src/ledger/verify-day.ts";
import { verifyLedger } from "../../src/ledger/verify.ts";
import { setting } from "../support/one-setting.ts";
import { createShop, type TestTill, valueOf } from "../support/shop.ts";
import { sealAll } from "../support/upkeep.ts";

const DAYS = ["2026-11-21", "2026-11-22", "2026-11-24"].map(dayOf);
const EMPTY = ["2026-11-23", "2026-11-25"].map(dayOf);
const PER_DAY = 5;

test.each([
  ["in rows", false],
  ["in segments that are cut across days, and the rest in rows", true],
])("the events of a day are found %s, and no others", async (_, isSealed) => {
  using shop = createShop("days", { cut: { events: 4, bytes: 100_000 } });
  sellDays(shop.a);
  if (isSealed) await sealAll(shop.a.ledger());
  const { store, identity } = shop.a.ledger();

  for (const day of [...DAYS, ...EMPTY]) {
    const all = [...store.ofOrigin(identity.origin, 1)].filter(
      (it) => it.content.first.day === day,
    );
    const found = [...rowsOfDay(store, identity.origin, day)];

    expect(found.map(({ last }) => last)).toEqual(all.map(({ last }) => last));
    expect(found).toHaveLength(DAYS.includes(day) ? PER_DAY : 0);
    expect(verifyDay(shop.a.ledger(), day)).toEqual([]);
  }
});

test("an event that was changed is found by its own day, and by the check of all", () => {
  using shop = createShop();
  sellDays(shop.a);
  const { db, identity } = shop.a.ledger();
  const [first] = rowsOfDay(shop.a.ledger().store, identity.origin, dayOf("2026-11-22"));
  const seq = first?.last ?? 0;
  db.exec(
    `UPDATE tx SET bytes = CAST(replace(CAST(bytes AS TEXT), '"value":', '"valve":') AS BLOB)
     WHERE last = ${seq}`,
  );

  const found = DAYS.map((day) => verifyDay(shop.a.ledger(), day).map(({ where }) => where));

  expect(found).toEqual([[], [`${identity.origin} ${seq}`], []]);
  expect(verifyLedger(shop.a.ledger(), { chainsOnly: true }).findings).toMatchObject([
    { where: `${identity.origin} ${seq}` },
  ]);
});

test("a chain with two branches is checked from its beginning", () => {
  using shop = createShop();
  sellDays(shop.a);
  const copy = shop.clone(shop.a);
  copy.write(setting(100));
  shop.a.write(setting(200));
  const { store } = copy.ledger();
  for (const piece of shop.a.ledger().pieces()) copy.ledger().receive(piece.bytes());

  expect(store.origins().length).toBeGreaterThan(0);
  for (const day of DAYS) expect(verifyDay(copy.ledger(), day)).toEqual([]);
});

function dayOf(text: string): BusinessDay {
  return text as BusinessDay;
}

function sellDays(till: TestTill): void {
  for (const [index, day] of DAYS.entries()) {
    for (let count = 0; count < PER_DAY; count += 1) {
      valueOf(
        till.ledger().commit({
          by: "1",
          name: "write",
          decide: () => ok({ day, events: [setting(index * PER_DAY + count)] }),
        }),
      );
    }
  }
}
