/** A discount on a bill or a line: what it takes off, and what of it comes back with the goods. Size: both. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { orderBalance } from "../../../src/domain/balance/order-balance.ts";
import { orderDiscount } from "../../../src/domain/balance/order-discount.ts";
import { type DecisionContext } from "../../../src/domain/commands/decision.ts";
import {
  decideSetQuantity,
  decideVoidLine,
} from "../../../src/domain/commands/order/edit-order.ts";
import {
  decideDiscountLine,
  decideDiscountOrder,
} from "../../../src/domain/commands/order/give-discount.ts";
import { decideTakeOff, type LineVoid } from "../../../src/domain/commands/order/take-off.ts";
import { type GivenDiscount } from "../../../src/domain/events/discount-events.ts";
import { orderAttention } from "../../../src/domain/folds/order-attention.ts";
import { percentOf } from "../../../src/domain/goods/pricing.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { milliPercent, minor, sumMinor, thousandths } from "../../../src/domain/money/amounts.ts";
import { openedId } from "../../../src/domain/state/order-state.ts";
import { type Counter, createCounter } from "../../support/counter.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { catalogueOf, product } from "../../support/small-shop.ts";
import { idOf } from "../../support/told.ts";

const TARTE = product("TARTE", { price: minor(350) });
const CATALOGUE = catalogueOf([TARTE]);

describe("what is taken off an order", () => {
  test("is spread over its lines by what they are worth, and no more than there is", () => {
    expect(partsOf([1295, 450, 235], { rate: 10_000 })).toEqual([130, 45, 23]);
    expect(partsOf([300, 0, 100], { amount: 200 })).toEqual([150, 0, 50]);
    expect(partsOf([300, 100], { amount: 900 })).toEqual([300, 100]);
    expect(partsOf([0, 0], { amount: 900 })).toEqual([0, 0]);
    expect(partsOf([], { rate: 10_000 })).toEqual([]);
  });

  test("leaves no line below zero, whatever it is", () => {
    const discount = fc.record({ rate: fc.nat(100_000), amount: fc.nat(200_000) });
    fc.assert(
      fc.property(fc.array(fc.nat(100_000)), discount, (values, given) => {
        const parts = partsOf(values, given);

        expect(parts.length).toBe(values.length);
        expect(parts.every((off, place) => off >= 0 && off <= (values[place] ?? 0))).toBe(true);
      }),
    );
  });

  test("is shared out over its lines to the cent, and the receipt says each part", () => {
    const counter = counterAt();
    for (const price of [333, 333, 334]) counter.add(goods(price));

    valueOf(takeOff(counter, { rate: 10_000 }));

    expect(orderBalance(counter.order())).toMatchObject({ due: 900, off: 100, total: 900 });
    valueOf(counter.pay(900));
    const [receipt] = counter.receipts();
    const write = counter.events().find(({ kind }) => kind === "order/discounted")?.id;
    expect(receipt).toMatchObject({ total: 900, taxes: [{ base: 826, tax: 74 }] });
    expect(receipt?.items.map(({ gross, off, net }) => [gross, off, net])).toEqual([
      [333, 33, 300],
      [333, 33, 300],
      [334, 34, 300],
    ]);
    expect(new Set(receipt?.items.map(({ offWrite }) => offWrite))).toEqual(new Set([write]));
    expect({
      ...orderBalance(counter.order()),
      attention: orderAttention(counter.order()),
    }).toMatchObject({
      status: "paid",
      off: 100,
      attention: [],
    });
  });

  test("comes after what is taken off a line", () => {
    const counter = counterAt();
    const line = counter.add(goods(1000));
    counter.add(goods(1000));
    valueOf(
      counter.decide((context, order) =>
        decideDiscountLine(context, order, {
          line,
          discount: { rate: milliPercent(50_000), amount: minor(0) },
        }),
      ),
    );

    valueOf(takeOff(counter, { rate: 10_000 }));

    expect(orderBalance(counter.order())).toMatchObject({ due: 1350, off: 150 });
  });

  test("is taken off once, however often the order is paid in parts", () => {
    // Below zero: it comes back, and bears nothing of it.
    const price = fc.oneof(fc.integer({ min: 0, max: 999 }), fc.integer({ min: -999, max: 999 }));
    const rounds = fc.array(fc.array(price, { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(rounds, fc.integer({ min: 1, max: 100_000 }), (orders, rate) => {
        const counter = counterAt();
        let isGiven = false;
        for (const prices of orders) {
          for (const each of prices) {
            counter.add(goods(Math.abs(each)), { kind: each < 0 ? "return" : "goods" });
          }
          if (!isGiven) isGiven = takeOff(counter, { rate }).ok;
          const { refundDue } = orderBalance(counter.order());
          counter.pay(refundDue > 0 ? 0 : 10_000_000);
        }
        const items = counter.receipts().flatMap((receipt) => receipt.items);
        const under = items.filter(({ offWrite }) => offWrite !== null);
        const gross = sumMinor(under, (item) => item.gross);

        expect(sumMinor(under, ({ off }) => off)).toBe(percentOf(gross, milliPercent(rate), "up"));
        for (const { gross: whole, off, net } of items) {
          expect(net).toBe(whole - off);
          expect(whole < 0 ? off === 0 : net >= 0).toBe(true);
        }
        for (const { items: own, uses, total, rounding } of counter.receipts()) {
          expect(sumMinor(own, ({ net }) => net)).toBe(total);
          expect(sumMinor(uses, ({ amount }) => amount)).toBe(total + rounding);
        }
        expect({
          ...orderBalance(counter.order()),
          attention: orderAttention(counter.order()),
        }).toMatchObject({ attention: [], remaining: 0 });
      }),
    );
  });

  test("as an amount is granted once, and what is added later costs what it costs", () => {
    const counter = counterAt();
    counter.add(goods(1000));
    valueOf(takeOff(counter, { amount: 300 }));
    valueOf(counter.pay(700));

    counter.add(goods(500));

    expect(orderBalance(counter.order())).toMatchObject({ due: 500, off: 300, total: 1200 });
  });

  test("is never more than the order costs, also when goods are taken off it", () => {
    const counter = counterAt();
    counter.add(goods(400));

    expect(faultOf(takeOff(counter, { amount: 401 }))).toMatchObject({ gross: 400 });
    expect(takeOff(counter, { rate: 100_000 }).ok).toBe(true);
    expect(orderBalance(counter.order())).toMatchObject({ due: 0, status: "open" });
    expect(valueOf(counter.pay(0)).map(({ kind }) => kind)).toContain("receipt/issued");
    expect(faultOf(takeOff(counter, { rate: 1000 })).type).toBe("order/paid");
  });

  test("needs the right to, and something to take it off", () => {
    const counter = counterAt();
    const line = counter.add(goods(0));
    const cashier = counter.apart("B", { permissions: ["sell"] });

    expect(line).not.toBe("");
    expect(faultOf(takeOff(counter, { rate: 1000 })).type).toBe("discount/too-much");
    expect(faultOf(takeOff(cashier, { rate: 1000 }))).toMatchObject({ permission: "discount" });
  });

  test("by two tills apart has one that holds, and a person is asked", () => {
    const counter = counterAt();
    counter.add(goods(1000));
    const other = counter.apart("B");
    valueOf(takeOff(counter, { rate: 10_000 }));
    valueOf(takeOff(other, { rate: 20_000 }));
    counter.hear(other);

    expect(orderAttention(counter.order())).toMatchObject([{ type: "order/contested" }]);
    valueOf(takeOff(counter, null));
    expect({
      ...orderBalance(counter.order()),
      attention: orderAttention(counter.order()),
    }).toMatchObject({ due: 1000, attention: [] });
  });

  test("asks nothing any more once it is paid: what receipts granted is frozen", () => {
    const counter = counterAt();
    const line = counter.add(goods(1000));
    const other = counter.apart("B");
    valueOf(takeOff(counter, { rate: 10_000 }));
    valueOf(takeOffLine(counter, line, 10_000));
    valueOf(takeOff(other, { rate: 20_000 }));
    valueOf(takeOffLine(other, line, 20_000));

    valueOf(counter.pay(810));
    counter.hear(other);

    const { status } = orderBalance(counter.order());

    const attention = orderAttention(counter.order());
    expect(status).toBe("paid");
    expect(attention.filter(({ type }) => type.endsWith("contested"))).toEqual([]);
  });

  test("makes no more to give back than was paid: goods taken off apart", () => {
    const counter = counterAt();
    const line = counter.add(goods(1000));
    counter.add(goods(1000));
    valueOf(takeOff(counter, { rate: 50_000 }));
    const other = counter.apart("B");

    valueOf(counter.pay(1000));
    valueOf(other.decide((context, order) => decideVoidLine(context, order, { line, reason: "" })));
    counter.hear(other);

    expect(orderAttention(counter.order())).toMatchObject([
      { type: "receipt/over-covered", amount: 500 },
    ]);
  });

  test("makes no more to give back than was paid: the same goods twice, under one amount", () => {
    const counter = counterAt();
    counter.add(goods(1000));
    valueOf(takeOff(counter, { amount: 500 }));
    const other = counter.apart("B");
    other.add(goods(1000));

    valueOf(counter.pay(500));
    valueOf(other.pay(1500));
    counter.hear(other);

    // 20.00 for what costs 15.00.
    expect({
      ...orderBalance(counter.order()),
      attention: orderAttention(counter.order()),
    }).toMatchObject({
      paid: 2000,
      attention: [{ type: "receipt/over-covered", amount: 500 }],
    });
  });

  test("as an amount is granted once: what receipts made apart granted beyond it lowers what was paid twice", () => {
    const counter = counterAt();
    counter.add(goods(1000));
    valueOf(takeOff(counter, { amount: 500 }));
    const other = counter.apart("B");
    counter.add(goods(1000));
    other.add(goods(1000));

    valueOf(counter.pay(1500));
    valueOf(other.pay(1500));
    counter.hear(other);

    expect({
      ...orderBalance(counter.order()),
      attention: orderAttention(counter.order()),
    }).toMatchObject({
      total: 2500,
      off: 500,
      paid: 3000,
      attention: [{ type: "receipt/over-covered", amount: 500 }],
    });
  });

  test("as an amount was given away where tills apart granted it and no line was paid twice", () => {
    const { counter, order } = grantedTwice();

    expect({
      ...orderBalance(counter.order()),
      attention: orderAttention(counter.order()),
    }).toMatchObject({
      total: 1500,
      off: 500,
      paid: 1000,
      attention: [{ type: "order/over-granted", subject: order, amount: 500 }],
    });
  });

  test("was given away still where somebody takes it off no more, and goods come after", () => {
    const { counter, order } = grantedTwice();
    counter.add(goods(700));

    valueOf(takeOff(counter, null));

    expect({
      ...orderBalance(counter.order()),
      attention: orderAttention(counter.order()),
    }).toMatchObject({
      total: 2200,
      due: 700,
      attention: [{ type: "order/over-granted", subject: order, amount: 500 }],
    });
  });

  test("is no reason to ask less once it is taken away: goods that were paid twice stay so", () => {
    const counter = counterAt();
    counter.add(goods(1000));
    valueOf(takeOff(counter, { rate: 50_000 }));
    const other = counter.apart("B");
    valueOf(counter.pay(500));
    valueOf(other.pay(500));
    counter.hear(other);
    counter.add(goods(1000));

    valueOf(takeOff(counter, null));

    expect(orderAttention(counter.order())).toMatchObject([
      { type: "receipt/over-covered", amount: 500 },
    ]);
  });

  test("as an amount, by tills apart, leaves what was paid less what the bill comes to with it granted once", () => {
    const price = fc.integer({ min: 1, max: 2000 });
    const prices = fc.array(price, { maxLength: 3 });
    const apart = fc.record({
      common: fc.array(price, { minLength: 1, maxLength: 3 }),
      staysOn: fc.boolean(),
      /** Otherwise by the last till alone, once all are apart. */
      isKnown: fc.boolean(),
      amount: fc.integer({ min: 1, max: 3000 }),
      own: fc.array(prices, { minLength: 2, maxLength: 4 }),
      after: prices,
    });
    fc.assert(
      fc.property(apart, ({ common, staysOn, isKnown, amount, own, after }) => {
        const counter = counterAt();
        const lines = common.map((each) => counter.add(goods(each)));
        const off = { amount: Math.min(amount, sum(common)) };
        if (isKnown) valueOf(takeOff(counter, off));
        if (isKnown && !staysOn) for (const line of lines) valueOf(voidLine(counter, line));
        const tills = own.map((_, at) => counter.apart("BCDE".charAt(at)));
        if (!isKnown) valueOf(takeOff(tills.at(-1) ?? counter, off));
        for (const [at, till] of tills.entries()) {
          for (const each of own[at] ?? []) till.add(goods(each));
          till.pay(10_000_000);
        }
        counter.hear(...tills);
        for (const each of after) counter.add(goods(each));
        counter.pay(10_000_000);

        const paid = sumMinor(counter.receipts(), (receipt) => receipt.total);
        const worth = sum([...(isKnown && !staysOn ? [] : common), ...own.flat(), ...after]);
        const bill = worth - Math.min(amount, sum(common), worth);
        const { total } = orderBalance(counter.order());
        const attention = orderAttention(counter.order());
        const [tooMuch, away] = (["receipt/over-covered", "order/over-granted"] as const).map(
          (type) =>
            sumMinor(
              attention.filter((fact) => fact.type === type),
              (fact) => fact.amount,
            ),
        );
        expect({ total, tooMuch, away }).toEqual({
          total: bill,
          tooMuch: Math.max(0, paid - bill),
          away: Math.max(0, bill - paid),
        });
      }),
      { seed: 20_261_122, numRuns: proofRuns({ small: 100, whole: 300 }) },
    );
  });

  test("makes nothing to give back where nothing was paid", () => {
    const counter = counterAt();
    const line = counter.add(goods(1000));
    counter.add(goods(0));
    valueOf(takeOff(counter, { rate: 100_000 }));
    const other = counter.apart("B");

    valueOf(counter.pay(0));
    valueOf(other.decide((context, order) => decideVoidLine(context, order, { line, reason: "" })));
    counter.hear(other);

    expect(orderAttention(counter.order())).toEqual([]);
  });
});

