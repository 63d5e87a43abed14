/** What an order is charged on top of its goods: by a rule, on each part of a bill, and back with goods. */

import { describe, expect, test } from "vitest";

import { orderBalance } from "../../../../src/domain/balance/order-balance.ts";
import { type Decision, type DecisionContext } from "../../../../src/domain/commands/decision.ts";
import { decideRefund } from "../../../../src/domain/commands/money/refund-receipt.ts";
import { decideCharge, withCharges } from "../../../../src/domain/commands/order/charge-order.ts";
import { decideVoidLine } from "../../../../src/domain/commands/order/edit-order.ts";
import { decideDiscountOrder } from "../../../../src/domain/commands/order/give-discount.ts";
import { decideSetCovers } from "../../../../src/domain/commands/order/seat-guests.ts";
import { decideSplit, type SplitWish } from "../../../../src/domain/commands/order/split-order.ts";
import { decideUndo, undosOf } from "../../../../src/domain/commands/order/undo-order.ts";
import { orderAttention } from "../../../../src/domain/folds/order-attention.ts";
import { type EventId } from "../../../../src/domain/identity.ts";
import { milliPercent, minor, sumMinor, zeroMinor } from "../../../../src/domain/money/amounts.ts";
import { currenciesByCode } from "../../../../src/domain/money/currency.ts";
import { billParts } from "../../../../src/domain/order/bill-parts.ts";
import { type ChargeRule, readChargeRules } from "../../../../src/domain/settings/charge-rules.ts";
import { type OrderState } from "../../../../src/domain/state/order-state.ts";
import { type Counter, createCounter } from "../../../support/counter.ts";
import { decidePayCard } from "../../../support/pay-card.ts";
import { faultOf, valueOf } from "../../../support/shop.ts";
import { catalogueOf, product } from "../../../support/small-shop.ts";

const STEAK = product("STEAK", { price: minor(4000), station: "" });
const PASTA = product("PASTA", { price: minor(2000), station: "" });

describe("a service charge", () => {
  test("of 12.5 % is 7.50 on 60.00, and 2.50 of it goes back with a dish of 20.00", () => {
    const { counter, pasta } = dinner(["Service=12.5% from=6"], 6);
    expect(orderBalance(counter.order())).toMatchObject({
      remaining: 6750,
      total: 6750,
      charges: [{ name: "Service", rate: 12_500, remaining: 750 }],
    });

    payAll(counter);
    const [receipt] = counter.order().receipts;
    expect(receipt?.body).toMatchObject({
      total: 6750,
      charges: [{ rule: "service", name: "Service", rate: 12_500, base: 6000, amount: 750 }],
    });
    expect(orderBalance(counter.order())).toMatchObject({
      status: "paid",
      remaining: 0,
      total: 6750,
    });
    const one = back(counter, [pasta]);
    const all = back(counter, []);

    expect(one).toMatchObject({ total: -2250, charges: [{ amount: -250 }] });
    expect(one.items).toMatchObject([{ net: -2000 }]);
    expect(all).toMatchObject({ total: -4500, charges: [{ amount: -500 }] });
  });

  test("begins with the guests that it takes, and ends with them", () => {
    const { counter, rules } = dinner(["Service=12.5% from=6"], 2);
    expect(orderBalance(counter.order())).toMatchObject({ remaining: 6000, charges: [] });

    act(counter, rules, (context, order) => decideSetCovers(context, order, { covers: 8 }));
    expect(orderBalance(counter.order()).remaining).toBe(6750);
    act(counter, rules, (context, order) => decideSetCovers(context, order, { covers: 3 }));
    expect(orderBalance(counter.order()).remaining).toBe(6000);
  });

  test("is worked out on what discounts leave, and bears none itself", () => {
    const { counter, rules } = dinner(["Service=10%"], 2);

    act(counter, rules, (context, order) =>
      decideDiscountOrder(context, order, {
        discount: { rate: milliPercent(50_000), amount: zeroMinor },
      }),
    );

    expect(orderBalance(counter.order())).toMatchObject({ remaining: 3300, off: 3000 });
  });

  test("is taken off by who may, for a reason, stays off, and comes back by an undo", () => {
    const { counter, rules } = dinner(["Service=10%"], 2);
    const wish = { name: "service", isOn: false } as const;
    const before = counter.order();

    const unsaid = counter.decide((context, order) =>
      decideCharge(ruled(context, rules), order, wish),
    );
    const unknown = counter.decide((context, order) =>
      decideCharge(ruled(context, rules), order, { ...wish, name: "Tip" }),
    );
    const off = act(counter, rules, (context, order) =>
      decideCharge(context, order, { ...wish, reason: "waited" }),
    );
    act(counter, rules, (context, order) => decideSetCovers(context, order, { covers: 9 }));
    expect(orderBalance(counter.order()).remaining).toBe(6000);
    const [undo] = undosOf(before, off);
    if (undo === undefined) throw new Error("It has no undo.");
    act(counter, rules, (context, order) => decideUndo(context, order, undo));

    expect(faultOf(unsaid)).toEqual({ type: "charge/reason-needed" });
    expect(faultOf(unknown)).toEqual({
      type: "charge/unknown",
      text: "Tip",
      names: ["Service"],
    });
    expect(off.map(({ body }) => body)).toMatchObject([
      { charges: [], off: ["service"], reason: "waited" },
    ]);
    expect(orderBalance(counter.order()).remaining).toBe(6600);
  });

  test("is the same on two tills that write it apart", () => {
    const { counter, rules } = dinner(["Service=12.5% from=6"], 2);
    const other = counter.apart("B");

    for (const till of [counter, other]) {
      act(till, rules, (context, order) => decideSetCovers(context, order, { covers: 6 }));
    }
    counter.hear(other);

    const { remaining } = orderBalance(counter.order());

    const attention = orderAttention(counter.order());
    expect({ remaining, attention }).toEqual({ remaining: 6750, attention: [] });
  });
});

