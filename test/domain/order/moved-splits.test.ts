/** Random evenings at three tables: lines go from one bill to another while bills are split and paid part by part. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { moneyOwed } from "../../../src/domain/balance/money-by-tender.ts";
import { orderBalance } from "../../../src/domain/balance/order-balance.ts";
import { toTaxView } from "../../../src/domain/balance/remaining-bill.ts";
import { type Decision, type DecisionContext } from "../../../src/domain/commands/decision.ts";
import { decideCash, decideRefundPayments } from "../../../src/domain/commands/money/pay-order.ts";
import { decideRefund } from "../../../src/domain/commands/money/refund-receipt.ts";
import { decideAddGoods } from "../../../src/domain/commands/order/add-goods.ts";
import {
  decideDiscountLine,
  decideDiscountOrder,
} from "../../../src/domain/commands/order/give-discount.ts";
import { decideMerge, decideUnmerge } from "../../../src/domain/commands/order/move-lines.ts";
import { decideSplit, type SplitWish } from "../../../src/domain/commands/order/split-order.ts";
import { orderAttention } from "../../../src/domain/folds/order-attention.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import {
  milliPercent,
  minor,
  sumMinor,
  thousandths,
  zeroMinor,
} from "../../../src/domain/money/amounts.ts";
import { negated } from "../../../src/domain/money/remaining-tax.ts";
import { sumTaxes, type Tax, type TaxView } from "../../../src/domain/money/tax.ts";
import { billParts, remainderBesideParts } from "../../../src/domain/order/bill-parts.ts";
import { billOrder, gatherOrder } from "../../../src/domain/order/gathered-order.ts";
import { questionsOfOrder } from "../../../src/domain/order/questions-of-order.ts";
import { receiptTenders } from "../../../src/domain/order/refund.ts";
import { type OrderState } from "../../../src/domain/state/order-state.ts";
import { type Counter, createCounter } from "../../support/counter.ts";
import { billAt, moveLine, on, openTable } from "../../support/moved-tables.ts";
import { decidePayCard } from "../../support/pay-card.ts";
import { SHOP_RULES, valueOf } from "../../support/shop.ts";
import { catalogueOf, product } from "../../support/small-shop.ts";

const TABLES = ["7", "8", "9"] as const;
const INCLUDED: ReadonlyArray<Tax> = [
  { label: "VAT 21%", rate: milliPercent(21_000), included: true },
  { label: "VAT 9%", rate: milliPercent(9000), included: true },
];
const ON_TOP: ReadonlyArray<Tax> = [
  { label: "Sales tax", rate: milliPercent(8875), included: false },
  { label: "Meals tax", rate: milliPercent(4000), included: false },
];

const table = fc.nat(TABLES.length - 1);
const line = fc.nat(9);
const rate = fc.constantFrom(10_000, 12_500, 33_333);
const act = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant("add" as const),
      table,
      price: fc.integer({ min: 0, max: 3000 }),
      count: fc.integer({ min: 1, max: 4 }),
      taxClass: fc.nat(1),
      seat: fc.nat(2),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant("move" as const),
      table,
      to: table,
      line,
      count: fc.constantFrom(undefined, 1, 2),
    }),
  },
  fc.record({ type: fc.constant("merge" as const), table, to: table }),
  fc.record({ type: fc.constant("unmerge" as const), table }),
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant("split" as const),
      table,
      by: fc.constantFrom("evenly", "seats", "line", "share", "amount", "together"),
      count: fc.integer({ min: 2, max: 5 }),
      line,
    }),
  },
  fc.record({
    type: fc.constant("discount" as const),
    table,
    off: fc.oneof(
      rate.map((own) => ({ rate: milliPercent(own), amount: zeroMinor })),
      fc
        .integer({ min: 1, max: 900 })
        .map((own) => ({ rate: milliPercent(0), amount: minor(own) })),
    ),
    line: fc.option(line, { nil: undefined }),
  }),
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant("pay" as const),
      table,
      part: fc.nat(4),
      method: fc.constantFrom("card" as const, "cash" as const),
    }),
  },
);

type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never;

const shop = fc.record({
  isOnTop: fc.boolean(),
  rounding: fc.constantFrom("order" as const, "line" as const),
  step: fc.constantFrom(0, 5),
});

type Shop = typeof shop extends fc.Arbitrary<infer Value> ? Value : never;

interface Evening {
  readonly counter: Counter;
  readonly tables: ReadonlyArray<EventId>;
  readonly shop: Shop;
}

describe("bills at three tables, with moves, merges, splits and payments of parts", () => {
  test("are the sum of their parts after each act, and of what is beside them", () => {
    fc.assert(
      fc.property(shop, fc.array(act, { maxLength: 14 }), (own, acts) => {
        const evening = begun(own);
        for (const one of acts) {
          perform(evening, evening.counter, one);
          for (const id of evening.tables) expectParts(billAt(evening.counter, id));
        }
      }),
      { numRuns: 150 },
    );
  });

  test("are paid to the cent, per tax, and a refund of everything is exactly minus the sale", () => {
    fc.assert(
      fc.property(shop, fc.array(act, { maxLength: 14 }), (own, acts) => {
        const evening = begun(own);
        for (const one of acts) perform(evening, evening.counter, one);
        payAll(evening);

        for (const id of evening.tables) expectPaid(billAt(evening.counter, id));
        expectGoodsPaid(evening);
        refundAll(evening);
        expectAllBack(evening);
      }),
      { numRuns: 150 },
    );
  });

  test("are the same on two tills that did it apart, and owe what is not paid too much", () => {
    const apart = fc.array(fc.tuple(fc.nat(1), act), { maxLength: 12 });
    fc.assert(
      fc.property(shop, fc.array(act, { maxLength: 5 }), apart, (own, before, acts) => {
        const evening = begun(own);
        for (const one of before) perform(evening, evening.counter, one);
        const tills = [evening.counter, evening.counter.apart("B")] as const;
        for (const [at, one] of acts) perform(evening, tills[at === 0 ? 0 : 1], one);
        const known = [...tills[0].events()];
        tills[0].hear(tills[1]);
        tills[1].hear(createCounter({ till: "C", events: known }));

        for (const id of evening.tables) {
          expect(looksAt(tills[1], id)).toEqual(looksAt(tills[0], id));
          expectParts(billAt(tills[0], id));
        }
        // A line that is paid beyond what it costs is asked about without taxes that come on top.
        if (!own.isOnTop) expectAsked(evening);
      }),
      { numRuns: 150 },
    );
  });
});

function begun(own: Shop): Evening {
  const rules = {
    ...SHOP_RULES,
    pricing: { ...SHOP_RULES.pricing, rounding: own.rounding },
    cash: { step: minor(own.step), direction: "nearest" },
  } as const;
  const counter = createCounter({ rules });
  return { counter, tables: TABLES.map((name) => openTable(counter, name)), shop: own };
}

/** What the till refuses is not done. */
function perform({ tables, shop: own }: Evening, till: Counter, one: Act): void {
  const id = tables[one.table];
  if (id === undefined) return;
  const bill = billAt(till, id);
  switch (one.type) {
    case "add":
      on(till, id, (context, order) => decideAdd(context, order, { ...one, own }));
      return;
    case "move": {
      const [from, into] = [id, tables[one.to]];
      const moved = lineOf(bill, one.line);
      const count = one.count === undefined ? {} : { count: one.count };
      if (into !== undefined && moved !== undefined)
        moveLine(till, { line: moved, from, to: into, ...count });
      return;
    }
    case "merge":
      on(till, id, (context, order) => decideMerge(context, order, { into: tables[one.to] ?? id }));
      return;
    case "unmerge":
      till.decide((context) => decideUnmerge(context, id));
      return;
    case "split":
      on(till, id, (context, order) => decideSplit(context, order, wishOf(order, one)));
      return;
    case "discount": {
      const at = one.line === undefined ? undefined : lineOf(bill, one.line);
      const off = { discount: one.off, reason: "regular guest" };
      on(till, id, (context, order) =>
        at === undefined
          ? decideDiscountOrder(context, order, off)
          : decideDiscountLine(context, order, { ...off, line: at }),
      );
      return;
    }
    case "pay": {
      const open = billParts(bill).filter(
        ({ receipt, balance }) => receipt === undefined && balance.remaining > 0,
      );
      pay(till, { id, part: open[one.part]?.id, method: one.method });
      return;
    }
    default:
      throw new Error("There is no such act.");
  }
}

