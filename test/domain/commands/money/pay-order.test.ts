import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { orderBalance } from "../../../../src/domain/balance/order-balance.ts";
import { decideVoidLine } from "../../../../src/domain/commands/order/edit-order.ts";
import { type KnownEvent } from "../../../../src/domain/events/kinds.ts";
import { type ReceiptIssued } from "../../../../src/domain/events/order-events.ts";
import { orderAttention } from "../../../../src/domain/folds/order-attention.ts";
import { minor, sumMinor } from "../../../../src/domain/money/amounts.ts";
import { type Counter, createCounter, type CounterOptions } from "../../../support/counter.ts";
import { decidePayCard } from "../../../support/pay-card.ts";
import { decidePayCash } from "../../../support/pay-cash.ts";
import { faultOf, SHOP_RULES, valueOf } from "../../../support/shop.ts";
import { catalogueOf, product } from "../../../support/small-shop.ts";

const TARTE = product("TARTE", { price: minor(350) });
const CATALOGUE = catalogueOf([TARTE]);

/** Where cash goes by five. */
const FIVES = { ...SHOP_RULES, cash: { step: 5, direction: "nearest" } } as const;

describe("paying in cash", () => {
  test("issues the receipt, gives the change, and tells the kitchen what it didn't know", () => {
    const counter = counterAt();
    counter.add(TARTE);

    const events = valueOf(counter.pay(500));

    expect(events.map(({ kind }) => kind)).toEqual([
      "payment/started",
      "payment/captured",
      "ticket/issued",
      "receipt/issued",
    ]);
    expect(events[1]?.body).toMatchObject({ amount: 350, tendered: 500, change: 150, rounding: 0 });
    expect(receiptOf(events)).toMatchObject({
      series: "A",
      no: 1,
      total: 350,
      uses: [{ payment: events[0]?.id, amount: 350 }],
      taxes: [{ label: "VAT 9%", base: 321, tax: 29 }],
    });
    expect(orderBalance(counter.order())).toMatchObject({ status: "paid", due: 0 });
  });

  test("has the goods made, also when the cashier may not send", () => {
    const counter = counterAt({ permissions: ["sell", "pay"] });
    counter.add(TARTE);

    const kinds = valueOf(counter.pay(350)).map(({ kind }) => kind);

    expect(kinds).toContain("ticket/issued");
  });

  test("of less than is due stays on the order, until the rest is paid with it", () => {
    const counter = counterAt();
    counter.add(TARTE);

    const [started] = valueOf(counter.pay(100));
    expect(orderBalance(counter.order())).toMatchObject({ status: "open", due: 250 });
    const events = valueOf(counter.pay(250));

    expect(receiptOf(events)?.uses.map(({ amount }) => amount)).toEqual([100, 250]);
    expect(receiptOf(events)?.uses[0]?.payment).toBe(started?.id);
  });

  test("hands back what a deposit has beyond the bill", () => {
    const counter = counterAt();
    const dear = counter.add(product("CAKE", { price: minor(5000), station: "" }));
    valueOf(counter.pay(4000));
    valueOf(
      counter.decide((context, order) =>
        decideVoidLine(context, order, { line: dear, reason: "" }),
      ),
    );
    counter.add(product("PIE", { price: minor(3000), station: "" }));

    const events = valueOf(counter.pay(0));

    expect(events.find(({ kind }) => kind === "payment/captured")?.body).toMatchObject({
      amount: -1000,
      tendered: 0,
      change: 1000,
    });
    expect(receiptOf(events)).toMatchObject({
      total: 3000,
      uses: [{ amount: 4000 }, { amount: -1000 }],
    });
    expect({
      ...orderBalance(counter.order()),
      attention: orderAttention(counter.order()),
    }).toMatchObject({
      status: "paid",
      deposits: [],
      attention: [],
    });
  });

  test("sells on after money was handed back, on the same order", () => {
    const counter = counterAt();
    leaveDeposit(counter);
    valueOf(counter.pay(0));
    counter.add(product("PIE", { price: minor(260), station: "" }));

    const events = valueOf(counter.pay(260));

    const uses = receiptOf(events)?.uses.map(({ amount }) => amount) ?? [];
    expect(uses.reduce((sum, amount) => sum + amount, 0)).toBe(260);
    expect({
      ...orderBalance(counter.order()),
      attention: orderAttention(counter.order()),
    }).toMatchObject({
      status: "paid",
      refundDue: 0,
      attention: [],
    });
  });

  test("hands back all of a deposit when nothing is left to pay, and the order is over", () => {
    const counter = counterAt();
    leaveDeposit(counter);

    const events = valueOf(counter.pay(0));

    expect(events.map(({ kind }) => kind)).toEqual(["payment/started", "payment/captured"]);
    expect(orderBalance(counter.order())).toMatchObject({ status: "empty", refundDue: 0 });
  });

  test("rounds what cash can't pay, and the receipt still adds up", () => {
    const counter = counterAt({
      rules: FIVES,
    });
    counter.add(product("MINT", { price: minor(1) }));

    const events = valueOf(counter.pay(0));

    expect(events.find(({ kind }) => kind === "payment/captured")?.body).toMatchObject({
      amount: 1,
      tendered: 0,
      rounding: -1,
    });
    expect(receiptOf(events)).toMatchObject({ total: 1, rounding: -1, uses: [{ amount: 1 }] });
  });

  test("takes the coins that make it up exactly, and rounds nothing", () => {
    const counter = counterAt({ rules: FIVES });
    counter.add(product("MINT", { price: minor(231) }));

    expect(receiptOf(valueOf(counter.pay(231)))).toMatchObject({ total: 231, rounding: 0 });
  });

  test("never takes more than is due without giving change, however cash is rounded", () => {
    const sale = fc.record({
      price: fc.integer({ min: 1, max: 300 }),
      tendered: fc.integer({ min: 1, max: 400 }),
      step: fc.constantFrom(0, 5, 10, 100),
      direction: fc.constantFrom("nearest" as const, "up" as const, "down" as const),
    });
    fc.assert(
      fc.property(sale, ({ price, tendered, step, direction }) => {
        const counter = counterAt({ rules: { ...SHOP_RULES, cash: { step, direction } } });
        counter.add(product("MINT", { price: minor(price) }));

        valueOf(counter.pay(tendered));

        const { status, refundDue } = orderBalance(counter.order());
        expect({ refundDue, isPaid: status === "paid" || tendered < price }).toEqual({
          refundDue: 0,
          isPaid: true,
        });
      }),
      { seed: 20_261_120, numRuns: 500 },
    );
  });

  test.each([0, 1, 5])("takes what is due without coins for it, by steps of %i", (step) => {
    const due = 1203;
    const cash = { ...FIVES.cash, step };
    const counter = counterAt({ rules: { ...SHOP_RULES, cash, coin: 5 } });
    counter.add(product("MINT", { price: minor(due) }));

    expect(receiptOf(valueOf(counter.pay(due)))).toMatchObject({ total: due, rounding: 0 });
    expect(orderBalance(counter.order()).status).toBe("paid");
  });

  test.each([232, 233, 1])("is refused where there are no coins for %i", (tendered) => {
    const counter = counterAt({ rules: { ...FIVES, coin: 5 } });
    counter.add(product("MINT", { price: minor(231) }));

    expect(faultOf(counter.pay(tendered))).toEqual({ type: "cash/no-coin", tendered, coin: 5 });
    expect(receiptOf(valueOf(counter.pay(230)))).toMatchObject({ total: 231, rounding: -1 });
  });

  test("names goods that cost nothing on one receipt, and on that one only", () => {
    const counter = counterAt();
    const free = counter.add(product("WATER", { price: minor(0) }));
    counter.add(TARTE);
    const first = receiptOf(valueOf(counter.pay(350)));
    const more = counter.add(TARTE);
    const second = receiptOf(valueOf(counter.pay(350)));

    expect(first?.items.map(({ line }) => line)).toContain(free);
    expect(second?.items.map(({ line }) => line)).toEqual([more]);
  });

  test("gives away what costs nothing at all, with a receipt", () => {
    const counter = counterAt();
    counter.add(product("WATER", { price: minor(0) }));

    const events = valueOf(counter.pay(0));

    expect(receiptOf(events)).toMatchObject({ total: 0, uses: [] });
    expect(orderBalance(counter.order()).status).toBe("paid");
  });

  test.each<[string, readonly [(counter: Counter) => void, number], string]>([
    ["nothing was rung up", [() => undefined, 100], "order/empty"],
    ["all of it was taken off", [takeOff, 100], "order/empty"],
    ["it is paid already", [payTarte, 100], "order/paid"],
    ["nothing is given", [addTarte, 0], "cash/too-little"],
    ["less than nothing is given", [addTarte, -1], "amount/invalid"],
  ])("is refused when %s", (_, [prepare, tendered], type) => {
    const counter = counterAt();
    prepare(counter);
    const before = counter.events().length;

    const refused = counter.decide((context, order) =>
      decidePayCash(context, order, minor(tendered)),
    );

    expect(faultOf(refused).type).toBe(type);
    expect(counter.events()).toHaveLength(before);
  });

  test("adds up, whatever is rung up and however it is paid", () => {
    // Below zero: it comes back.
    const guest = fc.record({
      price: fc.oneof(fc.nat(3000), fc.integer({ min: -3000, max: 0 })),
      share: fc.nat(100),
    });
    const guests = fc.array(guest, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(guests, fc.constantFrom(0, 5, 10), (told, step) => {
        const cash = { step, direction: "nearest" } as const;
        const counter = counterAt({ rules: { ...SHOP_RULES, cash } });
        for (const { price, share } of told) {
          const goods = product(`P${price}`, { price: minor(Math.abs(price)), station: "" });
          counter.add(goods, { kind: price < 0 ? "return" : "goods" });
          const { due } = orderBalance(counter.order());
          counter.pay(Math.floor((due * share) / 100));
        }
        const { refundDue } = orderBalance(counter.order());
        // Refused when the last guest left nothing to pay.
        counter.pay(refundDue > 0 ? 0 : 1_000_000);

        for (const receipt of counter.receipts()) expectToAddUp(receipt);
        const total = sumMinor(told, ({ price }) => price);
        const paid = counter
          .events()
          .flatMap((event) => (event.kind === "payment/captured" ? [event.body] : []));
        expect(sumMinor(paid, ({ amount }) => amount)).toBe(total);
        expect(sumMinor(counter.receipts(), (receipt) => receipt.total)).toBe(total);
        expect(orderBalance(counter.order())).toMatchObject({ status: "paid", deposits: [] });
        expect(counter.receipts().map(({ no }) => no)).toEqual(
          counter.receipts().map((_, at) => at + 1),
        );
      }),
      { seed: 20_261_120, numRuns: 300 },
    );
  });
});

