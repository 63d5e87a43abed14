/** Goods, guests, and what people did besides selling: who, why, and who vouched for it. */

import { expect, test } from "vitest";

import { type ActRequest } from "../../src/acts/all.ts";
import { changeSetting } from "../../src/app/catalogue/catalogue-changes.ts";
import { closeOwnZ } from "../../src/app/day/close-day.ts";
import { dayReportToJson } from "../../src/app/day/day-report-json.ts";
import { dayReportToText } from "../../src/app/day/day-report-text.ts";
import { dayReport } from "../../src/app/day/day-report.ts";
import { ALL_HEARD } from "../../src/app/day/day-tills-text.ts";
import { refund } from "../../src/app/orders/refund.ts";
import { addToOrder } from "../../src/app/orders/sell.ts";
import { handOverOrders, openTable } from "../../src/app/orders/table-acts.ts";
import { type Till } from "../../src/app/till/till.ts";
import { compOf, compsKey } from "../../src/domain/balance/comps.ts";
import { ok } from "../../src/domain/base/result.ts";
import { type BusinessDay, toStreamId } from "../../src/domain/identity.ts";
import { milliPercent, minor, thousandths } from "../../src/domain/money/amounts.ts";
import { payOrder, performOn, voidLine } from "../support/acts.ts";
import { CAFE_DAY, cafeCopies, MIA } from "../support/cafe.ts";
import { csvValues, dayCsv } from "../support/day-report.ts";
import { moveCash, openDrawer, openWithoutSale } from "../support/drawer-acts.ts";
import { openRealRegister } from "../support/real-register.ts";
import { sellGoods } from "../support/sell-goods.ts";
import { valueOf } from "../support/shop.ts";

const newCafe = cafeCopies();
const DAY = CAFE_DAY as BusinessDay;
const RAVI = { number: "4", name: "Ravi" };

test("what comes off or is given away is told with who and why", async () => {
  const { till } = (await newCafe()).open();
  sellGoods(till, ["3*chips", "licor", "100"]);
  give(till, { line: 1, discount: off(10_000) });
  give(till, { line: 3, discount: off(100_000) });
  valueOf(voidLine(till, RAVI, { order: "A1", line: 2, reason: "spilled" }));
  sellGoods(till, ["chips"], { cash: 325 });
  const back = { number: "A-000001", parts: [], method: "cash", reason: "cold" } as const;
  valueOf(refund(till, RAVI, back));

  expect(dayReport(till, DAY).acts).toMatchObject([
    { act: "discount", of: "A1", amount: 98, approved: null },
    { act: "comp", of: "A1", amount: 280 },
    { act: "void", of: "A1", amount: 450, by: { staff: "4", name: "Ravi" }, reason: "spilled" },
    { act: "refund", of: "A-000002", amount: -325, reason: "cold" },
  ]);
  expect(textOf(till)).toEqual(
    expect.arrayContaining([
      "  Refund, A-000002, -3.25, Ravi: cold",
      expect.stringMatching(/^ {2}Void, A1, .+, 4\.50, Ravi: spilled$/u),
    ]),
  );
});

test("what people give away stands by person and kind, with what is left of their budget", async () => {
  const { till } = (await newCafe()).open();
  valueOf(changeSetting(till, RAVI, { key: "comp-budget", texts: ["20.00"] }));
  sellGoods(till, ["chips", "licor", "100"]);
  give(till, { line: 1, discount: compOf("comp"), reason: "waited" });
  give(till, { line: 2, discount: compOf("spoiled"), reason: "fell" });
  give(till, {
    line: 3,
    discount: compOf("staff-meal"),
    reason: "shift",
  });
  give(till, { line: 3, discount: null });

  const report = dayReport(till, DAY);
  const [{ total } = { total: 0 }] = report.comps;
  expect(report.acts.map(({ act }) => act)).toEqual(["comp", "spoiled", "staff-meal"]);
  expect(report.comps).toMatchObject([
    {
      by: { staff: "4", name: "Ravi" },
      count: 2,
      total: 325 + 450,
      kinds: { comp: 325, spoiled: 450, "staff-meal": 0 },
      left: 2000 - 325 - 450,
    },
  ]);
  expect(total).toBe(till.ledger.read((view) => view.sum(compsKey(DAY, "4"))));
  expect(textOf(till).join("\n")).toMatch(
    /Given away by Ravi: Comp 3\.25, Spoiled 4\.50, left: 12\.25 +7\.75/u,
  );
});