test("a charge for each guest goes back with the last of the goods", () => {
  const { counter, pasta, steak } = dinner(["Coperto=2.00"], 3);
  expect(orderBalance(counter.order()).remaining).toBe(6600);

  payAll(counter);

  expect(back(counter, [pasta]).total).toBe(-2000);
  expect(back(counter, [steak]).total).toBe(-4600);
});

test("a charge for each guest is nothing while there are no goods", () => {
  const { counter, rules, pasta, steak } = dinner(["Coperto=2.00"], 3);
  for (const line of [pasta, steak]) {
    act(counter, rules, (context, order) => decideVoidLine(context, order, { line, reason: "" }));
  }

  expect(orderBalance(counter.order())).toMatchObject({ remaining: 0, total: 0 });
});

test("a charge that is taken off once it was paid in part is nothing for the rest", () => {
  const { counter, rules } = dinner(["Service=10%"], 2);
  act(counter, rules, (context, order) =>
    decideSplit(context, order, { type: "evenly", count: 2 }),
  );
  payPart(counter, rules);
  const { remaining } = orderBalance(counter.order());
  act(counter, rules, (context, order) =>
    decideCharge(context, order, { name: "service", isOn: false, reason: "waited" }),
  );

  expect([remaining, orderBalance(counter.order()).remaining]).toEqual([3300, 3000]);
});

test("a receipt of nothing that is charged names no charge, also where one was paid before", () => {
  const { counter, rules } = dinner(["Service=10%"], 2);
  payAll(counter);
  counter.add(product("BOTTLE", { price: minor(25), station: "" }), { kind: "deposit" });

  act(counter, rules, (context, order) => decidePayCard(context, order, undefined));

  expect(counter.receipts().map(({ total, charges }) => [total, charges.length])).toEqual([
    [6600, 1],
    [25, 0],
  ]);
});

