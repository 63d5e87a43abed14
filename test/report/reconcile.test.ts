import { describe, expect, test } from "vitest";

import { dayReportToJson } from "../../src/app/day/day-report-json.ts";
import { dayReportToText } from "../../src/app/day/day-report-text.ts";
import { dayReport } from "../../src/app/day/day-report.ts";
import { ALL_HEARD } from "../../src/app/day/day-tills-text.ts";
import { orderState } from "../../src/app/orders/orders.ts";
import { refund } from "../../src/app/orders/refund.ts";
import { sell } from "../../src/app/orders/sell.ts";
import { type Till } from "../../src/app/till/till.ts";
import { ok } from "../../src/domain/base/result.ts";
import { decideAddGoods } from "../../src/domain/commands/order/add-goods.ts";
import { decideSetService } from "../../src/domain/commands/order/order-head.ts";
import { inCash } from "../../src/domain/commands/order/ring-up.ts";
import { type BusinessDay, type EventId, toStreamId } from "../../src/domain/identity.ts";
import { type LedgerView } from "../../src/domain/ledger-view.ts";
import { minor, oneUnit } from "../../src/domain/money/amounts.ts";
import { verifyLedger } from "../../src/ledger/verify.ts";
import { figure } from "../../src/report/difference.ts";
import { type DayBooks, reconcileDay } from "../../src/report/reconcile.ts";
import { payOrder, performOn, splitOrder } from "../support/acts.ts";
import { CAFE_DAY, cafeCopies, CAFE_START_MS, MIA } from "../support/cafe.ts";
import { decidePayCash } from "../support/pay-cash.ts";
import { sellGoods } from "../support/sell-goods.ts";
import { valueOf } from "../support/shop.ts";

const newCafe = cafeCopies();
const newTwoRateCafe = cafeCopies({ taxesByService: true });

const TODAY = CAFE_DAY as BusinessDay;
const TOMORROW = "2026-11-21" as BusinessDay;
const DAY_MS = 86_400_000;
const RAVI = { number: "4", name: "Ravi" };

function goodsOf(till: Till): ReadonlyArray<readonly [string, number]> {
  const { goods } = dayReport(till, TODAY);
  return goods.flatMap(({ products }) => products.map(({ name, quantity }) => [name, quantity]));
}