test("a discount that somebody vouched for is told with both and its reason", async () => {
  const { till } = (await newCafe()).open();
  sellGoods(till, ["3*chips"]);
  const off50 = { act: "discount", line: 1, discount: off(50_000) } as const;
  const alone = performOn(till, MIA, { order: "A1", ...off50 });
  expect(alone).toEqual({ ok: false, fault: { type: "discount/reason-needed", limit: 0 } });
  const asked = performOn(till, MIA, { order: "A1", ...off50, reason: "regular guest" });
  const act = !asked.ok && "act" in asked.fault ? (asked.fault.act ?? "") : "";
  const vouched = { ...MIA, approval: { by: "4", act } };
  valueOf(performOn(till, vouched, { order: "A1", ...off50, reason: "regular guest" }));

  expect(dayReport(till, DAY).acts).toMatchObject([
    {
      act: "discount",
      of: "A1",
      by: { staff: "1" },
      approved: { staff: "4" },
      reason: "regular guest",
    },
  ]);
  expect(textOf(till)).toContainEqual(
    expect.stringMatching(/^ {2}Discount, A1, Chips, [\d.]+, Mia.+Ravi.*: regular guest$/u),
  );
});

test("some of a line that came off with a reason is a void of so many", async () => {
  const { till } = (await newCafe()).open();
  sellGoods(till, ["3*chips"]);
  const two = thousandths(2000);
  valueOf(voidLine(till, RAVI, { order: "A1", line: 1, count: two, reason: "too many" }));

  expect(dayReport(till, DAY).acts).toMatchObject([
    { act: "void", of: "A1", goods: "Chips", amount: 650, reason: "too many" },
  ]);
});

test("cash that was moved and drawers that were opened are told by who did it and why", async () => {
  const { till } = (await newCafe()).open();
  const float = { own: minor(5000), pieces: [], foreign: [] };
  const session = valueOf(openDrawer(till, MIA, { no: 1, float })).id;
  valueOf(moveCash(till, RAVI, { session, what: "in", amount: minor(2000), reason: "coins" }));
  valueOf(moveCash(till, MIA, { session, what: "drop", amount: minor(1000), reason: "" }));
  valueOf(openWithoutSale(till, RAVI, "change"));
  valueOf(openWithoutSale(till, RAVI, "a key"));

  expect(textOf(till)).toEqual(
    expect.arrayContaining([
      "  Paid in, 20.00, Ravi: coins",
      "  Into the safe from a drawer, 10.00, Mia",
      "  Drawer opened without a sale, Ravi, 2 times: change; a key",
    ]),
  );
});

test("goods stand by category and product, net of what came back", async () => {
  const { till } = (await newCafe()).open();
  sellGoods(till, ["3*chips", "0.355*bananas"], { cash: 2000 });
  const parts = [{ position: 1, quantity: thousandths(1000) }];
  valueOf(refund(till, RAVI, { number: "A-000001", parts, method: "cash", reason: "cold" }));

  expect(dayReport(till, DAY).goods).toMatchObject([
    { products: [{ sku: "BANANAS", soldBy: "weight", quantity: 355, gross: 53, net: 0 }] },
    { category: "Sides", gross: 650, products: [{ sku: "CHIPS", quantity: 2000, gross: 650 }] },
  ]);
  const { goods } = dayReportToJson(dayReport(till, DAY), till, []);
  expect(goods).toHaveLength(2);
});

test("guests are those of orders that say how many they are for", async () => {
  const { till } = (await newCafe()).open();
  const { order } = sellGoods(till, ["chips"], { cash: 325 });
  sellGoods(till, ["chips"], { cash: 325 });
  expect(dayReport(till, DAY).covers).toEqual({ orders: 0, guests: 0, total: 0 });

  const streams = [toStreamId("order", order.id)];
  const body = { set: { covers: 4 }, over: { covers: [] } };
  const event = { kind: "order/changed" as const, streams, body };
  till.ledger.commit({ by: "1", name: "covers", decide: () => ok({ events: [event] }) });

  expect(dayReport(till, DAY).covers).toEqual({ orders: 1, guests: 4, total: 325 });
  expect(textOf(till)).toContain("  4 guests at 1 order                        3.25");
});

