/** Zone and cut-over from a day on: when a business day begins, at every till that knows the same. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { systemCalendar } from "../../../src/app/system/calendar.ts";
import { type Draft } from "../../../src/domain/events/kinds.ts";
import { type BusinessDay, toStreamId } from "../../../src/domain/identity.ts";
import { shopTimeOn, suggestedDay } from "../../../src/domain/settings/shop-time.ts";
import { plannedField, VALUE_FIELD } from "../../../src/domain/state/entry-state.ts";
import { openWriteIds } from "../../../src/domain/state/register.ts";
import { addDays, civilTime } from "../../../src/domain/text/civil-time.ts";
import {
  createShop,
  NOON_MS,
  synchroniseAll,
  type TestTill,
  TODAY,
  ZONE,
} from "../../support/shop.ts";

const FOUNDED = { zone: ZONE, cutover: 240 };
const [TOMORROW, LATER] = [addDays(TODAY, 1), addDays(TODAY, 2)];
const HOUR_MS = 3_600_000;
/** In Amsterdam; noon is of UTC. */
const MIDNIGHT_MS = NOON_MS - 13 * HOUR_MS;

describe("a planned cut-over", () => {
  test("makes the day before its day longer", () => {
    using shop = createShop();
    shop.a.write(planned("cutover", 360, TOMORROW));

    expect(dayAt(shop.a, TOMORROW, "05:59")).toBe(TODAY);
    expect(dayAt(shop.a, TOMORROW, "06:00")).toBe(TOMORROW);
    expect(dayAt(shop.a, LATER, "05:59")).toBe(TOMORROW);
  });

  test("makes the day before its day shorter", () => {
    using shop = createShop();
    shop.a.write(planned("cutover", 0, LATER));

    expect(dayAt(shop.a, TOMORROW, "03:59")).toBe(TODAY);
    expect(dayAt(shop.a, TOMORROW, "23:59")).toBe(TOMORROW);
    expect(dayAt(shop.a, LATER, "00:00")).toBe(LATER);
  });

  test("that was given up never holds", () => {
    using shop = createShop();
    shop.a.write(planned("cutover", 360, TOMORROW));
    const register = shop.a.ledger().read((view) => view.state("set", "cutover")).fields;
    const over = openWriteIds(register[plannedField(VALUE_FIELD, TOMORROW)]);
    const body = { value: null, fromDay: TOMORROW, over };
    shop.a.write({ kind: "setting/planned", streams: [toStreamId("set", "cutover")], body });

    expect(dayAt(shop.a, TOMORROW, "04:00")).toBe(TOMORROW);
  });
});

test("a planned zone counts from the beginning of its own day, on its own wall", () => {
  using shop = createShop();
  shop.a.write(planned("zone", "Europe/London", TOMORROW));

  // Four in London is five in Amsterdam.
  expect(dayAt(shop.a, TOMORROW, "04:59")).toBe(TODAY);
  expect(dayAt(shop.a, TOMORROW, "05:00")).toBe(TOMORROW);
  expect(zonesOf(shop.a)).toEqual([ZONE, "Europe/London", "Europe/London"]);
});

test("the tills agree on the day after they have heard of each other, in whatever order", () => {
  using shop = createShop();
  const tills = [shop.a, shop.join("B"), shop.join("C")];
  const plan = fc.oneof(
    fc.record({ key: fc.constant("cutover" as const), value: fc.constantFrom(0, 180, 360, 1439) }),
    fc.record({
      key: fc.constant("zone" as const),
      value: fc.constantFrom("Europe/London", "Pacific/Kiritimati", "Etc/GMT+12", "Asia/Tokyo"),
    }),
  );
  const step = fc.record({ till: fc.nat(2), ahead: fc.integer({ min: 1, max: 3 }), plan });

  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
      for (const { till, ahead, plan: it } of steps) {
        tills[till]?.write(planned(it.key, it.value, addDays(TODAY, ahead)));
      }
      synchroniseAll(tills);
      const hours = Array.from({ length: 150 }, (_, at) => NOON_MS + at * HOUR_MS);
      const [first = [], ...others] = tills.map((till) => hours.map((at) => suggested(till, at)));
      for (const other of others) expect(other).toEqual(first);
      // Never back.
      expect(first).toEqual(first.toSorted());
    }),
    { numRuns: 15, seed: 20_261_121 },
  );
});

function planned(
  key: "zone" | "cutover",
  value: string | number | null,
  fromDay: BusinessDay,
): Draft {
  const streams = [toStreamId("set", key)];
  return { kind: "setting/planned", streams, body: { value, fromDay, over: [] } };
}

/** On the wall in Amsterdam. */
function dayAt(till: TestTill, date: BusinessDay, time: string): BusinessDay {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const days = [TODAY, TOMORROW, LATER].indexOf(date);
  const atMs = MIDNIGHT_MS + (days * 24 + hours) * HOUR_MS + minutes * 60_000;
  const wall = civilTime(atMs, systemCalendar.offsetMinutes(ZONE, atMs));
  expect([wall.date, wall.time]).toEqual([date, `${time}:00`]);
  return suggested(till, atMs);
}

function suggested(till: TestTill, atMs: number): BusinessDay {
  const { offsetMinutes } = systemCalendar;
  return till.ledger().read((view) => suggestedDay(view, FOUNDED, { atMs, offsetMinutes }));
}

function zonesOf(till: TestTill) {
  return [TODAY, TOMORROW, LATER].map(
    (day) => till.ledger().read((view) => shopTimeOn(view, FOUNDED, day)).zone,
  );
}
