/** The Zs that a till makes by itself: asked by another one, or because the day is over. */

import { describe, expect, test } from "vitest";

import { announceClosing, closeOwnZ } from "../../../src/app/day/close-day.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { addDays } from "../../../src/domain/text/civil-time.ts";
import { cafeOfTwo } from "../../support/cafe-bar.ts";
import { CAFE_DAY, cafeCopies, MIA } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { synchroniseLedgers, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const DAY = CAFE_DAY as BusinessDay;
const HOUR_MS = 3_600_000;

describe("a till that hears that the day is being closed", () => {
  test("makes its Z at once, by itself, and once", async () => {
    const { cafe, a, b } = await cafeOfTwo(newCafe);
    stay(b);
    sell(b);
    announceClosing(a.till, DAY, "4");

    meet(a, b);
    cafe.clock.advance(100);

    expect(zsOf(b)).toMatchObject([{ no: 1, day: DAY, total: 280 }]);
    // What is sold after it waits for the next one, whatever else is heard.
    sell(b);
    sell(a);
    closeOwnZ(a.till, DAY);
    meet(a, b);
    cafe.clock.advance(10_000);
    expect(zsOf(b)).toHaveLength(2);
    announceClosing(a.till, DAY, "");
    meet(a, b);
    cafe.clock.advance(100);
    expect(zsOf(b)).toMatchObject([{ no: 1 }, { no: 1 }, { no: 2, total: 280 }]);
  });

  test("makes none where it did nothing", async () => {
    const { cafe, a, b } = await cafeOfTwo(newCafe);
    stay(b);
    announceClosing(a.till, DAY, "4");
    meet(a, b);
    cafe.clock.advance(10_000);

    expect(zsOf(b)).toEqual([]);
  });

  test("makes it when it hears of it a day later, of its own day", async () => {
    const { cafe, a, b } = await cafeOfTwo(newCafe);
    sell(b);
    announceClosing(a.till, DAY, "4");
    cafe.clock.advance(6 * HOUR_MS);
    meet(a, b);
    stay(b);
    cafe.clock.advance(5000);

    expect(zsOf(b)).toMatchObject([{ no: 1, day: DAY }]);
    expect(b.till.days().now).toBe(DAY);
  });
});

describe("a till whose day is over", () => {
  test("closes it when nobody has done anything for half an hour, and begins none", async () => {
    const cafe = await newCafe();
    const a = cafe.open();
    cafe.clock.advance(13 * HOUR_MS);
    sell(a);
    stay(a);
    expect(a.till.days().suggested).toBe(DAY);
    // 03:32 to 04:00, and half an hour from the last sale on.
    cafe.clock.advance(28 * 60_000);
    cafe.clock.advance(5000);
    expect(a.till.days().suggested).toBe(addDays(DAY, 1));
    expect(zsOf(a)).toEqual([]);

    cafe.clock.advance(5 * 60_000);

    expect(zsOf(a)).toMatchObject([{ no: 1, day: DAY, total: 280 }]);
    expect(a.till.days().now).toBe(DAY);
    sell(a);
    cafe.clock.advance(31 * 60_000);
    expect(zsOf(a)).toMatchObject([{ no: 1 }, { no: 2, day: DAY, total: 280 }]);
  });

  test("closes it when it starts, days later, without anybody there", async () => {
    const cafe = await newCafe();
    const a = cafe.open();
    sell(a);
    cafe.clock.advance(72 * HOUR_MS);

    stay(a);
    cafe.clock.advance(5000);

    expect(zsOf(a)).toMatchObject([{ no: 1, day: DAY }]);
    expect(a.till.days().now).toBe(DAY);
    valueOf(a.till.beginDay(MIA));
    expect(zsOf(a)).toHaveLength(1);
  });
});

/** As a register or a node does. */
function stay({ printing, upkeep }: OpenTill): void {
  printing.keepDriving(() => undefined);
  upkeep.keepUp(() => undefined);
}

function zsOf({ till }: OpenTill) {
  return till.ledger.read((view) => view.state("day", DAY).zs.map(({ body }) => body));
}

/** One espresso, 2.80. */
function sell({ till }: OpenTill): void {
  sellGoods(till, ["100"], { cash: 500 });
}

function meet({ till: from }: OpenTill, { till: to }: OpenTill): void {
  synchroniseLedgers(from.ledger, to.ledger);
}
