/** Goods that are given back for others: what is owed either way, whichever lines they come from. Size: both. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { orderBalance } from "../../../../src/domain/balance/order-balance.ts";
import { type Result } from "../../../../src/domain/base/result.ts";
import {
  cashOf,
  decideLeaveReturn,
  decideTakeReturn,
  boundedNames,
} from "../../../../src/domain/commands/money/exchange-goods.ts";
import { decideForeign, decideTender } from "../../../../src/domain/commands/money/pay-order.ts";
import { decideRefund } from "../../../../src/domain/commands/money/refund-receipt.ts";
import { decideSetRate } from "../../../../src/domain/commands/office/change-rates.ts";
import { decideChangeTenders } from "../../../../src/domain/commands/office/change-tenders.ts";
import { decideAddGoods } from "../../../../src/domain/commands/order/add-goods.ts";
import { decideUndo, undosOf } from "../../../../src/domain/commands/order/undo-order.ts";
import { type Refusal } from "../../../../src/domain/commands/refusal.ts";
import { type KnownEvent } from "../../../../src/domain/events/kinds.ts";
import {
  type ReceiptIssued,
  type RefundIssued,
} from "../../../../src/domain/events/order-events.ts";
import { orderAttention } from "../../../../src/domain/folds/order-attention.ts";
import { orderContributions } from "../../../../src/domain/folds/order-sums.ts";
import { type EventId, toStreamId } from "../../../../src/domain/identity.ts";
import {
  milliPercent,
  minor,
  sumMinor,
  thousandths,
} from "../../../../src/domain/money/amounts.ts";
import { type CashRule } from "../../../../src/domain/money/cash-rounding.ts";
import { currenciesByCode } from "../../../../src/domain/money/currency.ts";
import { type Tax } from "../../../../src/domain/money/tax.ts";
import { refundableItems } from "../../../../src/domain/order/refund.ts";
import { type OrderState } from "../../../../src/domain/state/order-state.ts";
import { BODY_BYTES_MAX } from "../../../../src/ledger/log/envelope.ts";
import { type Counter, createCounter, type CounterOptions } from "../../../support/counter.ts";
import { decidePayCard } from "../../../support/pay-card.ts";
import { decidePayCash } from "../../../support/pay-cash.ts";
import { proofRuns } from "../../../support/proof-runs.ts";
import { faultOf, SHOP_RULES, valueOf } from "../../../support/shop.ts";
import { catalogueOf, product } from "../../../support/small-shop.ts";
import { SALES_TAX } from "../../../support/told.ts";

const name = fc.string({ maxLength: 200, unit: "binary" });

test("names keep within their bytes, and stay as they are where there is room", () => {
  fc.assert(
    fc.property(
      fc.array(name, { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 400, max: 20_000 }),
      (names, bytesMax) => {
        const bounded = boundedNames(names, bytesMax);

        expect(bounded).toHaveLength(names.length);
        expect(bytesOf(bounded)).toBeLessThanOrEqual(bytesMax);
        const isShort = names.every((each) => bytesOf([each]) <= bytesMax / names.length);
        expect(isShort ? bounded : names).toEqual(names);
        for (const [at, each] of bounded.entries()) {
          expect(names[at]?.startsWith(each.replace(/…$/u, ""))).toBe(true);
        }
      },
    ),
    { numRuns: proofRuns({ small: 30, whole: 100 }) },
  );
});

/** Without the quotes around them. */
function bytesOf(names: ReadonlyArray<string>): number {
  return names.reduce((sum, each) => sum + Buffer.byteLength(JSON.stringify(each)) - 2, 0);
}

const VAT: Tax = { label: "VAT 9%", rate: milliPercent(9000), included: true };
const NO_LINE = "" as EventId;