describe("a limit of discounts", () => {
  test("holds for each by itself, as a percentage or as an amount of it", () => {
    const asked = fc.record({
      price: fc.integer({ min: 1, max: 5000 }),
      limit: fc.integer({ min: 0, max: 100_000 }),
      rate: fc.integer({ min: 1, max: 100_000 }),
      cents: fc.integer({ min: 1, max: 5000 }),
    });
    fc.assert(
      fc.property(asked, fc.boolean(), ({ price, limit, rate, cents }, onLine) => {
        const counter = counterAt();
        const line = counter.add(goods(price));
        const amount = Math.min(cents, price);
        const give = onLine ? line : undefined;

        const byRate = limited(counter, limit, { line: give, rate });
        valueOf(limited(counter, limit, { line: give }));
        const byAmount = limited(counter, limit, { line: give, amount });

        expect(byRate.ok).toBe(rate <= limit);
        expect(byAmount.ok).toBe(amount * 100_000 <= limit * price);
      }),
    );
  });

  test.each([
    ["off a line, fewer of it", (line: EventId) => line, "fewer"],
    ["off the order, a line gone", () => undefined, "gone"],
    ["off the order, several gone at once", () => undefined, "together"],
  ] as const)("holds for an amount that stays: %s", (_, onto, how) => {
    const counter = counterAt();
    const line = counter.add(goods(1000), { count: 2 });
    const other = counter.add(goods(400));
    const third = counter.add(goods(600));
    valueOf(limited(counter, 25_000, { line: onto(line), amount: 500 }));

    const refused = counter.decide((context, order) => {
      const own = withLimit(context, 25_000);
      const one = thousandths(1000);
      if (how === "fewer") return decideSetQuantity(own, order, { line, quantity: one });
      if (how === "gone") return decideVoidLine(own, order, { line, reason: "" });
      const voids = [other, third].map((it) => ({ line: it, count: one }));
      return decideTakeOff(own, order, { voids: [...voids, { line, count: one }], reason: "" });
    });

    expect(faultOf(refused)).toMatchObject({ type: "discount/beyond-limit", limit: 25_000 });
  });

  test("lets everything go, and more of it come", () => {
    const counter = counterAt();
    const line = counter.add(goods(1000), { count: 2 });
    valueOf(limited(counter, 25_000, { line, amount: 500 }));
    const more = counter.decide((context, order) =>
      decideSetQuantity(withLimit(context, 25_000), order, { line, quantity: thousandths(3000) }),
    );
    const gone = counter.decide((context, order) =>
      decideVoidLine(withLimit(context, 25_000), order, { line, reason: "" }),
    );

    expect([more.ok, gone.ok]).toEqual([true, true]);
  });

  test("lets a whole order go in one act, though each line by itself would be too much", () => {
    const counter = counterAt();
    const lines = [1040, 1160].map((price) => counter.add(goods(price)));
    valueOf(limited(counter, 50_000, { line: undefined, amount: 800 }));
    const all = lines.map((line) => ({ line, count: thousandths(1000) }));

    function off(voids: ReadonlyArray<LineVoid>) {
      return counter.decide((context, order) =>
        decideTakeOff(withLimit(context, 50_000), order, { voids, reason: "" }),
      );
    }

    expect(faultOf(off(all.slice(1))).type).toBe("discount/beyond-limit");
    expect(valueOf(off(all)).map(({ kind }) => kind)).toEqual([
      "order/line-voided",
      "order/line-voided",
    ]);
  });

  test("says what was asked and what is allowed", () => {
    const counter = counterAt();
    const line = counter.add(goods(1000));
    const refused = limited(counter, 10_000, { line, amount: 101 });

    expect(faultOf(refused)).toEqual({
      type: "discount/beyond-limit",
      staff: "1",
      rate: 10_100,
      limit: 10_000,
    });
  });
});

