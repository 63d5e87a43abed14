/** A charge by a rule is the bill's, with the guests of all orders on it added up, and stays written. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { guestsOnBill } from "../../../src/domain/balance/line-places.ts";
import { orderBalance } from "../../../src/domain/balance/order-balance.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { type Decision, type DecisionContext } from "../../../src/domain/commands/decision.ts";
import { decideRefund } from "../../../src/domain/commands/money/refund-receipt.ts";
import { decideAddGoods } from "../../../src/domain/commands/order/add-goods.ts";
import {
  decideCharge,
  onChargedOrder,
  withCharges,
} from "../../../src/domain/commands/order/charge-order.ts";
import {
  decideMerge,
  decideMoveLines,
  decideUnmerge,
} from "../../../src/domain/commands/order/move-lines.ts";
import { openOrder } from "../../../src/domain/commands/order/open-order.ts";
import { decideSetCovers } from "../../../src/domain/commands/order/seat-guests.ts";
import { orderAttention } from "../../../src/domain/folds/order-attention.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { minor, thousandths } from "../../../src/domain/money/amounts.ts";
import { currenciesByCode } from "../../../src/domain/money/currency.ts";
import { billOf } from "../../../src/domain/order/gathered-order.ts";
import { readChargeRules } from "../../../src/domain/settings/charge-rules.ts";
import { type OrderState } from "../../../src/domain/state/order-state.ts";
import { registerValue } from "../../../src/domain/state/register.ts";
import { type Counter, createCounter } from "../../support/counter.ts";
import { decidePayCard } from "../../support/pay-card.ts";
import { valueOf } from "../../support/shop.ts";
import { catalogueOf, product } from "../../support/small-shop.ts";

const DISH = product("DISH", { price: minor(1000), station: "" });
const catalogue = catalogueOf([DISH]);
const SERVICE = ["Service=10% from=6"];
const BREAD = ["Bread=1.50"];
const WAITED = { name: "service", isOn: false, reason: "waited" } as const;

describe("a service charge from 6 guests", () => {
  test("is on the bill of 4 and 4 that were put together, on the goods of both", () => {
    const { shop, seven, nine } = twoTables(SERVICE);
    expect([shop.due(seven), shop.due(nine)]).toEqual([1000, 2000]);

    shop.merge(nine, seven);

    expect(shop.due(seven)).toBe(3300);
    expect(guestsOnBill(shop.bill(nine))).toBe(8);
    expect(shop.written(seven)).toMatchObject({ charges: [{ rule: "service" }], bill: [nine] });
    expect(shop.written(nine)).toBeUndefined();
  });

  test("leaves both once they are on their own, and each has its own again", () => {
    const { shop, seven, nine } = twoTables(SERVICE);
    shop.guests(nine, 6);
    shop.merge(nine, seven);
    expect(shop.due(seven)).toBe(3300);

    shop.act(nine, (context) => decideUnmerge(context, nine));

    expect([shop.due(seven), shop.due(nine)]).toEqual([1000, 2200]);
    expect(guestsOnBill(shop.bill(nine))).toBe(6);
  });

  test("counts the guests of all where their number is said of the bill", () => {
    const { shop, seven, nine } = twoTables(SERVICE);
    shop.merge(nine, seven);

    shop.guests(seven, 5);
    expect([guestsOnBill(shop.bill(seven)), shop.due(seven)]).toEqual([5, 3000]);
    shop.guests(seven, 27);
    expect([guestsOnBill(shop.bill(seven)), shop.due(seven)]).toEqual([27, 3300]);
    shop.guests(seven, 2);
    expect(guestsOnBill(shop.bill(seven))).toBe(2);
  });

  test("stays off the lines of one that a person took it off, until somebody says so of all", () => {
    const { shop, seven, nine } = twoTables(SERVICE);
    shop.guests(seven, 6);
    shop.act(seven, (context, order) => decideCharge(context, order, WAITED));
    shop.merge(nine, seven);
    expect(shop.due(seven)).toBe(3200);

    shop.act(seven, (context, order) => decideCharge(context, order, WAITED));
    expect(shop.due(seven)).toBe(3000);
    shop.act(seven, (context, order) => decideCharge(context, order, { ...WAITED, isOn: true }));
    expect(shop.due(seven)).toBe(3300);
  });

  test("is on a bill that only the mesh put together by the next bill or payment", () => {
    const { shop, seven, nine } = twoTables(SERVICE);
    const other = shop.apart("B");
    other.merge(nine, seven);
    shop.guests(seven, 2);
    shop.hear(other);
    // The last word of each: the merge as B knew it, and two guests at table 7.
    shop.guests(seven, 7);
    expect(shop.due(seven)).toBe(3300);
    shop.guests(nine, 2);
    expect(shop.due(seven)).toBe(3000);
  });

  test("is put right as it is paid", () => {
    const { shop, seven, nine } = twoTables(SERVICE);
    const other = shop.apart("B");
    other.act(nine, (context, order) => decideMerge(context, order, { into: seven }), []);
    shop.hear(other);
    expect(shop.due(seven)).toBe(3000);

    shop.pay(seven);

    expect(shop.receipts().map(({ total }) => total)).toEqual([3300]);
    expect(shop.due(seven)).toBe(0);
  });

  test("stays as a receipt charged it, also once its order is on another bill", () => {
    const { shop, seven, nine } = twoTables(SERVICE);
    shop.guests(nine, 6);
    shop.pay(nine);
    shop.add(nine, 1);
    expect(shop.due(nine)).toBe(1100);

    shop.merge(nine, seven);

    expect(shop.due(seven)).toBe(2200);
    shop.pay(seven);
    expect(shop.receipts().map(({ total }) => total)).toEqual([2200, 2200]);
    expect(orderBalance(shop.bill(seven)).status).toBe("paid");
    expect(orderAttention(shop.bill(seven))).toEqual([]);
  });

  test("goes back with the goods of all orders that it was charged on", () => {
    const { shop, seven, nine } = twoTables(SERVICE);
    shop.merge(nine, seven);
    shop.pay(seven);
    const [receipt] = shop.bill(seven).receipts;
    if (receipt === undefined) throw new Error("Nothing was paid.");

    const back = shop.act(seven, (context, order) =>
      decideRefund(context, order, {
        receipt: receipt.id,
        lines: [],
        method: "card",
        reason: "cold",
      }),
    );

    expect(back.map(({ body }) => body)).toMatchObject([{ total: -3300 }]);
  });
});

describe("a sum for each guest", () => {
  test("is for the guests of all, and of no order that it was taken off", () => {
    const { shop, seven, nine } = twoTables(BREAD);
    shop.merge(nine, seven);
    expect(shop.due(seven)).toBe(3000 + 8 * 150);
    shop.act(nine, (context) => decideUnmerge(context, nine));
    expect([shop.due(seven), shop.due(nine)]).toEqual([1600, 2600]);
    shop.act(nine, (context, order) => decideCharge(context, order, { ...WAITED, name: "Bread" }));
    shop.merge(nine, seven);
    expect(shop.due(seven)).toBe(3000 + 4 * 150);
  });

  test("is not charged again to guests who paid it on their own bill", () => {
    const { shop, seven, nine } = twoTables(BREAD);
    shop.pay(nine);
    const paid = shop.receipts().map(({ total }) => total);
    shop.add(nine, 1);
    shop.merge(nine, seven);
    shop.pay(seven);
    expect(paid.concat(shop.due(seven))).toEqual([2600, 0]);
    expect(shop.receipts().map(({ total }) => total)).toEqual([2600, 2000 + 4 * 150]);
  });
});

/** Whatever is done, bills are charged as their guests, their goods and what people said come to. */
test("is always that of the whole bill, whatever is put together and taken apart", () => {
  const step = fc.record({
    what: fc.constantFrom("merge", "unmerge", "guests", "add", "off", "on", "move"),
    one: fc.nat({ max: 2 }),
    other: fc.nat({ max: 2 }),
    count: fc.integer({ min: 1, max: 9 }),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 3, maxLength: 14 }), (steps) => {
      const shop = shopWith(SERVICE);
      const tables = [shop.open("7", 4), shop.open("8", 3), shop.open("9", 2)];
      for (const table of tables) shop.add(table, 1);
      for (const { what, one, other, count } of steps) {
        const [order, into] = [tables[one], tables[other]];
        if (order === undefined || into === undefined) continue;
        shop.tries(order, (context, bill) => {
          if (what === "merge") return decideMerge(context, bill, { into });
          if (what === "unmerge") return decideUnmerge(context, order);
          if (what === "guests") return decideSetCovers(context, bill, { covers: count });
          if (what === "add") return added(context, bill, 1);
          const [line] = Object.keys(bill.linesById) as EventId[];
          if (what === "move") {
            return decideMoveLines(context, bill, {
              lines: line === undefined ? [] : [{ line }],
              to: into,
            });
          }
          return decideCharge(context, bill, { ...WAITED, isOn: what === "on" });
        });
      }
      const bills = new Set(tables.map((table) => shop.bill(table)));
      for (const bill of bills) {
        const { charges } = orderBalance(bill);
        const sum = charges.reduce((all, { live }) => all + live, 0);
        expect(sum).toBe(expectedService(bill));
      }
    }),
    { numRuns: 150 },
  );
});