describe("goods that come back for others", () => {
  test("stand on the order of the others and take off what is due", () => {
    const counter = sold([{ price: 340, count: 2 }]);

    const order = take(counter, { count: 1 });
    ring(counter, order, 500);

    expect(counter.events().find(({ kind }) => kind === "order/return-taken")?.body).toMatchObject({
      number: "A-000001",
      items: [{ name: "Goods of 340", quantity: -1000, net: -340 }],
      total: -340,
      goods: null,
      reason: "wrong",
    });
    expect(orderBalance(counter.orderOf(order))).toMatchObject({
      status: "open",
      total: 500,
      paid: 0,
      due: 160,
      refundDue: 0,
    });
    expect(orderContributions(counter.order()).some(([key]) => key.endsWith("/refunds"))).toBe(
      false,
    );
  });

  test.each(["x", "é", "茶", "🍵", '"'])(
    "are all of the longest order, whatever its names are made of: %s",
    (sign) => {
      const counter = createCounter({ catalogue: catalogueFor([VAT]) });
      const name = sign.repeat(200 / sign.length);
      for (let at = 0; at < 200; at += 1) {
        counter.add(product("LONG", { name, price: minor(99_999), station: "" }), { count: 99 });
      }
      valueOf(counter.pay(100_000_000_00));
      const lines = refundable(counter).map(({ line }) => ({
        line,
        quantity: thousandths(99_000),
      }));

      take(counter, { lines });

      const body = counter.events().find(({ kind }) => kind === "order/return-taken")?.body;
      const { items = [] } = body as { readonly items?: ReadonlyArray<{ readonly name: string }> };
      expect(items).toHaveLength(200);
      expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThan(BODY_BYTES_MAX);
      for (const item of items) expect(name.startsWith(item.name.replace("…", ""))).toBe(true);
      expect(items[0]?.name.length).toBeGreaterThan(30);
    },
  );

  test("are refunded by the payment, and pay what they are worth", () => {
    const counter = sold([{ price: 340, count: 2 }]);
    const order = take(counter, { count: 1 });
    ring(counter, order, 500);

    const events = valueOf(cash(counter, order, 200));

    expect(events.map(({ kind }) => kind)).toEqual([
      "payment/started",
      "payment/captured",
      "order/return-ended",
      "refund/issued",
      "payment/started",
      "payment/captured",
      "receipt/issued",
    ]);
    expect(refundsOf(events)).toMatchObject([
      { no: 2, total: -340, out: [{ method: "exchange", amount: -340 }], rounding: 0 },
    ]);
    expect(receiptsOf(events)).toMatchObject([
      { no: 3, total: 500, uses: [{ amount: 340 }, { amount: 160 }] },
    ]);
    expect(orderBalance(counter.orderOf(order))).toMatchObject({ status: "paid", due: 0 });
    expect(kept(counter, [order]).get("exchange")).toBe(0);
    expect(kept(counter, [order]).get("cash")).toBe(680 + 160);
  });

  test("that are worth more leave money to hand out, and even ones nothing", () => {
    const counter = sold([{ price: 340, count: 2 }]);
    const order = take(counter, { count: 2 });
    ring(counter, order, 500);

    expect(orderBalance(counter.orderOf(order))).toMatchObject({ due: 0, refundDue: 180 });
    expect(faultOf(cash(counter, order, 500))).toEqual({ type: "payment/owes", refundDue: 180 });
    const events = valueOf(cash(counter, order, 0));

    expect(refundsOf(events)[0]?.out).toEqual([
      { method: "exchange", amount: -500 },
      { method: "cash", amount: -180 },
    ]);
    expect(receiptsOf(events)).toMatchObject([{ total: 500, uses: [{ amount: 500 }] }]);

    const even = sold([{ price: 340, count: 1 }]);
    const other = take(even, { count: 1 });
    ring(even, other, 340);
    expect(
      valueOf(cash(even, other, 0)).filter(({ kind }) => kind === "payment/started"),
    ).toHaveLength(1);
    expect(orderBalance(even.orderOf(other))).toMatchObject({ status: "paid", refundDue: 0 });
  });

  test("for which nobody takes any others are a refund as always", () => {
    const counter = sold([{ price: 340, count: 1 }]);
    const order = take(counter, { count: 1 });

    const events = valueOf(cash(counter, order, 0));

    expect(events.map(({ kind }) => kind)).toEqual(["order/return-ended", "refund/issued"]);
    expect(refundsOf(events)[0]?.out).toEqual([{ method: "cash", amount: -340 }]);
    expect(orderBalance(counter.orderOf(order))).toMatchObject({ status: "empty", refundDue: 0 });
  });

  test("pay by card as far as one was paid by card, and the rest of dearer goods", () => {
    const counter = sold([{ price: 340, count: 1 }]);
    const cheap = take(counter, { count: 1 });
    ring(counter, cheap, 300);
    expect(faultOf(card(counter, cheap))).toEqual({
      type: "refund/beyond-card",
      amount: 40,
      left: 0,
    });
    ring(counter, cheap, 200);

    expect(receiptsOf(valueOf(card(counter, cheap)))).toMatchObject([
      { total: 500, uses: [{ amount: 340 }, { amount: 160 }] },
    ]);
    expect(kept(counter, [cheap]).get("card")).toBe(160);
  });

  test("can stay with the guest after all, and Ctrl-Z takes either back", () => {
    const counter = sold([{ price: 340, count: 1 }]);
    const order = take(counter, { count: 1 });
    const taken = counter.events().at(-1);
    if (taken === undefined) throw new Error("They were taken.");
    const [off] = undosOf(undefined, [taken]);
    if (off === undefined) throw new Error("It can be taken back.");
    const before = counter.orderOf(order);

    const ends = valueOf(counter.decide((context) => decideUndo(context, before, off)));

    expect(orderBalance(counter.orderOf(order)).refundDue).toBe(0);
    expect(faultOf(leave(counter, order))).toEqual({ type: "exchange/none" });
    const [again] = undosOf(before, ends);
    if (again === undefined) throw new Error("It can be taken back.");
    valueOf(counter.decide((context) => decideUndo(context, counter.orderOf(order), again)));
    expect(orderBalance(counter.orderOf(order)).refundDue).toBe(340);
    valueOf(leave(counter, order));
    expect(orderBalance(counter.orderOf(order)).refundDue).toBe(0);
  });

  test("that were refunded meanwhile pay nothing: the payment says so and writes nothing", () => {
    const counter = sold([{ price: 340, count: 1 }]);
    const order = take(counter, { count: 1 });
    ring(counter, order, 500);
    valueOf(refundAll(counter));

    expect(faultOf(cash(counter, order, 500))).toEqual({
      type: "exchange/changed",
      name: "A-000001",
    });
    valueOf(leave(counter, order));
    expect(receiptsOf(valueOf(cash(counter, order, 500)))).toMatchObject([{ total: 500 }]);
  });

  test("on two tills apart come back twice, which a person has to look at", () => {
    const a = sold([{ price: 340, count: 1 }]);
    const b = a.apart("B");
    const order = take(a, { count: 1 });
    ring(a, order, 500);
    valueOf(cash(a, order, 200));
    valueOf(refundAll(b));

    a.hear(b);

    expect(orderAttention(a.order())).toMatchObject([
      { type: "receipt/over-refunded", amount: 340 },
    ]);
    expect({
      ...orderBalance(a.orderOf(order)),
      attention: orderAttention(a.orderOf(order)),
    }).toMatchObject({ status: "paid", attention: [] });
    expect(kept(a, [order]).get("exchange")).toBe(0);
  });

  test("come back on an order that another till paid apart, and are owed there", () => {
    const a = sold([{ price: 340, count: 1 }]);
    const order = take(a, { count: 1 });
    valueOf(leave(a, order));
    ring(a, order, 500);
    const b = a.apart("B");
    take(a, { count: 1, order });
    valueOf(cash(b, order, 500));

    a.hear(b);

    expect(orderBalance(a.orderOf(order))).toMatchObject({ status: "open", refundDue: 340 });
    expect(refundsOf(valueOf(cash(a, order, 0)))[0]?.out).toEqual([
      { method: "cash", amount: -340 },
    ]);
    expect(orderBalance(a.orderOf(order))).toMatchObject({ status: "paid", refundDue: 0 });
  });

  test("of a receipt that a till has not heard of wait for that, and it says so", () => {
    const a = sold([{ price: 340, count: 1 }]);
    const order = take(a, { count: 1 });
    ring(a, order, 500);
    const stream = toStreamId("order", order);
    const b = createCounter({
      till: "B",
      events: a.events().filter(({ streams }) => streams.includes(stream)),
    });

    expect(orderBalance(b.orderOf(order))).toMatchObject({ due: 160 });
    expect(faultOf(cash(b, order, 160))).toEqual({ type: "refund/no-receipt" });
    b.hear(a);
    expect(receiptsOf(valueOf(cash(b, order, 160)))).toMatchObject([{ total: 500 }]);
  });

  test("that two tills apart took back for one order are refunded once, when one of them lets go", () => {
    const a = sold([{ price: 340, count: 1 }]);
    const order = take(a, { count: 1 });
    valueOf(leave(a, order));
    ring(a, order, 500);
    const b = a.apart("B");
    take(a, { count: 1, order });
    take(b, { count: 1, order });
    a.hear(b);

    expect(faultOf(cash(a, order, 0))).toEqual({ type: "exchange/changed", name: "A-000001" });
    valueOf(leave(a, order));

    expect(refundsOf(valueOf(cash(a, order, 160)))).toHaveLength(1);
    expect(orderAttention(a.order())).toEqual([]);
    expect(orderBalance(a.orderOf(order))).toMatchObject({ status: "paid", due: 0, refundDue: 0 });
  });

  test("of one receipt come back once on an order, by the right to take goods back", () => {
    const counter = sold([{ price: 340, count: 2 }]);
    const order = take(counter, { count: 1 });

    expect(faultOf(taken(counter, { count: 1, order }))).toEqual({
      type: "exchange/twice",
      name: "A-000001",
    });
    const other = createCounter({ permissions: ["sell", "pay"], events: counter.events() });
    expect(faultOf(taken(other, { count: 1 }))).toMatchObject({
      type: "permission/missing",
      permission: "return",
    });
  });

  test("make both papers state what they are of, to the cent, however they are priced", () => {
    const goods = fc.array(
      fc.record({
        price: fc.integer({ min: 1, max: 999 }),
        count: fc.integer({ min: 1, max: 4 }),
      }),
      { minLength: 1, maxLength: 3 },
    );
    const story = fc.record({
      before: goods,
      others: fc.array(fc.integer({ min: 1, max: 2000 }), { maxLength: 4 }),
      back: fc.array(fc.nat(4), { minLength: 3, maxLength: 3 }),
      taxes: fc.constantFrom<ReadonlyArray<Tax>>([], [VAT], [SALES_TAX]),
      step: fc.constantFrom(0, 5, 10),
      direction: fc.constantFrom<CashRule["direction"]>("nearest", "up", "down"),
      part: fc.option(fc.integer({ min: 1, max: 500 })),
    });
    fc.assert(
      fc.property(story, ({ before, others, back, taxes, step, direction, part }) => {
        const rules = { ...SHOP_RULES, coin: 1, cash: { step, direction } };
        const counter = sold(before, { rules }, taxes);
        const lines = refundable(counter).flatMap(({ line, quantity }, at) => {
          const count = Math.min(quantity, (back[at] ?? 0) * 1000);
          return count === 0 ? [] : [{ line, quantity: thousandths(count) }];
        });
        if (lines.length === 0) return;
        const order = take(counter, { lines });
        for (const price of others) ring(counter, order, { price, taxes });
        if (part !== null && part < orderBalance(counter.orderOf(order)).due) {
          valueOf(cash(counter, order, part));
        }
        const { refundDue, due } = orderBalance(counter.orderOf(order));
        const shown = shownCash(counter, order);
        const drawer = kept(counter, [order]).get("cash") ?? 0;

        const events = due > 0 || refundDue > 0 || part === null ? pay(counter, order, due) : [];

        const after = counter.orderOf(order);
        const sums = kept(counter, [order]);
        expect(sums.get("exchange") ?? 0).toBe(0);
        // What the screen has said is what the drawer gets or gives.
        const moved = (sums.get("cash") ?? 0) - drawer;
        expect(moved).toBe(events.length > 0 ? shown : 0);
        expect({ ...orderBalance(after), attention: orderAttention(after) }).toMatchObject({
          due: 0,
          refundDue: 0,
          attention: [],
        });
        expect(orderAttention(counter.order())).toEqual([]);
        for (const refund of counter.order().refunds.map(({ body }) => body)) {
          const added = sumMinor(refund.taxes, ({ included, tax }) => (included ? 0 : tax));
          expect(sumMinor(refund.items, ({ net }) => net) + added).toBe(refund.total);
          expect(sumMinor(refund.out, ({ amount }) => amount)).toBe(refund.total + refund.rounding);
        }
        for (const { body } of after.receipts) {
          expect(sumMinor(body.uses, ({ amount }) => amount)).toBe(body.total);
        }
        expect(refundable(counter).every(({ left, leftNet }) => left >= 0 && leftNet >= 0)).toBe(
          true,
        );
      }),
      { numRuns: proofRuns({ small: 30, whole: 100 }) },
    );
  });

  test("leave a rest that other money and a tender of the shop's own pay", () => {
    const counter = sold([{ price: 340, count: 2 }]);
    allowOthers(counter);
    const order = take(counter, { count: 1 });
    ring(counter, order, 500);

    const part = valueOf(dollars(counter, order, 100));
    const rest = valueOf(voucher(counter, order));

    expect(moneyOf(part)).toEqual([340, 92]);
    expect(moneyOf(rest)).toEqual([68]);
    expect(orderBalance(counter.orderOf(order))).toMatchObject({ status: "paid", refundDue: 0 });
    expect(receiptsOf(rest)).toMatchObject([{ total: 500 }]);
  });

  test("give nothing out by such, and what was asked for is not taken", () => {
    const counter = sold([{ price: 340, count: 2 }]);
    allowOthers(counter);
    const order = take(counter, { count: 2 });
    ring(counter, order, 500);
    const before = counter.events().length;

    expect(faultOf(voucher(counter, order))).toEqual({ type: "payment/owes", refundDue: 180 });
    expect(faultOf(voucher(counter, order, 0))).toEqual({ type: "payment/owes", refundDue: 180 });
    expect(faultOf(dollars(counter, order, 100))).toEqual({ type: "payment/owes", refundDue: 180 });
    expect(counter.events()).toHaveLength(before);
  });
});