describe("each part of a split bill", () => {
  const EVEN = { type: "evenly", count: 3 } as const;

  test.each([
    ["evenly", () => EVEN],
    ["by an amount", () => ({ type: "amount", amount: minor(2345) }) as const],
    [
      "by lines",
      (line: EventId) => ({ type: "lines", shares: [{ line, num: 1, den: 3 }] }) as const,
    ],
  ])("bears its share of the charges, %s, paid on two tills apart", (_, wishOf) => {
    const { counter, rules, pasta } = dinner(["Service=12.5%", "Coperto=2.05"], 3);
    const whole = orderBalance(counter.order());
    const wish: SplitWish = wishOf(pasta);
    valueOf(counter.decide((context, order) => decideSplit(context, order, wish)));
    const parts = billParts(counter.order());
    expect(sumMinor(parts, ({ total }) => total)).toBe(whole.remaining);

    const other = counter.apart("B");
    for (const [at, { id }] of [...parts.entries()].toReversed()) {
      const till = at % 2 === 0 ? counter : other;
      act(till, rules, (context, order) =>
        decidePayCard({ ...context, part: id }, order, undefined),
      );
    }
    counter.hear(other);

    const after = orderBalance(counter.order());
    const charged = counter.receipts().flatMap(({ charges }) => charges);
    expect({ ...after, attention: orderAttention(counter.order()) }).toMatchObject({
      status: "paid",
      remaining: 0,
      attention: [],
    });
    expect(sumMinor(counter.receipts(), ({ total }) => total)).toBe(whole.remaining);
    expect(sumMinor(charged, ({ amount }) => amount)).toBe(750 + 615);
    expect(after.total).toBe(whole.remaining);
  });
});

function rulesOf(texts: ReadonlyArray<string>): ReadonlyArray<ChargeRule> {
  const currency = currenciesByCode.get("EUR");
  if (currency === undefined) throw new Error("There is no euro.");
  return valueOf(readChargeRules(texts, currency));
}

/** Goods for 60.00 for so many guests. */
function dinner(texts: ReadonlyArray<string>, covers: number) {
  const rules = rulesOf(texts);
  const counter = createCounter({ catalogue: catalogueOf([STEAK, PASTA]) });
  const steak = counter.add(STEAK);
  const pasta = counter.add(PASTA);
  act(counter, rules, (context, order) => decideSetCovers(context, order, { covers }));
  return { counter, rules, steak, pasta };
}

/** As a till does it: the decision, with what its order is charged by it. */
function act(
  counter: Counter,
  rules: ReadonlyArray<ChargeRule>,
  decide: (context: DecisionContext, order: OrderState) => Decision,
) {
  return valueOf(
    counter.decide((context, order) => {
      const own = ruled(context, rules);
      return withCharges(own, decide(own, order));
    }),
  );
}

function payPart(counter: Counter, rules: ReadonlyArray<ChargeRule>): void {
  const [first] = billParts(counter.order());
  if (first === undefined) throw new Error("There are no parts.");
  act(counter, rules, (context, order) =>
    decidePayCard({ ...context, part: first.id }, order, undefined),
  );
}

function payAll(counter: Counter): void {
  const { charges } = orderBalance(counter.order());
  // The shop's rules are as they were.
  const rules = charges.map(({ rule, name, rate, each }) => {
    return {
      id: rule,
      name,
      rate,
      each,
      from: 0,
      services: [],
      areas: [],
      goods: [],
      taxClass: "",
    };
  });
  act(counter, rules, (context, order) => decidePayCard(context, order, undefined));
}

function back(counter: Counter, lines: ReadonlyArray<EventId>) {
  const [receipt] = counter.order().receipts;
  if (receipt === undefined) throw new Error("Nothing was paid.");
  const refunded = valueOf(
    counter.decide((context, order) =>
      decideRefund(context, order, {
        receipt: receipt.id,
        lines: lines.map((line) => ({ line, quantity: undefined })),
        method: "card",
        reason: "cold",
      }),
    ),
  );
  const [refund] = refunded;
  if (refund?.kind !== "refund/issued") throw new Error("Nothing went back.");
  return refund.body;
}

/** A shop with these rules. */
function ruled(context: DecisionContext, rules: ReadonlyArray<ChargeRule>): DecisionContext {
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