function decideAdd(
  context: DecisionContext,
  order: OrderState,
  {
    price,
    count,
    taxClass,
    seat,
    own,
  }: Pick<Extract<Act, { type: "add" }>, "price" | "count" | "taxClass" | "seat"> & {
    readonly own: Shop;
  },
): Decision {
  const tax = (own.isOnTop ? ON_TOP : INCLUDED)[taxClass];
  const taxes = tax === undefined ? [] : [tax];
  const id = `class-${taxClass}`;
  const byService = { counter: taxes, "dine-in": taxes, takeaway: taxes, delivery: taxes };
  const known = catalogueOf([]);
  const catalogue = {
    ...known,
    taxClassesById: new Map([
      ...known.taxClassesById,
      [id, { id, name: id, taxesByService: byService }],
    ]),
  };
  const sku = `P${price}`;
  return decideAddGoods(context, {
    catalogue,
    goods: {
      kind: "goods",
      product: product(sku, { price: minor(price), taxClass: id, station: "" }),
      quantity: thousandths(count * 1000),
    },
    order,
    service: "dine-in",
    seat,
  });
}

function lineOf(bill: OrderState, at: number): EventId | undefined {
  const { lines } = orderBalance(bill);
  return lines.length === 0 ? undefined : lines[at % lines.length]?.id;
}

