/** Price lists at real tills: what a line costs, for ever, and what the register says of it. */

import { describe, expect, test } from "vitest";

import { changeEntry, planPrice } from "../../../src/app/catalogue/catalogue-changes.ts";
import { dayReportToText } from "../../../src/app/day/day-report-text.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { ALL_HEARD } from "../../../src/app/day/day-tills-text.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { orderState, orderView } from "../../../src/app/orders/orders.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { decideAddGoods } from "../../../src/domain/commands/order/add-goods.ts";
import { type Draft } from "../../../src/domain/events/kinds.ts";
import { type PriceList, type Service } from "../../../src/domain/goods/catalogue.ts";
import { type EventId, toStreamId } from "../../../src/domain/identity.ts";
import { milliPercent, minor, oneUnit } from "../../../src/domain/money/amounts.ts";
import { entryName } from "../../../src/domain/prices/catalogue-view.ts";
import { addDays } from "../../../src/domain/text/civil-time.ts";
import { planEntry } from "../../../src/tui/entry-plan.ts";
import { orderRows } from "../../../src/tui/panes/order-rows.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { CAFE_START_MS, cafeCopies, MIA } from "../../support/cafe.ts";
import { learnerAt } from "../../support/learner.ts";
import { type ManualClock } from "../../support/manual-clock.ts";
import { openRealRegister } from "../../support/real-register.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { synchroniseLedgers, valueOf } from "../../support/shop.ts";

const BEER = "PILSNER-0-25-L";
/** 14:32 in the shop. */
const START_MINUTE = 14 * 60 + 32;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const RAVI = { number: "4", name: "Ravi" };

const newCafe = cafeCopies({
  sells: ({ sku }) => sku === BEER || sku === "ESPRESSO",
  before: ({ till }) => {
    writeAll(till, [
      {
        kind: "product/set",
        streams: [product(BEER)],
        body: { set: { price: minor(450) }, over: {} },
      },
      { kind: "price/listed", streams: [product(BEER)], body: listed("happy", 350) },
      ...list("happy", { name: "Happy hour", hours: [{ from: 960, to: 1140 }] }),
    ]);
  },
});

test("a line keeps the price that it was added at, wherever a list changed meanwhile", async () => {
  const cafe = await newCafe();
  const front = cafe.open();
  const bar = await enrolBar(cafe, front.till);
  setTime(cafe.clock, "17:55");
  const { id } = sellGoods(front.till, [`2*${BEER}`]).order;
  synchroniseLedgers(front.till.ledger, bar.till.ledger);

  // From here on the bar hears nothing: the happy hour is to end an hour earlier.
  writeAll(front.till, list("happy", { hours: [{ from: 960, to: 1080 }] }));
  setTime(cafe.clock, "18:10");
  addBeer(front, id);
  expect(totalAt(front, id)).toBe(1150);
  setTime(cafe.clock, "18:12");
  addBeer(bar, id);
  synchroniseLedgers(bar.till.ledger, front.till.ledger);
  synchroniseLedgers(front.till.ledger, bar.till.ledger);

  for (const till of [front, bar]) {
    expect(totalAt(till, id)).toBe(1500);
    expect(linesAt(till, id)).toEqual([
      [350, "Happy hour"],
      [450, ""],
      [350, "Happy hour"],
    ]);
  }
});

test("the day's report says what lines came to whose till had not heard what a list says", async () => {
  const cafe = await newCafe();
  const front = cafe.open();
  const bar = await enrolBar(cafe, front.till);
  const unheard = { name: "Happy hour", hours: [{ from: 960, to: 1080 }] };
  setTime(cafe.clock, "17:50");
  writeAll(front.till, list("happy", unheard));
  setTime(cafe.clock, "17:58");
  for (const { till } of [front, bar]) sellGoods(till, [`2*${BEER}`], { cash: 2000 });
  setTime(cafe.clock, "18:12");
  sellGoods(bar.till, [`2*${BEER}`, BEER, "espresso"], { cash: 2000 });
  sellGoods(bar.till, [`${BEER}=2.00`], { cash: 2000, by: RAVI });
  sellGoods(front.till, [BEER], { cash: 2000 });
  // What is written later was not in force then.
  setTime(cafe.clock, "18:30");
  writeAll(front.till, list("happy", { hours: [{ from: 600, to: 660 }] }));
  synchroniseLedgers(bar.till.ledger, front.till.ledger);
  synchroniseLedgers(front.till.ledger, bar.till.ledger);

  for (const { till } of [front, bar]) {
    const report = dayReport(till, till.days().now);
    expect(report.pricedApart).toEqual({ lines: 2, total: -300, lists: ["Happy hour"] });
    expect(dayReportToText(report, { till, locale: "en" }, ALL_HEARD)).toContainEqual(
      "  Missed news of Happy hour, 2 lines        -3.00",
    );
  }
});