/** Two tills sold goods of their own under one amount: nothing that was on it before is left. */
function grantedTwice() {
  const counter = counterAt();
  const gone = counter.add(goods(1000));
  valueOf(takeOff(counter, { amount: 500 }));
  valueOf(voidLine(counter, gone));
  const other = counter.apart("B");
  counter.add(goods(1000));
  other.add(goods(1000));
  valueOf(counter.pay(500));
  valueOf(other.pay(500));
  counter.hear(other);
  return { counter, order: openedId(counter.order()) };
}

function voidLine(counter: Counter, line: EventId) {
  return counter.decide((context, order) => decideVoidLine(context, order, { line, reason: "" }));
}

function sum(amounts: ReadonlyArray<number>): number {
  return amounts.reduce((all, amount) => all + amount, 0);
}

function partsOf(
  values: ReadonlyArray<number>,
  { rate = 0, amount = 0 }: { readonly rate?: number; readonly amount?: number },
): ReadonlyArray<number> {
  const value = { rate: milliPercent(rate), amount: minor(amount) };
  const write = { id: idOf("A", 1), value };
  const lines = values.map((value) => ({ remaining: minor(value), items: [] }));
  return orderDiscount({ write, lines, half: "up" });
}

function counterAt(): Counter {
  return createCounter({ catalogue: CATALOGUE });
}