describe("a day of real sales", () => {
  test("taxes are the sums of the receipts, never worked out from the total", async () => {
    const { till } = (await newCafe()).open();

    // 9.00 at 21 % and 3.25 at 9 %: 1.56 and 0.27 each time.
    for (let count = 0; count < 24; count += 1) {
      sellGoods(till, ["2*licor", "chips"], { cash: 1225 });
    }

    const report = reconcile(till, TODAY);
    expect(report).toMatchObject({
      receipts: 24,
      sales: 29_400,
      rounding: 0,
      taxes: [
        // From the total it would be 37.49 and 6.44.
        { label: "VAT 21%", rate: 21_000, net: 17_856, tax: 3744 },
        { label: "VAT 9%", rate: 9000, net: 7152, tax: 648 },
      ],
      tenders: [{ method: "cash", count: 24, amount: 29_400, rounding: 0 }],
      series: [{ series: "A", first: 1, last: 24, count: 24, missing: [] }],
      openOrders: { count: 0, due: 0 },
      differences: [],
    });
    expect(dayReport(till, TODAY).differences).toEqual([]);
  });

  test("tips are beside the sales: by tender, and by who took them, in the drawer all the same", async () => {
    const { till } = (await newCafe()).open();
    const [inTen, inFour] = [inCash(minor(1000), minor(75)), inCash(minor(400), minor(75))];
    sell(till, MIA, { entries: ["chips"], payment: inTen, service: undefined });
    sell(till, RAVI, { entries: ["chips"], payment: inFour, service: undefined });
    const byCard = { type: "card", tip: minor(50) } as const;
    sell(till, RAVI, { entries: ["licor"], payment: byCard, service: undefined });
    const parts = [{ position: 1, quantity: oneUnit }];
    refund(till, RAVI, { number: "A-000001", parts, method: "cash", reason: "cold" });

    const report = dayReport(till, TODAY);
    expect(report).toMatchObject({
      sales: 1100,
      tenders: [
        { method: "card", amount: 450, tips: 50, kept: 500 },
        { method: "cash", amount: 650, refunded: -325, tips: 150, kept: 475 },
      ],
      tips: [
        { staff: "1", name: "Mia", method: "cash", count: 1, amount: 75 },
        { staff: "4", name: "Ravi", method: "card", count: 1, amount: 50 },
        { staff: "4", name: "Ravi", method: "cash", count: 1, amount: 75 },
      ],
      differences: [],
    });
    expect(dayReportToText(report, { till, locale: "en" }, ALL_HEARD)).toEqual(
      expect.arrayContaining([
        "  cash, tips                                 1.50",
        "  cash, all of it                            4.75",
        "  Tips of Mia, cash, 1                       0.75",
        "Ties out to the cent.",
      ]),
    );
  });

  test("goods that came back without a receipt stand beside what was sold", async () => {
    const { till } = (await newCafe()).open();
    sellGoods(till, ["2*licor", "chips"], { cash: 1225 });
    sellGoods(till, ["<chips", "licor"], { cash: 1000, by: RAVI });
    sellGoods(till, ["<licor", "licor"], { cash: 0, by: RAVI });
    sellGoods(till, ["<2*licor"], { cash: 0, by: RAVI });

    const report = dayReport(till, TODAY);
    expect(report).toMatchObject({
      receipts: 4,
      sales: 1225 + 450 + 450,
      returned: { count: 3, total: -325 - 450 - 900 },
      tenders: [{ method: "cash", count: 3, amount: 1225 + 125 - 900, refunded: 0 }],
      deposits: { taken: 0, used: 0 },
      openOrders: { count: 0, due: 0 },
      differences: [],
    });
    expect(dayReportToText(report, { till, locale: "en" }, ALL_HEARD)).toContain(
      "  Returned without receipt, 3 lines        -16.75",
    );
    expect(dayReportToJson(report, till, [])).toMatchObject({
      tiesOut: true,
      returned: { count: 3, total: -1675 },
    });
  });

  test("a day with nothing but a return ties out", async () => {
    const { till } = (await newCafe()).open();
    sellGoods(till, ["<2*licor"], { cash: 0, by: RAVI });

    expect(dayReport(till, TODAY)).toMatchObject({
      receipts: 1,
      sales: 0,
      returned: { count: 1, total: -900 },
      taxes: [{ label: "VAT 21%", net: -744, tax: -156 }],
      tenders: [{ method: "cash", count: 1, amount: -900 }],
      differences: [],
    });
  });

  test("seven single lines are taxed once for the order", async () => {
    const { till } = (await newCafe()).open();

    const { order, receipts } = sellGoods(
      till,
      Array.from({ length: 7 }, () => "702"),
      {
        cash: 1365,
      },
    );

    expect(order).toMatchObject({ total: 1365, taxes: [{ label: "VAT 9%", tax: 113 }] });
    expect(receipts[0]?.taxes).toMatchObject([{ tax: 113, net: 1252 }]);
    expect(reconcile(till, TODAY)).toMatchObject({
      sales: 1365,
      taxes: [{ net: 1252, tax: 113 }],
      differences: [],
    });
  });

  test("to take away instead of in the house moves the tax and not the price", async () => {
    const { till } = (await newTwoRateCafe()).open();
    const { order } = sellGoods(till, ["full breakfast"], { service: "dine-in" });
    expect(order).toMatchObject({ total: 1450, taxes: [{ label: "VAT 21%", tax: 252 }] });

    setTakeaway(till, order.id);
    pay(till, order.id, 1450);

    expect(reconcile(till, TODAY)).toMatchObject({
      sales: 1450,
      taxes: [{ label: "VAT 9%", net: 1330, tax: 120 }],
      differences: [],
    });
    expect(() => setTakeaway(till, order.id)).toThrow("order/paid");
  });

  test("cash that is rounded is told apart from the sale", async () => {
    const { till } = (await newCafe()).open();
    roundCashToFive(till);

    const { order, receipts } = sellGoods(till, ["0.355*bananas"], { cash: 100 });

    expect(order.total).toBe(53);
    expect(receipts[0]?.payments).toMatchObject([{ amount: 53, rounding: 2, change: 45 }]);
    expect(reconcile(till, TODAY)).toMatchObject({
      sales: 53,
      rounding: 2,
      tenders: [{ method: "cash", amount: 53, rounding: 2 }],
      differences: [],
    });
  });

  test("goods that guests share by thirds are whole pieces once all have paid", async () => {
    const { till } = (await newCafe()).open();
    sellGoods(till, ["2*croissant"]);
    const wanted = { type: "evenly", count: 3 } as const;
    valueOf(splitOrder(till, MIA, { order: "A1", wanted }));

    for (const part of [1, 2, 3]) {
      valueOf(payOrder(till, MIA, { order: "A1", payment: { type: "card" }, part }));
    }

    expect(goodsOf(till)).toEqual([["Croissant", 2000]]);
  });

  test("what is open is told and is no difference", async () => {
    const { till } = (await newCafe()).open();
    sellGoods(till, ["croissant"], { cash: 500 });

    sellGoods(till, ["2*flat white"]);

    expect(reconcile(till, TODAY)).toMatchObject({
      receipts: 1,
      sales: 260,
      openOrders: { count: 1, due: 720 },
      differences: [],
    });
  });

  test("a day without sales ties out", async () => {
    const { till } = (await newCafe()).open();

    expect(reconcile(till, TOMORROW)).toMatchObject({ receipts: 0, sales: 0, differences: [] });
  });
});