test("nor is a list forgotten that a till did not know of, or that has another price meanwhile", async () => {
  const cafe = await newCafe();
  const front = cafe.open();
  const bar = await enrolBar(cafe, front.till);
  writeAll(front.till, [
    { kind: "price/listed", streams: [product(BEER)], body: listed("late", 400) },
    ...list("late", { name: "Late", hours: [{ from: 1200, to: 1320 }] }),
  ]);
  writeAll(front.till, [
    { kind: "price/listed", streams: [product(BEER)], body: listed("happy", 300) },
  ]);
  setTime(cafe.clock, "17:58");
  sellGoods(bar.till, [BEER], { cash: 2000 });
  setTime(cafe.clock, "20:30");
  sellGoods(bar.till, [BEER], { cash: 2000 });
  synchroniseLedgers(bar.till.ledger, front.till.ledger);

  const { till } = front;
  expect(dayReport(till, till.days().now).pricedApart).toEqual({
    lines: 2,
    total: 100,
    lists: ["Happy hour", "Late"],
  });
});

test("what is taken away costs what a list says of that, by the service of the goods or of the order", async () => {
  const cafe = await newCafe();
  const open = cafe.open();
  const { till } = open;
  writeAll(till, [
    { kind: "price/listed", streams: [product(BEER)], body: listed("away", 300) },
    ...list("away", { name: "To take away", services: ["takeaway"] }),
  ]);

  expect(totalOf(sellGoods(till, [BEER], { service: "takeaway" }))).toBe(300);
  expect(totalOf(sellGoods(till, [BEER], { service: "dine-in" }))).toBe(450);
  const { id } = sellGoods(till, [BEER], { service: "dine-in" }).order;
  addBeer(open, id, "takeaway");
  expect(linesAt(open, id)).toEqual([
    [450, ""],
    [300, "To take away"],
  ]);
});

test("no price that was planned, less what a list and an option take off, is below nothing", async () => {
  const cafe = await newCafe();
  const { till } = cafe.open();
  const fromDay = addDays(till.days().now, 1);
  valueOf(planPrice(till, RAVI, { sku: BEER, price: "1.50", fromDay }));
  const glass = [
    { field: "name", text: "Glass" },
    { field: "option", text: "*Own glass -1.00" },
  ];
  const half = [
    { field: "name", text: "Half" },
    { field: "priority", text: "1" },
    { field: `price:${BEER}`, text: "50%" },
  ];
  const groups = [{ field: "modifier groups", text: "glass" }];
  for (const wish of [
    { type: "modifier-group", id: "glass", isNew: true, fields: glass },
    { type: "product", id: BEER, isNew: false, fields: groups },
    { type: "price-list", id: "half", isNew: true, fields: half },
  ] as const) {
    valueOf(changeEntry(till, RAVI, wish));
  }
  cafe.clock.advance(DAY_MS);
  valueOf(till.beginDay(RAVI));

  const { order } = sellGoods(till, [BEER, "espresso"], { cash: 1000 });

  expect(order.lines[0]).toMatchObject({ price: 75, gross: 0 });
  expect(order).toMatchObject({ total: 240, due: 0, attention: [] });
});

test("a training sells at the shop's lists", async () => {
  const cafe = await newCafe();
  cafe.open();
  setTime(cafe.clock, "17:00");
  const { open } = await learnerAt(cafe);

  expect(totalOf(sellGoods(open.till, [BEER]))).toBe(350);
});