function goods(price: number) {
  return product("GOODS", { price: minor(price), station: "" });
}

/** By somebody with that limit, off the line or, without one, off the order. */
function limited(
  counter: Counter,
  limit: number,
  given: { readonly line: EventId | undefined; readonly rate?: number; readonly amount?: number },
) {
  const { line, rate = 0, amount = 0 } = given;
  const discount: GivenDiscount = { rate: milliPercent(rate), amount: minor(amount) };
  return counter.decide((context, order) => {
    const own = withLimit(context, limit);
    return line === undefined
      ? decideDiscountOrder(own, order, { discount })
      : decideDiscountLine(own, order, { line, discount });
  });
}

function withLimit(context: DecisionContext, limit: number): DecisionContext {
  return { ...context, staff: { ...context.staff, discountLimit: milliPercent(limit) } };
}

function takeOffLine(counter: Counter, line: EventId, rate: number) {
  const discount = { rate: milliPercent(rate), amount: minor(0) };
  return counter.decide((context, order) => decideDiscountLine(context, order, { line, discount }));
}

function takeOff(
  counter: Counter,
  discount: { readonly rate?: number; readonly amount?: number } | null,
) {
  const { rate = 0, amount = 0 } = discount ?? {};
  const taken = discount === null ? null : { rate: milliPercent(rate), amount: minor(amount) };
  return counter.decide((context, order) =>
    decideDiscountOrder(context, order, { discount: taken }),
  );
}
