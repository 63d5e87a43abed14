/** What the report of a day says of drawers: expected and counted, what lies in each, and what came late. */

import { describe, expect, test } from "vitest";

import { changeEntry, setRate } from "../../src/app/catalogue/catalogue-changes.ts";
import { closeOwnZ, closeShopDay } from "../../src/app/day/close-day.ts";
import { dayReportToJson } from "../../src/app/day/day-report-json.ts";
import { dayReportToText } from "../../src/app/day/day-report-text.ts";
import { dayReport, type ReportOptions } from "../../src/app/day/day-report.ts";
import { ALL_HEARD } from "../../src/app/day/day-tills-text.ts";
import { refund } from "../../src/app/orders/refund.ts";
import { sell } from "../../src/app/orders/sell.ts";
import { type Till } from "../../src/app/till/till.ts";
import { ok } from "../../src/domain/base/result.ts";
import { type RungPayment } from "../../src/domain/commands/order/ring-up.ts";
import { type Cash } from "../../src/domain/events/drawer-events.ts";
import { type BusinessDay, type EventId, toStreamId } from "../../src/domain/identity.ts";
import { minor, oneUnit } from "../../src/domain/money/amounts.ts";
import { CAFE_DAY, cafeCopies, MIA } from "../support/cafe.ts";
import { closeDrawer, countDrawer, moveCash, openDrawer } from "../support/drawer-acts.ts";
import { valueOf } from "../support/shop.ts";

const newCafe = cafeCopies();
const newRoundingCafe = cafeCopies({
  before: ({ till }) => {
    const streams = [toStreamId("set", "cash-step")];
    const event = { kind: "setting/set" as const, streams, body: { value: 5, over: [] } };
    till.ledger.commit({ by: "4", name: "round cash", decide: () => ok({ events: [event] }) });
  },
});
const RAVI = { number: "4", name: "Ravi" };
const DAY = CAFE_DAY as BusinessDay;
const HOUR_MS = 3_600_000;

describe("the drawer of a day", () => {
  test("expects tips, refunds as they were handed out, and change for dollars, to the cent", async () => {
    const { till } = (await newRoundingCafe()).open();
    valueOf(setRate(till, RAVI, { currency: "USD", rate: "0.92" }));
    const session = opened(till, 15_000);

    priced(till, "1255");
    const tip = minor(100);
    sold(till, { type: "cash", tendered: minor(2100), tip });
    expect(expectedOf(till)).toEqual([16_355]);

    priced(till, "322");
    sold(till, { type: "card" });
    const parts = [{ position: 1, quantity: oneUnit }];
    const back = { number: "A-000002", parts, method: "cash", reason: "cold" } as const;
    valueOf(refund(till, RAVI, back));
    expect(expectedOf(till)).toEqual([16_035]);

    priced(till, "4280");
    sold(till, { type: "foreign", currency: "USD", amount: minor(5000), tip: minor(0) });
    const [drawer] = dayReport(till, DAY).drawers;
    expect(drawer).toMatchObject({
      session,
      float: { own: 15_000 },
      expected: { own: 15_715, foreign: [{ currency: "USD", amount: 5000 }] },
      lies: { own: 15_715 },
    });
  });

  test("that is open and was not counted is a difference, with what lies in it", async () => {
    const { till } = (await newCafe()).open();
    opened(till, 15_000);
    sold(till, { type: "cash", tendered: minor(280) });

    const report = dayReport(till, DAY);
    expect(report.differences).toMatchObject([{ check: "drawers", expected: 15_280 }]);
    expect(textOf(till)).toContain(
      "! drawers: Front counter's drawer, open since 14:32, expected 152.80, not counted",
    );
    expect(textOf(till).at(-1)).toBe("Does not tie out: 1 difference.");
  });

  test("hides what it expects from who may not see it, and all sums of cash, until it is counted", async () => {
    const { till } = (await newCafe()).open();
    const session = opened(till, 15_000);
    sold(till, { type: "cash", tendered: minor(280) });
    sold(till, { type: "card" });

    const hidden = textOf(till, { seesCash: false });
    expect(hidden).toContain("! drawers: Front counter's drawer, open since 14:32, not counted");
    expect(hidden.join("\n")).not.toContain("152.80");
    expect(hidden.filter((line) => line.includes("cash"))).toEqual([
      expect.stringContaining("Sums of cash are left out"),
    ]);
    expect(jsonOf(till, { seesCash: false })).toMatchObject({
      cashWithheld: true,
      ownCash: null,
      tenders: [
        { method: "card", amount: 280 },
        { method: "cash", amount: null, kept: null },
      ],
      drawers: [{ expected: null, since: null, lies: null }],
      differences: [{ check: "drawers", expected: null }],
    });

    valueOf(countDrawer(till, MIA, { session, cash: cash(15_280) }));
    expect(jsonOf(till, { seesCash: false })).toMatchObject({
      cashWithheld: false,
      ownCash: 280,
      drawers: [{ open: true, counts: [{ difference: 0 }], lies: { amount: 15_280 } }],
      differences: [],
    });
  });

  test("says who closed it with what difference and why, what stays in it and what is in the safe", async () => {
    const { till, clock } = await shop();
    const session = opened(till, 15_000);
    sold(till, { type: "cash", tendered: minor(280) });
    valueOf(moveCash(till, RAVI, { session, what: "out", amount: minor(1250), reason: "milk" }));
    clock.advance(9 * HOUR_MS);
    valueOf(countDrawer(till, MIA, { session, cash: cash(13_000) }));
    const why = { session, reason: "a glass broke", leaves: minor(10_000) };
    valueOf(closeDrawer(till, RAVI, why));

    expect(dayReport(till, DAY)).toMatchObject({
      drawers: [
        {
          isOpen: false,
          close: {
            by: { staff: "4", name: "Ravi" },
            expected: 14_030,
            counted: 13_000,
            difference: -1030,
            reason: "a glass broke",
            leaves: { own: 10_000 },
            toSafe: 3000,
          },
          lies: { own: 10_000 },
        },
      ],
      safe: { lies: { own: 3000 - 15_000 } },
      differences: [],
    });
    expect(textOf(till)).toEqual(
      expect.arrayContaining([
        "  Front counter's drawer, opened 14:32 by Mia",
        "    float                                  150.00",
        "    counted 23:32, Mia                     130.00",
        "    expected                               140.30",
        "    difference                             -10.30",
        "    Ravi: a glass broke",
        "    stays in it                            100.00",
        "    into the safe                           30.00",
        "  Lies in the safe now                    -120.00",
      ]),
    );
  });

  test("is a difference where it was closed and nobody said why, until somebody settles it", async () => {
    const { till } = await shop();
    const session = opened(till, 15_000);
    valueOf(countDrawer(till, MIA, { session, cash: cash(14_000) }));
    valueOf(closeDrawer(till, MIA, { session, reason: "", anyway: true }));

    expect(textOf(till)).toContain(
      "! drawers: Front counter's drawer was closed with a difference of 10.00 that nobody explained",
    );
  });

  test("is a difference where it is opened with less than stayed in it", async () => {
    const { till } = await shop();
    const session = opened(till, 15_000);
    valueOf(countDrawer(till, MIA, { session, cash: cash(15_000) }));
    valueOf(closeDrawer(till, MIA, { session, reason: "", leaves: minor(15_000) }));
    opened(till, 14_000);

    expect(dayReport(till, DAY).differences).toMatchObject([
      { check: "drawers", about: { type: "drawer/uncounted" } },
      { check: "drawers", about: { type: "drawer/float" }, expected: 15_000, found: 14_000 },
    ]);
  });

  test("is of each day on which it is open, and names what was sold after its count", async () => {
    const { till, clock } = await shop();
    const session = opened(till, 15_000);
    clock.advance(9 * HOUR_MS);
    sold(till, { type: "cash", tendered: minor(280) });
    closeOwnZ(till, DAY);
    valueOf(countDrawer(till, MIA, { session, cash: cash(15_280) }));
    clock.advance(0.25 * HOUR_MS);
    sold(till, { type: "cash", tendered: minor(280) });
    clock.advance(5 * HOUR_MS);
    const [second] = closeOwnZ(till, DAY);
    closeShopDay(till, { day: DAY, asked: "", missing: [], without: [] });

    expect(second?.body).toMatchObject({ no: 2, total: 280, grandTotal: 560 });
    expect(dayReport(till, DAY)).toMatchObject({
      sales: 560,
      drawers: [{ since: 280, late: [{ number: "A-000002", own: 280 }], lies: { own: 15_560 } }],
      differences: [],
    });
    expect(textOf(till).filter((line) => line.includes("A-000002 of"))).toEqual([
      "    A-000002 of 23:47 was not known at the count: 2.80",
    ]);
  });
});