describe("money on two days", () => {
  test("an order that is paid on the next day is sold on that day", async () => {
    const { clock, open } = await newCafe();
    const { till } = open();
    const { order } = sellGoods(till, ["croissant"]);
    clock.set(CAFE_START_MS + DAY_MS);
    till.beginDay(MIA);

    pay(till, order.id, 500);

    expect(reconcile(till, TODAY)).toMatchObject({ receipts: 0, sales: 0, differences: [] });
    expect(reconcile(till, TOMORROW)).toMatchObject({
      receipts: 1,
      sales: 260,
      tenders: [{ method: "cash", count: 1, amount: 260 }],
      openOrders: { count: 0 },
      differences: [],
    });
  });

  test("a part payment counts on the day on which it was taken", async () => {
    const { clock, open } = await newCafe();
    const { till } = open();
    const { order } = sellGoods(till, ["2*flat white", "croissant"]);
    pay(till, order.id, 500);
    expect(reconcile(till, TODAY)).toMatchObject({ openOrders: { count: 1, due: 480 } });
    clock.set(CAFE_START_MS + DAY_MS);
    till.beginDay(MIA);

    pay(till, order.id, 500);

    expect(reconcile(till, TODAY)).toMatchObject({
      receipts: 0,
      sales: 0,
      tenders: [{ method: "cash", count: 1, amount: 500 }],
      differences: [],
    });
    expect(reconcile(till, TOMORROW)).toMatchObject({
      receipts: 1,
      sales: 980,
      taxes: [{ net: 899, tax: 81 }],
      tenders: [{ method: "cash", count: 1, amount: 480 }],
      differences: [],
    });
  });

  test("a payment on an order that was merged into another is used by the receipt of that", async () => {
    const { till } = (await newCafe()).open();
    const [one, other] = [sellGoods(till, ["croissant"]), sellGoods(till, ["flat white"])];
    pay(till, one.order.id, 200);
    valueOf(
      performOn(till, RAVI, {
        act: "merge",
        order: "A2",
        orders: [one.order.id],
        into: other.order.id,
      }),
    );
    expect(reconcile(till, TODAY)).toMatchObject({ deposits: { taken: 200, used: 0 } });

    pay(till, other.order.id, 420);

    expect(reconcile(till, TODAY)).toMatchObject({
      receipts: 1,
      sales: 620,
      deposits: { taken: 0, used: 0 },
      differences: [],
    });
  });

  test("two receipts of one order are both of their day", async () => {
    const { till } = (await newCafe()).open();
    const { order } = sellGoods(till, ["croissant"], { cash: 260 });

    // A late line opens the order again with what it costs.
    addBrownie(till, order.id);
    expect(reconcile(till, TODAY)).toMatchObject({ openOrders: { count: 1, due: 330 } });
    pay(till, order.id, 330);

    expect(reconcile(till, TODAY)).toMatchObject({
      receipts: 2,
      sales: 590,
      taxes: [{ tax: 49 }],
      openOrders: { count: 0 },
      differences: [],
    });
  });
});

