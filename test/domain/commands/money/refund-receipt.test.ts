/** Money that goes back for a receipt: never more than came, by whichever means it came. Size: both. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { orderBalance } from "../../../../src/domain/balance/order-balance.ts";
import {
  decideRefund,
  refundWorth,
  type Return,
} from "../../../../src/domain/commands/money/refund-receipt.ts";
import {
  decideSetQuantity,
  decideVoidLine,
} from "../../../../src/domain/commands/order/edit-order.ts";
import { decideDiscountOrder } from "../../../../src/domain/commands/order/give-discount.ts";
import { decideSetService } from "../../../../src/domain/commands/order/order-head.ts";
import { type RefundIssued } from "../../../../src/domain/events/order-events.ts";
import { orderAttention } from "../../../../src/domain/folds/order-attention.ts";
import { type EventId } from "../../../../src/domain/identity.ts";
import { type LineKindName } from "../../../../src/domain/lines/line-kinds.ts";
import {
  milliPercent,
  minor,
  type MinorUnits,
  sumMinor,
  thousandths,
} from "../../../../src/domain/money/amounts.ts";
import { type CashRule, roundCash } from "../../../../src/domain/money/cash-rounding.ts";
import { type Tax, taxBill } from "../../../../src/domain/money/tax.ts";
import {
  receiptTenders,
  type ReceiptTender,
  refundableItems,
} from "../../../../src/domain/order/refund.ts";
import { returnTerms } from "../../../../src/domain/order/sold-together.ts";
import { openedId } from "../../../../src/domain/state/order-state.ts";
import { type Counter, createCounter } from "../../../support/counter.ts";
import { decidePayCard } from "../../../support/pay-card.ts";
import { proofRuns } from "../../../support/proof-runs.ts";
import { faultOf, SHOP_RULES, TODAY, valueOf } from "../../../support/shop.ts";
import { catalogueOf, product } from "../../../support/small-shop.ts";
import { SALES_TAX } from "../../../support/told.ts";

const VAT: Tax = { label: "VAT 9%", rate: milliPercent(9000), included: true };
const LEVY: Tax = { label: "Levy 3%", rate: milliPercent(3000), included: true };

describe("goods that come back", () => {
  test("give back what was paid for them, under a number of the same count", () => {
    const counter = counterAt([VAT]);
    const tarte = counter.add(goods(350), { count: 3 });
    valueOf(counter.pay(1050));

    const refund = back(counter, { lines: [{ line: tarte, quantity: thousandths(1000) }] });

    expect(refund).toMatchObject({
      series: "A",
      no: 2,
      of: counter.order().receipts[0]?.id,
      items: [{ line: tarte, quantity: -1000, net: -350 }],
      taxes: [{ label: "VAT 9%", base: -321, tax: -29 }],
      out: [{ method: "cash", amount: -350 }],
      total: -350,
      rounding: 0,
      reason: "cold",
    });
    expect({
      ...orderBalance(counter.order()),
      attention: orderAttention(counter.order()),
    }).toMatchObject({ status: "paid", due: 0, attention: [] });
  });

  test("of an order that another till has opened, and is not heard, wait for that till", () => {
    const counter = counterAt([VAT]);
    counter.add(goods(350));
    valueOf(counter.pay(350));
    const heard = createCounter({
      till: "B",
      events: counter.events().filter(({ kind }) => kind !== "order/opened"),
    });
    const id = openedId(counter.order());
    const [receipt] = heard.orderOf(id).receipts;
    const wish = { receipt: receipt?.id ?? id, lines: [], method: "cash", reason: "cold" } as const;

    expect(receipt?.body.total).toBe(350);
    expect(
      faultOf(heard.decide((context) => decideRefund(context, heard.orderOf(id), wish))),
    ).toEqual({ type: "refund/no-receipt" });
    heard.hear(counter);
    expect(back(heard).total).toBe(-350);
  });

  test("one by one give back to the cent what all of them cost, whatever was taken off", () => {
    const line = fc.record({
      price: fc.integer({ min: 0, max: 999 }),
      count: fc.integer({ min: 1, max: 4 }),
      kind: fc.constantFrom<LineKindName>("goods", "goods", "goods", "return"),
    });
    const sale = fc.record({
      lines: fc.array(line, { minLength: 1, maxLength: 4 }),
      rate: fc.integer({ min: 0, max: 90_000 }),
      taxes: fc.constantFrom<ReadonlyArray<Tax>>(
        [],
        [VAT],
        [SALES_TAX],
        [VAT, LEVY],
        [SALES_TAX, VAT],
      ),
      step: fc.constantFrom(0, 5, 100),
      direction: fc.constantFrom<CashRule["direction"]>("nearest", "up", "down"),
      order: fc.array(fc.nat(100), { maxLength: 20 }),
    });
    fc.assert(
      fc.property(sale, ({ lines, rate, taxes, step, direction, order }) => {
        const counter = counterAt(taxes, { step, direction });
        for (const { price, ...more } of lines) counter.add(goods(price), more);
        counter.decide((context, state) =>
          decideDiscountOrder(context, state, {
            discount: { rate: milliPercent(rate), amount: minor(0) },
          }),
        );
        const { refundDue } = orderBalance(counter.order());
        valueOf(counter.pay(refundDue > 0 ? 0 : 10_000_000));
        const [receipt] = counter.receipts();
        if (receipt === undefined) throw new Error("It was paid.");

        const faults = [...order.flatMap((at) => returnOne(counter, at)), ...returnRest(counter)];
        const refunds = counter.order().refunds.map(({ body }) => body);

        expect(new Set([...faults, NOTHING])).toEqual(new Set([NOTHING]));
        for (const refund of refunds) {
          const added = refund.taxes.filter(({ included }) => !included);
          const items = sumMinor(refund.items, ({ net }) => net);
          expect(items + sumMinor(added, ({ tax }) => tax)).toBe(refund.total);
          expect(sumMinor(refund.out, ({ amount }) => amount)).toBe(refund.total + refund.rounding);
          expect(refund.items.every(({ net }) => net <= 0)).toBe(true);
        }
        expect(orderAttention(counter.order())).toEqual([]);
        // What came back at once stays; without any of that, nothing is left.
        const stays = receipt.items.filter(({ net }) => net < 0);
        const bill = taxBill({
          lines: stays.map(({ net }) => ({ amount: net, taxes })),
          ...SHOP_RULES.pricing,
        });
        const left = bill.taxes.map(({ net, ...tax }) => ({ ...tax, base: net }));
        expect(receipt.total + sumMinor(refunds, ({ total }) => total)).toBe(bill.total);
        expect(taxSums([receipt, ...refunds])).toEqual(taxSums([{ taxes: left }]));
        const out = sumMinor(refunds, handedOutOf);
        const sold = sumMinor(refunds, ({ total }) => total);
        expect(0 - out).toBeLessThanOrEqual(Math.max(0, receipt.rounding - sold));
        for (const refund of refunds) {
          expect(roundCash(handedOutOf(refund), { step, direction })).toBe(handedOutOf(refund));
        }
      }),
      { seed: 20_261_120, numRuns: proofRuns({ small: 100, whole: 300 }) },
    );
  });

  test.each([
    [[2, 1], 5, [-265, -135]],
    [[3], 5, [-400]],
    [[1, 1, 1], 5, [-135, -135, -130]],
    [[1, 1, 1], 0, [-133, -133, -133]],
    [[1, 2], 100, [-100, -300]],
  ] as const)(
    "%j of them by steps of %i: each is rounded by itself, and together no more than was paid",
    (counts, step, handed) => {
      const counter = counterAt([VAT], { step, direction: "nearest" });
      const line = counter.add(goods(133), { count: 3 });
      valueOf(counter.pay(1000));

      const outs = counts.map((count) =>
        handedOutOf(back(counter, { lines: [{ line, quantity: thousandths(count * 1000) }] })),
      );

      expect(outs).toEqual(handed);
    },
  );

  test.each([
    [
      [102, 102, 102, 102, 102],
      [100, 100, 100, 100, 110],
    ],
    [
      [502, 521],
      [500, 525],
    ],
  ])(
    "in cash, one by one, take along with the last what is left of the cash: %j",
    (prices, given) => {
      const counter = counterAt([VAT], { step: 5, direction: "nearest" });
      const lines = prices.map((price) => counter.add(goods(price)));
      valueOf(counter.pay(10_000));

      const out = lines.map((line) => back(counter, { lines: [{ line }] }).out);

      expect(out).toMatchObject(given.map((amount) => [{ method: "cash", amount: 0 - amount }]));
    },
  );

  test("round by the rule of their own day, and never above what was paid", () => {
    const before = counterAt([VAT], { step: 5, direction: "nearest" });
    before.add(goods(247));
    valueOf(before.pay(245));
    const rules = { ...SHOP_RULES, cash: { step: 50, direction: "up" } } as const;

    expect(back(before.apart("A", { rules }))).toMatchObject({
      total: -247,
      out: [{ amount: -200 }],
      rounding: 47,
    });
  });

  test("whether to a card or in cash, give back together no more than was paid", () => {
    const payment = fc.record({
      price: fc.integer({ min: 1, max: 999 }),
      count: fc.integer({ min: 1, max: 6 }),
      byCard: fc.nat(999),
      step: fc.constantFrom(0, 5, 10, 100),
      ways: fc.array(fc.constantFrom("cash" as const, "card" as const), {
        minLength: 6,
        maxLength: 6,
      }),
    });
    fc.assert(
      fc.property(payment, ({ price, count, byCard, step, ways }) => {
        const counter = counterAt([VAT], { step, direction: "nearest" });
        const line = counter.add(goods(price), { count });
        const card = minor(Math.min(byCard, price * count));
        if (card > 0) {
          valueOf(counter.decide((context, order) => decidePayCard(context, order, card)));
        }
        if (card < price * count) valueOf(counter.pay(10_000_000));
        const [receipt] = counter.receipts();

        let told = 0;
        const one = { lines: [{ line, quantity: thousandths(1000) }] };
        for (const back of [
          ...ways.map((method) => ({ ...one, method })),
          { method: "cash" } as const,
        ]) {
          const otherwise = notPaidInCash(counter, { rule: { step, direction: "nearest" }, back });
          if (giveBack(counter, back).ok) told += otherwise;
        }
        const refunds = counter.order().refunds.map(({ body }) => body);

        expect(sumMinor(refunds, ({ total }) => total)).toBe(0 - price * count);
        const paid = (receipt?.total ?? 0) + (receipt?.rounding ?? 0);
        expect(0 - sumMinor(refunds, handedOutOf)).toBeLessThanOrEqual(paid);
        const inCash = refunds.flatMap(({ out }) => out).filter(({ method }) => method === "cash");
        const outInCash = 0 - sumMinor(inCash, ({ amount }) => amount);
        // What is more in cash than came in cash was told each time before it went out.
        expect(told).toBe(Math.max(0, outInCash - (paid - card)));
      }),
      { seed: 20_261_120, numRuns: proofRuns({ small: 100, whole: 300 }) },
    );
  });

  test("that cost nothing beside others come back with them", () => {
    const counter = counterAt([VAT]);
    counter.add(goods(350));
    counter.add(goods(0));
    valueOf(counter.pay(350));

    expect(back(counter).items.map(({ net }) => net)).toEqual([-350, 0]);
  });

  test.each([
    ["", undefined, "back"],
    ["bar", undefined, "waste"],
    ["bar", "back", "back"],
    ["", "none", "none"],
  ] as const)("that station “%s” makes, and somebody says %s of: %s", (station, said, goods) => {
    const counter = counterAt([VAT]);
    counter.add(product("GOODS", { price: minor(350), station }));
    valueOf(counter.pay(350));

    expect(back(counter, { goods: said }).items).toMatchObject([{ net: -350, goods }]);
  });

  test("by weight come back in part", () => {
    const counter = counterAt([VAT]);
    const cheese = product("CHEESE", { price: minor(1290), soldBy: "weight", station: "" });
    const line = counter.add(cheese, { count: 0.35 });
    valueOf(counter.pay(452));

    expect(back(counter, { lines: [{ line, quantity: thousandths(100) }] }).total).toBe(-129);
    expect(back(counter).total).toBe(129 - 452);
  });

  test("go back to a card as far as one paid for them", () => {
    const counter = counterAt([VAT]);
    counter.add(goods(350), { count: 2 });
    valueOf(counter.decide((context, order) => decidePayCard(context, order, minor(300))));
    valueOf(counter.pay(400));

    expect(back(counter.apart("B"), { method: "card" }).out).toEqual([
      { method: "card", amount: -300 },
      { method: "cash", amount: -400 },
    ]);
    expect(back(counter).out).toEqual([{ method: "cash", amount: -700 }]);
  });

  test("of one line that a card and cash paid for go back to both, as they came", () => {
    const counter = counterAt([VAT], { step: 5, direction: "nearest" });
    counter.add(goods(1572));
    valueOf(counter.decide((context, order) => decidePayCard(context, order, minor(1072))));
    valueOf(counter.pay(500));

    const { out, rounding, otherwise } = back(counter, { method: "card" });

    expect({ out, rounding, otherwise }).toEqual({
      out: [
        { method: "card", amount: -1072 },
        { method: "cash", amount: -500 },
      ],
      rounding: 0,
      otherwise: undefined,
    });
    expect(orderAttention(counter.order())).toEqual([]);
    expect(faultOf(giveBack(counter)).type).toBe("refund/nothing-left");
  });

  test("go back to a card first, and never more by any tender than came by it", () => {
    const sale = fc.record({
      prices: fc.array(fc.integer({ min: 1, max: 999 }), { minLength: 1, maxLength: 4 }),
      card: fc.integer({ min: 1, max: 999 }),
      step: fc.constantFrom(0, 5, 10),
      methods: fc.array(fc.constantFrom("card", "cash"), { minLength: 4, maxLength: 4 }),
    });
    fc.assert(
      fc.property(sale, ({ prices, card, step, methods }) => {
        const counter = counterAt([VAT], { step, direction: "nearest" });
        const lines = prices.map((price) => counter.add(goods(price)));
        const due = orderBalance(counter.order()).due;
        const byCard = minor(Math.min(card, due));
        valueOf(counter.decide((context, order) => decidePayCard(context, order, byCard)));
        if (orderBalance(counter.order()).due > 0) valueOf(counter.pay(1_000_000));
        const came = byTender(counter, (receipt) => receipt.paid);

        for (const [at, line] of lines.entries()) {
          const refund = giveBack(counter, { lines: [{ line }], method: methods[at] ?? "cash" });
          const others = refund.ok ? "" : refund.fault.type;
          expect(["", "refund/beyond-card", "refund/nothing-left"]).toContain(others);
          if (!refund.ok) valueOf(giveBack(counter, { lines: [{ line }], method: "cash" }));
        }

        const went = byTender(counter, (receipt) => receipt.back);
        expect(went.card).toBeLessThanOrEqual(came.card);
        expect(went.card + went.cash).toBeLessThanOrEqual(came.card + came.cash);
        const isExact = methods.every((method) => method === "card") && step === 0;
        expect(isExact ? went : came).toEqual(came);
      }),
    );
  });

  test("twice on two tills apart is a question, with what was given too much", () => {
    const counter = counterAt([VAT]);
    counter.add(goods(350));
    valueOf(counter.pay(350));
    const other = counter.apart("B");

    back(counter);
    back(other);
    counter.hear(other);

    expect(orderAttention(counter.order())).toMatchObject([
      { type: "receipt/over-refunded", amount: 350, day: TODAY },
    ]);
    expect(faultOf(giveBack(counter)).type).toBe("refund/nothing-left");
  });

  test("with a tax on top, paid on two tills apart, ask for the tax too, and it goes back", () => {
    const tax: Tax = { label: "Tax 8.875%", rate: milliPercent(8875), included: false };
    const counter = counterAt([tax]);
    counter.add(goods(9300));
    const other = counter.apart("B");
    for (const till of [counter, other]) valueOf(till.pay(20_000));
    counter.hear(other);

    const [question, ...more] = orderAttention(counter.order());

    expect(question).toMatchObject({ type: "receipt/over-covered", amount: 10_125 });
    expect(more).toEqual([]);
    const receipt = question?.subject ?? counter.order().receipts[0]?.id;
    const beyond = { receipt: receipt ?? ("" as EventId), lines: [], method: "cash" } as const;
    const [refund] = valueOf(
      counter.decide((context, order) =>
        decideRefund(context, order, { ...beyond, reason: "paid twice", what: "beyond" }),
      ),
    );
    expect(refund?.body).toMatchObject({ total: -10_125 });
    expect(orderAttention(counter.order())).toEqual([]);
  });

  test.each([VAT, SALES_TAX])(
    "come back in full where others of the receipt came back twice: %o",
    (tax) => {
      const counter = counterAt([tax]);
      const wine = counter.add(goods(10_000));
      const bread = counter.add(goods(1000));
      valueOf(counter.pay(20_000));
      const other = counter.apart("B");
      back(counter, { lines: [{ line: wine }] });
      back(other, { lines: [{ line: wine }] });
      const alone = back(counter.apart("C"), { lines: [{ line: bread }] });
      counter.hear(other);

      const { taxes, total, out } = back(counter, { lines: [{ line: bread }] });

      expect({ taxes, total, out }).toEqual({
        taxes: alone.taxes,
        total: alone.total,
        out: alone.out,
      });
    },
  );

  test("state no tax of others that came back twice", () => {
    const drinks = {
      ...taxed([{ ...VAT, label: "VAT 21%", rate: milliPercent(21_000) }]),
      id: "drinks",
    };
    const taxClassesById = new Map([taxed([SALES_TAX]), drinks].map((it) => [it.id, it]));
    const counter = createCounter({ catalogue: { ...catalogueOf([]), taxClassesById } });
    const beer = product("BEER", { price: minor(350), station: "", taxClass: "drinks" });
    const lines = [{ line: counter.add(beer, { count: 3 }), quantity: thousandths(1000) }];
    const tarte = counter.add(goods(1999));
    valueOf(counter.pay(10_000));
    back(counter, { lines });
    const other = counter.apart("B");
    back(other, { lines });
    back(counter, { lines });
    back(counter, { lines });
    counter.hear(other);

    const { taxes } = back(counter, { lines: [{ line: tarte }] });

    expect(taxes.map(({ label }) => label)).toEqual([SALES_TAX.label]);
  });

  test("of which no one says which it is, are refused where something was paid beyond what it costs", () => {
    const { counter } = paidTwice();

    expect(faultOf(giveBack(counter))).toEqual({
      type: "refund/which",
      name: "A-000001",
      amount: 1000,
    });
    expect(counter.order().refunds).toEqual([]);
  });

  test("settle no double payment", () => {
    const { counter } = paidTwice();
    const asked = [{ type: "receipt/over-covered", amount: 1000 }];

    back(counter, { what: "goods" });

    expect(orderAttention(counter.order())).toMatchObject(asked);
  });

  test("are none where a double payment goes back, which that settles to the cent and in one act", () => {
    const { counter, line } = paidTwice();

    const events = valueOf(giveBack(counter, { what: "beyond", reason: "paid twice" }));

    expect(events.map(({ kind, body }) => [kind, body])).toMatchObject([
      [
        "refund/issued",
        { total: -1000, items: [{ line, quantity: 0, net: -1000, goods: "none" }] },
      ],
    ]);
    expect(orderAttention(counter.order())).toEqual([]);
    expect(faultOf(giveBack(counter, { what: "beyond" })).type).toBe("refund/none-beyond");
    expect(faultOf(giveBack(counter)).type).toBe("refund/nothing-left");
    // The other receipt's goods may still come back.
    const other = counter.order().receipts[1]?.id ?? ("" as EventId);
    expect(back(counter, { receipt: other }).total).toBe(-1000);
    expect(orderAttention(counter.order())).toEqual([]);
  });

  test("as a double payment given back on two tills apart are a question of what went out too much", () => {
    const { counter } = paidTwice();
    const other = counter.apart("C");
    const second = counter.order().receipts[1]?.id ?? ("" as EventId);

    back(counter, { what: "beyond" });
    back(other, { what: "beyond", receipt: second });
    counter.hear(other);

    expect(orderAttention(counter.order())).toMatchObject([
      { type: "receipt/over-refunded", amount: 1000, day: TODAY },
    ]);
  });

  test("as a double payment given back twice of one receipt are counted once", () => {
    const { counter } = paidTwice();
    const other = counter.apart("C");

    back(counter, { what: "beyond" });
    back(other, { what: "beyond" });
    counter.hear(other);

    expect(orderAttention(counter.order())).toMatchObject([
      { type: "receipt/over-refunded", amount: 1000, day: TODAY },
    ]);
  });

  test("that another till took off the order after they were paid leave the rest of their money in question", () => {
    const counter = counterAt([VAT]);
    const line = counter.add(goods(350), { count: 2 });
    const other = counter.apart("B");
    valueOf(counter.pay(700));
    valueOf(other.decide((context, order) => decideVoidLine(context, order, { line, reason: "" })));
    counter.hear(other);
    const paidTooMuch = { type: "receipt/over-covered", amount: 700 };
    expect(orderAttention(counter.order())).toMatchObject([paidTooMuch]);

    back(counter, { lines: [{ line, quantity: thousandths(1000) }], what: "goods" });
    // What went back for them is not held any more.
    expect(orderAttention(counter.order())).toMatchObject([{ ...paidTooMuch, amount: 350 }]);
    back(counter, { what: "beyond" });

    expect(orderAttention(counter.order())).toEqual([]);
  });

  test("under an amount that two tills granted apart give back no more than was paid beyond the bill", () => {
    const counter = counterAt([VAT]);
    counter.add(goods(1000));
    const discount = { rate: milliPercent(0), amount: minor(500) };
    valueOf(counter.decide((context, order) => decideDiscountOrder(context, order, { discount })));
    const other = counter.apart("B");
    for (const till of [counter, other]) {
      till.add(goods(1000));
      valueOf(till.pay(1500));
    }
    counter.hear(other);

    expect(back(counter, { what: "beyond" })).toMatchObject({
      total: -500,
      taxes: [{ label: VAT.label, base: -459, tax: -41 }],
      out: [{ method: "cash", amount: -500 }],
    });
    expect(orderAttention(counter.order())).toEqual([]);
  });

  test("of which some are back come back whole where another till has changed them since", () => {
    const counter = counterAt([VAT]);
    const line = counter.add(goods(350), { count: 2 });
    const other = counter.apart("B");
    valueOf(counter.pay(700));
    back(counter, { lines: [{ line, quantity: thousandths(1000) }] });
    const quantity = thousandths(3000);
    valueOf(
      other.decide((context, order) => decideSetQuantity(context, order, { line, quantity })),
    );
    counter.hear(other);

    expect(back(counter, { lines: [{ line }] }).total).toBe(-350);
    expect(faultOf(giveBack(counter, { lines: [{ line }] })).type).toBe("refund/nothing-left");
  });

  test("come back whole where another till has changed them since", () => {
    const counter = counterAt([VAT]);
    const line = counter.add(goods(350), { count: 2 });
    const other = counter.apart("B");
    valueOf(counter.pay(700));
    const quantity = thousandths(3000);
    valueOf(
      other.decide((context, order) => decideSetQuantity(context, order, { line, quantity })),
    );
    counter.hear(other);

    expect(
      faultOf(giveBack(counter, { lines: [{ line, quantity: thousandths(2000) }] })).type,
    ).toBe("refund/too-much");
    expect(back(counter, { lines: [{ line }] }).total).toBe(-700);
  });

  test("come back together where another till has changed how they are served and taxed", () => {
    const counter = counterAt([VAT], undefined, [SALES_TAX]);
    const line = counter.add(goods(350));
    counter.add(goods(100));
    const other = counter.apart("B");
    valueOf(counter.pay(450));
    valueOf(other.decide((context, order) => decideSetService(context, order, "takeaway")));
    counter.hear(other);

    expect(faultOf(giveBack(counter, { lines: [{ line }] })).type).toBe("refund/only-whole");
    expect(taxSums([back(counter)])).toEqual(taxSums(counter.receipts(), -1));
  });

  test.each<[string, Partial<Return>, string]>([
    ["nobody says why", { reason: " " }, "refund/reason-needed"],
    ["why is a long story", { reason: "x".repeat(201) }, "text/too-long"],
    ["the receipt is another one", { receipt: "nobody" as EventId }, "refund/no-receipt"],
    ["the line is another one", { lines: [{ line: "nobody" as EventId }] }, "line/unknown"],
  ])("stay where they are when %s", (_, change, type) => {
    const counter = counterAt([VAT]);
    counter.add(goods(350));
    valueOf(counter.pay(350));

    expect(faultOf(giveBack(counter, change)).type).toBe(type);
  });

  test.each([
    [4000, "refund/too-much"],
    [0, "quantity/invalid"],
    [-1000, "quantity/invalid"],
    [500, "quantity/invalid"],
  ])("stay where they are when %i thousandths of three are meant", (quantity, type) => {
    const counter = counterAt([VAT]);
    const line = counter.add(goods(350), { count: 3 });
    valueOf(counter.pay(1050));

    const lines = [{ line, quantity: thousandths(quantity) }];
    expect(faultOf(giveBack(counter, { lines })).type).toBe(type);
  });

  test("take the right to", () => {
    const counter = counterAt([VAT]);
    counter.add(goods(350));
    valueOf(counter.pay(350));
    const cashier = counter.apart("A", { permissions: ["sell", "pay"] });

    expect(faultOf(giveBack(cashier))).toMatchObject({ permission: "return" });
  });
});

function counterAt(
  taxes: ReadonlyArray<Tax>,
  cash?: CashRule,
  takeaway: ReadonlyArray<Tax> = taxes,
): Counter {
  const food = taxed(taxes, takeaway);
  const catalogue = { ...catalogueOf([]), taxClassesById: new Map([["food", food]]) };
  return createCounter({
    catalogue,
    ...(cash === undefined ? {} : { rules: { ...SHOP_RULES, cash } }),
  });
}

function taxed(counter: ReadonlyArray<Tax>, takeaway = counter) {
  const taxesByService = { counter, "dine-in": counter, takeaway, delivery: takeaway };
  return { id: "food", name: "Food", taxesByService };
}

function goods(price: number) {
  return product("GOODS", { price: minor(price), station: "" });
}

function handedOutOf({ out }: RefundIssued): MinorUnits {
  return sumMinor(out, ({ amount }) => amount);
}

function giveBack(counter: Counter, change: Partial<Return> = {}) {
  const receipt = counter.order().receipts[0]?.id ?? ("" as EventId);
  return counter.decide((context, order) =>
    decideRefund(context, order, { receipt, lines: [], method: "cash", reason: "cold", ...change }),
  );
}

/** Before it goes out; zero where it would be refused. */
function notPaidInCash(
  counter: Counter,
  { rule, back: change }: { readonly rule: CashRule; readonly back: Partial<Return> },
): number {
  const receipt = counter.order().receipts[0]?.id ?? ("" as EventId);
  const wished = { receipt, lines: [], method: "cash", ...change } as const;
  const terms = returnTerms(counter.looking().view);
  const worth = refundWorth({ cash: rule, terms }, counter.order(), wished);
  return worth.ok ? worth.value.notPaidInCash : 0;
}

