import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { orderBalance } from "../../../../src/domain/balance/order-balance.ts";
import {
  type Correction,
  decideCorrectPayment,
} from "../../../../src/domain/commands/money/correct-payment.ts";
import { decideTakeReturn } from "../../../../src/domain/commands/money/exchange-goods.ts";
import {
  decideCard,
  decideCash,
  decideForeign,
} from "../../../../src/domain/commands/money/pay-order.ts";
import { decideRefund, refundWorth } from "../../../../src/domain/commands/money/refund-receipt.ts";
import { decideSetRate } from "../../../../src/domain/commands/office/change-rates.ts";
import { decideChangeTenders } from "../../../../src/domain/commands/office/change-tenders.ts";
import { decideAddGoods } from "../../../../src/domain/commands/order/add-goods.ts";
import { PERMISSIONS } from "../../../../src/domain/events/permission.ts";
import { orderAttention } from "../../../../src/domain/folds/order-attention.ts";
import { orderContributions } from "../../../../src/domain/folds/order-sums.ts";
import { type EventId } from "../../../../src/domain/identity.ts";
import { minor, thousandths } from "../../../../src/domain/money/amounts.ts";
import { currenciesByCode, type Currency } from "../../../../src/domain/money/currency.ts";
import { NO_LOOKUPS, toOrderView } from "../../../../src/domain/order/order-view.ts";
import { receiptTenders, tenderLeft } from "../../../../src/domain/order/refund.ts";
import { returnTerms } from "../../../../src/domain/order/sold-together.ts";
import { openedId } from "../../../../src/domain/state/order-state.ts";
import { type Counter, createCounter, type CounterOptions } from "../../../support/counter.ts";
import { decidePayCard } from "../../../support/pay-card.ts";
import { faultOf, SHOP_RULES, valueOf } from "../../../support/shop.ts";
import { catalogueOf, product } from "../../../support/small-shop.ts";

const TARTE = product("TARTE", { price: minor(322), station: "" });
const CATALOGUE = catalogueOf([TARTE]);
const EURO = currenciesByCode.get("EUR") as Currency;
const VOUCHER = "own-voucher";
const NONE = "" as EventId;

/** Where cash goes by five. */
const FIVES = { ...SHOP_RULES, coin: 5, cash: { step: 5, direction: "nearest" } } as const;

describe("cash that was really a card", () => {
  test("leaves the drawer as it was kept, and is on the card to the cent", () => {
    const counter = counterAt({ rules: FIVES });
    valueOf(cash(counter, 500));
    expect(moneyOf(counter)).toEqual({ cash: 320 });

    const [corrected] = valueOf(correct(counter, { from: "cash", to: "card" }));

    expect(corrected).toMatchObject({
      kind: "payment/corrected",
      body: { from: "cash", to: "card", amount: 322, rounding: 2, reason: "pressed F9" },
    });
    expect(moneyOf(counter)).toEqual({ cash: 0, card: 322 });
    expect(sumOf(counter, "rounding")).toBe(0);
    expect({
      ...orderBalance(counter.order()),
      attention: orderAttention(counter.order()),
    }).toMatchObject({ status: "paid", attention: [] });
    expect(counter.receipts()[0]).toMatchObject({ no: 1, rounding: -2 });
  });

  test("keeps in cash what the card did not take, as it is rounded there", () => {
    const counter = counterAt({ rules: FIVES });
    valueOf(cash(counter, 500));

    valueOf(correct(counter, { from: "cash", to: "card", amount: minor(320) }));

    // The terminal has taken 3.20, and nobody has given two cents.
    expect(moneyOf(counter)).toEqual({ cash: 0, card: 320 });
    expect(sumOf(counter, "rounding")).toBe(-2);
  });

  test("goes back to the card, and no longer as cash that was never there", () => {
    const counter = counterAt({ rules: FIVES });
    valueOf(cash(counter, 500));
    valueOf(correct(counter, { from: "cash", to: "card" }));
    const order = counter.order();
    const [receipt] = order.receipts;
    if (receipt === undefined) throw new Error("There is no receipt.");

    expect(receiptTenders(order, receipt)).toEqual([{ method: "card", paid: 322, back: 0 }]);
    expect(tenderLeft(order, receipt, "cash")).toBe(0);
    const back = { receipt: receipt.id, lines: [], method: "card" };
    const terms = returnTerms(counter.looking().view);
    expect(valueOf(refundWorth({ cash: FIVES.cash, terms }, order, back))).toMatchObject({
      out: [{ method: "card", amount: 322 }],
      notPaidInCash: 0,
    });
    const all = { ...back, reason: "cold" };
    valueOf(counter.decide((context, state) => decideRefund(context, state, all)));
    expect(moneyOf(counter)).toEqual({ cash: 0, card: 0 });
  });
});