test("cash that was taken while no drawer was open is one line, with who took it", async () => {
  const { till } = await shop();
  sold(till, { type: "cash", tendered: minor(500) });
  sold(till, { type: "cash", tendered: minor(280) });
  sold(till, { type: "card" });

  expect(dayReport(till, DAY)).toMatchObject({
    drawers: [],
    outside: { count: 2, amount: 560, by: [{ staff: "1", name: "Mia" }] },
    differences: [],
  });
  expect(textOf(till).filter((line) => line.includes("outside"))).toEqual([
    "  Cash outside of a drawer: 2 payments, 5.60, Mia",
  ]);
});

async function shop() {
  const cafe = await newCafe();
  return { till: cafe.open().till, clock: cafe.clock };
}

function opened(till: Till, float: number): EventId {
  return valueOf(openDrawer(till, MIA, { no: 1, float: cash(float) })).id;
}

function sold(till: Till, payment: RungPayment): void {
  valueOf(sell(till, MIA, { entries: ["100"], payment, service: undefined }));
}

/** What 100 costs from now on, in cents. */
function priced(till: Till, price: string): void {
  const fields = [{ field: "price", text: `${price.slice(0, -2)}.${price.slice(-2)}` }];
  valueOf(changeEntry(till, RAVI, { type: "product", id: "COFFEE", isNew: false, fields }));
}

function expectedOf(till: Till): ReadonlyArray<number> {
  return dayReport(till, DAY).drawers.map(({ expected }) => expected.own);
}

function textOf(till: Till, options: ReportOptions = {}): ReadonlyArray<string> {
  const report = dayReport(till, DAY, options);
  return dayReportToText(report, { till, locale: "en" }, ALL_HEARD);
}

function jsonOf(till: Till, options: ReportOptions): unknown {
  return JSON.parse(JSON.stringify(dayReportToJson(dayReport(till, DAY, options), till, [])));
}

function cash(own: number): Cash {
  return { own: minor(own), pieces: [], foreign: [] };
}