/** A receipt of these, paid in cash. */
function sold(
  goods: ReadonlyArray<{ readonly price: number; readonly count: number }>,
  options: CounterOptions = {},
  taxes: ReadonlyArray<Tax> = [VAT],
): Counter {
  const counter = createCounter({ catalogue: catalogueFor(taxes), ...options });
  for (const { price, count } of goods) counter.add(goodsOf(price), { count });
  valueOf(counter.pay(10_000_000));
  return counter;
}

function catalogueFor(taxes: ReadonlyArray<Tax>) {
  const taxesByService = { counter: taxes, "dine-in": taxes, takeaway: taxes, delivery: taxes };
  const food = { id: "food", name: "Food", taxesByService };
  return { ...catalogueOf([]), taxClassesById: new Map([["food", food]]) };
}

function goodsOf(price: number) {
  return product(`G${price}`, { name: `Goods of ${price}`, price: minor(price), station: "" });
}

function refundable(counter: Counter) {
  const order = counter.order();
  const [receipt] = order.receipts;
  return receipt === undefined ? [] : refundableItems(order, receipt);
}

interface Taking {
  readonly count?: number;
  readonly lines?: Parameters<typeof decideTakeReturn>[1]["lines"];
  readonly order?: EventId;
}

function taken(
  counter: Counter,
  { count = 1, lines, order }: Taking,
): Result<ReadonlyArray<KnownEvent>, Refusal> {
  const [first] = refundable(counter);
  return counter.decide((context, before) =>
    decideTakeReturn(context, {
      sold: before,
      receipt: before.receipts[0]?.id ?? NO_LINE,
      order: order === undefined ? undefined : counter.orderOf(order),
      lines: lines ?? [{ line: first?.line ?? NO_LINE, quantity: thousandths(count * 1000) }],
      reason: "wrong",
      service: "counter",
    }),
  );
}

