/** Prices of customer groups at real tills: rung up, priced anew, paid, refunded, and what the day says of it. */

import { describe, expect, test } from "vitest";

import { dayReport } from "../../../src/app/day/day-report.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { putCustomerOn } from "../../../src/app/orders/order-edit.ts";
import { undoOnOrder } from "../../../src/app/orders/order-undo.ts";
import { addToOrder } from "../../../src/app/orders/sell.ts";
import {
  customerAdding,
  customerChange,
  customerErasing,
} from "../../../src/app/people/customer-changes.ts";
import { importCustomers, prepareCustomers } from "../../../src/app/people/import-customers.ts";
import { type Actor } from "../../../src/app/till/till.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { type Draft } from "../../../src/domain/events/kinds.ts";
import { type EventId, toStreamId } from "../../../src/domain/identity.ts";
import { milliPercent } from "../../../src/domain/money/amounts.ts";
import { toCustomerSheet } from "../../../src/domain/office/customer-sheet.ts";
import { entryName } from "../../../src/domain/prices/catalogue-view.ts";
import { planOf } from "../../../src/tui/register-step.ts";
import { payOrder, performOn } from "../../support/acts.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { openRealRegister, type RealRegister } from "../../support/real-register.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, synchroniseLedgers, valueOf } from "../../support/shop.ts";

const RAVI: Actor = { number: "4", name: "Ravi" };
/** 3.20, and for members a tenth less. */
const BEER = "PILSNER-0-25-L";

const newCafe = cafeCopies({
  sells: ({ sku }) => sku === BEER || sku === "ESPRESSO",
  before: ({ till }) => {
    const price = { fixed: null, off: milliPercent(10_000) };
    const events: ReadonlyArray<Draft> = [
      {
        kind: "price-list/set",
        streams: [toStreamId("cat", entryName("price-list", "members"))],
        body: { set: { name: "Members", groups: ["members"] }, over: {} },
      },
      {
        kind: "price/listed",
        streams: [toStreamId("cat", entryName("product", BEER))],
        body: { list: "members", price, over: [] },
      },
    ];
    valueOf(till.ledger.commit({ by: "4", name: "write", decide: () => ok({ events }) }));
  },
});

describe("an order", () => {
  test("is priced anew from a shell, twice the same, tried before, and taken back", async () => {
    const open = (await newCafe()).open();
    const { till } = open;
    const anna = know(open, "Rossi, Anna", "Members");
    const { id } = sellGoods(till, [`2*${BEER}`, "espresso"]).order;
    valueOf(putCustomerOn(till, MIA, { order: id, customer: anna }));

    const tried = valueOf(performOn(till, MIA, { order: id, act: "reprice", isDryRun: true }));
    expect(tried).toMatchObject({
      order: { total: 880 },
      performed: { answer: { before: 880, after: 816 } },
    });
    const done = valueOf(performOn(till, MIA, { order: id, act: "reprice" }));
    expect(done).toMatchObject({
      order: { total: 816 },
      performed: { answer: { before: 880, after: 816 } },
    });
    expect(done.performed.answer?.lines).toMatchObject([
      { before: 320, after: 288, list: "Members" },
    ]);
    const again = valueOf(performOn(till, MIA, { order: id, act: "reprice" }));
    expect(again).toMatchObject({ order: { total: 816 }, performed: { answer: undefined } });
    expect(valueOf(undoOnOrder(till, MIA, id)).order).toMatchObject({ total: 880 });
    expect(valueOf(undoOnOrder(till, MIA, id)).order).toMatchObject({ total: 816 });
  });

  test("of somebody who was erased keeps its prices, and nothing of them but the group is left", async () => {
    const open = (await newCafe()).open();
    const { till } = open;
    const anna = know(open, "Rossi, Anna", "members");
    const { id } = sellGoods(till, ["espresso"]).order;
    valueOf(putCustomerOn(till, MIA, { order: id, customer: anna }));
    sellOn(open, id);
    perform(open, customerErasing(open, anna, { withReceipts: true }));

    expect(till.customers.look(anna)).toBe("erased");
    expect(till.groupOf(anna)).toBe("");
    expect(
      valueOf(performOn(till, MIA, { order: id, act: "reprice", isDryRun: true })).performed.answer
        ?.lines,
    ).toMatchObject([{ before: 288, after: 320, list: "" }]);
    expect(till.customers.all()).toEqual([]);
  });
});

test("the day's report names lines whose till had not heard who the order was for, and ties out", async () => {
  const cafe = await newCafe();
  const front = cafe.open();
  const bar = await enrolBar(cafe, front.till);
  const anna = know(front, "Rossi, Anna", "members");
  const { id } = sellGoods(front.till, ["espresso"]).order;
  synchroniseLedgers(front.till.ledger, bar.till.ledger);
  valueOf(putCustomerOn(front.till, MIA, { order: id, customer: anna }));
  cafe.clock.advance(60_000);
  sellOn(front, id);
  sellOn(bar, id);
  for (const [from, to] of [
    [bar, front],
    [front, bar],
  ] as const) {
    synchroniseLedgers(from.till.ledger, to.till.ledger);
  }
  sellGoods(front.till, [BEER], { cash: 1000 });
  payAll(bar, id);
  synchroniseLedgers(bar.till.ledger, front.till.ledger);

  for (const { till } of [front, bar]) {
    const report = dayReport(till, till.days().now);
    expect(report.pricedApart).toEqual({ lines: 1, total: 32, lists: ["Members"] });
    expect(report.differences).toEqual([]);
  }
});

