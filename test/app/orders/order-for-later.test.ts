/** A cake for Saturday: ordered and paid in part at one till, and collected at another on a later day. */

import { describe, expect, test } from "vitest";

import { dayReport } from "../../../src/app/day/day-report.ts";
import { whatIsOpen } from "../../../src/app/day/what-is-open.ts";
import { findOrder, listOrdersForLater } from "../../../src/app/orders/orders.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { milliPercent, minor } from "../../../src/domain/money/amounts.ts";
import { addDays } from "../../../src/domain/text/civil-time.ts";
import { payOrder, performOn, splitOrder } from "../../support/acts.ts";
import { CAFE_DAY, cafeCopies, MIA } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { RAVI } from "../../support/stock-acts.ts";
import { meet, type TillAt, twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => ["FLAT-WHITE", "CROISSANT"].includes(sku) });
const DAY = CAFE_DAY as BusinessDay;
const SATURDAY = addDays(DAY, 1);
const SAT = `${SATURDAY}T10:00`;
const DAY_MS = 86_400_000;

async function ordered(goods: ReadonlyArray<string> = ["2*croissant"]) {
  const cafe = await newCafe();
  const tills = await twoTills(cafe);
  const { counter, bar } = tills;
  const { order } = sellGoods(counter.till, goods);
  valueOf(performOn(counter.till, MIA, { act: "due", order: order.number, dueAt: SAT }));
  meet(counter, bar);
  return { ...tills, cafe, order: order.number };
}

function cash(amount: number) {
  return { type: "cash", tendered: minor(amount) } as const;
}

function openAt({ open }: TillAt) {
  return whatIsOpen({ ...open, view: undefined }, { day: DAY, seesExpected: true });
}

function report({ till }: TillAt, day: BusinessDay) {
  return dayReport(till, day);
}

