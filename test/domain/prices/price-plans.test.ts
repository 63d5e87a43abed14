/** Prices from a day on: the same at every till that stands on the same day. */

import { describe, expect, test } from "vitest";

import { ok } from "../../../src/domain/base/result.ts";
import { type Draft } from "../../../src/domain/events/kinds.ts";
import { type BusinessDay, businessDaySchema, toStreamId } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { entryName, readCatalogue } from "../../../src/domain/prices/catalogue-view.ts";
import { comingPrices } from "../../../src/domain/prices/price-plans.ts";
import { createShop, firstId, synchroniseAll, type TestTill, valueOf } from "../../support/shop.ts";

const NAME = entryName("product", "LATTE");
const STREAMS = [toStreamId("cat", NAME)];
const [MONDAY, TUESDAY, WEDNESDAY] = ["2026-11-23", "2026-11-24", "2026-11-25"].map((day) =>
  businessDaySchema.parse(day),
) as [BusinessDay, BusinessDay, BusinessDay];

describe("a planned price", () => {
  test("holds from its day on and not before", () => {
    using shop = createShop();
    writeOn(shop.a, MONDAY, priced(300));
    writeOn(shop.a, MONDAY, planned(360, TUESDAY));

    expect(pricesAt(shop.a)).toEqual([300, 360, 360]);
    expect(comingAt(shop.a, MONDAY)).toEqual([[360, TUESDAY]]);
    expect(comingAt(shop.a, TUESDAY)).toEqual([]);
  });

  test("still comes when the price of today is changed before its day", () => {
    using shop = createShop();
    writeOn(shop.a, MONDAY, planned(360, WEDNESDAY));
    writeOn(shop.a, TUESDAY, priced(310));

    expect(pricesAt(shop.a)).toEqual([310, 310, 360]);
  });

  test("is history once a price was set on its day or after it", () => {
    using shop = createShop();
    writeOn(shop.a, MONDAY, priced(300));
    writeOn(shop.a, MONDAY, planned(360, TUESDAY));
    writeOn(shop.a, TUESDAY, priced(320));

    expect(pricesAt(shop.a).slice(1)).toEqual([320, 320]);
    expect(stateAt(shop.a).plans).toEqual([]);
  });

  test("that was made for a day gone by holds from the day on which it was made", () => {
    using shop = createShop();
    writeOn(shop.a, TUESDAY, priced(300));
    writeOn(shop.a, TUESDAY, planned(360, MONDAY));

    expect(pricesAt(shop.a).slice(1)).toEqual([360, 360]);
  });

  test("gives way to the later one for the same day, and to one for a later day when that comes", () => {
    using shop = createShop();
    for (const [price, day] of [
      [360, TUESDAY],
      [400, WEDNESDAY],
      [370, TUESDAY],
    ] as const) {
      writeOn(shop.a, MONDAY, planned(price, day));
    }

    expect(pricesAt(shop.a)).toEqual([0, 370, 400]);
  });

  test("that was cancelled does not come", () => {
    using shop = createShop();
    writeOn(shop.a, MONDAY, priced(300));
    const target = firstId(writeOn(shop.a, MONDAY, planned(360, TUESDAY)));
    writeOn(shop.a, MONDAY, { kind: "price/plan-cancelled", streams: STREAMS, body: { target } });

    expect(pricesAt(shop.a)).toEqual([300, 300, 300]);
  });

  test("is the same everywhere when two tills plan, set and cancel apart", () => {
    using shop = createShop();
    const b = shop.join("B");
    writeOn(shop.a, MONDAY, priced(300));
    const target = firstId(writeOn(shop.a, MONDAY, planned(360, TUESDAY)));
    synchroniseAll(shop.tills());
    b.clock.advance(60_000);
    writeOn(shop.a, MONDAY, planned(370, WEDNESDAY));
    writeOn(b, MONDAY, planned(380, WEDNESDAY));
    writeOn(b, TUESDAY, priced(350));
    writeOn(shop.a, MONDAY, { kind: "price/plan-cancelled", streams: STREAMS, body: { target } });

    synchroniseAll(shop.tills());

    expect(stateAt(shop.a)).toEqual(stateAt(b));
    expect(pricesAt(shop.a)).toEqual([350, 350, 380]);
  });
});

function writeOn(till: TestTill, day: BusinessDay, draft: Draft) {
  return valueOf(
    till.ledger().commit({ by: "4", name: "write", decide: () => ok({ day, events: [draft] }) }),
  );
}

function priced(price: number): Draft {
  return {
    kind: "product/set",
    streams: STREAMS,
    body: { set: { price: minor(price) }, over: {} },
  };
}

function planned(price: number, fromDay: BusinessDay): Draft {
  return { kind: "price/planned", streams: STREAMS, body: { price: minor(price), fromDay } };
}

function stateAt(till: TestTill) {
  return till.ledger().read((view) => view.state("cat", NAME));
}

function pricesAt(till: TestTill) {
  return [MONDAY, TUESDAY, WEDNESDAY].map(
    (day) =>
      till
        .ledger()
        .read((view) => readCatalogue(view, day))
        .productsBySku.get("LATTE")?.price,
  );
}

function comingAt(till: TestTill, day: BusinessDay) {
  return comingPrices(stateAt(till), day).map(({ price, fromDay }) => [price, fromDay]);
}
