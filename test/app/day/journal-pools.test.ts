/**
 * Tips that people shared out stand in the journal of the day on which they did, and each is owed their share.
 *
 * Size: both.
 */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { drawerHere } from "../../../src/app/drawers/drawers.ts";
import { performBeside } from "../../../src/app/orders/perform-act.ts";
import { sell } from "../../../src/app/orders/sell.ts";
import { poolTips } from "../../../src/app/people/tip-pool.ts";
import { type Actor, type Till } from "../../../src/app/till/till.ts";
import { tipShares } from "../../../src/domain/commands/money/pool-tips.ts";
import { createAccounts } from "../../../src/domain/figures/journal-accounts.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { poolBookings } from "../../../src/report/journal/pool-bookings.ts";
import { bookedSums } from "../../support/booked-sums.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { type Cafe, CAFE_DAY, cafeCopies, MIA } from "../../support/cafe.ts";
import { openDrawer } from "../../support/drawer-acts.ts";
import { balances, journalText, whyNoHledger, wrongInJournal } from "../../support/hledger.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { synchroniseLedgers, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };
const DAY = CAFE_DAY as BusinessDay;
const NEXT_DAY = "2026-11-21" as BusinessDay;
const HOUR_MS = 3_600_000;

const why = whyNoHledger();

describe.skipIf(why !== undefined)(`the journal${why === undefined ? "" : `: ${why}`}`, () => {
  test("a pool that payroll pays leaves each person what they are owed", async () => {
    const { till } = await workedDay();
    expect(owed(till)).toEqual({ "liabilities:tips:1": "EUR -1.00" });

    pool(till);

    expect(owed(till)).toEqual({
      "liabilities:tips:1": "EUR -0.67",
      "liabilities:tips:4": "EUR -0.33",
    });
    expect(journalText(till, [DAY])).toMatch(
      /^2026-11-20 ! \(pool\) Tips of 2026-11-20 to 2026-11-20 shared out$/mu,
    );
    expect(wrongInJournal(till, [DAY])).toEqual([]);
  });

  test("a pool that a drawer pays leaves nobody anything, and the drawer is short of nothing", async () => {
    const { till } = await workedDay();
    openDrawer(till, RAVI, { no: 1, float: { own: minor(20_000), pieces: [], foreign: [] } });

    pool(till, drawerHere(till, RAVI)?.id);

    expect(owed(till)).toEqual({});
    expect(wrongInJournal(till, [DAY])).toEqual([]);
  });

  test("a pool stands on the day on which it was made, and once for all of its days", async () => {
    const { cafe, till } = await workedDay();
    cafe.clock.advance(24 * HOUR_MS);
    valueOf(till.beginDay(MIA, NEXT_DAY));
    valueOf(poolTips(till, RAVI, { ...ASKED, to: NEXT_DAY }));

    expect(owed(till)).toEqual({ "liabilities:tips:1": "EUR -1.00" });
    expect(owed(till, [NEXT_DAY])).toEqual({
      "liabilities:tips:1": "EUR 0.33",
      "liabilities:tips:4": "EUR -0.33",
    });
    expect(wrongInJournal(till, [DAY, NEXT_DAY])).toEqual([]);
  });

  test("two pools made apart both stand, the same at both tills", async () => {
    const { cafe, till, bar } = await workedDay();
    pool(till);
    cafe.clock.advance(HOUR_MS);
    pool(bar);
    synchroniseLedgers(bar.ledger, till.ledger);
    synchroniseLedgers(till.ledger, bar.ledger);

    expect(owed(till)).toEqual({
      "liabilities:tips:1": "EUR -0.34",
      "liabilities:tips:4": "EUR -0.66",
    });
    expect(journalText(till, [DAY])).toBe(journalText(bar, [DAY]));
  });
});

test("any pool moves to each person what they have more by it, and comes to nothing", () => {
  const people = fc.uniqueArray(
    fc.record({
      staff: fc.integer({ min: 1, max: 30 }).map(String),
      amount: fc.integer({ min: -500, max: 50_000 }).map(minor),
      weight: fc.integer({ min: 0, max: 600 }),
    }),
    { selector: ({ staff }) => staff, maxLength: 12 },
  );
  fc.assert(
    fc.property(people, (all) => {
      const shares = tipShares({ taken: all, weights: all });
      fc.pre(shares.length > 0);

      const bookings = poolBookings(
        { taken: all, shares },
        { currency: "EUR", accounts: createAccounts([]) },
      );

      const byAccount = bookedSums(bookings);
      for (const { staff, amount } of all) {
        const share = shares.find((it) => it.staff === staff)?.amount ?? 0;
        expect(byAccount.get(`liabilities:tips:${staff}`) ?? 0).toBe(amount - share);
      }
    }),
    { numRuns: proofRuns({ small: 30, whole: 100 }) },
  );
});

const ASKED = { from: DAY, to: DAY, by: "hours", points: new Map(), drawer: undefined } as const;

function pool(till: Till, drawer?: Parameters<typeof poolTips>[2]["drawer"]): void {
  valueOf(poolTips(till, RAVI, { ...ASKED, drawer }));
}

function owed(till: Till, days: ReadonlyArray<BusinessDay> = [DAY]): ReturnType<typeof balances> {
  return balances(journalText(till, days), "liabilities:tips");
}

/** Mia works six hours and takes a tip of 1.00; Ravi works three. */
async function workedDay(): Promise<{
  readonly cafe: Cafe;
  readonly till: Till;
  readonly bar: Till;
}> {
  const cafe = await newCafe();
  const { till } = cafe.open();
  clock(till, MIA, "clock-in");
  const payment = { type: "card", tip: minor(100) } as const;
  valueOf(sell(till, MIA, { entries: ["croissant"], payment, service: undefined }));
  cafe.clock.advance(3 * HOUR_MS);
  clock(till, RAVI, "clock-in");
  cafe.clock.advance(3 * HOUR_MS);
  clock(till, MIA, "clock-out");
  clock(till, RAVI, "clock-out");
  const bar = await enrolBar(cafe, till);
  return { cafe, till, bar: bar.till };
}

function clock(till: Till, actor: Actor, act: "clock-in" | "clock-out"): void {
  valueOf(performBeside(till, actor, { act }));
}