function wishOf(
  order: OrderState,
  { by, count, line: at }: Pick<Extract<Act, { type: "split" }>, "by" | "count" | "line">,
): SplitWish {
  const { remaining } = orderBalance(order);
  const own = lineOf(order, at);
  const [num, den] = by === "line" ? [1, 1] : [1, count];
  switch (by) {
    case "seats":
      return { type: "seats", seats: undefined };
    case "amount":
      return { type: "amount", amount: minor(Math.max(1, Math.floor(remaining / count))) };
    case "together":
      return { type: "together", count: 2 };
    case "line":
    case "share":
      return { type: "lines", shares: own === undefined ? [] : [{ line: own, num, den }] };
    default:
      return { type: "evenly", count };
  }
}

function pay(
  till: Counter,
  {
    id,
    part,
    method,
  }: {
    readonly id: EventId;
    readonly part: string | undefined;
    readonly method: "card" | "cash";
  },
): ReturnType<Counter["decide"]> {
  return on(till, id, (context, order) => {
    const own = part === undefined ? context : { ...context, part };
    const given = { tendered: minor(1_000_000), tip: zeroMinor };
    return method === "card" ? decidePayCard(own, order, undefined) : decideCash(own, order, given);
  });
}

/** Part by part, then what is in no part. */
function payAll({ counter, tables }: Evening): void {
  for (const id of tables) {
    for (const { id: part, receipt, balance } of billParts(billAt(counter, id))) {
      if (receipt === undefined && balance.remaining > 0)
        valueOf(pay(counter, { id, part, method: "card" }));
    }
    const { remaining, refundDue, status, lines } = orderBalance(billAt(counter, id));
    if (status !== "open" || lines.length === 0) continue;
    if (refundDue > 0) {
      const method = moneyOwed(billAt(counter, id)).byTender[0]?.method ?? "cash";
      valueOf(
        on(counter, id, (context, order) => decideRefundPayments(context, order, { method })),
      );
    } else if (remaining > 0 || lines.some(({ voided }) => !voided)) {
      valueOf(pay(counter, { id, part: undefined, method: "card" }));
    }
  }
}

function expectParts(bill: OrderState): void {
  const parts = billParts(bill);
  const open = parts.filter(({ receipt }) => receipt === undefined);
  if (open.length === 0) return;
  const { remaining, remainingTaxes, lines } = orderBalance(bill);
  const beside = remainderBesideParts(bill);
  expect(sumMinor(open, ({ balance }) => balance.remaining) + beside).toBe(remaining);
  const isAllInParts = lines.every((own, at) => {
    return sumMinor(open, ({ balance }) => balance.lines[at]?.remaining ?? 0) === own.remaining;
  });
  if (!isAllInParts) return;
  expect(beside).toBe(0);
  expect(named(sumTaxes(open.flatMap(({ balance }) => balance.remainingTaxes)))).toEqual(
    named(remainingTaxes),
  );
}

function expectPaid(bill: OrderState): void {
  const { remaining, status, refundDue, lines } = orderBalance(bill);
  const attention = orderAttention(bill);
  expect({ remaining, refundDue, attention }).toEqual({
    remaining: 0,
    refundDue: 0,
    attention: [],
  });
  // Guests who have ordered nothing sit there all the same.
  expect(status === "open" && lines.length > 0).toBe(false);
}

