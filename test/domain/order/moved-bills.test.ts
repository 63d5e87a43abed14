/** Bills that were printed before and after lines went from one table to another. */

import { describe, expect, test } from "vitest";

import { orderBalance } from "../../../src/domain/balance/order-balance.ts";
import { type Decision } from "../../../src/domain/commands/decision.ts";
import {
  decideSetQuantity,
  decideVoidLine,
} from "../../../src/domain/commands/order/edit-order.ts";
import { decideDiscountOrder } from "../../../src/domain/commands/order/give-discount.ts";
import { decideMerge } from "../../../src/domain/commands/order/move-lines.ts";
import { decidePrintBill } from "../../../src/domain/commands/order/print-bill.ts";
import { orderStream } from "../../../src/domain/folds/order-fold.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { milliPercent, minor, thousandths } from "../../../src/domain/money/amounts.ts";
import { billStanding, isSinceBill, nextBillNumber } from "../../../src/domain/order/bills.ts";
import { type Counter, createCounter } from "../../support/counter.ts";
import { addAt, billAt, moveLine, on, openTable } from "../../support/moved-tables.ts";
import { valueOf } from "../../support/shop.ts";
import { catalogueOf } from "../../support/small-shop.ts";

/** Three beers and a cake at table 7, a tea at table 8; no kitchen knows of any. */
function twoTables() {
  const counter = createCounter({ catalogue: catalogueOf([]) });
  const [seven, eight] = [openTable(counter, "7"), openTable(counter, "8")];
  const own = { station: "" };
  const beers = addAt(counter, seven, { sku: "BEER", price: 450, count: 3, ...own });
  const cake = addAt(counter, seven, { sku: "CAKE", price: 600, ...own });
  const tea = addAt(counter, eight, { sku: "TEA", price: 300, ...own });
  return { counter, seven, eight, beers, cake, tea };
}

function print(counter: Counter, order: EventId): void {
  valueOf(on(counter, order, decidePrintBill));
}

function marked(counter: Counter, order: EventId, ...lines: ReadonlyArray<EventId>) {
  return lines.map((line) => isSinceBill(billAt(counter, order), line));
}

function voiding(line: EventId, reason = ""): Parameters<typeof on>[2] {
  return (context, order): Decision => decideVoidLine(context, order, { line, reason });
}

const NEEDS_REASON = { fault: { type: "reason/needed", knownBy: "guest" } };

describe("a line that was on a bill and goes to a table without one", () => {
  test("marks nothing there as coming after a bill", () => {
    const { counter, seven, eight, beers, cake, tea } = twoTables();
    print(counter, seven);
    valueOf(moveLine(counter, { line: cake, from: seven, to: eight }));
    expect(marked(counter, eight, tea, cake)).toEqual([false, false]);
    expect(marked(counter, seven, beers)).toEqual([false]);
    expect(billStanding(billAt(counter, eight))).toBeUndefined();
    expect(billStanding(billAt(counter, seven))).toMatchObject({ isChanged: true });
    valueOf(moveLine(counter, { line: beers, from: seven, to: eight, count: 1 }));
    expect(marked(counter, eight, tea, cake, beers)).toEqual([false, false, false]);
    expect(marked(counter, seven, beers)).toEqual([true]);
  });

  test("still takes right and reason to be taken off", () => {
    const { counter, seven, eight, cake, tea } = twoTables();
    print(counter, seven);
    valueOf(moveLine(counter, { line: cake, from: seven, to: eight }));
    expect(on(counter, eight, voiding(cake))).toMatchObject(NEEDS_REASON);
    const other = counter.apart("B", { permissions: ["sell"] });
    expect(on(other, eight, voiding(cake, "mistake"))).toMatchObject({
      fault: { type: "permission/missing" },
    });
    valueOf(on(other, eight, voiding(tea)));
    valueOf(on(counter, eight, voiding(cake, "mistake")));
  });

  test("may become more there without a reason, and less with one", () => {
    const { counter, seven, eight, beers } = twoTables();
    print(counter, seven);
    valueOf(moveLine(counter, { line: beers, from: seven, to: eight, count: 2 }));
    function set(count: number): ReturnType<Counter["decide"]> {
      const quantity = thousandths(count * 1000);
      return on(counter, eight, (context, order) =>
        decideSetQuantity(context, order, { line: beers, quantity }),
      );
    }

    expect(set(1)).toMatchObject(NEEDS_REASON);
    valueOf(set(3));
    expect(set(1)).toMatchObject(NEEDS_REASON);
    valueOf(set(2));
  });
});

describe("a bill with a line of another table on it", () => {
  test("says nothing of what stayed at that table", () => {
    const { counter, seven, eight, beers, cake } = twoTables();
    valueOf(moveLine(counter, { line: cake, from: seven, to: eight }));
    print(counter, eight);
    expect(billStanding(billAt(counter, seven))).toBeUndefined();
    expect(nextBillNumber(billAt(counter, seven))).toBe(1);
    expect(marked(counter, seven, beers)).toEqual([false]);
    valueOf(on(counter, seven, voiding(beers)));
    expect(on(counter, eight, voiding(cake))).toMatchObject(NEEDS_REASON);
  });

  test("marks a line that came to it since, billed elsewhere or not", () => {
    const { counter, seven, eight, beers, cake, tea } = twoTables();
    print(counter, eight);
    valueOf(moveLine(counter, { line: cake, from: seven, to: eight }));
    print(counter, seven);
    valueOf(moveLine(counter, { line: beers, from: seven, to: eight }));
    expect(marked(counter, eight, tea, cake, beers)).toEqual([false, true, true]);
    print(counter, eight);
    expect(marked(counter, eight, tea, cake, beers)).toEqual([false, false, false]);
  });
});

describe("two orders on one bill", () => {
  test("mark a line where a bill was printed of the order that it lies in, or of the one they are on", () => {
    const { counter, seven, eight, beers, tea } = twoTables();
    print(counter, seven);
    valueOf(on(counter, seven, (context, order) => decideMerge(context, order, { into: eight })));
    expect(marked(counter, eight, beers, tea)).toEqual([false, false]);
    const wine = addAt(counter, eight, { sku: "WINE", price: 700, station: "" });
    expect(marked(counter, eight, wine)).toEqual([false]);
    print(counter, eight);
    const late = addAt(counter, eight, { sku: "WINE", price: 700, station: "" });
    expect(marked(counter, eight, beers, tea, wine, late)).toEqual([false, false, false, true]);
    valueOf(on(counter, eight, voiding(late)));
    expect(on(counter, eight, voiding(wine))).toMatchObject(NEEDS_REASON);
  });

  test("have an amount taken off once, also where one of them was opened by a till that is out", () => {
    const { counter: there, seven, eight } = twoTables();
    valueOf(on(there, eight, (context, order) => decideMerge(context, order, { into: seven })));
    const events = there.events().filter(({ id }) => id !== eight);
    const counter = createCounter({ till: "B", catalogue: catalogueOf([]), events });

    const discount = { rate: milliPercent(0), amount: minor(500) };
    const given = valueOf(
      on(counter, seven, (context, order) => decideDiscountOrder(context, order, { discount })),
    );

    expect(given.map(({ streams }) => streams[0])).toEqual([
      orderStream(seven),
      orderStream(eight),
    ]);
    expect(orderBalance(billAt(counter, seven)).due).toBe(1350 + 600 + 300 - 500);
  });
});