describe("the register", () => {
  test("shows the price of the hour before Enter, on the line, and no other once it is over", async () => {
    const cafe = await newCafe();
    setTime(cafe.clock, "17:58");
    const register = openRealRegister(cafe);
    await register.logIn("1", "1111");

    register.type("302");
    expect(preview(register)).toBe("Pilsner 0.25 l = 3.50, Happy hour");
    register.press("Enter");
    expect(shownLines(register).slice(0, 2)).toEqual([
      ">  1      1 Pilsner 0.25 l             3.50",
      "            Happy hour",
    ]);
    register.type("302");
    setTime(cafe.clock, "19:00");
    expect(preview(register)).toBe("Pilsner 0.25 l = 4.50");
    register.press("Enter");

    expect(
      register.store.getState().order?.lines.map(({ gross, list: by }) => [gross, by]),
    ).toEqual([
      [350, "Happy hour"],
      [450, ""],
    ]);
  });

  test("says what is typed instead of the price of the hour, and that is no list's", async () => {
    const cafe = await newCafe();
    setTime(cafe.clock, "17:00");
    const register = openRealRegister(cafe);
    await register.logIn("4", "4444");

    register.type("302=2.00");
    expect(preview(register)).toContain("2.00");
    expect(preview(register)).toContain("3.50");
    register.press("Enter");
    register.type("302");
    register.press("Enter");
    register.type("=1.00");
    register.press("Enter");

    const { order } = register.store.getState();
    expect(order?.lines.map(({ price, list: by }) => [price, by])).toEqual([
      [200, ""],
      [100, ""],
    ]);
  });

  test("sells the first goods of an order that is there at the price to take away, by F3", async () => {
    const cafe = await newCafe();
    const register = openRealRegister(cafe);
    writeAll(register.open.till, [
      { kind: "price/listed", streams: [product(BEER)], body: listed("away", 300) },
      ...list("away", { name: "To take away", services: ["takeaway"] }),
    ]);
    await register.logIn("1", "1111");
    register.type("302");
    register.press("Enter", "F5");
    // This café's orders begin as to take away.
    register.press("F3");
    cafe.clock.advance(1000);
    register.type("302");
    register.press("F3");

    const { order } = register.store.getState();
    expect(order?.service).toBe("takeaway");
    expect(order?.lines.filter(({ voided }) => !voided)).toMatchObject([
      { price: 300, list: "To take away", service: undefined },
    ]);
  });

  test("keeps the list of a line that was taken off and put back later", async () => {
    const cafe = await newCafe();
    setTime(cafe.clock, "17:58");
    const register = openRealRegister(cafe);
    await register.logIn("1", "1111");
    register.type("302");
    register.press("Enter", "F5");
    setTime(cafe.clock, "19:30");
    register.press("Ctrl-Z");

    const lines = register.store.getState().order?.lines.filter(({ voided }) => !voided);
    expect(lines?.map(({ price, list: by }) => [price, by])).toEqual([[350, "Happy hour"]]);
  });
});

function product(sku: string): ReturnType<typeof toStreamId> {
  return toStreamId("cat", entryName("product", sku));
}

function listed(id: string, price: number) {
  return { list: id, price: { fixed: minor(price), off: milliPercent(0) }, over: [] };
}

/** As the last one who knows all that was said before. */
function list(
  id: string,
  set: Partial<Pick<PriceList, "name">> & {
    readonly hours?: Array<{ from: number; to: number }>;
    readonly services?: Service[];
  },
): ReadonlyArray<Draft> {
  const streams = [toStreamId("cat", entryName("price-list", id))];
  return [{ kind: "price-list/set", streams, body: { set, over: {} } }];
}

function writeAll({ ledger }: Till, events: ReadonlyArray<Draft>): void {
  valueOf(ledger.commit({ by: "4", name: "write", decide: () => ok({ events }) }));
}

/** On the wall of the shop, on its first day. */
function setTime(clock: ManualClock, time: string): void {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  clock.set(CAFE_START_MS + (hours * 60 + minutes - START_MINUTE) * MINUTE_MS);
}

function addBeer({ till }: OpenTill, id: EventId, service?: Service): void {
  valueOf(
    till.act(MIA, "add", (context) => {
      const catalogue = till.catalogue();
      const beer = catalogue.productsBySku.get(BEER);
      if (beer === undefined) throw new Error("There is no beer.");
      return decideAddGoods(context, {
        catalogue,
        goods: {
          kind: "goods",
          product: beer,
          quantity: oneUnit,
          ...(service === undefined ? {} : { service }),
        },
        order: orderState(context.view, id),
        service: "counter",
      });
    }),
  );
}

function totalAt({ till }: OpenTill, id: EventId): number | undefined {
  return till.ledger.read((view) => orderView(view, id))?.total;
}

function totalOf({ order }: ReturnType<typeof sellGoods>): number {
  return order.total;
}

function linesAt({ till }: OpenTill, id: EventId): ReadonlyArray<readonly [number, string]> {
  const order = till.ledger.read((view) => orderView(view, id));
  return order?.lines.map(({ price, list: by }) => [price, by] as const) ?? [];
}

function preview({ store }: ReturnType<typeof openRealRegister>): string {
  const plan = planEntry(store.till, store.getState());
  return plan.type === "ready" ? plan.preview : "";
}

function shownLines({ store }: ReturnType<typeof openRealRegister>): ReadonlyArray<string> {
  const size = { width: 44, height: 17, signs: "all" } as const;
  return orderRows(store.till, store.getState(), size).map(({ text }) => text.trimEnd());
}
