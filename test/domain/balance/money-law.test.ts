/** The law of money: cases that were worked out by hand, and what holds after any acts of two tills. */

import { globSync, readFileSync } from "node:fs";
import path from "node:path";

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { MONEY_ANSWERS } from "../../../src/app/attention/money-answers.ts";
import { isMovedByAnswers } from "../../../src/app/attention/order-items.ts";
import { familyMoney } from "../../../src/domain/balance/money-law.ts";
import { orderBalance } from "../../../src/domain/balance/order-balance.ts";
import { err } from "../../../src/domain/base/result.ts";
import { decideIssueAgain } from "../../../src/domain/commands/money/issue-again.ts";
import { decidePayAgain } from "../../../src/domain/commands/money/pay-again.ts";
import { decideCash, decideRefundPayments } from "../../../src/domain/commands/money/pay-order.ts";
import { decideRefund } from "../../../src/domain/commands/money/refund-receipt.ts";
import { decideHandedOut } from "../../../src/domain/commands/money/say-what-was.ts";
import { decideDiscountOrder } from "../../../src/domain/commands/order/give-discount.ts";
import { decideTakeOff } from "../../../src/domain/commands/order/take-off.ts";
import { orderAttention } from "../../../src/domain/folds/order-attention.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { milliPercent, minor, thousandths, zeroMinor } from "../../../src/domain/money/amounts.ts";
import { takenOffApart } from "../../../src/domain/order/taken-off-apart.ts";
import { type AttentionFact } from "../../../src/domain/state/attention.ts";
import { type Counter, createCounter } from "../../support/counter.ts";
import { decidePayCard } from "../../support/pay-card.ts";
import { valueOf } from "../../support/shop.ts";
import { catalogueOf, product } from "../../support/small-shop.ts";

const SUM = 2889;

describe("the head of the law", () => {
  const text = readFileSync("src/domain/balance/money-law.ts", "utf8");
  const [head = ""] = text.split("*/");

  test("says of each question that has a sign where it comes from", () => {
    const [, types = ""] = /type MoneyType =(.*?);/su.exec(text) ?? [];
    const signed = [...types.matchAll(/"(?<type>\w+\/[\w-]+)"/gu)].map(({ 1: type }) => type);

    expect(signed).not.toEqual([]);
    expect([...head.matchAll(/^ \* {5}(?<type>\w+\/\S+) /gmu)].map(({ 1: type }) => type)).toEqual(
      signed,
    );
  });

  test("names files that are there", () => {
    const files = new Set(globSync("src/domain/**/*.ts").map((file) => path.basename(file)));

    expect(
      [...head.matchAll(/`(?<file>[\w-]+\.ts)`/gu)].filter(({ 1: file = "" }) => !files.has(file)),
    ).toEqual([]);
  });
});

describe("money that two tills handed out apart", () => {
  test("beyond a deposit is one question below zero, and nothing is due", () => {
    const [a, b] = counters(SUM);
    card(a, 2000);
    valueOf(b.pay(3000));
    hear(a, b);
    expect(asked(a)).toEqual([["order/overpaid", 2000]]);

    for (const till of [a, b]) giveBack(till, "card");
    hear(a, b);

    expect(asked(a)).toEqual([["order/handed-out-beyond", -2000]]);
    expect(orderBalance(a.order())).toMatchObject({ status: "paid", due: 0, refundDue: 0 });
  });

  test("for voided goods leaves no order open, and the next goods owe only themselves", () => {
    const [a, b] = counters(1000);
    card(a, 1000 / 2);
    hear(a, b);
    takeOffAll(a);
    hear(a, b);
    for (const till of [a, b]) giveBack(till, "card");
    hear(a, b);

    expect(asked(a)).toEqual([["order/handed-out-beyond", -500]]);
    expect(orderBalance(a.order())).toMatchObject({ status: "empty", due: 0 });

    a.add(product("CAKE", { price: minor(420) }));
    expect(orderBalance(a.order())).toMatchObject({ status: "open", due: 420 });
    valueOf(a.pay(420));
    expect(asked(a)).toEqual([["order/handed-out-beyond", -500]]);
  });

  test("of two part payments is one question of what went out twice, and of the receipt", () => {
    const [a, b] = counters(SUM);
    for (const till of [a, b]) card(till, 2000);
    hear(a, b);
    expect(orderBalance(a.order()).refundDue).toBe(1111);
    for (const till of [a, b]) giveBack(till, "card");
    hear(a, b);

    expect(asked(a)).toEqual([["receipt/over-covered", -1111]]);
  });

  test("and was paid again is asked about no more", () => {
    const [a, b] = counters(SUM);
    card(a, 2000);
    valueOf(b.pay(3000));
    hear(a, b);
    for (const till of [a, b]) giveBack(till, "card");
    hear(a, b);

    valueOf(a.decide((context, order) => decidePayAgain(context, order, minor(2000))));

    expect(asked(a)).toEqual([]);
    expect(orderBalance(a.order())).toMatchObject({ status: "paid", due: 0, refundDue: 0 });
  });
});

