/** What a Z records beyond the sums of a day: goods by category, and what became of each drawer's cash. */

import { expect, test } from "vitest";

import { changeTenders } from "../../../src/app/catalogue/catalogue-changes.ts";
import { closeOwnZ } from "../../../src/app/day/close-day.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { xBody, xDocument } from "../../../src/app/day/z-papers.ts";
import { sell } from "../../../src/app/orders/sell.ts";
import { compOf } from "../../../src/domain/balance/comps.ts";
import { type Cash } from "../../../src/domain/events/drawer-events.ts";
import { FIGURES } from "../../../src/domain/figures/figures.ts";
import { milliPercent, minor, thousandths } from "../../../src/domain/money/amounts.ts";
import { performOn, voidLine } from "../../support/acts.ts";
import { CAFE_DAY, cafeCopies } from "../../support/cafe.ts";
import {
  closeDrawer,
  countDrawer,
  moveCash,
  moveSafe,
  openDrawer,
} from "../../support/drawer-acts.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const newTwoRateCafe = cafeCopies({ taxesByService: true });
const RAVI = { number: "4", name: "Ravi" };
const DAY = CAFE_DAY as Parameters<typeof closeOwnZ>[1];

test("says what became of a drawer's cash and of the safe's", async () => {
  const { till } = (await newCafe()).open();
  const session = valueOf(openDrawer(till, RAVI, { no: 1, float: cash(10_000, 500) })).id;
  valueOf(moveCash(till, RAVI, { session, what: "out", amount: minor(1250), reason: "milk" }));
  valueOf(
    moveCash(till, RAVI, { session, what: "tips", amount: minor(300), reason: "", staff: "4" }),
  );
  valueOf(countDrawer(till, RAVI, { session, cash: cash(8500, 700) }));
  valueOf(closeDrawer(till, RAVI, { session, reason: "coffee", leaves: minor(5000) }));
  valueOf(moveSafe(till, RAVI, { what: "bank", amount: minor(3000), reason: "bag 7" }));

  const figures = closeOwnZ(till, DAY)[0]?.body.figures;

  const own = `drawer/${session}/cash`;
  expect(figures).toMatchObject({
    [`${own}/float/own`]: 10_000,
    [`${own}/float/USD`]: 500,
    [`${own}/from-safe/own`]: 10_000,
    [`${own}/out/own`]: 1250,
    [`${own}/tips/own/4`]: 300,
    [`${own}/difference/own`]: 50,
    [`${own}/difference/USD`]: 200,
    [`${own}/leaves/own`]: 5000,
    [`${own}/leaves/USD`]: 700,
    [`${own}/to-safe/own`]: 3500,
    "drawer-difference": 50,
    "safe/bank/own": 3000,
  });
});

test("says goods by category and by the taxes that they bear", async () => {
  const { till } = (await newTwoRateCafe()).open();
  for (const service of ["counter", "takeaway"] as const) {
    const payment = { type: "cash", tendered: minor(2000), tip: minor(0) } as const;
    valueOf(sell(till, RAVI, { entries: ["100", "300"], payment, service }));
  }

  const { figures = {}, total } = closeOwnZ(till, DAY)[0]?.body ?? {};

  const goods = Object.entries(figures).filter(([name]) => name.startsWith("goods/"));
  expect(goods).toEqual([
    ["goods/VAT 21%/Beer", 1120],
    ["goods/VAT 21%/Coffee", 280],
    ["goods/VAT 9%/Coffee", 280],
  ]);
  expect(goods.reduce((sum, [, amount]) => sum + amount, 0)).toBe(total);
});

test("keeps what the shop's own tenders were called, and which drawer was counted", async () => {
  const { till } = (await newCafe()).open();
  valueOf(changeTenders(till, RAVI, { type: "add", name: "Meal voucher" }));
  const session = valueOf(openDrawer(till, RAVI, { no: 2, float: cash(0, 0) })).id;
  const payment = { type: "tender", tender: "own-meal-voucher", tip: minor(0) } as const;
  valueOf(sell(till, RAVI, { entries: ["100"], payment, service: undefined }));
  valueOf(changeTenders(till, RAVI, { type: "remove", tender: "1" }));
  valueOf(countDrawer(till, RAVI, { session, cash: cash(0, 0) }));

  const body = closeOwnZ(till, DAY)[0]?.body;

  expect(body?.tenders).toEqual([{ method: "own-meal-voucher", name: "Meal voucher" }]);
  const { device } = till.ledger.identity.key;
  expect(body?.drawers).toMatchObject([{ session, device, no: 2, by: "4", closed: false }]);
});

function cash(own: number, dollars: number): Cash {
  return { own: minor(own), pieces: [], foreign: [{ currency: "USD", amount: minor(dollars) }] };
}

test("names voids, discounts and comps by person, with how often and the sum, on X and Z", async () => {
  const open = (await newCafe()).open();
  const { till } = open;
  sellGoods(till, ["3*chips", "licor", "100", "espresso"]);
  const order = { order: "A1" };
  const tenth = { rate: milliPercent(10_000), amount: minor(0) };
  valueOf(
    performOn(till, RAVI, { act: "discount", ...order, line: 1, discount: tenth, reason: "" }),
  );
  const comp = compOf("spoiled");
  valueOf(
    performOn(till, RAVI, { act: "discount", ...order, line: 3, discount: comp, reason: "cold" }),
  );
  valueOf(voidLine(till, RAVI, { ...order, line: 2, reason: "spilled" }));
  valueOf(
    performOn(till, RAVI, {
      act: "quantity",
      ...order,
      line: 1,
      is: "all",
      quantity: thousandths(1000),
      reason: "one",
    }),
  );
  valueOf(voidLine(till, RAVI, { ...order, line: 3, reason: "wrong" }));
  const x = xBody(till);

  const [z] = closeOwnZ(till, DAY);

  expect(actsIn(z?.body.figures)).toEqual([
    { act: "void", staff: "4", count: 3, amount: 450 + 240 + 650 },
    { act: "discount", staff: "4", count: 1, amount: 33 },
    { act: "spoiled", staff: "4", count: 1, amount: 280 },
  ]);
  expect(actsIn(x.figures)).toEqual(actsIn(z?.body.figures));
  const paper = JSON.stringify(xDocument(open, { body: x, viewer: RAVI }));
  for (const row of ["3 x Void, staff 4", "1 x Discount, staff 4", "1 x Spoiled, staff 4"]) {
    expect(paper).toContain(row);
  }
  expect(dayReport(till, DAY).differences).toEqual([]);
});

function actsIn(figures: Readonly<Record<string, number>> = {}) {
  return FIGURES.acts.rows(Object.entries(figures));
}
