/** What the report of a closed day says: what its Zs recorded, then what came later, then what is now. */

import { describe, expect, test } from "vitest";

import { closeOwnZ, closeShopDay } from "../../src/app/day/close-day.ts";
import { dayReportToJson } from "../../src/app/day/day-report-json.ts";
import { dayReportToText } from "../../src/app/day/day-report-text.ts";
import { dayReport } from "../../src/app/day/day-report.ts";
import { ALL_HEARD } from "../../src/app/day/day-tills-text.ts";
import { refund } from "../../src/app/orders/refund.ts";
import { type Till } from "../../src/app/till/till.ts";
import { type BusinessDay } from "../../src/domain/identity.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { enrolBar } from "../support/cafe-bar.ts";
import { CAFE_DAY, cafeCopies, MIA } from "../support/cafe.ts";
import { countDrawer, openDrawer } from "../support/drawer-acts.ts";
import { captureCard, startCard } from "../support/late-card.ts";
import { sellGoods } from "../support/sell-goods.ts";
import { synchroniseLedgers, valueOf } from "../support/shop.ts";

const newCafe = cafeCopies();
const DAY = CAFE_DAY as BusinessDay;
const NEXT = "2026-11-21" as BusinessDay;
const HOUR_MS = 3_600_000;
const RAVI = { number: "4", name: "Ravi" };

describe("a day that was closed", () => {
  test("says once what its Zs recorded, where nothing came later", async () => {
    const { till } = await shop();
    sellGoods(till, ["chips"], { cash: 325 });
    closed(till);

    const report = dayReport(till, DAY);
    expect(report.closing).toMatchObject({
      closes: [{ till: "Front counter", asked: null, zs: ["A-1"] }],
      zs: [{ series: "A", no: 1, total: 325, grandTotal: 325, isNamed: true }],
      supplements: [],
      unexplained: [],
    });
    expect(report.differences).toEqual([]);
    expect(textOf(till)).toEqual([
      "Business day 2026-11-20, amounts in EUR",
      "  Closed 14:32 at Front counter",
      "  Z A-1, Front counter, 14:32                3.25",
      "  All Zs up to it, A                         3.25",
      "  Sales, 1 receipt                           3.25",
      "  VAT 9%, net                                2.98",
      "  VAT 9%, tax                                0.27",
      "  cash, 1 payment                            3.25",
      "  Receipts A-000001 to A-000001: 1",
      "  Goods, Sides                               3.25",
      "    1 Chips                                  3.25",
      "  Cash outside of a drawer: 1 payment, 3.25, Mia",
      "Ties out to the cent.",
    ]);
  });

  test("names what was sold after its Z by event, till and sum, and holds it once it is closed again", async () => {
    const { till, clock } = await shop();
    for (let count = 0; count < 10; count += 1) sellGoods(till, ["chips"], { cash: 325 });
    const session = valueOf(
      openDrawer(till, MIA, { no: 1, float: { own: minor(0), pieces: [], foreign: [] } }),
    ).id;
    sellGoods(till, ["chips"], { cash: 325 });
    clock.advance(9 * HOUR_MS);
    closed(till);
    const cash = { own: minor(325), pieces: [], foreign: [] };
    valueOf(countDrawer(till, MIA, { session, cash }));
    clock.advance(0.25 * HOUR_MS);
    sellGoods(till, ["licor"], { cash: 450 });

    const report = dayReport(till, DAY);
    expect(report).toMatchObject({ receipts: 12, sales: 4025, differences: [] });
    expect(report.closing.supplements.filter(({ amount }) => amount !== 0)).toMatchObject([
      { kind: "payment/captured", number: "A12", till: "Front counter", amount: 450, z: null },
      { kind: "receipt/issued", number: "A-000012", till: "Front counter", amount: 450, z: null },
    ]);
    expect(report.drawers).toMatchObject([{ late: [{ number: "A-000012", own: 450 }] }]);
    expect(textOf(till)).toEqual(
      expect.arrayContaining([
        "As the Zs recorded it:",
        "  sales, 11 receipts                        35.75",
        "  Supplement: A-000012, Front counter, in no Z yet: 4.50",
        "As it is now:",
        "  Sales, 12 receipts                        40.25",
      ]),
    );
    expect(dayReportToJson(report, till, [])).toMatchObject({
      recorded: [{ till: "Front counter", receipts: 11, sales: 3575 }],
      byTill: [{ till: "Front counter", receipts: 12, sales: 4025 }],
    });

    closed(till);
    const again = dayReport(till, DAY);
    expect(again.closing).toMatchObject({
      zs: [
        { no: 1, total: 3575, grandTotal: 3575 },
        { no: 2, total: 450, grandTotal: 4025 },
      ],
      supplements: [],
    });
    expect(again.differences).toEqual([]);
  });

  test("has a supplement for a card that was captured on the next day, and its Z stays as it was", async () => {
    const { till, clock } = await shop();
    sellGoods(till, ["chips"], { cash: 325 });
    const { order } = sellGoods(till, ["4*licor", "100"]);
    const payment = startCard(till, order.id);
    closed(till);
    const before = JSON.stringify(zsOn(till, DAY));
    expect(zsOn(till, DAY)).toMatchObject([
      { body: { unknown: [{ payment, method: "card", amount: 2000 }], total: 325 } },
    ]);

    clock.advance(20 * HOUR_MS);
    valueOf(till.beginDay(MIA));
    captureCard(till, order.id, payment);
    const between = dayReport(till, DAY);
    expect(between.closing.supplements).toMatchObject([
      { kind: "payment/captured", amount: 2000, z: null, till: "Front counter" },
    ]);
    expect(between.differences).toEqual([]);

    const [second] = closeOwnZ(till, NEXT);
    expect(second?.body).toMatchObject({
      no: 2,
      others: [{ day: DAY, figures: { "tender/card/count": 1, "tender/card/amount": 2000 } }],
    });
    expect(JSON.stringify(zsOn(till, DAY))).toBe(before);
    const report = dayReport(till, DAY);
    expect(report.closing.supplements).toMatchObject([
      { kind: "z/closed", number: "A-2", z: "A-2", amount: 2000, isVeryLate: false },
    ]);
    expect(report.differences).toEqual([]);
    expect(textOf(till)).toContain(
      "  Supplement: told by a later Z A-2, Front counter, in Z A-2: 20.00",
    );
  });

  test("has each till's part, and a refund of another till's sale stands where it was made", async () => {
    const cafe = await newCafe();
    const { till } = cafe.open();
    const bar = await enrolBar(cafe, till);
    sellGoods(till, ["chips"], { cash: 325 });
    synchroniseLedgers(till.ledger, bar.till.ledger);
    sellGoods(bar.till, ["licor"], { cash: 450 });
    const back = { number: "A-000001", parts: [], method: "cash", reason: "cold" } as const;
    valueOf(refund(bar.till, RAVI, back));
    synchroniseLedgers(bar.till.ledger, till.ledger);

    expect(textOf(till)).toEqual(
      expect.arrayContaining([
        "  Bar: sales, 1 receipt                      4.50",
        "  Bar: 1 refund                             -3.25",
        "  Bar: cash, all of it                       1.25",
        "  Front counter: sales, 1 receipt            3.25",
        "  Front counter: cash, all of it             3.25",
      ]),
    );
    expect(dayReport(till, DAY)).toMatchObject({ sales: 775, refunds: { total: -325 } });
  });

  test("names what came more than a week after the day", async () => {
    const { till, clock } = await shop();
    const { order } = sellGoods(till, ["4*licor", "100"]);
    const payment = startCard(till, order.id);
    sellGoods(till, ["chips"], { cash: 325 });
    closed(till);
    clock.advance(9 * 24 * HOUR_MS);
    valueOf(till.beginDay(MIA, "2026-11-29"));
    captureCard(till, order.id, payment);
    closeOwnZ(till, till.days().now);

    expect(textOf(till)).toContain(
      "! Zs: A-2, Front counter, came more than a week after the day, in Z A-2",
    );
  });
});