describe("goods that two tills took the money for", () => {
  test("after a deposit ask for what is there, and the answer moves just that", () => {
    const [a, b] = counters(SUM);
    card(a, 2000);
    hear(a, b);
    for (const till of [a, b]) valueOf(till.pay(889));
    hear(a, b);
    expect(asked(a)).toEqual([["receipt/over-covered", 889]]);

    const refund = refundBeyond(a);

    expect(refund).toBe(-SUM);
    expect(a.order().refunds.at(-1)?.body).toMatchObject({ unfunded: 2000 });
    expect(asked(a)).toEqual([]);
  });

  test("given back on both tills apart is one question of what went out twice", () => {
    const [a, b] = counters(SUM);
    for (const till of [a, b]) valueOf(till.pay(SUM));
    hear(a, b);
    expect(asked(a)).toEqual([["receipt/over-covered", SUM]]);
    for (const till of [a, b]) refundBeyond(till);
    hear(a, b);

    expect(asked(a)).toEqual([["receipt/over-refunded", -SUM]]);
  });
});

describe("a discount", () => {
  test("that a receipt made apart was not granted is one question, and the receipt of the rest waits", () => {
    const [a, b] = counters(560);
    valueOf(a.pay(560));
    b.add(product("CAKE", { price: minor(420) }));
    discount(b, 10);
    card(b, 378);
    hear(a, b);

    expect(asked(a)).toEqual([["receipt/not-granted", 56]]);
    expect(orderBalance(a.order())).toMatchObject({ status: "open", due: 0, refundDue: 0 });

    valueOf(
      a.decide((context, order) =>
        decideCash(context, order, { tendered: zeroMinor, tip: zeroMinor }),
      ),
    );
    expect(orderBalance(a.order()).status).toBe("paid");
    expect(refundBeyond(a)).toBe(-56);
    expect(asked(a)).toEqual([]);
  });

  test("that was given after a receipt, by somebody who knew it, asks nobody", () => {
    const [a] = counters(560);
    valueOf(a.pay(560));
    a.add(product("CAKE", { price: minor(420) }));
    discount(a, 10);

    expect(asked(a)).toEqual([]);
    expect(orderBalance(a.order()).due).toBe(378);
  });
});

/** What makes the same go back twice, and what answers that: more often than the rest. */
const OFTEN = [
  "pay",
  "goods",
  "goods",
  "hear",
  "hear",
  "back",
  "sellAgain",
  "sellAgain",
  "handedOut",
  "kept",
  "writtenOff",
] as const;

test("Each cent is due, goes back, or is in one question, whatever two tills do apart", () => {
  const acts = fc.array(
    fc.record({
      at: fc.nat(1),
      act: fc.constantFrom(...OFTEN, "add", "part", "void", "discount", "again" as const),
      amount: fc.integer({ min: 1, max: 999 }),
    }),
    // As long as they may be: a question about what was done twice takes six of them at least.
    { maxLength: 24, size: "max" },
  );
  fc.assert(
    fc.property(fc.boolean(), acts, (isPaid, all) => {
      const tills = counters(SUM);
      if (isPaid) DEEDS.pay(tills[0], 0);
      hear(...tills);
      for (const { at, act, amount } of all) {
        const till = tills[at] ?? tills[0];
        if (act === "hear") hear(...tills);
        else DEEDS[act](till, amount);
        expect([act, unexplained(till)]).toEqual([act, 0]);
        expect([act, unstated(till)]).toEqual([act, 0]);
      }
      hear(...tills);
      expect(unexplained(tills[0])).toBe(0);
      expect(unstated(tills[0])).toBe(0);
      expect(asked(tills[0])).toEqual(asked(tills[1]));
    }),
    { seed: 20_261_124 },
  );
});

/** What people do; whatever is refused changes nothing. */
const DEEDS = {
  add: (till: Counter, amount: number) => till.add(product(`P${amount}`, { price: minor(amount) })),
  pay: (till: Counter, amount: number) => till.pay(5000 + amount),
  part: (till: Counter, amount: number) =>
    till.decide((context, order) => decidePayCard(context, order, minor(amount))),
  void: takeOffAll,
  discount: (till: Counter, amount: number) =>
    till.decide((context, order) =>
      decideDiscountOrder(context, order, {
        discount: { rate: milliPercent((amount % 50) * 1000), amount: zeroMinor },
        reason: "regular guest",
      }),
    ),
  back: (till: Counter) =>
    till.decide((context, order) => {
      const [question] = orderAttention(order);
      return question?.type.startsWith("receipt/") === true
        ? decideRefund(context, order, returnOf(question.subject, "beyond"))
        : decideRefundPayments(context, order, { method: "card" });
    }),
  again: (till: Counter) =>
    till.decide((context, order) => {
      const missing = orderAttention(order).find(({ type, sign }) => {
        return (
          sign === -1 && (type === "order/handed-out-beyond" || type === "receipt/over-covered")
        );
      });
      return missing === undefined
        ? err({ type: "attention/none" })
        : decidePayAgain(context, order, missing.amount);
    }),
  sellAgain: (till: Counter) =>
    till.decide((context, order) => {
      const fact = orderAttention(order).find(({ type }) => type === "receipt/over-refunded");
      return fact === undefined
        ? err({ type: "attention/none" })
        : decideIssueAgain(context, order, { fact, reason: "came back once" });
    }),
  handedOut: (till: Counter) =>
    till.decide((context, order) => {
      const fact = orderAttention(order).find((one) => takenOffApart(order, one).length > 0);
      return fact === undefined
        ? err({ type: "attention/none" })
        : decideHandedOut(context, order, { fact, reason: "the guest has it" });
    }),
  kept: (till: Counter) => answerBy(till, "kept", 1),
  writtenOff: (till: Counter) => answerBy(till, "written-off", -1),
  goods: (till: Counter, amount: number) =>
    till.decide((context, order) => {
      const receipt = order.receipts[amount % Math.max(1, order.receipts.length)]?.id;
      return decideRefund(context, order, returnOf(receipt ?? ("" as EventId), "goods"));
    }),
};