function back(counter: Counter, change: Partial<Return> = {}): RefundIssued {
  const [event] = valueOf(giveBack(counter, change));
  if (event?.kind !== "refund/issued") throw new Error("It was no refund.");
  return event.body;
}

/** A line of 10.00, paid by two tills apart. */
function paidTwice() {
  const counter = counterAt([VAT]);
  const line = counter.add(goods(1000));
  const other = counter.apart("B");
  valueOf(counter.pay(1000));
  valueOf(other.pay(1000));
  counter.hear(other);
  return { counter, line };
}

function leftOf(counter: Counter) {
  const order = counter.order();
  const [receipt] = order.receipts;
  return receipt === undefined ? [] : refundableItems(order, receipt);
}

/** Why not: all of it was back, or it costs nothing. */
const NOTHING = "refund/nothing-left";

/** One of some line of which there is something left. */
function returnOne(counter: Counter, at: number): ReadonlyArray<string> {
  const left = leftOf(counter).filter((item) => item.left > 0);
  const item = left[at % Math.max(1, left.length)];
  if (item === undefined) return [];
  const done = giveBack(counter, { lines: [{ line: item.line, quantity: thousandths(1000) }] });
  return done.ok ? [] : [done.fault.type];
}

function returnRest(counter: Counter): ReadonlyArray<string> {
  const done = giveBack(counter);
  return done.ok ? [] : [done.fault.type];
}

function taxSums(
  issued: ReadonlyArray<{ readonly taxes: RefundIssued["taxes"] }>,
  sign = 1,
): Readonly<Record<string, readonly [base: number, tax: number]>> {
  const sums: Record<string, [number, number]> = {};
  for (const { label, base, tax } of issued.flatMap(({ taxes }) => taxes)) {
    const [bases, taxed] = sums[label] ?? [0, 0];
    sums[label] = [bases + sign * base, taxed + sign * tax];
  }
  return Object.fromEntries(
    Object.entries(sums).filter(([, [base, tax]]) => base !== 0 || tax !== 0),
  );
}

function byTender(
  counter: Counter,
  sumOf: (tender: ReceiptTender) => MinorUnits,
): { readonly card: number; readonly cash: number } {
  const order = counter.order();
  const tenders = order.receipts.flatMap((receipt) => receiptTenders(order, receipt));

  function by(method: string): number {
    return sumMinor(
      tenders.filter((it) => it.method === method),
      sumOf,
    );
  }

  return { card: by("card"), cash: by("cash") };
}