describe("a card that was really something else", () => {
  test("is cash as it is rounded", () => {
    const counter = counterAt({ rules: FIVES });
    valueOf(card(counter));

    valueOf(correct(counter, { from: "card", to: "cash" }));

    expect(moneyOf(counter)).toEqual({ cash: 320, card: 0 });
    expect(sumOf(counter, "rounding")).toBe(-2);
  });

  test("is a tender of the shop's own, under the name that it has now", () => {
    const counter = counterAt();
    valueOf(card(counter));

    const [corrected] = valueOf(correct(counter, { from: "card", to: VOUCHER }));

    expect(corrected?.body).toMatchObject({ to: VOUCHER, name: "Voucher", rounding: 0 });
    expect(moneyOf(counter)).toEqual({ card: 0, [VOUCHER]: 322 });
  });

  test("is cash that coins make up, as long as no receipt says what was rounded", () => {
    const counter = counterAt({ rules: FIVES });
    valueOf(card(counter, 101));

    expect(faultOf(correct(counter, { from: "card", to: "cash" }))).toEqual({
      type: "cash/no-coin",
      tendered: 101,
      coin: 5,
    });
    valueOf(correct(counter, { from: "card", to: "cash", amount: minor(100) }));
    expect(moneyOf(counter)).toEqual({ card: 1, cash: 100 });
  });
});

describe("a tip", () => {
  test("goes along with all of its payment, and stays whose it is", () => {
    const counter = counterAt();
    valueOf(cash(counter, 400, 50));

    valueOf(correct(counter, { from: "cash", to: "card" }));

    expect(moneyOf(counter)).toEqual({ cash: 0, card: 372 });
    expect(sumOf(counter, "tip/card/1/amount")).toBe(50);
    expect(sumOf(counter, "tip/cash/1/amount")).toBe(0);
    expect(sumOf(counter, "tip/cash/1/count")).toBe(0);
  });

  test("stays where it was beside a part that moves", () => {
    const counter = counterAt();
    valueOf(cash(counter, 400, 50));

    valueOf(correct(counter, { from: "cash", to: "card", amount: minor(200) }));

    expect(moneyOf(counter)).toEqual({ cash: 172, card: 200 });
    expect(sumOf(counter, "tip/cash/1/amount")).toBe(50);
  });
});

describe("cash of another currency", () => {
  test("that was really a card takes its change back with it", () => {
    const counter = counterAt();
    rate(counter);
    valueOf(
      counter.decide((context, order) =>
        decideForeign(context, order, { currency: "USD", amount: minor(500), tip: minor(0) }),
      ),
    );
    expect(sumOf(counter, "foreign/USD/amount")).toBe(500);

    valueOf(correct(counter, { from: "cash", to: "card" }));

    expect(moneyOf(counter)).toEqual({ cash: 0, card: 322 });
    for (const what of ["count", "amount", "worth"]) {
      expect(sumOf(counter, `foreign/USD/${what}`)).toBe(0);
    }
  });

  test("is corrected as a whole or not", () => {
    const counter = counterAt();
    rate(counter);
    valueOf(
      counter.decide((context, order) =>
        decideForeign(context, order, { currency: "USD", amount: minor(500), tip: minor(0) }),
      ),
    );

    expect(faultOf(correct(counter, { from: "cash", to: "card", amount: minor(100) }))).toEqual({
      type: "correction/only-whole",
    });
  });
});