describe("a day that doesn't tie out names every difference", () => {
  test.for([
    ["/sales", 1, { check: "sales", about: figure("receipts/sum"), expected: 541, found: 540 }],
    [
      "/receipts",
      -1,
      { check: "receipts", about: figure("receipts/number"), expected: 1, found: 2 },
    ],
    [
      "/tax/9000/included/VAT 9%/tax",
      2,
      { check: "taxes", about: figure("tax/tax", "VAT 9%"), expected: 46, found: 44 },
    ],
    [
      "/tax/9000/included/VAT 9%/base",
      -2,
      { check: "taxes", about: figure("tax/net", "VAT 9%"), expected: 494, found: 496 },
    ],
    [
      "/tender/cash/amount",
      100,
      {
        check: "tenders",
        about: { type: "tender/sum", method: "cash" },
        expected: 640,
        found: 540,
      },
    ],
    [
      "/tender/cash/count",
      1,
      {
        check: "receipts",
        about: { type: "tender/number", method: "cash" },
        expected: 3,
        found: 2,
      },
    ],
  ] as const)("kept sum %s bent by %d", async ([key, by, difference]) => {
    const till = await soldTwice();

    const report = reconcileBent(till, (view) => ({
      sums: (prefix) =>
        view.sums(prefix).map(([name, sum]) => [name, name.endsWith(key) ? sum + by : sum]),
    }));

    expect(report.differences).toEqual([difference]);
  });

  test.for([
    ["tax/21000/included/VAT 21%/tax", { check: "taxes", about: figure("tax/tax", "VAT 21%") }],
    [
      "tender/voucher/amount",
      { check: "tenders", about: { type: "tender/sum", method: "voucher" } },
    ],
  ] as const)("a kept sum %s that no receipt accounts for", async ([key, difference]) => {
    const till = await soldTwice();

    const report = reconcileBent(till, (view) => ({
      sums: (prefix) => [
        ...view.sums(prefix),
        [`${prefix}${till.ledger.identity.origin}/${key}`, 7],
      ],
    }));

    expect(report.differences).toEqual([{ ...difference, expected: 7, found: 0 }]);
  });

  test("money that was taken and never kept", async () => {
    const till = await soldTwice();

    const report = reconcileBent(till, (view) => ({
      sums: (prefix) => view.sums(prefix).filter(([name]) => !name.includes("/tender/cash/")),
    }));

    expect(report.differences).toEqual([
      { check: "tenders", about: { type: "tender/sum", method: "cash" }, expected: 0, found: 540 },
      {
        check: "receipts",
        about: { type: "tender/number", method: "cash" },
        expected: 0,
        found: 2,
      },
    ]);
  });

  test("a kept rounding of cash that no receipt has", async () => {
    const till = await soldTwice();
    roundCashToFive(till);
    sellGoods(till, ["0.355*bananas"], { cash: 100 });

    const report = reconcileBent(till, (view) => ({
      sums: (prefix) =>
        view.sums(prefix).map(([name, sum]) => [name, name.endsWith("/rounding") ? 9 : sum]),
    }));

    expect(report.differences).toEqual([
      { check: "sales", about: figure("receipts/rounding"), expected: 9, found: 2 },
    ]);
  });

  test("a receipt number that nobody has", async () => {
    const till = await soldTwice();
    const { order } = sellGoods(till, ["croissant"], { cash: 260 });
    sellGoods(till, ["croissant"], { cash: 260 });

    const report = reconcileBent(till, (view) => ({
      tagged: (tag) => view.tagged(tag).filter((stream) => stream !== `order/${order.id}`),
    }));

    expect(report.series).toEqual([{ series: "A", first: 1, last: 4, count: 3, missing: [3] }]);
    expect(report.differences).toContainEqual({
      check: "receipts",
      about: figure("receipt/missing", "A-000003"),
      expected: 1,
      found: 0,
    });
  });

  test("a receipt whose items and payments are not its total", async () => {
    const till = await soldTwice();

    const report = reconcileBent(till, (view) => ({
      state: (type, name) => {
        const state = view.state(type, name);
        if (type !== "order" || !("receipts" in state)) return state;
        const receipts = state.receipts.map((receipt) =>
          receipt.body.no === 1
            ? { ...receipt, body: { ...receipt.body, total: minor(receipt.body.total + 5) } }
            : receipt,
        );
        return { ...state, receipts };
      },
    }));

    expect(report.differences).toEqual([
      { check: "sales", about: figure("receipts/sum"), expected: 540, found: 545 },
      { check: "sales", about: figure("receipt/items", "A-000001"), expected: 285, found: 280 },
      {
        check: "tenders",
        about: figure("receipt/payments", "A-000001"),
        expected: 285,
        found: 280,
      },
    ]);
  });

  test("sums that were bent in the file are found by the receipts, and by the check of the ledger", async () => {
    const { open } = await newCafe();
    const first = open();
    sellGoods(first.till, ["100"], { cash: 280 });
    first.till.ledger.flush();
    first.till.ledger.db.exec("UPDATE sums_1 SET amount = amount + 1 WHERE key LIKE 'day/%/sales'");
    await first.close();

    const { till } = open();
    const report = dayReport(till, TODAY);

    expect(report.differences).toEqual([
      { check: "sales", about: figure("receipts/sum"), expected: 281, found: 280 },
    ]);
    expect(verifyLedger(till.ledger).findings).toMatchObject([{ check: "projection" }]);
    expect(dayReportToJson(report, till, [])).toMatchObject({ tiesOut: false });
    expect(dayReportToText(report, { till, locale: "en" }, ALL_HEARD)).toEqual(
      expect.arrayContaining([
        "! sales: sum of receipts: expected 2.81, found 2.80",
        "Does not tie out: 1 difference.",
      ]),
    );
  });
});

