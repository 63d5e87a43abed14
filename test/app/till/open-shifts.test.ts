/** What shifts ask is read again only when a shift has changed, or the day. */

import { expect, test } from "vitest";

import { performBeside } from "../../../src/app/orders/perform-act.ts";
import { createFindShiftFacts } from "../../../src/app/till/open-shifts.ts";
import { type LedgerView } from "../../../src/domain/ledger-view.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { synchroniseLedgers, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const DAY_MS = 86_400_000;

test("facts of shifts are read once until a shift changes or a day begins", async () => {
  const cafe = await newCafe();
  const { till } = cafe.open();
  const bar = await enrolBar(cafe, till);
  const find = createFindShiftFacts();
  let looks = 0;
  function factsNow(): ReadonlyArray<string> {
    return till.ledger
      .read((view) => find(counting(view), till.days().now))
      .map(({ type }) => type);
  }
  function counting(view: LedgerView): LedgerView {
    return {
      ...view,
      tagged: (tag) => {
        looks += 1;
        return view.tagged(tag);
      },
    };
  }

  expect(factsNow()).toEqual([]);
  const looksOnce = looks;
  sellGoods(till, ["croissant"], { cash: 1000 });
  expect(factsNow()).toEqual([]);
  expect(looks).toBe(looksOnce);

  valueOf(performBeside(bar.till, MIA, { act: "clock-out" }));
  synchroniseLedgers(bar.till.ledger, till.ledger);
  cafe.clock.advance(DAY_MS);
  valueOf(till.beginDay(MIA, till.days().suggested));
  expect(factsNow()).toEqual(["shift/out-alone"]);
  const looksTwice = looks;
  expect(factsNow()).toEqual(["shift/out-alone"]);
  expect(looks).toBe(looksTwice);
});