test("the same day is the same bytes twice, as text and for scripts", async () => {
  const { till, clock } = await shop();
  valueOf(openDrawer(till, MIA, { no: 1, float: { own: minor(500), pieces: [], foreign: [] } }));
  sellGoods(till, ["chips"], { cash: 325 });
  closed(till);
  sellGoods(till, ["licor"], { cash: 450 });
  const first = [textOf(till), jsonOf(till)];
  clock.advance(3 * HOUR_MS);

  expect([textOf(till), jsonOf(till)]).toEqual(first);
});

async function shop() {
  const cafe = await newCafe();
  return { till: cafe.open().till, clock: cafe.clock };
}

function closed(till: Till): void {
  closeOwnZ(till, DAY);
  closeShopDay(till, { day: DAY, asked: "", missing: [], without: [] });
}

function zsOn({ ledger }: Till, day: BusinessDay) {
  return ledger.read((view) => view.state("day", day).zs);
}

/** Somebody is about to pay by card, and nobody knows yet whether the money is there. */
function textOf(till: Till): ReadonlyArray<string> {
  const speech = { till, locale: "en" } as const;
  return dayReportToText(dayReport(till, DAY), speech, ALL_HEARD);
}

function jsonOf(till: Till): string {
  return JSON.stringify(dayReportToJson(dayReport(till, DAY), till, []));
}

test("a till that was cut off is told with when, and with what it sold and undid meanwhile", async () => {
  const cafe = await newCafe();
  const { till } = cafe.open();
  const bar = await enrolBar(cafe, till);
  sellGoods(till, ["chips"], { cash: 325 });
  cafe.clock.advance(HOUR_MS);
  sellGoods(bar.till, ["licor"], { cash: 450 });
  const back = { number: "B-000001", parts: [], method: "cash", reason: "cold" } as const;
  valueOf(refund(bar.till, RAVI, back));
  cafe.clock.advance(HOUR_MS);
  sellGoods(till, ["chips"], { cash: 325 });
  synchroniseLedgers(bar.till.ledger, till.ledger);
  sellGoods(bar.till, ["licor"], { cash: 450 });
  synchroniseLedgers(bar.till.ledger, till.ledger);

  expect(textOf(till)).toContain(
    "  Bar was not heard here from 15:32 to 16:32; meanwhile: 1 receipt 4.50, 1 refund -4.50",
  );
  expect(dayReport(till, DAY).outages).toMatchObject([
    { till: "Bar", receipts: { count: 1, total: 450 }, refunds: { count: 1, total: -450 } },
  ]);
  expect(dayReport(bar.till, DAY).outages).toEqual([]);
});
