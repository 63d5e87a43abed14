/** A line of which a share is paid goes to another table with what is left of it. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { orderBalance } from "../../../src/domain/balance/order-balance.ts";
import {
  decideSetPrice,
  decideSetQuantity,
  decideVoidLine,
} from "../../../src/domain/commands/order/edit-order.ts";
import { decideDiscountLine } from "../../../src/domain/commands/order/give-discount.ts";
import { decidePrintBill } from "../../../src/domain/commands/order/print-bill.ts";
import { decideSplit } from "../../../src/domain/commands/order/split-order.ts";
import { type GivenDiscount } from "../../../src/domain/events/discount-events.ts";
import { orderAttention } from "../../../src/domain/folds/order-attention.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import {
  milliPercent,
  minor,
  sumMinor,
  thousandths,
  zeroMinor,
} from "../../../src/domain/money/amounts.ts";
import { billParts } from "../../../src/domain/order/bill-parts.ts";
import { type Counter, createCounter } from "../../support/counter.ts";
import { addAt, billAt, duesAt, moveLine, on, openTable } from "../../support/moved-tables.ts";
import { decidePayCard } from "../../support/pay-card.ts";
import { valueOf } from "../../support/shop.ts";
import { catalogueOf } from "../../support/small-shop.ts";

const catalogue = catalogueOf([]);

/** Table 7 is split by so many, and so many of them have paid. */
function partPaid(goods: Parameters<typeof addAt>[2], { of = 2, paid = 1 } = {}) {
  const counter = createCounter({ catalogue });
  const [seven, nine] = [openTable(counter, "7"), openTable(counter, "9")];
  const line = addAt(counter, seven, goods);
  addAt(counter, nine, { sku: "TEA", price: 300 });
  split(counter, seven, of);
  for (let no = 1; no <= paid; no += 1) payPart(counter, seven, no);
  return { counter, seven, nine, line };
}

function split(counter: Counter, order: EventId, count: number): void {
  valueOf(
    on(counter, order, (context, state) => decideSplit(context, state, { type: "evenly", count })),
  );
}

function payPart(counter: Counter, order: EventId, no: number): void {
  const part = billParts(billAt(counter, order))[no - 1]?.id ?? "";
  valueOf(
    on(counter, order, (context, state) => decidePayCard({ ...context, part }, state, undefined)),
  );
}

function payAll(counter: Counter, order: EventId): void {
  if (orderBalance(billAt(counter, order)).due === 0) return;
  valueOf(on(counter, order, (context, state) => decidePayCard(context, state, undefined)));
}

function paidIn(counter: Counter): number {
  const receipts = counter.events().flatMap((it) => (it.kind === "receipt/issued" ? [it] : []));
  return sumMinor(receipts, ({ body }) => body.total);
}

function asked(counter: Counter, ...orders: ReadonlyArray<EventId>) {
  return orders.flatMap((id) => orderAttention(counter.orderOf(id)));
}

const NONE = { rate: milliPercent(0), amount: zeroMinor };

function off(
  line: EventId,
  discount: GivenDiscount | null,
  isUndo = false,
): Parameters<typeof on>[2] {
  return (context, order) =>
    decideDiscountLine(context, order, { line, discount, reason: "cold", isUndo });
}