/** The order on which they come back. */
function take(counter: Counter, taking: Taking): EventId {
  const [first] = valueOf(taken(counter, taking));
  return taking.order ?? first?.id ?? NO_LINE;
}

function ring(
  counter: Counter,
  order: EventId,
  others: number | { readonly price: number; readonly taxes: ReadonlyArray<Tax> },
): void {
  const { price, taxes } = typeof others === "number" ? { price: others, taxes: [VAT] } : others;
  const goods = { kind: "goods" as const, product: goodsOf(price), quantity: thousandths(1000) };
  valueOf(
    counter.decide((context) =>
      decideAddGoods(context, {
        catalogue: catalogueFor(taxes),
        goods,
        order: counter.orderOf(order),
        service: "counter",
      }),
    ),
  );
}

function cash(counter: Counter, order: EventId, tendered: number) {
  return counter.decide((context) =>
    decidePayCash(context, counter.orderOf(order), minor(tendered)),
  );
}

/** Dollars, and vouchers. */
function allowOthers(counter: Counter): void {
  const euro = currenciesByCode.get("EUR");
  if (euro === undefined) throw new Error("There is no euro.");
  const rate = { currency: "USD", rate: "0.92" };
  valueOf(counter.decide((context) => decideSetRate(context, rate, euro)));
  const wish = { type: "add", name: "Voucher" } as const;
  valueOf(counter.decide((context) => decideChangeTenders(context, wish)));
}