describe("paying by card", () => {
  const rules = FIVES;

  test("takes what is due to the cent, where cash would round", () => {
    const counter = counterAt({ rules });
    counter.add(product("MINT", { price: minor(353) }));

    const events = valueOf(payCard(counter));

    expect(events.map(({ kind }) => kind)).toEqual([
      "payment/started",
      "payment/captured",
      "ticket/issued",
      "receipt/issued",
    ]);
    expect(events[0]?.body).toMatchObject({ method: "card", amount: 353 });
    expect(events[1]?.body).toMatchObject({ amount: 353, tendered: 353, change: 0, rounding: 0 });
    expect(receiptOf(events)).toMatchObject({ total: 353, rounding: 0 });
  });

  test("and in cash by any parts adds up to the bill, with the cash's rounding alone", () => {
    const part = fc.record({ isCard: fc.boolean(), amount: fc.integer({ min: 1, max: 300 }) });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999 }),
        fc.array(part, { maxLength: 4 }),
        (price, parts) => {
          const counter = counterAt({ rules });
          counter.add(product("MINT", { price: minor(price) }));
          for (const { isCard, amount } of parts) {
            if (amount < orderBalance(counter.order()).due - 5) {
              valueOf(isCard ? payCard(counter, amount) : counter.pay(amount));
            }
          }
          const last = valueOf(parts.length % 2 === 0 ? payCard(counter) : counter.pay(2000));

          const receipt = receiptOf(last);
          const used = sumMinor(receipt?.uses ?? [], ({ amount }) => amount);
          expect(used).toBe(price);
          expect(receipt?.rounding === 0 || parts.length % 2 === 1).toBe(true);
          expect({
            ...orderBalance(counter.order()),
            attention: orderAttention(counter.order()),
          }).toMatchObject({ status: "paid", attention: [] });
        },
      ),
    );
  });

  test.each<[string, [(counter: Counter) => void, number | undefined], string]>([
    ["the order is empty", [() => undefined, undefined], "order/empty"],
    ["it is paid already", [payTarte, undefined], "order/paid"],
    ["it is more than is due", [addTarte, 351], "card/too-much"],
    ["it is nothing", [addTarte, 0], "amount/invalid"],
    ["it is less than nothing", [addTarte, -1], "amount/invalid"],
    ["money is to be given back", [leaveDeposit, 100], "payment/owes"],
  ])("is refused when %s", (_, [prepare, amount], type) => {
    const counter = counterAt();
    prepare(counter);
    const before = counter.events().length;

    expect(faultOf(payCard(counter, amount)).type).toBe(type);
    expect(counter.events()).toHaveLength(before);
  });

  test("needs the right to take money", () => {
    const counter = counterAt({ permissions: ["sell"] });
    counter.add(TARTE);

    expect(faultOf(payCard(counter))).toMatchObject({ permission: "pay" });
  });
});