describe("a line of which a share is paid", () => {
  test("goes to another table with what is left of it", () => {
    const { counter, seven, nine, line } = partPaid({ sku: "STEAK", price: 2400 });
    expect(duesAt(counter, seven, nine)).toEqual([1200, 300]);
    valueOf(moveLine(counter, { line, from: seven, to: nine }));
    expect(duesAt(counter, seven, nine)).toEqual([0, 1500]);
    const moved = orderBalance(billAt(counter, nine)).lines.find(({ id }) => id === line);
    expect(moved).toMatchObject({ quantity: 1000, live: 1200, share: { num: 1, den: 2 } });
    valueOf(on(counter, nine, decidePrintBill));
    payAll(counter, nine);
    expect(duesAt(counter, seven, nine)).toEqual([0, 0]);
    expect(paidIn(counter)).toBe(2700);
    expect(asked(counter, seven, nine)).toEqual([]);
  });

  test("goes on from there, and is split there", () => {
    const { counter, seven, nine, line } = partPaid({ sku: "STEAK", price: 2400 });
    const ten = openTable(counter, "10");
    valueOf(moveLine(counter, { line, from: seven, to: nine }));
    valueOf(moveLine(counter, { line, from: nine, to: ten }));
    expect(duesAt(counter, seven, nine, ten)).toEqual([0, 300, 1200]);
    split(counter, ten, 3);
    for (const no of [1, 2, 3]) payPart(counter, ten, no);
    payAll(counter, nine);
    expect(paidIn(counter)).toBe(2700);
    expect(asked(counter, seven, nine, ten)).toEqual([]);
  });

  test("goes in pieces, those first that nobody has paid", () => {
    const { counter, seven, nine, line } = partPaid({ sku: "BEER", price: 450, count: 3 });
    expect(moveLine(counter, { line, from: seven, to: nine, count: 3 })).toMatchObject({
      fault: { type: "move/not-so-much", left: 2000 },
    });
    valueOf(moveLine(counter, { line, from: seven, to: nine, count: 1 }));
    expect(duesAt(counter, seven, nine)).toEqual([225, 750]);
    valueOf(moveLine(counter, { line, from: seven, to: nine }));
    expect(duesAt(counter, seven, nine)).toEqual([0, 975]);
  });

  test("leaves the pieces where they were paid for, whichever part has the odd cent", () => {
    for (const paid of [1, 2]) {
      const goods = { sku: "BEER", price: 333, count: 3 };
      const { counter, seven, nine, line } = partPaid(goods, { of: 3, paid });
      valueOf(moveLine(counter, { line, from: seven, to: nine }));
      const moved = orderBalance(billAt(counter, nine)).lines.find(({ id }) => id === line);
      expect(moved?.quantity).toBe((3 - paid) * 1000);
      expect(duesAt(counter, seven, nine)).toEqual([0, 300 + (3 - paid) * 333]);
    }
  });

  test("is not taken off below what is paid of it elsewhere", () => {
    const { counter, seven, nine, line } = partPaid({ sku: "STEAK", price: 2400 });
    valueOf(moveLine(counter, { line, from: seven, to: nine }));
    const before = counter.events().length;
    expect(
      on(counter, nine, (context, order) =>
        decideVoidLine(context, order, { line, reason: "cold" }),
      ),
    ).toMatchObject({ fault: { type: "line/part-paid" } });
    expect(counter.events().length).toBe(before);
    valueOf(
      on(counter, nine, (context, order) =>
        decideSetQuantity(context, order, { line, quantity: thousandths(2000) }),
      ),
    );
    expect(duesAt(counter, seven, nine)).toEqual([0, 300 + 3600]);
  });

  test("keeps its price, and takes a discount of what is left of it", () => {
    for (const isMoved of [false, true]) {
      const { counter, seven, nine, line } = partPaid({ sku: "STEAK", price: 2400 });
      if (isMoved) valueOf(moveLine(counter, { line, from: seven, to: nine }));
      const at = isMoved ? nine : seven;
      const tea = isMoved ? 300 : 0;
      expect(
        on(counter, at, (context, order) =>
          decideSetPrice(context, order, { line, price: minor(100) }),
        ),
      ).toMatchObject({ fault: { type: "line/part-paid" } });
      valueOf(on(counter, at, off(line, { rate: milliPercent(50_000), amount: zeroMinor })));
      expect(duesAt(counter, at)).toEqual([600 + tea]);
      expect(on(counter, at, off(line, { ...NONE, amount: minor(1201) }))).toMatchObject({
        fault: { type: "discount/too-much", gross: 1200 },
      });
      valueOf(on(counter, at, off(line, null)));
      expect(duesAt(counter, at)).toEqual([1200 + tea]);
      valueOf(on(counter, at, off(line, { ...NONE, rate: milliPercent(100_000) })));
      expect(duesAt(counter, at)).toEqual([tea]);
      valueOf(on(counter, at, off(line, null, true)));
      expect(duesAt(counter, at)).toEqual([1200 + tea]);
      payAll(counter, seven);
      payAll(counter, nine);
      expect(on(counter, at, off(line, null, true))).toMatchObject({
        fault: { type: "line/paid" },
      });
      expect(asked(counter, seven, nine)).toEqual([]);
    }
  });

  test("is refused where all of it is paid", () => {
    const { counter, seven, nine, line } = partPaid({ sku: "STEAK", price: 2400 }, { paid: 2 });
    expect(moveLine(counter, { line, from: seven, to: nine })).toMatchObject({
      fault: { type: "line/paid" },
    });
  });

  test("is paid once, whatever parts are paid and whatever is moved where", () => {
    const act = fc.record({
      what: fc.constantFrom("move", "split", "part", "void"),
      at: fc.nat(2),
      to: fc.nat(2),
      line: fc.nat(2),
      count: fc.integer({ min: 1, max: 3 }),
    });
    const prices = fc.array(fc.integer({ min: 1, max: 999 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(prices, fc.array(act, { maxLength: 14 }), ([a = 1, b = 1, c = 1], acts) => {
        const counter = createCounter({ catalogue });
        const tables = ["7", "8", "9"].map((table) => openTable(counter, table));
        const [seven, eight, nine] = tables as [EventId, EventId, EventId];
        const lines = [
          addAt(counter, seven, { sku: "BEER", price: a, count: 3, station: "" }),
          addAt(counter, seven, { sku: "STEAK", price: b, station: "" }),
          addAt(counter, eight, { sku: "TEA", price: c, count: 2, station: "" }),
        ];
        for (const { what, at, to, line: nth, count } of acts) {
          const [order = seven, other = nine] = [tables[at], tables[to]];
          const line = lines[nth] ?? seven;
          if (what === "move") moveLine(counter, { line, from: order, to: other, count });
          if (what === "void") {
            on(counter, order, (context, state) =>
              decideVoidLine(context, state, { line, reason: "so it was" }),
            );
          }
          if (what === "split") {
            on(counter, order, (context, state) =>
              decideSplit(context, state, { type: "evenly", count: count + 1 }),
            );
          }
          const part = billParts(billAt(counter, order)).find(({ receipt }) => !receipt)?.id;
          if (what === "part" && part !== undefined) {
            on(counter, order, (context, state) =>
              decidePayCard({ ...context, part }, state, undefined),
            );
          }
          const owed = sumMinor(tables, (id) => orderBalance(billAt(counter, id)).due);
          expect(owed + paidIn(counter)).toBe(worth(counter));
        }
        for (const table of tables) payAll(counter, table);
        expect(paidIn(counter)).toBe(worth(counter));
        expect(asked(counter, ...tables)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

/** What all that was rung up and is not taken off costs, by the lines' own orders. */
function worth(counter: Counter): number {
  const { view } = counter.looking();
  const opened = counter.events().flatMap((it) => (it.kind === "order/opened" ? [it.id] : []));
  const lines = opened.flatMap((id) => orderBalance(view.state("order", id)).lines);
  return sumMinor(lines, ({ live }) => live);
}