function dollars(counter: Counter, order: EventId, amount: number) {
  const given = { currency: "USD", amount: minor(amount), tip: minor(0) };
  return counter.decide((context) => decideForeign(context, counter.orderOf(order), given));
}

function voucher(counter: Counter, order: EventId, sum?: number) {
  const amount = sum === undefined ? undefined : minor(sum);
  const given = { tender: "own-voucher", amount, tip: minor(0) };
  return counter.decide((context) => decideTender(context, counter.orderOf(order), given));
}

function moneyOf(events: ReadonlyArray<KnownEvent>): ReadonlyArray<number> {
  return events.flatMap((event) => (event.kind === "payment/captured" ? [event.body.amount] : []));
}

function card(counter: Counter, order: EventId) {
  return counter.decide((context) => decidePayCard(context, counter.orderOf(order), undefined));
}

function pay(counter: Counter, order: EventId, due: number): ReadonlyArray<KnownEvent> {
  return valueOf(cash(counter, order, due === 0 ? 0 : shownCash(counter, order)));
}

function shownCash(counter: Counter, order: EventId): number {
  let shown = 0;
  counter.decide(({ view, rules }) => {
    shown = cashOf(view, rules.cash, counter.orderOf(order));
    return { ok: true, value: [] };
  });
  return shown;
}

