/** The tip of a card that was typed by hand may go back on another day, by whoever may give money back. */

import { expect, test } from "vitest";

import { dayReport } from "../../../src/app/day/day-report.ts";
import { findOrder, orderState } from "../../../src/app/orders/orders.ts";
import { sell } from "../../../src/app/orders/sell.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { faultOf, valueOf } from "../../support/shop.ts";

const RAVI = { number: "4", name: "Ravi" };
const DAY_MS = 24 * 60 * 60 * 1000;
const newCafe = cafeCopies();

async function nextDay() {
  const cafe = await newCafe();
  const open = cafe.open();
  const payment = { type: "card", tip: minor(1000), isTipSure: true } as const;
  const { order } = valueOf(
    sell(open.till, MIA, { entries: ["croissant"], payment, service: undefined }),
  );
  cafe.clock.advance(DAY_MS);
  valueOf(open.till.beginDay(RAVI));
  const { paymentsById } = open.till.ledger.read((view) => orderState(view, order.id));
  const [id] = Object.keys(paymentsById);
  if (id === undefined) throw new Error("Nothing was paid.");
  return {
    open,
    order,
    tip: (by: typeof MIA, amount: number) =>
      open.cards.tip(by, order.id, {
        payment: id as EventId,
        tip: minor(amount),
        isTipSure: false,
      }),
  };
}

test("it is lowered by who may give money back, in the sums of the day on which it goes back", async () => {
  const { open, order, tip } = await nextDay();
  valueOf(tip(RAVI, 100));

  const { tenders, tips, differences } = dayReport(open.till, open.till.days().now);
  expect(tenders).toMatchObject([{ method: "card", amount: 0, tips: -900, kept: -900 }]);
  expect(tips).toMatchObject([{ staff: MIA.number, amount: -900 }]);
  expect(differences).toEqual([]);
  expect(findOrder(open.till, order.id)?.order.money).toMatchObject([{ amount: 260, tip: 100 }]);
  valueOf(tip(RAVI, 0));
  expect(findOrder(open.till, order.id)?.order.money).toMatchObject([{ amount: 260, tip: 0 }]);
});

test("it is not lowered by anybody else, and not raised at all", async () => {
  const { tip } = await nextDay();

  expect(faultOf(tip(MIA, 100))).toMatchObject({ type: "permission/missing" });
  expect(faultOf(tip(RAVI, 1100))).toMatchObject({ type: "tip/late" });
});