/** 2.80 and 2.60 to take away: 0.23 and 0.21 of tax. */
async function soldTwice(): Promise<Till> {
  const { till } = (await newCafe()).open();
  sellGoods(till, ["100"], { cash: 280 });
  sellGoods(till, ["croissant"], { cash: 260 });
  return till;
}

function reconcile({ ledger }: Till, day: BusinessDay): DayBooks {
  return ledger.read((view) => reconcileDay(view, day));
}

/** Today's report over a view in which something is not as it was written. */
function reconcileBent(
  { ledger }: Till,
  bend: (view: LedgerView) => Partial<LedgerView>,
): DayBooks {
  return ledger.read((view) => reconcileDay({ ...view, ...bend(view) }, TODAY));
}

function roundCashToFive({ ledger }: Till): void {
  const streams = [toStreamId("set", "cash-step")];
  const body = { value: 5, over: [] };
  const events = [{ kind: "setting/set", streams, body }] as const;
  ledger.commit({ by: "4", name: "test", decide: () => ok({ events }) });
}

function addBrownie(till: Till, id: EventId): void {
  const catalogue = till.catalogue();
  const product = catalogue.productsBySku.get("BROWNIE");
  if (product === undefined) throw new Error("No brownies today.");
  const done = till.act(MIA, "add goods", (context) =>
    decideAddGoods(context, {
      catalogue,
      goods: { kind: "goods", product, quantity: oneUnit },
      order: orderState(context.view, id),
      service: "takeaway",
    }),
  );
  if (!done.ok) throw new Error(done.fault.type);
}

function setTakeaway(till: Till, order: EventId): void {
  const done = till.act(MIA, "set service", (context) =>
    decideSetService(context, orderState(context.view, order), "takeaway"),
  );
  if (!done.ok) throw new Error(done.fault.type);
}

function pay(till: Till, order: EventId, tendered: number): void {
  const done = till.act(MIA, "pay cash", (context) =>
    decidePayCash(context, orderState(context.view, order), minor(tendered)),
  );
  if (!done.ok) throw new Error(done.fault.type);
}