describe("a sheet of customers", () => {
  test("has the group, which takes the right to change prices to write", async () => {
    const open = (await newCafe()).open();
    const anna = know(open, "Rossi, Anna", "members");
    know(open, "Weiss, Otto", "");
    const same = valueOf(customerChange(open, anna, { texts: {}, group: "MEMBERS" }));
    expect(faultOf(open.till.act(RAVI, "same", same.decide)).type).toBe("customer/same");
    const [head = [], ...rows] = toCustomerSheet(open.till.customers.all());
    expect(head).toContain("group");
    const at = head.indexOf("group");
    expect(rows.map((cells) => cells[at])).toEqual(["members", ""]);

    const moved = [head, ...rows.map((cells) => cells.with(at, "Trade"))];
    expect(faultOf(importAs(open, MIA, moved))).toMatchObject({
      type: "permission/missing",
      permission: "price",
    });
    valueOf(importAs(open, RAVI, moved));
    expect(open.till.customers.all().map(({ group }) => group)).toEqual(["trade", "trade"]);
    // Without the column, or with another one changed, no right is asked for.
    const notes = [head, ...rows.map((cells) => cells.with(at, "trade").with(6, "new"))];
    valueOf(importAs(open, MIA, notes));
  });
});

describe("the register", () => {
  test("prices by the customer, says which lines would differ, prices them anew, and takes that back", async () => {
    const register = await registered();
    enter(register, "302");
    enter(register, "2*302");
    enter(register, "&anna");
    expect(register.message()).toBe(
      "2 lines would cost otherwise; :reprice changes them. The order is for Rossi, Anna (members).",
    );
    register.type("302");
    expect(preview(register)).toBe("Pilsner 0.25 l = 2.88, Members");
    register.press("Enter");
    expect(total(register)).toBe(960 + 288);

    register.type(":reprice");
    expect(preview(register)).toBe("Prices anew: 11.52 instead of 12.48");
    expect(total(register)).toBe(1248);
    register.press("Enter");
    expect(register.message()).toBe(
      "2 lines priced anew: 12.48 is 11.52 now. Ctrl-Z takes it back.",
    );
    expect(total(register)).toBe(1152);
    register.press("Ctrl-Z");
    expect(register.message()).toBe("The prices are as they were.");
    expect(total(register)).toBe(1248);
    register.press("F10");
    register.type("prices anew");
    expect(preview(register)).toBe("Prices anew: 11.52 instead of 12.48");
    register.press("Enter");
    register.type(":reprice");
    expect(preview(register)).toBe("Prices anew");
    register.press("Enter");
    expect(register.message()).toBe(
      "Every line costs what it would cost now: nothing was changed.",
    );
    register.press("F9", "Enter");
    expect(register.store.getState().session?.lastPaid()?.order).toMatchObject({ total: 1152 });
  });

  test("asks for the word of somebody who may change prices before the name goes off", async () => {
    const register = await registered();
    enter(register, "&anna");
    enter(register, "302");
    enter(register, "&");

    expect(register.store.getState().approval?.why).toBe(
      "Mia may not change a price: ask someone who may.",
    );
    expect(register.store.getState().approval?.what).toBe(
      "The order is not for Rossi, Anna any more. Goods at the prices of their group keep them.",
    );
    enter(register, "4");
    enter(register, "4444");
    await register.checked();
    expect(register.store.getState().order).toMatchObject({ customer: "", total: 288 });
    expect(register.message()).toBe(
      "1 line would cost otherwise; :reprice changes it. The order is not for Rossi, Anna any more.",
    );
  });
});

async function registered(): Promise<RealRegister> {
  const cafe = await newCafe();
  const open = cafe.open();
  know(open, "Rossi, Anna", "members");
  await open.close();
  const register = openRealRegister(cafe);
  await register.logIn("1", "1111");
  return register;
}

function enter(register: RealRegister, text: string): void {
  register.type(text);
  register.press("Enter");
}

function preview({ store }: RealRegister): string {
  const plan = planOf(store.till, store.getState());
  return plan.type === "ready" || plan.type === "choose" ? plan.preview : "";
}

function total({ store }: RealRegister): number | undefined {
  return store.getState().order?.total;
}

function know(open: OpenTill, name: string, group: string): string {
  return perform(open, valueOf(customerAdding(open, { name }, group)));
}

function perform(
  { till }: OpenTill,
  { name, id, decide, keep }: ReturnType<typeof customerErasing>,
): string {
  const release = till.whileCommitting(keep);
  valueOf(till.act(RAVI, name, decide));
  release();
  return id;
}

function importAs(
  open: OpenTill,
  actor: Actor,
  cells: ReadonlyArray<ReadonlyArray<string>>,
): ReturnType<typeof importCustomers> {
  const rows = cells.map((row, at) => ({ line: at + 1, cells: [...row] }));
  return importCustomers(open, actor, {
    rows,
    prepared: valueOf(prepareCustomers(open.till, rows)),
  });
}

/** One more beer on it. */
function sellOn({ till }: OpenTill, order: EventId): void {
  valueOf(addToOrder(till, MIA, { order, entries: [BEER] }));
}

function payAll({ till }: OpenTill, order: EventId): void {
  valueOf(payOrder(till, MIA, { order, payment: { type: "card" } }));
}
