/**
 * Chains of sales, part payments, corrections of these, voids, exchanges, refunds and money handed back:
 * what goes out by a tender never exceeds what came in by it as corrected, unless a record says that it
 * came otherwise.
 *
 * Size: both.
 */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { orderBalance } from "../../../src/domain/balance/order-balance.ts";
import { assertNever } from "../../../src/domain/base/assert-never.ts";
import {
  correctablePayments,
  decideCorrectPayment,
} from "../../../src/domain/commands/money/correct-payment.ts";
import { decideTakeReturn } from "../../../src/domain/commands/money/exchange-goods.ts";
import { moneyMoved } from "../../../src/domain/commands/money/money-moved.ts";
import {
  decideCard,
  decideCash,
  decideTender,
} from "../../../src/domain/commands/money/pay-order.ts";
import { decideRefund } from "../../../src/domain/commands/money/refund-receipt.ts";
import { decideChangeTenders } from "../../../src/domain/commands/office/change-tenders.ts";
import { decideAddGoods } from "../../../src/domain/commands/order/add-goods.ts";
import { decideTakeOff } from "../../../src/domain/commands/order/take-off.ts";
import { type KnownEvent } from "../../../src/domain/events/kinds.ts";
import { orderAttention } from "../../../src/domain/folds/order-attention.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { minor, thousandths } from "../../../src/domain/money/amounts.ts";
import { type CashRule } from "../../../src/domain/money/cash-rounding.ts";
import { toReceiptView } from "../../../src/domain/order/receipt-view.ts";
import { refundableItems } from "../../../src/domain/order/refund.ts";
import { type OrderState } from "../../../src/domain/state/order-state.ts";
import { type PaymentView } from "../../../src/domain/views.ts";
import { type Counter, createCounter } from "../../support/counter.ts";
import { PLAIN_FACTS } from "../../support/paper-facts.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { SHOP_RULES, valueOf } from "../../support/shop.ts";
import { catalogueOf, product } from "../../support/small-shop.ts";

const DANISH: CashRule = { step: 50, direction: "nearest" };
const SWISS: CashRule = { step: 5, direction: "nearest" };
const SWEDISH: CashRule = { step: 100, direction: "nearest" };
const CATALOGUE = catalogueOf([]);
const VOUCHER = "own-voucher";
const NONE = "" as EventId;
const LONG = { minLength: 10, maxLength: 50, size: "max" } as const;

describe("goods that were paid in cash", () => {
  test("keep what was rounded away when they are exchanged: 5.00 came in, 5.00 goes out", () => {
    const till = counterWith(DANISH);
    const receipts = [1, 2, 3, 4, 5].map(() => {
      const order = ring(till, undefined, { price: 124 });
      valueOf(cash(till, order, 100));
      return order;
    });
    const other = receipts.reduce<EventId | undefined>(
      (order, sold) => exchange(till, sold, order),
      undefined,
    );
    ring(till, other, { price: 620 });
    const paid = valueOf(cash(till, other ?? NONE, 0));
    const receipt = till.orderOf(other ?? NONE).receipts[0];

    const back = refund(till, other ?? NONE, "cash");

    expect(receipt?.body).toMatchObject({ total: 620, rounding: -120 });
    expect(paid.find(({ kind }) => kind === "payment/started")?.body).toMatchObject({
      method: "exchange",
      amount: 620,
      from: [{ method: "cash", amount: 500 }],
    });
    expect(back).toMatchObject({ total: -620, out: [{ method: "cash", amount: -500 }] });
    expect(back).not.toHaveProperty("otherwise");
  });

  test("keep what was rounded up as well, for whoever brings the others back", () => {
    const till = counterWith(DANISH);
    const order = ring(till, undefined, { price: 130 });
    valueOf(cash(till, order, 150));

    const other = exchange(till, order, undefined);
    ring(till, other, { price: 130 });
    valueOf(cash(till, other, 0));

    expect(till.orderOf(other).receipts[0]?.body).toMatchObject({ total: 130, rounding: 20 });
    expect(refund(till, other, "cash")).toMatchObject({ out: [{ amount: -150 }] });
  });

  test("keep it also as a part payment of goods that nobody wants any more", () => {
    const till = counterWith(DANISH);
    const orders = [1, 2, 3, 4, 5].map(() => {
      const order = ring(till, undefined, { price: 124 });
      valueOf(cash(till, order, 100));
      return order;
    });
    const other = orders.reduce<EventId | undefined>(
      (order, sold) => exchange(till, sold, order),
      undefined,
    );
    ring(till, other, { price: 2000 });
    valueOf(cash(till, other ?? NONE, 100));
    takeOffAll(till, other ?? NONE);

    const events = valueOf(cash(till, other ?? NONE, 0));

    expect(events.at(-1)?.body).toMatchObject({ amount: -720, change: 600, rounding: 120 });
    expect(orderBalance(till.orderOf(other ?? NONE)).refundDue).toBe(0);
  });
});