describe("a correction is refused", () => {
  test("by whoever may not give money back, without a reason, or of what was never taken", () => {
    const counter = counterAt();
    valueOf(cash(counter, 322));
    const cashier = PERMISSIONS.filter((it) => it !== "return");
    const other = counter.apart("B", { permissions: cashier });

    expect(faultOf(correct(other, { from: "cash", to: "card" }))).toMatchObject({
      type: "permission/missing",
      permission: "return",
    });
    const noReason = { from: "cash", to: "card", reason: "  " };
    expect(faultOf(correct(counter, noReason))).toEqual({ type: "correction/reason-needed" });
    const payment = "nothing" as EventId;
    expect(faultOf(correct(counter, { from: "cash", to: "card", payment }))).toEqual({
      type: "correction/no-payment",
    });
    expect(faultOf(correct(counter, { from: "cash", to: "own-nothing" }))).toEqual({
      type: "tender/unknown",
      text: "own-nothing",
    });
  });

  test("where it says nothing new, or more than there was", () => {
    const counter = counterAt();
    valueOf(cash(counter, 322));

    expect(faultOf(correct(counter, { from: "cash", to: "cash" }))).toEqual({
      type: "correction/same",
    });
    expect(faultOf(correct(counter, { from: "card", to: "cash" }))).toMatchObject({
      type: "correction/too-much",
      left: 0,
    });
    expect(faultOf(correct(counter, { from: "cash", to: "card", amount: minor(323) }))).toEqual({
      type: "correction/too-much",
      amount: 323,
      left: 322,
    });
    valueOf(correct(counter, { from: "cash", to: "card" }));
    expect(faultOf(correct(counter, { from: "cash", to: "card" }))).toMatchObject({ left: 0 });
  });

  test("of cash that went back as cash since: it was there", () => {
    const counter = counterAt();
    valueOf(cash(counter, 322));
    const [receipt] = counter.order().receipts;
    const of = receipt?.id ?? ("" as EventId);
    const all = { receipt: of, lines: [], method: "cash", reason: "cold" };
    valueOf(counter.decide((context, order) => decideRefund(context, order, all)));

    expect(faultOf(correct(counter, { from: "cash", to: "card" }))).toMatchObject({
      type: "correction/too-much",
      left: 0,
    });
  });

  test("of money that was handed out", () => {
    const counter = createCounter({ catalogue: CATALOGUE });
    counter.add(TARTE, { kind: "return" });
    valueOf(cash(counter, 0));

    expect(faultOf(correct(counter, { from: "cash", to: "card" }))).toEqual({
      type: "correction/not-taken",
    });
  });

  test("on another business day", () => {
    const counter = counterAt();
    valueOf(cash(counter, 322));

    const later = counter.decide((context, order) =>
      decideCorrectPayment({ ...context, day: "2030-01-01" as typeof context.day }, order, {
        payment: paymentOf(counter),
        from: "cash",
        to: "card",
        reason: "late",
      }),
    );

    expect(faultOf(later)).toEqual({ type: "correction/other-day" });
  });
});

describe("two tills apart", () => {
  test("that correct the same payment are attention with the amount, and both are kept", () => {
    const counter = counterAt();
    valueOf(cash(counter, 322));
    const other = counter.apart("B");
    valueOf(correct(counter, { from: "cash", to: "card" }));
    valueOf(correct(other, { from: "cash", to: VOUCHER }));

    counter.hear(other);
    other.hear(counter);

    const payment = paymentOf(counter);
    expect(orderAttention(counter.order())).toEqual([
      { type: "payment/over-corrected", subject: payment, amount: 322 },
    ]);
    // No receipt was paid too often, which is what a refund would give back.
    expect(toOrderView(counter.order(), NO_LOOKUPS)?.tooMuch).toBe(0);
    expect(other.order()).toEqual(counter.order());
    expect(moneyOf(counter)).toEqual({ cash: -322, card: 322, [VOUCHER]: 322 });
    // The voucher was right: what the other one said is taken back.
    valueOf(correct(counter, { from: "card", to: "cash" }));
    expect(moneyOf(counter)).toEqual({ cash: 0, card: 0, [VOUCHER]: 322 });
    expect(orderAttention(counter.order())).toEqual([]);
  });
});