function expectToAddUp({ items, taxes, uses, total }: ReceiptIssued): void {
  const added = taxes.filter(({ included }) => !included);
  expect(sumMinor(items, ({ net }) => net) + sumMinor(added, ({ tax }) => tax)).toBe(total);
  expect(sumMinor(uses, ({ amount }) => amount)).toBe(total);
}

function payCard(counter: Counter, amount?: number) {
  return counter.decide((context, order) =>
    decidePayCard(context, order, amount === undefined ? undefined : minor(amount)),
  );
}

function counterAt(options: CounterOptions = {}): Counter {
  return createCounter({ catalogue: CATALOGUE, ...options });
}

function receiptOf(events: ReadonlyArray<KnownEvent>): ReceiptIssued | undefined {
  return events.flatMap((event) => (event.kind === "receipt/issued" ? [event.body] : []))[0];
}

function addTarte(counter: Counter): void {
  counter.add(TARTE);
}

function payTarte(counter: Counter): void {
  counter.add(TARTE);
  valueOf(counter.pay(350));
}

function takeOff(counter: Counter): void {
  const line = counter.add(TARTE);
  valueOf(counter.decide((context, order) => decideVoidLine(context, order, { line, reason: "" })));
}

function leaveDeposit(counter: Counter): void {
  const line = counter.add(TARTE);
  valueOf(counter.pay(100));
  valueOf(counter.decide((context, order) => decideVoidLine(context, order, { line, reason: "" })));
}