describe("goods that were paid by card", () => {
  test("are still paid by card when they were exchanged: the money goes back to it", () => {
    const till = counterWith({ step: 0, direction: "nearest" });
    const order = ring(till, undefined, { price: 340 });
    valueOf(card(till, order));
    const other = exchange(till, order, undefined);
    ring(till, other, { price: 340 });
    valueOf(cash(till, other, 0));

    expect(refund(till, other, "card")).toMatchObject({
      out: [{ method: "card", amount: -340 }],
    });
  });

  test("pay for others as no money that anybody hands over", () => {
    const till = counterWith({ step: 0, direction: "nearest" });
    const order = ring(till, undefined, { price: 340 });
    valueOf(card(till, order));
    const other = exchange(till, order, undefined);
    ring(till, other, { price: 500 });

    const seen: Array<PaymentView | undefined> = [];
    const tendered = { tendered: minor(200), tip: minor(0) };
    till.decide((context) => {
      const paid = decideCash(context, till.orderOf(other), tendered);
      if (paid.ok) seen.push(moneyMoved(context, other, paid.value));
      return paid;
    });

    expect(seen).toMatchObject([{ method: "cash", amount: 160, tendered: 200, change: 40 }]);
  });

  test("can be corrected once they have paid for others, or gone out in cash; what was said stays", () => {
    const till = counterWith({ step: 0, direction: "nearest" });
    const [first, second] = [340, 500].map((price) => ring(till, undefined, { price }));
    if (first === undefined || second === undefined) throw new Error("Nothing was rung up.");
    valueOf(card(till, first));
    const other = exchange(till, first, undefined);
    ring(till, other, { price: 340 });
    valueOf(cash(till, other, 0));
    valueOf(card(till, second));
    refund(till, second, "cash");

    for (const order of [first, second])
      correct(till, order, { nth: 0, to: "cash", amount: undefined });

    const corrected = till
      .events()
      .flatMap((event) => (event.kind === "payment/corrected" ? [event.body] : []));
    expect(corrected).toMatchObject([
      { from: "card", to: "cash", amount: 340, gone: 340 },
      { from: "card", to: "cash", amount: 500 },
    ]);
    expect(corrected[1]).not.toHaveProperty("gone");
    expect([first, second, other].flatMap((it) => orderAttention(till.orderOf(it)))).toEqual([]);
  });

  test("go out in cash only by who may give back, and the refund says how much", () => {
    const till = counterWith({ step: 0, direction: "nearest" });
    const order = ring(till, undefined, { price: 340 });
    valueOf(card(till, order));
    const other = exchange(till, order, undefined);
    const cashier = createCounter({ permissions: ["sell", "pay"], events: till.events() });

    expect(cash(cashier, other, 0)).toMatchObject({
      fault: { type: "permission/missing", permission: "return" },
    });
    const events = valueOf(cash(till, other, 0));
    expect(events.find(({ kind }) => kind === "refund/issued")?.body).toMatchObject({
      out: [{ method: "cash", amount: -340 }],
      otherwise: 340,
    });
  });
});

