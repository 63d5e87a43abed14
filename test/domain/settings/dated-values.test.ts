/** Taxes and settings from a day on: the same at every till that stands on the same day. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { err, ok } from "../../../src/domain/base/result.ts";
import { plannedDay } from "../../../src/domain/commands/office/plan-values.ts";
import { type Draft } from "../../../src/domain/events/kinds.ts";
import {
  type BusinessDay,
  businessDaySchema,
  type EventId,
  toStreamId,
} from "../../../src/domain/identity.ts";
import { milliPercent } from "../../../src/domain/money/amounts.ts";
import { entryName, readCatalogue } from "../../../src/domain/prices/catalogue-view.ts";
import { comingValues, nextDay } from "../../../src/domain/settings/dated-values.ts";
import { readSettingOn } from "../../../src/domain/settings/settings.ts";
import { plannedField, VALUE_FIELD } from "../../../src/domain/state/entry-state.ts";
import { openWriteIds } from "../../../src/domain/state/register.ts";
import { addDays } from "../../../src/domain/text/civil-time.ts";
import { setting } from "../../support/one-setting.ts";
import { createShop, synchroniseAll, type TestTill, TODAY, valueOf } from "../../support/shop.ts";

const [TOMORROW, LATER] = [addDays(TODAY, 1), addDays(TODAY, 2)];
const DAYS = [TODAY, TOMORROW, LATER];
const FOOD = [toStreamId("cat", entryName("tax-class", "food"))];

describe("a planned setting", () => {
  test("holds from its day on and not before", () => {
    using shop = createShop();
    shop.a.write(setting(5, "cash-step"), planned(10, LATER));

    expect(stepsAt(shop.a)).toEqual([5, 5, 10]);
    expect(comingAt(shop.a)).toEqual([[10, LATER, false]]);
  });

  test("that was given up does not come, and what was before it goes on", () => {
    using shop = createShop();
    shop.a.write(setting(5, "cash-step"), planned(10, TOMORROW), planned(20, LATER));
    shop.a.write(planned(null, LATER, openAt(shop.a, LATER)));

    expect(stepsAt(shop.a)).toEqual([5, 10, 10]);
  });

  test("for the same day by two tills apart is a question until somebody says it anew", () => {
    using shop = createShop();
    const b = shop.join("B");
    shop.a.write(planned(10, LATER));
    b.write(planned(20, LATER));
    synchroniseAll(shop.tills());

    expect(comingAt(shop.a)).toMatchObject([[expect.anything(), LATER, true]]);
    expect(comingAt(b)).toEqual(comingAt(shop.a));
    shop.a.write(planned(10, LATER, openAt(shop.a, LATER)));
    synchroniseAll(shop.tills());
    expect(comingAt(b)).toEqual([[10, LATER, false]]);
  });

  test("is the same at all tills, whatever they plan and give up in whatever order", () => {
    using shop = createShop();
    const tills = [shop.a, shop.join("B"), shop.join("C")];
    const step = fc.record({
      till: fc.nat(2),
      day: fc.nat(2),
      value: fc.constantFrom(null, 5, 10, 20),
      knows: fc.boolean(),
      hears: fc.boolean(),
    });

    fc.assert(
      fc.property(fc.array(step, { minLength: 4, maxLength: 12 }), (steps) => {
        for (const { till: at, day: on, value, knows, hears } of steps) {
          const till = tills[at] ?? shop.a;
          const day = addDays(TODAY, 1 + on);
          till.write(planned(value, day, knows ? openAt(till, day) : []));
          if (hears) synchroniseAll(tills);
        }
        synchroniseAll(tills);
        const [first, ...others] = tills.map((till) => [stepsAt(till), comingAt(till)]);
        for (const other of others) expect(other).toEqual(first);
      }),
      { numRuns: 15, seed: 20_261_120 },
    );
  });
});

describe("planned taxes", () => {
  test("are each service's own, from their own days on", () => {
    using shop = createShop();
    const [low, high] = [tax(9000), tax(12_000)];
    const taxesByService = { counter: [low], "dine-in": [low], takeaway: [low], delivery: [low] };
    shop.a.write(
      { kind: "tax-class/set", streams: FOOD, body: { set: { taxesByService }, over: {} } },
      taxes({ takeaway: [high] }, LATER),
      taxes({ counter: [] }, TOMORROW),
    );

    expect(DAYS.map((day) => ratesOn(shop.a, day))).toEqual([
      { counter: [9000], takeaway: [9000], "dine-in": [9000] },
      { counter: [], takeaway: [9000], "dine-in": [9000] },
      { counter: [], takeaway: [12_000], "dine-in": [9000] },
    ]);
  });
});

describe("the next day", () => {
  test("is one that no till has begun", () => {
    using shop = createShop();
    const b = shop.join("B");
    expect(shop.a.ledger().read((view) => nextDay(view, TODAY))).toBe(TOMORROW);
    begin(b, LATER);
    synchroniseAll(shop.tills());

    expect(shop.a.ledger().read((view) => nextDay(view, TODAY))).toBe(addDays(LATER, 1));
  });

  test("is none that only a wrong clock makes late, and days before that can be planned for", () => {
    using shop = createShop();
    const b = shop.join("B");
    begin(shop.a, TODAY);
    begin(b, businessDaySchema.parse("2099-01-02"));
    synchroniseAll(shop.tills());
    const newYear = businessDaySchema.parse("2027-01-01");

    expect(dayPlanned(shop.a)).toEqual(ok(TOMORROW));
    expect(dayPlanned(shop.a, newYear)).toEqual(ok(newYear));
    expect(dayPlanned(shop.a, TODAY)).toEqual(err({ type: "dated/begun", next: TOMORROW }));
  });
});

function begin(till: TestTill, day: BusinessDay): void {
  const events: ReadonlyArray<Draft> = [
    { kind: "day/began", streams: [toStreamId("day", day)], body: { how: "clock" } },
  ];
  valueOf(
    till.ledger().commit({
      by: "1",
      name: "begin day",
      decide: () => ok({ day, events }),
    }),
  );
}

function dayPlanned(till: TestTill, fromDay?: BusinessDay) {
  return till.ledger().read((view) => plannedDay({ view, day: TODAY }, fromDay));
}

function planned(value: number | null, fromDay: BusinessDay, over: EventId[] = []): Draft {
  const streams = [toStreamId("set", "cash-step")];
  return { kind: "setting/planned", streams, body: { value, fromDay, over } };
}

function taxes(
  set: Extract<Draft, { readonly kind: "tax-class/planned" }>["body"]["set"],
  fromDay: BusinessDay,
): Draft {
  return { kind: "tax-class/planned", streams: FOOD, body: { set, fromDay, over: {} } };
}

function tax(rate: number) {
  return { label: `VAT ${rate / 1000}%`, rate: milliPercent(rate), included: true };
}

function stateAt(till: TestTill) {
  return till.ledger().read((view) => view.state("set", "cash-step"));
}

function openAt(till: TestTill, day: BusinessDay): EventId[] {
  return openWriteIds(stateAt(till).fields[plannedField(VALUE_FIELD, day)]);
}

function stepsAt(till: TestTill) {
  return DAYS.map((day) => till.ledger().read((view) => readSettingOn(view, "cash-step", day)));
}

function comingAt(till: TestTill) {
  return comingValues(stateAt(till), VALUE_FIELD, TODAY).map(({ value, fromDay, inQuestion }) => [
    value,
    fromDay,
    inQuestion,
  ]);
}

function ratesOn(till: TestTill, day: BusinessDay) {
  const { taxClassesById } = till.ledger().read((view) => readCatalogue(view, day));
  const { counter, takeaway, "dine-in": house } = taxClassesById.get("food")?.taxesByService ?? {};
  const [a, b, c] = [counter, takeaway, house].map((all) => all?.map(({ rate }) => rate));
  return { counter: a, takeaway: b, "dine-in": c };
}