/** Each line was paid once, for what it costs, wherever its pieces lie; its taxes add up per bill. */
function expectGoodsPaid({ counter, tables }: Evening): void {
  const receipts = receiptsOf(counter, tables);
  const items = receipts.flatMap(({ body }) => body.items);
  for (const id of tables) {
    for (const own of orderBalance(counter.orderOf(id)).lines) {
      const paid = items.filter((item) => item.line === own.id);
      expect(sumMinor(paid, ({ gross }) => gross)).toBe(own.net);
      expect(paid.every(({ off, gross }) => off >= 0 && off <= gross)).toBe(true);
    }
  }
  for (const bill of new Set(tables.map((id) => billAt(counter, id)))) {
    const { taxes, total } = orderBalance(bill);
    const stated = bill.receipts.flatMap(({ body }) => body.taxes.map(toTaxView));
    expect(named(sumTaxes(stated))).toEqual(named(taxes));
    expect(sumMinor(bill.receipts, ({ body }) => body.total)).toBe(total);
  }
}

/** Receipt by receipt, by the tender that it was paid by, in the order that issued it. */
function refundAll({ counter, tables }: Evening): void {
  for (const id of tables) {
    for (const { id: receipt, body, home } of counter.orderOf(id).receipts) {
      if (!home || body.total === 0) continue;
      const done = counter.decide((context) => {
        const order = gatherOrder(context.view, id);
        const issued = order.receipts.find((one) => one.id === receipt);
        const [tender] = issued === undefined ? [] : receiptTenders(order, issued);
        const method = tender?.method ?? "card";
        return decideRefund(context, order, { receipt, lines: [], method, reason: "cold" });
      });
      valueOf(done);
    }
  }
}

function expectAllBack({ counter, tables }: Evening): void {
  const receipts = receiptsOf(counter, tables);
  const refunds = [
    ...new Map(
      tables.flatMap((id) => counter.orderOf(id).refunds).map((one) => [one.id, one]),
    ).values(),
  ];
  const sold = sumTaxes(receipts.flatMap(({ body }) => body.taxes.map(toTaxView)));
  const back = sumTaxes(refunds.flatMap(({ body }) => body.taxes.map(toTaxView)));
  expect(0 - sumMinor(refunds, ({ body }) => body.total)).toBe(
    sumMinor(receipts, ({ body }) => body.total),
  );
  expect(named(back.map(negated))).toEqual(named(sold));
  expect(0 - sumMinor(refunds, ({ body }) => body.rounding)).toBe(
    0 + sumMinor(receipts, ({ body }) => body.rounding),
  );
}

function receiptsOf(counter: Counter, tables: ReadonlyArray<EventId>): OrderState["receipts"] {
  const all = tables.flatMap((id) => counter.orderOf(id).receipts);
  return [...new Map(all.map((one) => [one.id, one])).values()];
}

/** What was paid beyond the bills is asked about to the cent; more was given away only where that is asked, too. */
function expectAsked({ counter, tables }: Evening): void {
  const bills = [
    ...new Map(tables.map((id) => [billOrder(counter.looking().view, id), id])).values(),
  ].map((id) => orderBalance(billAt(counter, id)));
  const paid = sumMinor(receiptsOf(counter, tables), ({ body }) => body.total);
  const { view } = counter.looking();
  const facts = tables.flatMap((id) => questionsOfOrder(view, id).flatMap((asked) => asked.facts));
  const tooMuch = facts.filter(
    ({ type }) => type === "receipt/over-covered" || type === "part/paid-twice",
  );
  const open = sumMinor(bills, ({ remaining }) => remaining);
  const total = sumMinor(bills, (bill) => bill.total);
  expect(sumMinor(tooMuch, ({ amount }) => amount)).toBe(paid + open - total);
}

function looksAt(till: Counter, id: EventId) {
  const bill = billAt(till, id);
  const { remaining, total, status } = orderBalance(bill);
  const attention = orderAttention(bill);
  const parts = billParts(bill).map((part) => [part.id, part.total, part.balance.due]);
  return { remaining, total, status, attention, parts };
}

function named(taxes: ReadonlyArray<TaxView>): Record<string, readonly [number, number]> {
  const said = taxes.filter(({ net, tax }) => net !== 0 || tax !== 0);
  return Object.fromEntries(said.map(({ label, net, tax }) => [label, [net, tax]]));
}