describe("a payment that one till corrects", () => {
  test("and the other one gives back by the tender that it was booked by, is one question of that tender", () => {
    const counter = counterAt();
    valueOf(counter.decide((context, order) => decidePayCard(context, order, undefined)));
    const other = counter.apart("B");
    valueOf(correct(counter, { from: "card", to: "cash" }));
    const [receipt] = other.order().receipts;
    const all = { receipt: receipt?.id ?? ("" as EventId), lines: [], method: "card" };
    valueOf(
      other.decide((context, order) => decideRefund(context, order, { ...all, reason: "cold" })),
    );
    const amount = receipt?.body.total ?? 0;

    counter.hear(other);

    expect(orderAttention(counter.order())).toEqual([
      { type: "payment/over-corrected", subject: paymentOf(counter), amount },
    ]);
    // It was the card after all: the correction is taken back.
    valueOf(correct(counter, { from: "cash", to: "card" }));
    expect(orderAttention(counter.order())).toEqual([]);
  });

  test("and the other one takes on to other goods, is one question of that tender as well", () => {
    const counter = counterAt();
    valueOf(counter.decide((context, order) => decidePayCard(context, order, undefined)));
    const sold = counter.order();
    const other = counter.apart("B");
    valueOf(correct(counter, { from: "card", to: "cash" }));
    const [receipt] = sold.receipts;
    const back = { sold, receipt: receipt?.id ?? NONE, lines: [], reason: "size" };
    const taken = valueOf(
      other.decide((context) =>
        decideTakeReturn(context, { ...back, order: undefined, service: "counter" }),
      ),
    );
    const swapped = taken.find(({ kind }) => kind === "order/opened")?.id ?? NONE;
    const goods = { kind: "goods" as const, product: TARTE, quantity: thousandths(1000) };
    valueOf(
      other.decide((context) => {
        const order = other.orderOf(swapped);
        return decideAddGoods(context, { catalogue: CATALOGUE, goods, order, service: "counter" });
      }),
    );
    valueOf(
      other.decide((context) =>
        decideCash(context, other.orderOf(swapped), {
          tendered: minor(0),
          tip: minor(0),
          isTipSure: true,
        }),
      ),
    );

    counter.hear(other);

    const payment = Object.keys(counter.orderOf(openedId(sold)).paymentsById)[0];
    expect(orderAttention(counter.orderOf(openedId(sold)))).toEqual([
      { type: "payment/over-corrected", subject: payment, amount: 322 },
    ]);
    expect(orderAttention(counter.orderOf(swapped))).toEqual([]);
  });
});