test("goods are of whoever served their order then, guests of whoever served it last", async () => {
  const { till } = (await newCafe()).open();
  const { order } = valueOf(openTable(till, MIA, { what: "7", covers: 4 }));
  valueOf(addToOrder(till, MIA, { order: order.number, entries: ["chips"] }));
  valueOf(handOverOrders(till, MIA, { orders: [order.number], from: undefined, to: "4" }));
  valueOf(addToOrder(till, MIA, { order: order.number, entries: ["chips"] }));
  const payment = { type: "card" } as const;
  valueOf(payOrder(till, MIA, { order: order.number, payment, part: undefined }));

  const { servers } = dayReport(till, DAY);

  expect(servers).toEqual([
    {
      staff: "1",
      name: "Mia",
      sales: 325,
      charges: 0,
      covers: { orders: 0, guests: 0, total: 0 },
      perGuest: 0,
    },
    {
      staff: "4",
      name: "Ravi",
      sales: 325,
      charges: 0,
      covers: { orders: 1, guests: 4, total: 650 },
      perGuest: 162,
    },
  ]);
  expect(textOf(till).join("\n")).toMatch(/^ {4}4 guests, 1\.62 each +6\.50$/mu);
});

function give(
  till: Till,
  off: Omit<ActRequest<"discount">, "act" | "line"> & { readonly line: number },
): void {
  valueOf(performOn(till, RAVI, { order: "A1", act: "discount", ...off }));
}

function off(rate: number) {
  return { rate: milliPercent(rate), amount: minor(0) };
}

function textOf(till: Till): ReadonlyArray<string> {
  const speech = { till, locale: "en" } as const;
  return dayReportToText(dayReport(till, DAY), speech, ALL_HEARD);
}

test("what was taken off unsent stands apart from voids, whose sum each person has, and undone ones say so", async () => {
  const register = openRealRegister(await newCafe());
  await register.logIn("3", "3333");
  const { till } = register.open;
  register.type("100");
  register.press("Enter", "F5");
  for (const goods of ["400", "400", "400"]) {
    register.type(goods);
    register.press("Enter");
  }
  register.press("F2");
  for (const line of ["2", "3"]) {
    register.type(line);
    register.press("F5", "2");
  }
  register.press("Ctrl-Z");

  expect(dayReport(till, DAY).acts).toMatchObject([
    { act: "taken-off", amount: 280, reason: "", undone: false },
    { act: "void", amount: 260, undone: false },
    { act: "void", amount: 260, undone: true },
  ]);
  const text = textOf(till).map((row) => row.replaceAll(/ {2,}/gu, " ").trim());
  expect(text).toContain("Void, Chiara, 1 time 2.60");
  expect(text).toContain("Taken off, not sent, Chiara, 1 time 2.80");
  expect(text.some((row) => row.startsWith("Void, A1") && row.endsWith("undone since"))).toBe(true);
  // Whoever adds up the voids adds none that was taken back.
  expect(csvValues(dayCsv(dayReport(till, DAY), till))).toMatchObject({
    "acts.1.act": "void",
    "acts.1.undone": "false",
    "acts.2.act": "void",
    "acts.2.undone": "true",
  });
});

test("some of a line that came off and is back again counts as no void, in report and Z", async () => {
  const register = openRealRegister(await newCafe());
  await register.logIn("3", "3333");
  const { till } = register.open;
  register.type("3*400");
  register.press("Enter", "F2");
  register.type("1*1");
  register.press("F5", "2");
  expect(dayReport(till, DAY).acts).toMatchObject([{ act: "void", amount: 260, undone: false }]);
  register.press("Ctrl-Z");

  expect(dayReport(till, DAY).acts).toMatchObject([{ act: "void", amount: 260, undone: true }]);
  const voids = textOf(till).filter((row) => row.includes("Void"));
  expect(voids).toEqual([expect.stringMatching(/undone since$/u)]);
  const [z] = closeOwnZ(till, DAY);
  expect(Object.keys(z?.body.figures ?? {}).filter((name) => name.includes("void"))).toEqual([]);

  register.type("1*1");
  register.press("F5", "2");
  register.press("F2");
  expect(dayReport(till, DAY).acts.map(({ undone }) => undone)).toEqual([true, false]);
});

test("service and other charges have a row of their own, less what went back", async () => {
  const { till } = (await newCafe()).open();
  valueOf(changeSetting(till, RAVI, { key: "charges", texts: ["Service=10%"] }));
  sellGoods(till, ["100"]);
  valueOf(payOrder(till, MIA, { order: "A1", payment: { type: "card" } }));

  expect(dayReport(till, DAY).charges).toEqual({ count: 1, total: 28 });
  const row = textOf(till).find((line) => line.includes("service and other charges"));
  expect(row).toMatch(/of it service and other charges +0\.28$/u);
});