const DINNER = product("DINNER", { price: minor(2889), station: "" });

test.each([
  { what: "a service charge", rules: ["Service=12.5%"], sum: 3250 },
  { what: "service and covers", rules: ["Service=12.5%", "Cover=3.00"], sum: 4150 },
])("a bill with $what, paid twice, is one question of all that was paid: $sum", (bill) => {
  const shop = shopWith(bill.rules);
  const table = shop.open("13", 3);
  shop.act(table, (context, order) =>
    decideAddGoods(context, {
      catalogue,
      goods: { kind: "goods", product: DINNER, quantity: thousandths(1000) },
      order,
      service: "dine-in",
    }),
  );
  expect(shop.due(table)).toBe(bill.sum);
  const other = shop.apart("B");
  shop.pay(table);
  other.pay(table);
  shop.hear(other);

  const [question, ...more] = orderAttention(shop.bill(table));

  expect(question).toMatchObject({ type: "receipt/over-covered", sign: 1, amount: bill.sum });
  expect(more).toEqual([]);
  const [refund] = shop.act(table, (context, order) =>
    decideRefund(context, order, {
      receipt: question?.subject ?? table,
      lines: [],
      method: "card",
      reason: "paid twice",
      what: "beyond",
    }),
  );
  expect(refund?.body).toMatchObject({ total: 0 - bill.sum });
  expect(orderAttention(shop.bill(table))).toEqual([]);
});