describe("an order for later", () => {
  test("is paid in part at one till, and collected at another on its day", async () => {
    const { counter, bar, cafe, order } = await ordered();
    const deposit = valueOf(payOrder(counter.till, MIA, { order, payment: cash(200) }));
    expect(deposit.receipt).toBeUndefined();
    expect(report(counter, DAY)).toMatchObject({
      sales: 0,
      deposits: { taken: 200, used: 0 },
      differences: [],
    });
    expect(openAt(counter).orders.count).toBe(0);

    cafe.clock.advance(DAY_MS);
    meet(counter, bar);
    valueOf(bar.till.beginDay(MIA));
    sellGoods(bar.till, ["flat-white"], { cash: 360 });
    const there = `${order}/${DAY}`;
    const early = performOn(bar.till, MIA, { act: "collect", order: there });
    expect(faultOf(early)).toMatchObject({ type: "due/rest", due: 320 });
    const few = performOn(bar.till, MIA, { act: "collect", order: there, payment: cash(100) });
    expect(faultOf(few)).toMatchObject({ type: "due/rest", due: 320 });
    const done = valueOf(
      performOn(bar.till, MIA, { act: "collect", order: there, payment: cash(400) }),
    );
    expect(done.performed?.answer).toMatchObject({
      receiptNumber: "B-000002",
      payment: { amount: 320, tendered: 400, change: 80 },
    });
    expect(done.order).toMatchObject({ status: "paid", dueAt: "", due: 0 });
    meet(counter, bar);
    for (const till of [counter, bar]) {
      expect(report(till, SATURDAY)).toMatchObject({
        sales: 880,
        deposits: { taken: 0, used: 200 },
        differences: [],
      });
      expect(listOrdersForLater(till.till)).toEqual([]);
    }
    const twice = performOn(counter.till, MIA, { act: "collect", order: there });
    expect(faultOf(twice)).toMatchObject({ type: "order/paid" });
  });

  test("that is paid in full waits for its receipt, and takes no more money", async () => {
    const { counter, bar, order } = await ordered();
    const paid = valueOf(payOrder(counter.till, MIA, { order, payment: cash(520) }));
    expect(paid.receipt).toBeUndefined();
    expect(paid.details.order).toMatchObject({ status: "open", due: 0, deposited: 520 });
    expect(faultOf(payOrder(counter.till, MIA, { order, payment: cash(520) }))).toMatchObject({
      type: "due/paid",
    });
    expect(report(counter, DAY)).toMatchObject({ sales: 0, deposits: { taken: 520, used: 0 } });

    meet(counter, bar);
    const done = valueOf(performOn(bar.till, MIA, { act: "collect", order }));
    expect(done.performed?.answer).toEqual({ receiptNumber: "B-000001" });
    expect(report(bar, DAY)).toMatchObject({ sales: 520, differences: [] });
  });

  test("that costs nothing is paid by nothing when it is collected, and not before", async () => {
    const { counter, order } = await ordered();
    const discount = { rate: milliPercent(100_000), amount: minor(0) };
    const free = { act: "discount", order, discount, reason: "regular" } as const;
    valueOf(performOn(counter.till, RAVI, free));
    expect(faultOf(payOrder(counter.till, MIA, { order, payment: cash(0) }))).toMatchObject({
      type: "due/paid",
    });
    const done = valueOf(performOn(counter.till, MIA, { act: "collect", order }));
    expect(done.order).toMatchObject({ status: "paid", total: 0 });
  });

  test("has its receipt at once where it is made one of now after it was paid", async () => {
    const { counter, order } = await ordered();
    valueOf(payOrder(counter.till, MIA, { order, payment: cash(520) }));
    valueOf(performOn(counter.till, MIA, { act: "due", order, dueAt: "" }));
    const paid = valueOf(payOrder(counter.till, MIA, { order, payment: cash(0) }));
    expect(paid.receipt?.number).toBe("A-000001");
  });

  test("is paid in parts once it is collected", async () => {
    const { counter, order } = await ordered();
    valueOf(splitOrder(counter.till, MIA, { order, wanted: { type: "evenly", count: 2 } }));
    const early = payOrder(counter.till, MIA, { order, payment: cash(260), part: 1 });
    expect(faultOf(early)).toMatchObject({ type: "due/parts" });
  });

  test("is listed by day and hour, the first wanted first", async () => {
    const { counter, bar } = await ordered();
    for (const dueAt of [`${SATURDAY}T08:30`, `${addDays(DAY, 14)}T10:00`, ""]) {
      const { order } = sellGoods(counter.till, ["croissant"]);
      if (dueAt === "") continue;
      valueOf(performOn(counter.till, MIA, { act: "due", order: order.number, dueAt }));
    }
    meet(counter, bar);
    function numbers(day?: BusinessDay): ReadonlyArray<string> {
      return listOrdersForLater(bar.till, day).map(({ number }) => number);
    }

    expect(numbers()).toEqual(["A2", "A1", "A3"]);
    expect(numbers(SATURDAY)).toEqual(["A2", "A1"]);
    expect(numbers(DAY)).toEqual([]);
  });

  test("is for a time to come", async () => {
    const { counter, order } = await ordered();
    const over = performOn(counter.till, MIA, { act: "due", order, dueAt: `${DAY}T14:00` });
    expect(faultOf(over)).toEqual({ type: "due/past", day: DAY, time: "14:00" });
    const { order: now } = sellGoods(counter.till, ["croissant"]);
    const none = performOn(counter.till, MIA, { act: "collect", order: now.number });
    expect(faultOf(none)).toEqual({ type: "due/none" });
    const still = performOn(counter.till, MIA, { act: "due", order: now.number, dueAt: "" });
    expect(faultOf(still)).toEqual({ type: "due/none" });
  });

  test("that both tills collect at once is paid twice, and told as such", async () => {
    const { counter, bar, order } = await ordered();
    for (const { till } of [counter, bar]) {
      valueOf(performOn(till, MIA, { act: "collect", order, payment: cash(520) }));
    }
    meet(counter, bar);
    for (const till of [counter, bar]) {
      expect(findOrder(till.till, order)?.order).toMatchObject({
        status: "paid",
        receipts: expect.arrayContaining(["A-000001", "B-000001"]) as unknown,
        tooMuch: 520,
      });
      expect(report(till, DAY).differences).toEqual([]);
      expect(listOrdersForLater(till.till)).toEqual([]);
    }
  });
});
