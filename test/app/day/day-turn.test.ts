/** The day of somebody who stayed signed in past the cut-over. */

import { describe, expect, test } from "vitest";

import { createDayTurns } from "../../../src/app/day/day-turn.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { addDays } from "../../../src/domain/text/civil-time.ts";
import { CAFE_DAY, cafeCopies, MIA } from "../../support/cafe.ts";
import { openDrawer } from "../../support/drawer-acts.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const DAY = CAFE_DAY as BusinessDay;
const NEXT = addDays(DAY, 1);
const RAVI = { number: "4", name: "Ravi" };
/** 14:32 to 04:02. */
const PAST_CUT_OVER_MS = 13.5 * 3_600_000;

describe("the first act after the cut-over", () => {
  test("begins the day of who has nothing open, and closes the one before", async () => {
    const { till, clock } = await staying();
    sellGoods(till, ["100"], { cash: 500 });
    const turns = createDayTurns(till);
    expect(turns.look(MIA)).toEqual({ type: "stays" });
    clock.advance(PAST_CUT_OVER_MS);

    expect(turns.look(MIA)).toEqual({ type: "began", day: NEXT });
    expect(turns.look(MIA)).toEqual({ type: "stays" });
    expect(till.ledger.read((view) => view.state("day", DAY).zs)).toHaveLength(1);
  });

  test("asks who has an order open, and goes on with the day before as long as they say so", async () => {
    const { till, clock } = await staying();
    sellGoods(till, ["100"]);
    const turns = createDayTurns(till);
    clock.advance(PAST_CUT_OVER_MS);

    expect(turns.look(MIA)).toEqual({ type: "asks", from: DAY, to: NEXT });
    turns.goOn(MIA);
    expect(turns.look(MIA)).toEqual({ type: "stays" });
    expect(till.days().now).toBe(DAY);
    // Signing in anew begins the day; so does the next cut-over ask anew.
    clock.advance(24 * 3_600_000);
    expect(turns.look(MIA)).toEqual({ type: "asks", from: DAY, to: addDays(DAY, 2) });
    expect(turns.begin(MIA)).toEqual({ type: "began", day: addDays(DAY, 2) });
  });

  test("asks who has a drawer open, and nobody else", async () => {
    const { till, clock } = await staying();
    valueOf(openDrawer(till, MIA, { no: 1, float: { own: minor(0), pieces: [], foreign: [] } }));
    const turns = createDayTurns(till);
    clock.advance(PAST_CUT_OVER_MS);

    expect(turns.look(MIA)).toMatchObject({ type: "asks" });
    expect(turns.look(RAVI)).toEqual({ type: "began", day: NEXT });
    expect(turns.look(MIA)).toEqual({ type: "stays" });
  });

  test("leaves a day that is far off to the log-in", async () => {
    const { till, clock } = await staying();
    clock.advance(30 * 24 * 3_600_000);

    expect(createDayTurns(till).look(MIA)).toEqual({ type: "stays" });
    expect(till.days().now).toBe(DAY);
  });
});

async function staying() {
  const cafe = await newCafe();
  return { till: cafe.open().till, clock: cafe.clock };
}
