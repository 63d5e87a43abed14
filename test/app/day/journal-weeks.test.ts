/**
 * Weeks of a shop with two tills that often don't hear each other: whatever people sold, gave back, put
 * right, moved and counted, hledger adds up of the journal what the till's own reports say.
 *
 * Size: whole.
 */

import { describe, expect, test } from "vitest";

import { enrolBar } from "../../support/cafe-bar.ts";
import { countKinds } from "../../support/cashier-books.ts";
import { createDice } from "../../support/dice.ts";
import { journalText, whyNoHledger, wrongInJournal } from "../../support/hledger.ts";
import { weekCafes, playWeek } from "../../support/played-week.ts";
import { proofRuns } from "../../support/proof-runs.ts";

const newWeekCafe = weekCafes();

/** What comes about in the first of them: else it would have shown nothing of it. */
const KINDS = [
  "payment/captured",
  "payment/corrected",
  "receipt/issued",
  "refund/issued",
  "order/line-returned",
  "drawer/moved",
  "drawer/closed",
  "safe/moved",
  "z/closed",
  "day/closed",
];

const why = whyNoHledger();
describe.skipIf(why !== undefined)(
  `a week as a journal${why === undefined ? "" : `: ${why}`}`,
  () => {
    test.each(Array.from({ length: proofRuns(3) }, (_, index) => index + 1))(
      "adds up to the reports of both tills (seed %i)",
      async (seed) => {
        const cafe = await newWeekCafe();
        const { till: a } = cafe.open();
        const { till: b } = await enrolBar(cafe, a);

        const days = playWeek(cafe, [a, b], { dice: createDice(seed) });

        const counts = countKinds(a);
        expect(seed === 1 ? KINDS.filter((kind) => !counts.has(kind)) : []).toEqual([]);
        expect(wrongInJournal(a, days)).toEqual([]);
        expect(journalText(b, days)).toBe(journalText(a, days));
        for (const day of days) expect(wrongInJournal(b, [day])).toEqual([]);
      },
    );
  },
);