describe("over any chain of sales, part payments, corrections, voids, exchanges and refunds", () => {
  const act = fc.record({
    type: fc.constantFrom(
      ...(["sell", "add", "part", "part", "rest", "rest", "void", "swap", "swap"] as const),
      ...(["exchange", "exchange", "refund", "back", "back", "otherwise"] as const),
      ...(["correct", "correct", "correct part"] as const),
    ),
    order: fc.nat(3),
    amount: fc.integer({ min: 1, max: 999 }),
    count: fc.integer({ min: 1, max: 4 }),
    tender: fc.constantFrom("cash", "card", VOUCHER),
  });
  const rules = fc.constantFrom(DANISH, SWISS, SWEDISH, { step: 0, direction: "nearest" } as const);

  test("no tender hands out more than it took in, unless a record says so", () => {
    fc.assert(
      fc.property(rules, fc.array(act, LONG), (rule, acts) => {
        const till = counterWith(rule);
        const orders: EventId[] = [];
        for (const each of acts) {
          perform(till, orders, each);
          expectToTieOut(till);
          expectToAddUp(till, orders);
        }
      }),
      { seed: 20_261_122, numRuns: proofRuns({ small: 100, whole: 400 }) },
    );
  });

  test("no cash goes out beyond what came in, where nobody pays otherwise", () => {
    const inCash = act.filter(({ type }) => type !== "otherwise" && !type.startsWith("correct"));
    fc.assert(
      fc.property(rules, fc.array(inCash, LONG), (rule, acts) => {
        const till = counterWith(rule);
        const orders: EventId[] = [];
        for (const each of acts) perform(till, orders, { ...each, tender: "cash" });
        expectToTieOut(till);
        expect(moneyOf(till.events()).otherwise).toBe(0);
      }),
      { seed: 20_261_123, numRuns: proofRuns({ small: 100, whole: 400 }) },
    );
  });
});

interface Act {
  readonly type:
    | "sell"
    | "add"
    | "part"
    | "rest"
    | "void"
    | "swap"
    | "exchange"
    | "refund"
    | "back"
    | "otherwise"
    | "correct"
    | "correct part";
  readonly order: number;
  readonly amount: number;
  readonly count: number;
  readonly tender: string;
}

/** What is refused does nothing: a guest hears no. */
function perform(till: Counter, orders: EventId[], act: Act): void {
  const { type, amount, count, tender } = act;
  const owing = orders.find((it) => orderBalance(till.orderOf(it)).refundDue > 0);
  const isBack = type === "back" || type === "otherwise";
  const order = (isBack ? owing : undefined) ?? orders[act.order % Math.max(1, orders.length)];
  if (type === "sell" || order === undefined) {
    orders.push(ring(till, undefined, { price: amount, count }));
    return;
  }
  const { due, refundDue } = orderBalance(till.orderOf(order));
  switch (type) {
    case "add":
      ring(till, order, { price: amount, count });
      return;
    case "part":
      if (amount < due) pay(till, order, { tender, amount });
      return;
    case "rest":
      if (refundDue === 0) pay(till, order, { tender, amount: tender === "cash" ? 100_000 : due });
      return;
    case "void":
      takeOffOne(till, order);
      return;
    case "exchange": {
      const others = orders[(act.order + amount) % orders.length];
      const isOpen = others !== undefined && others !== order && amount % 3 > 0;
      tryExchange(till, { sold: order, order: isOpen ? others : undefined, count }, orders);
      return;
    }
    case "swap": {
      const other = tryExchange(till, { sold: order, order: undefined, count }, orders);
      if (other === undefined) return;
      ring(till, other, { price: amount, count });
      pay(till, other, { tender, amount: tender === "cash" ? 100_000 : undefined });
      pay(till, other, { tender: "cash", amount: 0 });
      return;
    }
    case "refund":
      tryRefund(till, order, { tender, count });
      return;
    case "back":
      if (refundDue > 0) pay(till, order, { tender, amount: undefined });
      return;
    case "otherwise":
      if (refundDue > 0) pay(till, order, { tender, amount: undefined, reason: "wants it so" });
      return;
    case "correct":
      correct(till, order, { nth: count, to: tender, amount: undefined });
      return;
    case "correct part":
      correct(till, order, { nth: count, to: tender, amount });
      return;
    default:
      assertNever(type, "act");
  }
}