/** Ten percent on goods of orders that nobody took it off, from six guests at all of them together. */
function expectedService(bill: OrderState): number {
  const orders = bill.gathered?.orders ?? [bill];
  const guests = orders.reduce((sum, { fields }) => sum + (registerValue(fields.covers) ?? 0), 0);
  const free = new Set(
    orders.flatMap(({ opened, fields }) =>
      fields.charges !== undefined &&
      registerValue(fields.charges)?.off.includes("service") === true
        ? [opened?.id]
        : [],
    ),
  );
  const goods = orderBalance(bill).lines.reduce((sum, { id, live }) => {
    const at = bill.gathered?.linesById[id]?.at ?? bill.opened?.id;
    return free.has(at) ? sum : sum + live;
  }, 0);
  return guests >= 6 ? goods / 10 : 0;
}

function added(context: DecisionContext, order: OrderState, count: number): Decision {
  const goods = { kind: "goods" as const, product: DISH, quantity: thousandths(count * 1000) };
  return decideAddGoods(context, { catalogue, goods, order, service: "dine-in" });
}

type Decide = (context: DecisionContext, bill: OrderState) => Decision;

function shopWith(texts: ReadonlyArray<string>, counter = createCounter({ catalogue })) {
  const currency = currenciesByCode.get("EUR");
  if (currency === undefined) throw new Error("There is no euro.");
  const rules = valueOf(readChargeRules(texts, currency));

  /** As a till does it: the decision, with what its bills are charged by it. */
  function decided(
    order: EventId,
    decide: Decide,
    all: typeof rules,
  ): ReturnType<Counter["decide"]> {
    return counter.decide((context) => {
      const own = ruled(context, all);
      return withCharges(own, decide(own, billOf(own.view, order)));
    });
  }

  function act(order: EventId, decide: Decide, all = rules) {
    return valueOf(decided(order, decide, all));
  }

  return {
    counter,
    act,
    tries: (order: EventId, decide: Decide) => decided(order, decide, rules),
    open: (table: string, covers: number): EventId => {
      const [opened] = valueOf(
        counter.decide((context) => ok(openOrder(context, { service: "dine-in", table, covers }))),
      );
      if (opened === undefined) throw new Error("No table was opened.");
      return opened.id;
    },
    add: (order: EventId, count: number) =>
      act(order, (context, bill) => added(context, bill, count)),
    merge: (order: EventId, into: EventId) =>
      act(order, (context, bill) => decideMerge(context, bill, { into })),
    guests: (order: EventId, covers: number) =>
      act(order, (context, bill) => decideSetCovers(context, bill, { covers })),
    pay: (order: EventId) =>
      act(order, (context, bill) =>
        onChargedOrder(context, bill, (later, charged) => decidePayCard(later, charged, undefined)),
      ),
    bill: (order: EventId) => billOf(counter.looking().view, order),
    due: (order: EventId) => orderBalance(billOf(counter.looking().view, order)).due,
    receipts: () =>
      counter.events().flatMap((it) => (it.kind === "receipt/issued" ? [it.body] : [])),
    written: (order: EventId) => {
      const { charges } = counter.orderOf(order).fields;
      return charges && registerValue(charges);
    },
    apart: (till: string) => shopWith(texts, counter.apart(till)),
    hear: (other: { readonly counter: Counter }) => counter.hear(other.counter),
  };
}

/** 10.00 at table 7, 20.00 at table 9, four guests at each. */
function twoTables(texts: ReadonlyArray<string>) {
  const shop = shopWith(texts);
  const seven = shop.open("7", 4);
  const nine = shop.open("9", 4);
  shop.add(seven, 1);
  shop.add(nine, 2);
  return { shop, seven, nine };
}

function ruled(context: DecisionContext, rules: unknown): DecisionContext {
  const field = { open: [{ id: "x", value: rules, blind: false }], gone: [] };
  const { state } = context.view;
  const view = {
    ...context.view,
    state: (type: string, name: string) =>
      type === "set" && name === "charges"
        ? { fields: { value: field } }
        : state(type as "order", name),
  };
  return { ...context, view: view as unknown as DecisionContext["view"] };
}
