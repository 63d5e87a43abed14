/** Receipts of lines that lay on several bills: what they print, and print again whatever is moved later. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { orderBalance } from "../../../src/domain/balance/order-balance.ts";
import { decideDiscountLine } from "../../../src/domain/commands/order/give-discount.ts";
import { decideSplit } from "../../../src/domain/commands/order/split-order.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { milliPercent, zeroMinor } from "../../../src/domain/money/amounts.ts";
import { billParts } from "../../../src/domain/order/bill-parts.ts";
import { toReceiptView } from "../../../src/domain/order/receipt-view.ts";
import { refundableItems } from "../../../src/domain/order/refund.ts";
import { type Counter, createCounter } from "../../support/counter.ts";
import { addAt, billAt, moveLine, on, openTable } from "../../support/moved-tables.ts";
import { PLAIN_FACTS } from "../../support/paper-facts.ts";
import { decidePayCard } from "../../support/pay-card.ts";
import { valueOf } from "../../support/shop.ts";
import { catalogueOf } from "../../support/small-shop.ts";

/** Three beers at table 7, and a table 9. */
function tables() {
  const counter = createCounter({ catalogue: catalogueOf([]) });
  const [seven, nine] = [openTable(counter, "7"), openTable(counter, "9")];
  const beers = addAt(counter, seven, { sku: "BEER", price: 450, count: 3 });
  return { counter, seven, nine, beers };
}

function pay(counter: Counter, order: EventId, part?: string): void {
  valueOf(
    on(counter, order, (context, state) =>
      decidePayCard(part === undefined ? context : { ...context, part }, state, undefined),
    ),
  );
}

function payPart(counter: Counter, order: EventId): void {
  const part = billParts(billAt(counter, order)).find(
    ({ receipt, balance }) => receipt === undefined && balance.remaining > 0,
  );
  if (part !== undefined) pay(counter, order, part.id);
}

function split(counter: Counter, order: EventId, count: number): ReturnType<Counter["decide"]> {
  return on(counter, order, (context, state) =>
    decideSplit(context, state, { type: "evenly", count }),
  );
}

const PLAIN = { share: "all", off: 0, discountRate: 0 };

/** Of each receipt of the order, in their order. */
function papers(counter: Counter, order: EventId) {
  const bill = billAt(counter, order);
  const own = bill.receipts.filter(({ home }) => home);
  return own.map((receipt) =>
    toReceiptView(bill, receipt, PLAIN_FACTS).lines.map(
      ({ quantity, share = "all", amount, off, discountRate }) => {
        return { quantity, share, amount, off, discountRate };
      },
    ),
  );
}

describe("a receipt of pieces of a line", () => {
  test("says them again once the others have come to that table", () => {
    const { counter, seven, nine, beers } = tables();
    const discount = { rate: milliPercent(10_000), amount: zeroMinor };
    valueOf(
      on(counter, seven, (context, order) =>
        decideDiscountLine(context, order, { line: beers, discount, reason: "" }),
      ),
    );
    valueOf(moveLine(counter, { line: beers, from: seven, to: nine, count: 1 }));
    pay(counter, nine);
    const first = [[{ ...PLAIN, quantity: 1000, amount: 405, off: 45, discountRate: 10_000 }]];
    expect(papers(counter, nine)).toEqual(first);
    const late = addAt(counter, nine, { sku: "TEA", price: 300 });
    valueOf(moveLine(counter, { line: beers, from: seven, to: nine, count: 2 }));
    expect(papers(counter, nine)).toEqual(first);
    expect(late).not.toBe(beers);
    const bill = billAt(counter, nine);
    const items = bill.receipts.map((receipt) => refundableItems(bill, receipt));
    expect(items).toMatchObject([[{ quantity: 1000, left: 1000, isCountable: true }]]);
  });

  test("says the share that was left of a steak, and of its parts the share of that", () => {
    const { counter, seven, nine } = tables();
    const ten = openTable(counter, "10");
    const steak = addAt(counter, ten, { sku: "STEAK", price: 2400 });
    valueOf(split(counter, ten, 2));
    payPart(counter, ten);
    valueOf(moveLine(counter, { line: steak, from: ten, to: nine }));
    valueOf(split(counter, nine, 3));
    for (let no = 1; no <= 3; no += 1) payPart(counter, nine);
    const half = { ...PLAIN, quantity: 1000, share: { num: 1, den: 2 }, amount: 1200 };
    const sixth = { ...PLAIN, quantity: 1000, share: { num: 1, den: 6 }, amount: 400 };
    expect(papers(counter, ten)).toEqual([[half]]);
    expect(papers(counter, nine)).toEqual([[sixth], [sixth], [sixth]]);
    expect(papers(counter, seven)).toEqual([]);
  });

  test("is the same at each reprint, whatever is moved, split and paid after it", () => {
    const act = fc.record({
      what: fc.constantFrom("move", "split", "part", "all"),
      from: fc.boolean(),
      count: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        const { counter, seven, nine, beers } = tables();
        let before: ReadonlyArray<ReturnType<typeof papers>> = [[], []];
        for (const { what, from, count } of acts) {
          const [own, other] = from ? ([seven, nine] as const) : ([nine, seven] as const);
          const { due } = orderBalance(billAt(counter, own));
          const isSplit = billParts(billAt(counter, own)).some(({ receipt }) => !receipt);
          if (what === "move") moveLine(counter, { line: beers, from: own, to: other, count });
          if (what === "split") split(counter, own, count + 1);
          if (what === "part" && isSplit) payPart(counter, own);
          if (what === "all" && due > 0 && !isSplit) pay(counter, own);
          const now = [seven, nine].map((table) => papers(counter, table));
          for (const [at, printed] of before.entries()) {
            expect(now[at]?.slice(0, printed.length)).toEqual(printed);
          }
          before = now;
        }
      }),
    );
  });
});
