/** A part of a bill that two tills took the money for: one question, and one way to give it back. */

import { expect, test } from "vitest";

import { orderBalance } from "../../../src/domain/balance/order-balance.ts";
import { decideTakeReturn } from "../../../src/domain/commands/money/exchange-goods.ts";
import { decideRefund } from "../../../src/domain/commands/money/refund-receipt.ts";
import { decideSplit } from "../../../src/domain/commands/order/split-order.ts";
import { orderAttention } from "../../../src/domain/folds/order-attention.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { attentionPapers } from "../../../src/domain/order/attention-papers.ts";
import { billParts } from "../../../src/domain/order/bill-parts.ts";
import { type Counter, createCounter } from "../../support/counter.ts";
import { decidePayCard } from "../../support/pay-card.ts";
import { TODAY, valueOf } from "../../support/shop.ts";
import { catalogueOf, product } from "../../support/small-shop.ts";

/** 20.00 in two parts, of which the first was paid on both tills. */
function paidTwice() {
  const counter = createCounter({ catalogue: catalogueOf([]) });
  counter.add(product("WINE", { price: minor(1300), station: "" }));
  counter.add(product("SOUP", { price: minor(700), station: "" }));
  valueOf(
    counter.decide((context, order) => decideSplit(context, order, { type: "evenly", count: 2 })),
  );
  const other = counter.apart("B");
  payFirst(counter);
  payFirst(other);
  counter.hear(other);
  const [fact] = orderAttention(counter.order());
  if (fact === undefined) throw new Error("Nobody is asked.");
  return { counter, fact };
}

function payFirst(counter: Counter): void {
  const [first] = billParts(counter.order());
  if (first === undefined) throw new Error("There are no parts.");
  valueOf(
    counter.decide((context, order) =>
      decidePayCard({ ...context, part: first.id }, order, undefined),
    ),
  );
}

function giveBack(counter: Counter, receipt: EventId, what?: "goods" | "beyond") {
  return counter.decide((context, order) =>
    decideRefund(context, order, {
      receipt,
      lines: [],
      method: "card",
      reason: "paid twice",
      ...(what === undefined ? {} : { what }),
    }),
  );
}

test("A part that was paid twice is one item with its sum and the receipts of both tills", () => {
  const { counter, fact } = paidTwice();
  expect(orderAttention(counter.order())).toMatchObject([
    { type: "part/paid-twice", amount: 1000 },
  ]);
  expect(attentionPapers(counter.order(), fact)).toEqual([
    { series: "A", no: 1 },
    { series: "B", no: 1 },
  ]);
});

test("The second payment of a part goes back whole, without goods, and that settles it", () => {
  const { counter, fact } = paidTwice();
  const second = fact.subject;

  expect(giveBack(counter, second)).toMatchObject({
    fault: { type: "refund/which", name: "B-000001", amount: 1000 },
  });
  const events = valueOf(giveBack(counter, second, "beyond"));

  expect(events.map(({ kind, body }) => [kind, body])).toMatchObject([
    ["refund/issued", { total: -1000, items: [{ quantity: 0, goods: "none" }, { quantity: 0 }] }],
  ]);
  expect({
    ...orderBalance(counter.order()),
    attention: orderAttention(counter.order()),
  }).toMatchObject({
    attention: [],
    remaining: 1000,
    due: 1000,
  });
});

test("The second payment of a part that two tills give back apart is asked as given back twice", () => {
  const { counter, fact } = paidTwice();
  const second = fact.subject;
  const other = counter.apart("C");

  valueOf(giveBack(counter, second, "beyond"));
  valueOf(giveBack(other, second, "beyond"));
  counter.hear(other);

  const attention = orderAttention(counter.order());
  expect(attention.map(({ type, day }) => [type, day])).toEqual([["receipt/over-refunded", TODAY]]);
  expect(attention.reduce((sum, { amount }) => sum + amount, 0)).toBe(1000);
});

test("A share of a line that comes back for other goods comes back as what was paid for it", () => {
  const { counter } = paidTwice();
  const [first] = counter.order().receipts;
  const line = first?.body.items[0]?.line;
  if (first === undefined || line === undefined) throw new Error("Nothing was paid.");
  const taken = valueOf(
    counter.decide((context, sold) =>
      decideTakeReturn(context, {
        sold,
        receipt: first.id,
        lines: [{ line }],
        order: undefined,
        reason: "cold",
        service: "counter",
      }),
    ),
  );
  expect(taken.at(-1)?.body).toMatchObject({ total: -650, items: [{ net: -650 }] });
});