function expectToTieOut(till: Counter): void {
  const { taken, out, otherwise, known } = moneyOf(till.events());
  const beyond = [...out].filter(([method, amount]) => amount > (taken.get(method) ?? 0));
  expect(beyond).toEqual([]);
  expect(out.get("exchange")).toBe(taken.get("exchange"));
  expect(sumOf(out) + otherwise).toBeLessThanOrEqual(sumOf(taken) - known);
}

/** Total and rounding as printed are what the printed tenders come to, whatever was corrected since. */
function expectToAddUp(till: Counter, orders: ReadonlyArray<EventId>): void {
  for (const order of orders.map(till.orderOf)) {
    for (const receipt of order.receipts) {
      const { total, rounding, payments } = toReceiptView(order, receipt, PLAIN_FACTS);
      const kept = payments.map((payment) => payment.amount + payment.rounding);
      expect(kept.reduce((sum, amount) => sum + amount, 0)).toBe(total + rounding);
    }
  }
}

function sumOf(sums: ReadonlyMap<string, number>): number {
  return [...sums.values()].reduce((sum, amount) => sum + amount, 0);
}

function add(sums: Map<string, number>, method: string, amount: number): void {
  sums.set(method, (sums.get(method) ?? 0) + amount);
}

/** By tender; what goes out otherwise, and what a correction knew to be gone on, are sums of their own. */
function moneyOf(events: ReadonlyArray<KnownEvent>) {
  const [taken, out] = [new Map<string, number>(), new Map<string, number>()];
  let [otherwise, known] = [0, 0];
  const started = new Map(
    events.flatMap((event) => (event.kind === "payment/started" ? [[event.id, event.body]] : [])),
  );
  for (const event of events) {
    if (event.kind === "payment/captured") {
      const { payment, amount, rounding } = event.body;
      const { method = "", otherwise: why } = started.get(payment) ?? {};
      const money = amount + rounding;
      if (amount >= 0) add(taken, method, money);
      else if (why === undefined) add(out, method, 0 - money);
      else otherwise -= money;
    }
    if (event.kind === "payment/corrected") {
      const { from, to, amount, rounding, gone = 0 } = event.body;
      add(taken, from, (from === "cash" ? rounding : 0) - amount + gone);
      known += gone;
      // Money that went back otherwise went back as it was booked, before it was rounded as cash.
      if (otherwise > 0) known += Math.min(0, rounding);
      add(taken, to, (to === "cash" ? rounding : 0) + amount);
    }
    if (event.kind !== "refund/issued") continue;
    for (const { method, amount } of event.body.out) {
      const beyond = method === "exchange" ? 0 : (event.body.otherwise ?? 0);
      add(out, method, 0 - amount - beyond);
      otherwise += beyond;
    }
  }
  return { taken, out, otherwise, known };
}

function counterWith(cash: CashRule): Counter {
  const till = createCounter({ catalogue: CATALOGUE, rules: { ...SHOP_RULES, coin: 1, cash } });
  const wish = { type: "add", name: "Voucher" } as const;
  valueOf(till.decide((context) => decideChangeTenders(context, wish)));
  return till;
}

/** Gives the order. */
function ring(
  till: Counter,
  order: EventId | undefined,
  { price, count = 1 }: { readonly price: number; readonly count?: number },
): EventId {
  const goods = product(`G${price}`, { name: `Goods ${price}`, price: minor(price), station: "" });
  const added = till.decide((context) =>
    decideAddGoods(context, {
      catalogue: CATALOGUE,
      goods: { kind: "goods", product: goods, quantity: thousandths(count * 1000) },
      order: order === undefined ? undefined : till.orderOf(order),
      service: "counter",
    }),
  );
  if (!added.ok) return order ?? NONE;
  return order ?? added.value[0]?.id ?? NONE;
}

function cash(till: Counter, order: EventId, tendered: number) {
  return pay(till, order, { tender: "cash", amount: tendered });
}

function card(till: Counter, order: EventId) {
  return pay(till, order, { tender: "card", amount: undefined });
}