/** Answers the first question with money of that sign. */
function answerBy(till: Counter, answer: "kept" | "written-off", sign: 1 | -1) {
  return till.decide((context, order) => {
    const open = orderAttention(order).find((fact) => fact.sign === sign && fact.amount > 0);
    const decide = MONEY_ANSWERS[answer];
    if (open === undefined || decide === undefined || !isMovedByAnswers(open))
      return err({ type: "attention/none" });
    return decide(context, order, {
      open,
      till: { shopLocale: () => "en" },
      note: "nobody knows whose",
    });
  });
}

function counters(sum: number): readonly [Counter, Counter] {
  const a = createCounter({ catalogue: catalogueOf([]) });
  a.add(product("DINNER", { price: minor(sum) }));
  return [a, a.apart("B")];
}

function hear(a: Counter, b: Counter): void {
  a.hear(b);
  b.hear(a);
}

function card(till: Counter, amount: number): void {
  valueOf(till.decide((context, order) => decidePayCard(context, order, minor(amount))));
}

function giveBack(till: Counter, method: string): void {
  valueOf(till.decide((context, order) => decideRefundPayments(context, order, { method })));
}

function takeOffAll(till: Counter): void {
  const voids = orderBalance(till.order()).lines.flatMap(({ id, voided, quantity }) =>
    voided ? [] : [{ line: id, count: thousandths(quantity) }],
  );
  till.decide((context, order) => decideTakeOff(context, order, { voids, reason: "left" }));
}

function discount(till: Counter, percent: number): void {
  valueOf(
    till.decide((context, order) =>
      decideDiscountOrder(context, order, {
        discount: { rate: milliPercent(percent * 1000), amount: zeroMinor },
        reason: "regular guest",
      }),
    ),
  );
}

function returnOf(receipt: EventId, what: "goods" | "beyond") {
  return { receipt, lines: [], method: "cash", reason: "paid twice", what } as const;
}

/** Gives back what is asked about first, and returns what that came to. */
function refundBeyond(till: Counter): number {
  const [question] = orderAttention(till.order());
  const receipt = question?.subject ?? ("" as EventId);
  const [refund] = valueOf(
    till.decide((context, order) => decideRefund(context, order, returnOf(receipt, "beyond"))),
  );
  return refund?.kind === "refund/issued" ? refund.body.total : 0;
}

function asked(till: Counter): ReadonlyArray<readonly [AttentionFact["type"], number]> {
  return orderAttention(till.order()).flatMap(({ type, amount, sign }) =>
    sign === undefined ? [] : [[type, sign * amount] as const],
  );
}

/**
 * Returns what documents say beyond the goods that are covered and kept, and beyond what is asked about; nothing of
 * discounted goods, whose prices pen and paper don't know.
 */
function unstated(till: Counter): number {
  const order = till.order();
  if (orderBalance(order).discount !== null) return 0;
  const stated = order.receipts.reduce((sum, { body }) => sum + body.total, 0);
  const refunded = order.refunds.reduce((sum, { body }) => sum - body.total, 0);
  const kept = orderBalance(order).lines.reduce((sum, { id, standing }) => {
    const covered = standing.reduce((all, { net }) => all + net, 0);
    const back = order.refunds.flatMap(({ body }) =>
      body.items.filter(({ line, quantity }) => line === id && quantity !== 0),
    );
    return sum + Math.max(0, covered + back.reduce((all, { net }) => all + net, 0));
  }, 0);
  const { questions } = familyMoney(order);
  const asks = questions.reduce((sum, { turnover }) => sum + turnover, 0);
  return stated - refunded - kept - asks;
}

function unexplained(till: Counter): number {
  const money = familyMoney(till.order());
  const { held, waiting, owed, giveBack: back, due, questions } = money;
  const sum = questions.reduce((all, { sign, amount }) => all + sign * amount, 0);
  return held + waiting - owed - (back - due + sum);
}