describe("whatever is corrected", () => {
  const method = fc.constantFrom("cash", "card", VOUCHER);
  const step = fc.record({
    from: method,
    to: method,
    amount: fc.option(fc.integer({ min: 1, max: 400 }), { nil: undefined }),
  });
  const sale = fc.record({
    fives: fc.boolean(),
    byCard: fc.boolean(),
    tip: fc.integer({ min: 0, max: 100 }),
    part: fc.integer({ min: 0, max: 300 }),
    steps: fc.array(step, { maxLength: 8 }),
  });

  test("the order stays paid, the drawer holds coins, and the sums are what was settled and rounded", () => {
    fc.assert(
      fc.property(sale, ({ fives, byCard, tip, part, steps }) => {
        const counter = counterAt(fives ? { rules: FIVES } : {});
        if (part > 0) cash(counter, part);
        if (byCard) card(counter, undefined, tip);
        else cash(counter, 1000, tip);
        for (const payment of Object.keys(counter.order().paymentsById)) {
          for (const { from, to, amount } of steps) {
            const much = amount === undefined ? {} : { amount: minor(amount) };
            // Refused or not: a refusal leaves no trace.
            correct(counter, { payment: payment as EventId, from, to, ...much });
          }
        }

        const order = counter.order();
        const money = moneyOf(counter);
        const tips = sumLike(counter, /\/tip\/[^/]+\/1\/amount$/u);
        const kept = Object.values(money).reduce((all, it) => all + it, 0);
        expect({ ...orderBalance(order), attention: orderAttention(order) }).toMatchObject({
          status: "paid",
          refundDue: 0,
          attention: [],
        });
        expect(kept).toBe(322 + sumOf(counter, "rounding") + tips);
        expect(Math.abs((money["cash"] ?? 0) % (fives ? 5 : 1))).toBe(0);
        for (const amount of Object.values(money)) expect(amount).toBeGreaterThanOrEqual(0);
        const [receipt] = order.receipts;
        if (receipt === undefined) throw new Error("There is no receipt.");
        const paid = receiptTenders(order, receipt).reduce((all, it) => all + it.paid, 0);
        expect(paid).toBe(322 + sumOf(counter, "rounding"));
      }),
    );
  });
});

function counterAt(options: CounterOptions = {}): Counter {
  const counter = createCounter({ catalogue: CATALOGUE, ...options });
  valueOf(
    counter.decide((context) => decideChangeTenders(context, { type: "add", name: "Voucher" })),
  );
  counter.add(TARTE);
  return counter;
}

function rate(counter: Counter): void {
  const wish = { currency: "USD", rate: "0.92" };
  valueOf(counter.decide((context) => decideSetRate(context, wish, EURO)));
}

function cash(counter: Counter, tendered: number, tip = 0): ReturnType<Counter["decide"]> {
  return counter.decide((context, order) =>
    decideCash(context, order, { tendered: minor(tendered), tip: minor(tip), isTipSure: true }),
  );
}

function card(counter: Counter, amount?: number, tip = 0): ReturnType<Counter["decide"]> {
  const taken = amount === undefined ? undefined : minor(amount);
  return counter.decide((context, order) =>
    decideCard(context, order, { amount: taken, tip: minor(tip), isTipSure: true }),
  );
}

function paymentOf(counter: Counter): EventId {
  return Object.keys(counter.order().paymentsById)[0] as EventId;
}

function correct(
  counter: Counter,
  wish: Pick<Correction, "from" | "to"> & Partial<Correction>,
): ReturnType<Counter["decide"]> {
  return counter.decide((context, order) =>
    decideCorrectPayment(context, order, {
      payment: paymentOf(counter),
      reason: "pressed F9",
      ...wish,
    }),
  );
}

/** What there is of each tender by the sums of the day: tips are with it. */
function moneyOf(counter: Counter): Readonly<Record<string, number>> {
  const money: Record<string, number> = {};
  for (const [key, amount] of orderContributions(counter.order())) {
    const own = /\/tender\/(?<own>[^/]+)\/(?:amount|rounding|refunded|corrected)$/u.exec(key);
    const tipped = /\/tip\/(?<own>[^/]+)\/[^/]+\/amount$/u.exec(key);
    const method = own?.groups?.["own"] ?? tipped?.groups?.["own"];
    if (method !== undefined) money[method] = (money[method] ?? 0) + amount;
  }
  return money;
}

/** A sum of the day, whichever till's. */
function sumOf(counter: Counter, what: string): number {
  return orderContributions(counter.order()).reduce(
    (sum, [key, amount]) => (keyTail(key) === what ? sum + amount : sum),
    0,
  );
}

function keyTail(key: string): string {
  return key.split("/").slice(3).join("/");
}

function sumLike(counter: Counter, like: RegExp): number {
  return orderContributions(counter.order()).reduce(
    (sum, [key, amount]) => (like.test(key) ? sum + amount : sum),
    0,
  );
}