function leave(counter: Counter, order: EventId) {
  return counter.decide((context) => decideLeaveReturn(context, counter.orderOf(order), undefined));
}

function refundAll(counter: Counter) {
  return counter.decide((context, order) =>
    decideRefund(context, order, {
      receipt: order.receipts[0]?.id ?? NO_LINE,
      lines: [],
      method: "cash",
      reason: "cold",
    }),
  );
}

function refundsOf(events: ReadonlyArray<KnownEvent>): ReadonlyArray<RefundIssued> {
  return events.flatMap((event) => (event.kind === "refund/issued" ? [event.body] : []));
}

function receiptsOf(events: ReadonlyArray<KnownEvent>): ReadonlyArray<ReceiptIssued> {
  return events.flatMap((event) => (event.kind === "receipt/issued" ? [event.body] : []));
}

/** What there is more of each tender, the first order and these together. */
function kept(counter: Counter, others: ReadonlyArray<EventId>): ReadonlyMap<string, number> {
  const orders: ReadonlyArray<OrderState> = [counter.order(), ...others.map(counter.orderOf)];
  const sums = new Map<string, number>();
  for (const [key, amount] of orders.flatMap(orderContributions)) {
    const { method } =
      /tender\/(?<method>\w+)\/(?:amount|rounding|refunded)$/u.exec(key)?.groups ?? {};
    if (method !== undefined) sums.set(method, (sums.get(method) ?? 0) + amount);
  }
  return sums;
}