function pay(
  till: Counter,
  order: EventId,
  given: { readonly tender: string; readonly amount: number | undefined; readonly reason?: string },
) {
  const { tender, reason } = given;
  const amount = given.amount === undefined ? undefined : minor(given.amount);
  const tip = minor(0);
  return till.decide((context) => {
    const state = till.orderOf(order);
    if (tender === "cash") {
      return decideCash(context, state, { tendered: amount ?? minor(0), tip, reason });
    }
    return tender === "card"
      ? decideCard(context, state, { amount, tip, reason })
      : decideTender(context, state, { tender, amount, tip, reason });
  });
}

/** A payment that can be corrected, from the first other tender that has a part of it. */
function correct(
  till: Counter,
  order: EventId,
  {
    nth,
    to,
    amount,
  }: { readonly nth: number; readonly to: string; readonly amount: number | undefined },
) {
  const found = correctablePayments(till.looking(), till.orderOf(order));
  const chosen = found[nth % Math.max(1, found.length)];
  const from = chosen?.parts.find(({ method }) => method !== to)?.method;
  if (chosen === undefined || from === undefined) return undefined;
  return till.decide((context) =>
    decideCorrectPayment(context, till.orderOf(order), {
      payment: chosen.payment,
      from,
      to,
      reason: "wrong key",
      ...(amount === undefined ? {} : { amount: minor(amount) }),
    }),
  );
}

function takeOffAll(till: Counter, order: EventId): void {
  while (takeOffOne(till, order));
}

function takeOffOne(till: Counter, order: EventId): boolean {
  const line = orderBalance(till.orderOf(order)).lines.find((it) => !it.voided && it.remaining > 0);
  if (line === undefined) return false;
  const off = { line: line.id, count: line.quantity };
  return till.decide((context) =>
    decideTakeOff(context, till.orderOf(order), { voids: [off], reason: "no more" }),
  ).ok;
}

function linesOf(order: OrderState, receipt: OrderState["receipts"][number], count: number) {
  const items = refundableItems(order, receipt).filter(({ left }) => left > 0);
  return items.slice(0, count).map(({ line, left }) => {
    return { line, quantity: thousandths(Math.min(left, count * 1000)) };
  });
}

/** All of the order's last receipt. */
function exchange(till: Counter, sold: EventId, order: EventId | undefined): EventId {
  const orders: EventId[] = [];
  const done = tryExchange(till, { sold, order, count: 99 }, orders);
  return order ?? done ?? NONE;
}

function tryExchange(
  till: Counter,
  wish: { readonly sold: EventId; readonly order: EventId | undefined; readonly count: number },
  orders: EventId[],
): EventId | undefined {
  const sold = till.orderOf(wish.sold);
  const receipt = sold.receipts.at(-1);
  const lines = receipt === undefined ? [] : linesOf(sold, receipt, wish.count);
  if (receipt === undefined || lines.length === 0) return undefined;
  const done = till.decide((context) =>
    decideTakeReturn(context, {
      sold,
      receipt: receipt.id,
      lines,
      order: wish.order === undefined ? undefined : till.orderOf(wish.order),
      reason: "wrong",
      service: "counter",
    }),
  );
  if (!done.ok) return undefined;
  const opened = done.value.find(({ kind }) => kind === "order/opened")?.id;
  if (opened !== undefined) orders.push(opened);
  return opened ?? wish.order;
}

function refund(till: Counter, order: EventId, tender: string) {
  return tryRefund(till, order, { tender, count: 99 });
}

function tryRefund(
  till: Counter,
  order: EventId,
  { tender, count }: { readonly tender: string; readonly count: number },
) {
  const state = till.orderOf(order);
  const receipt = state.receipts.at(-1);
  const lines = receipt === undefined ? [] : linesOf(state, receipt, count);
  if (receipt === undefined || lines.length === 0) return undefined;
  const done = till.decide((context) =>
    decideRefund(context, state, { receipt: receipt.id, lines, method: tender, reason: "cold" }),
  );
  const [event] = done.ok ? done.value : [];
  return event?.kind === "refund/issued" ? event.body : undefined;
}
