/** A payment on the wrong order goes back as it came, and the goods of the order stay. */

import { describe, expect, test } from "vitest";

import { dayReport } from "../../../src/app/day/day-report.ts";
import { findSubject } from "../../../src/app/history/history-subject.ts";
import { readHistory } from "../../../src/app/history/history.ts";
import { findOrder } from "../../../src/app/orders/orders.ts";
import { speechOf } from "../../../src/app/speech.ts";
import { type MadePayment } from "../../../src/domain/commands/order/ring-up.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { payOrder, performOn, voidLine } from "../../support/acts.ts";
import { CAFE_DAY, cafeCopies, MIA } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { meet, type TillAt, twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => ["CROISSANT"].includes(sku) });
const RAVI = { number: "4", name: "Ravi" };
const DAY = CAFE_DAY as BusinessDay;
const WRONG = { act: "give-back", reason: "wrong table" } as const;

/** Five croissants, 13.00. */
async function counters(...payments: ReadonlyArray<MadePayment>) {
  const tills = await twoTills(await newCafe());
  const { order } = sellGoods(tills.counter.till, ["5*croissant"]);
  for (const payment of payments) {
    valueOf(payOrder(tills.counter.till, MIA, { order: order.number, payment }));
  }
  meet(tills.counter, tills.bar);
  return { ...tills, order: order.number };
}

function cash(amount: number, tip = 0): MadePayment {
  return { type: "cash", tendered: minor(amount), tip: minor(tip) };
}

function card(amount: number, tip = 0): MadePayment {
  return { type: "card", amount: minor(amount), tip: minor(tip) };
}

function orderAt({ till }: TillAt, order: string) {
  return findOrder(till, order)?.order;
}

test("money that was handed back with its goods goes back once", async () => {
  const { counter, order } = await counters(cash(500), card(200));
  valueOf(voidLine(counter.till, RAVI, { order, line: 1, reason: "left" }));
  valueOf(payOrder(counter.till, MIA, { order, payment: { type: "card" } }));
  expect(orderAt(counter, order)?.returnable).toMatchObject([{ method: "cash", amount: 500 }]);
  valueOf(payOrder(counter.till, MIA, { order, payment: cash(0) }));

  expect(orderAt(counter, order)?.returnable).toEqual([]);
  expect(faultOf(performOn(counter.till, RAVI, { ...WRONG, order })).type).toBe("give-back/none");
  expect(orderAt(counter, order)?.attention).toEqual([]);
});

describe("a payment that goes back", () => {
  test("leaves the goods to be paid, its tender without it, and the day even", async () => {
    const { counter, order } = await counters(card(871));

    const done = valueOf(performOn(counter.till, RAVI, { ...WRONG, order }));

    expect(done.performed?.answer).toMatchObject({ method: "card", amount: -871, tendered: -871 });
    expect(orderAt(counter, order)).toMatchObject({
      status: "open",
      due: 1300,
      deposited: 0,
      refundDue: 0,
      returnable: [],
      attention: [],
    });
    expect(dayReport(counter.till, DAY)).toMatchObject({
      tenders: [{ method: "card", kept: 0 }],
      deposits: { taken: 0, used: 0 },
      acts: [
        { act: "gave-back", of: order, amount: -871, reason: "wrong table", by: { name: "Ravi" } },
      ],
      differences: [],
    });

    const paid = valueOf(payOrder(counter.till, MIA, { order, payment: cash(1300) }));
    expect(paid.receipt).toMatchObject({ number: "A-000001", total: 1300 });
    expect(paid.receipt?.payments.map(({ amount }) => amount)).toEqual([1300]);
    expect(dayReport(counter.till, DAY)).toMatchObject({ sales: 1300, differences: [] });
    expect(orderAt(counter, order)?.attention).toEqual([]);
  });

  test("takes its tip along, from the person who had it", async () => {
    const { counter, order } = await counters(cash(1000, 100));

    const done = valueOf(performOn(counter.till, RAVI, { ...WRONG, order }));

    expect(done.performed?.answer).toMatchObject({ method: "cash", amount: -900, change: 1000 });
    const { tips, ownCash, tenders } = dayReport(counter.till, DAY);
    expect(tips).toMatchObject([{ staff: MIA.number, method: "cash", amount: 0 }]);
    expect({ ownCash, kept: tenders[0]?.kept }).toEqual({ ownCash: 0, kept: 0 });
  });

  test("is one of several, by its number or its amount", async () => {
    const { counter, order } = await counters(cash(500), card(300), cash(200));

    expect(faultOf(performOn(counter.till, RAVI, { ...WRONG, order }))).toMatchObject({
      type: "give-back/which",
      payments: [{ amount: 500 }, { amount: 300 }, { amount: 200 }],
    });
    valueOf(performOn(counter.till, RAVI, { ...WRONG, order, amount: minor(300) }));
    valueOf(performOn(counter.till, RAVI, { ...WRONG, order, no: 2 }));

    expect(orderAt(counter, order)).toMatchObject({
      due: 800,
      returnable: [{ method: "cash", amount: 500 }],
    });
  });

  test("closes the order where the rest is what the goods cost", async () => {
    const { counter, order } = await counters(cash(500), card(800));
    expect(orderAt(counter, order)).toMatchObject({ status: "paid", returnable: [] });
    const wrong = performOn(counter.till, RAVI, { ...WRONG, order });

    expect(faultOf(wrong).type).toBe("give-back/none");
  });

  test("goes back by the tender that it was corrected to", async () => {
    const { counter, order } = await counters(cash(500));
    valueOf(
      performOn(counter.till, RAVI, { act: "correct", order, to: "card", reason: "pressed F9" }),
    );

    valueOf(performOn(counter.till, RAVI, { ...WRONG, order }));

    const { tenders, ownCash } = dayReport(counter.till, DAY);
    expect(tenders.map(({ method, kept }) => ({ method, kept }))).toEqual([
      { method: "card", kept: 0 },
      { method: "cash", kept: 0 },
    ]);
    expect(ownCash).toBe(0);
  });

  test("needs the right to refund, and a reason", async () => {
    const { counter, order } = await counters(cash(500));

    expect(faultOf(performOn(counter.till, MIA, { ...WRONG, order })).type).toBe(
      "permission/missing",
    );
    expect(faultOf(performOn(counter.till, RAVI, { act: "give-back", order })).type).toBe(
      "refund/reason-needed",
    );
  });

  test("given back at two tills apart is one question of its sum", async () => {
    const { counter, bar, order } = await counters(card(871));
    valueOf(performOn(counter.till, RAVI, { ...WRONG, order }));
    valueOf(performOn(bar.till, RAVI, { ...WRONG, order }));
    meet(counter, bar);

    expect(orderAt(bar, order)?.attention).toMatchObject([
      { type: "order/handed-out-beyond", amount: 871, sign: -1 },
    ]);
    expect(orderAt(bar, order)).toMatchObject({ due: 1300, returnable: [] });
  });

  test("stands in the history with its reason", async () => {
    const { counter, order } = await counters(card(871));
    valueOf(performOn(counter.till, RAVI, { ...WRONG, order }));

    const { subject } = valueOf(findSubject(counter.till, { of: "order", text: order }));
    const speech = speechOf(counter.till);
    const told = readHistory(counter.till, { subject, days: undefined, filter: {}, speech });
    expect(told.map(({ text }) => text)).toContainEqual(
      "-8.71 paid by card, a payment went back: wrong table",
    );
  });
});
