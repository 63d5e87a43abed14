/** A guest adds up a receipt: each sum on it must follow from the others as they are printed. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { orderBalance } from "../../../src/domain/balance/order-balance.ts";
import { decideCard, decideCash } from "../../../src/domain/commands/money/pay-order.ts";
import { decideRefund } from "../../../src/domain/commands/money/refund-receipt.ts";
import { type LineKindName } from "../../../src/domain/lines/line-kinds.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { toReceiptView } from "../../../src/domain/order/receipt-view.ts";
import { toRefundView } from "../../../src/domain/order/refund-view.ts";
import { type ReceiptView } from "../../../src/domain/views.ts";
import { receiptToDocument } from "../../../src/printer/documents/receipt-document.ts";
import { type Counter, createCounter } from "../../support/counter.ts";
import { PLAIN_FACTS } from "../../support/paper-facts.ts";
import { euros } from "../../support/printed-views.ts";
import { SHOP_RULES, valueOf } from "../../support/shop.ts";
import { catalogueOf, product } from "../../support/small-shop.ts";

const GOODS = product("GOODS", { station: "" });
const STEPS = [0, 5, 10, 50, 100];

describe("a receipt where cash is rounded", () => {
  test("calls cash what was kept", () => {
    const counter = counterWith(322, 5);
    valueOf(payCash(counter, 500));

    expect(sumsOf(receiptOf(counter))).toEqual([
      ["TOTAL EUR", "3.22"],
      ["Cash rounding", "-0.02"],
      ["Cash", "3.20"],
      ["Tendered", "5.00"],
      ["Change", "1.80"],
    ]);
  });

  test("of so little that nothing is due says that no cash was kept", () => {
    const counter = counterWith(2, 5);
    valueOf(payCash(counter, 0));

    expect(sumsOf(receiptOf(counter))).toEqual([
      ["TOTAL EUR", "0.02"],
      ["Cash rounding", "-0.02"],
      ["Cash", "0.00"],
    ]);
  });

  test("has the tip beside what was kept", () => {
    const counter = counterWith(322, 5);
    valueOf(payCash(counter, 500, 50));

    expect(sumsOf(receiptOf(counter))).toEqual([
      ["TOTAL EUR", "3.22"],
      ["Cash rounding", "-0.02"],
      ["Cash", "3.20"],
      ["Tip", "0.50"],
      ["Together", "3.70"],
      ["Tendered", "5.00"],
      ["Change", "1.30"],
    ]);
  });
});

test("total and rounding are what the printed tenders come to, and what was tendered less the change is what was kept", () => {
  const payment = fc.record({
    method: fc.constantFrom("cash" as const, "cash" as const, "card" as const),
    given: fc.integer({ min: 0, max: 3000 }),
    tip: fc.constantFrom(0, 0, 0, 35, 50),
  });
  const goods = fc.record({
    price: fc.integer({ min: 0, max: 999 }),
    kind: fc.constantFrom<LineKindName>("goods", "goods", "goods", "return"),
  });
  const sale = fc.record({
    goods: fc.array(goods, { minLength: 1, maxLength: 4 }),
    payments: fc.array(payment, { maxLength: 3 }),
    step: fc.constantFrom(...STEPS),
    isRefunded: fc.boolean(),
  });
  fc.assert(
    fc.property(sale, ({ goods: rung, payments, step, isRefunded }) => {
      const counter = counterOf(step);
      for (const { price, kind } of rung) {
        counter.add({ ...GOODS, price: minor(price) }, { kind });
      }
      // Refused or not: what is left is paid in cash at the end.
      for (const { method, given, tip } of payments) {
        if (method === "cash") payCash(counter, given, tip);
        else payCard(counter, given, tip);
      }
      const { status, refundDue } = orderBalance(counter.order());
      if (status === "open") valueOf(payCash(counter, refundDue > 0 ? 0 : 100_000));
      for (const receipt of counter.order().receipts) {
        expectToAddUp(toReceiptView(counter.order(), receipt, PLAIN_FACTS));
        if (isRefunded) refund(counter, receipt.id);
      }
      for (const each of counter.order().refunds) {
        expectToAddUp(toRefundView(counter.order(), each, PLAIN_FACTS));
      }
    }),
    { seed: 20_261_122, numRuns: 500 },
  );
});

function expectToAddUp(receipt: ReceiptView): void {
  const rows = sumsOf(receipt).map(
    ([label, sum]) => [label, Math.round(Number(sum) * 100)] as const,
  );
  function sumOf(wanted: RegExp): number {
    return rows
      .filter(([label]) => wanted.test(label))
      .reduce((sum, [, amount]) => sum + amount, 0);
  }

  const kept = sumOf(/^(?:Cash|Card)$/u) - sumOf(/^Given back/u);
  expect(sumOf(/^TOTAL/u) + sumOf(/^Cash rounding$/u)).toBe(kept);
  for (const [index, [label, tendered]] of rows.entries()) {
    if (label !== "Tendered") continue;
    const until = rows.slice(0, index);
    const together = until.findLast(([it]) => it === "Together" || it === "Cash")?.[1];
    const change = rows[index + 1];
    expect(tendered - (change?.[0] === "Change" ? change[1] : 0)).toBe(together);
  }
}

function counterOf(step: number): Counter {
  const cash = { step, direction: "nearest" } as const;
  return createCounter({ catalogue: catalogueOf([GOODS]), rules: { ...SHOP_RULES, cash } });
}

function counterWith(price: number, step: number): Counter {
  const counter = counterOf(step);
  counter.add({ ...GOODS, price: minor(price) });
  return counter;
}

function payCash(counter: Counter, tendered: number, tip = 0): ReturnType<Counter["decide"]> {
  const given = { tendered: minor(tendered), tip: minor(tip) };
  return counter.decide((context, order) => decideCash(context, order, given));
}

function payCard(counter: Counter, amount: number, tip: number): ReturnType<Counter["decide"]> {
  const given = { amount: minor(amount), tip: minor(tip) };
  return counter.decide((context, order) => decideCard(context, order, given));
}

/** In cash, all of it; refused where nothing can come back. */
function refund(counter: Counter, receipt: ReceiptView["id"]): void {
  const returned = { receipt, lines: [], method: "cash", reason: "cold" } as const;
  counter.decide((context, order) => decideRefund(context, order, returned));
}

function receiptOf(counter: Counter): ReceiptView {
  const [receipt] = counter.order().receipts;
  if (receipt === undefined) throw new Error("It was paid.");
  return toReceiptView(counter.order(), receipt, PLAIN_FACTS);
}

/** Labels and sums between the total and the taxes. */
function sumsOf(receipt: ReceiptView): ReadonlyArray<readonly [label: string, sum: string]> {
  const { blocks } = receiptToDocument(receipt, { formatMoney: euros, opensDrawer: false });
  const from = blocks.findIndex((block) => block.type === "row" && block.left.startsWith("TOTAL"));
  const after = blocks.slice(from);
  const rule = after.findIndex(({ type }) => type === "rule" || type === "feed");
  return after
    .slice(0, rule)
    .flatMap((block) => (block.type === "row" ? [[block.left, block.right] as const] : []));
}
