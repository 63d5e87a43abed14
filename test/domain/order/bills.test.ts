import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  decideSetNote,
  decideSetPrice,
  decideSetQuantity,
  decideVoidLine,
} from "../../../src/domain/commands/order/edit-order.ts";
import { decidePrintBill } from "../../../src/domain/commands/order/print-bill.ts";
import {
  decideSplit,
  decideSplitBack,
  partsBefore,
} from "../../../src/domain/commands/order/split-order.ts";
import { type Product } from "../../../src/domain/goods/catalogue.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { milliPercent, minor, sumMinor, thousandths } from "../../../src/domain/money/amounts.ts";
import { type Tax } from "../../../src/domain/money/tax.ts";
import { billParts } from "../../../src/domain/order/bill-parts.ts";
import {
  billStanding,
  isSinceBill,
  nextBillNumber,
  replacedBills,
} from "../../../src/domain/order/bills.ts";
import { type Counter, createCounter } from "../../support/counter.ts";
import { decidePayCard } from "../../support/pay-card.ts";
import { valueOf } from "../../support/shop.ts";
import { catalogueOf, product } from "../../support/small-shop.ts";

const VAT: Tax = { label: "VAT 21%", rate: milliPercent(21_000), included: true };
const byService = { counter: [VAT], "dine-in": [VAT], takeaway: [VAT], delivery: [VAT] };
const catalogue = {
  ...catalogueOf([]),
  taxClassesById: new Map([["std", { id: "std", name: "VAT", taxesByService: byService }]]),
};

/** Without a kitchen, so that only bills say what somebody knows of. */
function goods(sku: string, price: number): Product {
  return product(sku, { station: "", taxClass: "std", price: minor(price) });
}

function dinner(): { readonly counter: Counter; readonly wine: EventId; readonly food: EventId } {
  const counter = createCounter({ catalogue });
  const wine = counter.add(goods("WINE", 900), { count: 3 });
  const food = counter.add(goods("FOOD", 2035));
  return { counter, wine, food };
}

function bill(counter: Counter, no?: number): void {
  const part = no === undefined ? undefined : billParts(counter.order())[no - 1]?.id;
  valueOf(
    counter.decide((context, order) =>
      decidePrintBill(part === undefined ? context : { ...context, part }, order),
    ),
  );
}

function split(counter: Counter, count: number): void {
  valueOf(
    counter.decide((context, order) => decideSplit(context, order, { type: "evenly", count })),
  );
}

function pay(counter: Counter, no?: number): void {
  const part = no === undefined ? undefined : billParts(counter.order())[no - 1]?.id;
  valueOf(
    counter.decide((context, order) =>
      decidePayCard(part === undefined ? context : { ...context, part }, order, undefined),
    ),
  );
}

function numbersOf(counter: Counter): ReadonlyArray<number> {
  return (counter.order().bills ?? []).map(({ body }) => body.no);
}

function isMarked(counter: Counter, line: EventId): boolean {
  return isSinceBill(counter.order(), line);
}

describe("a bill", () => {
  test("is numbered within its order and says what the guest is asked for", () => {
    const { counter } = dinner();
    expect(billStanding(counter.order())).toBeUndefined();
    bill(counter);
    bill(counter);

    expect(numbersOf(counter)).toEqual([1, 2]);
    expect(billStanding(counter.order())).toMatchObject({
      numbers: [2],
      asked: 4735,
      now: 4735,
      isChanged: false,
    });
    expect(nextBillNumber(counter.order())).toBe(3);
  });

  test("takes deposits off, and a later deposit leaves it as it was", () => {
    const { counter } = dinner();
    valueOf(counter.decide((context, order) => decidePayCard(context, order, minor(1000))));
    bill(counter);
    expect(counter.order().bills?.[0]?.body).toEqual({ no: 1, total: 3735, deposit: 1000 });
    valueOf(counter.decide((context, order) => decidePayCard(context, order, minor(500))));

    const standing = billStanding(counter.order());
    expect(standing).toMatchObject({ asked: 3735, now: 3235, isChanged: false });
  });

  test("is refused of an order without goods, or with nothing left to pay", () => {
    const { counter, wine, food } = dinner();
    for (const line of [wine, food]) {
      valueOf(
        counter.decide((context, order) => decideVoidLine(context, order, { line, reason: "" })),
      );
    }
    expect(counter.decide(decidePrintBill)).toMatchObject({ fault: { type: "bill/empty" } });
    counter.add(goods("FREE", 0));
    expect(counter.decide(decidePrintBill)).toMatchObject({ fault: { type: "split/nothing" } });

    const paid = dinner().counter;
    pay(paid);
    expect(paid.decide(decidePrintBill)).toMatchObject({ fault: { type: "order/paid" } });
  });

  test("takes the right to sell", () => {
    const { counter } = dinner();
    const other = counter.apart("B", { permissions: [] });
    expect(other.decide(decidePrintBill)).toMatchObject({ fault: { type: "permission/missing" } });
  });
});

describe("what comes after a bill", () => {
  test("is marked: new goods, others of a line, another price, and no note", () => {
    const { counter, wine, food } = dinner();
    expect(isMarked(counter, wine)).toBe(false);
    bill(counter);
    expect(isMarked(counter, wine)).toBe(false);

    const late = counter.add(goods("CAKE", 465));
    valueOf(
      counter.decide((context, order) =>
        decideSetNote(context, order, { line: food, note: "hot" }),
      ),
    );
    expect([late, wine, food].map((line) => isMarked(counter, line))).toEqual([true, false, false]);
    expect(billStanding(counter.order())).toMatchObject({
      asked: 4735,
      now: 5200,
      isChanged: true,
    });

    valueOf(
      counter.decide((context, order) =>
        decideSetPrice(context, order, { line: food, price: minor(2000) }),
      ),
    );
    valueOf(
      counter.decide((context, order) =>
        decideSetQuantity(context, order, { line: wine, quantity: thousandths(4000) }),
      ),
    );
    expect([late, wine, food].map((line) => isMarked(counter, line))).toEqual([true, true, true]);

    bill(counter);
    expect([late, wine, food].map((line) => isMarked(counter, line))).toEqual([
      false,
      false,
      false,
    ]);
  });

  test("is marked no more once it is as the bill says again", () => {
    const { counter, wine } = dinner();
    bill(counter);
    for (const quantity of [5000, 3000]) {
      const set = { line: wine, quantity: thousandths(quantity), reason: "mistyped" };
      valueOf(counter.decide((context, order) => decideSetQuantity(context, order, set)));
    }
    expect(isMarked(counter, wine)).toBe(false);
    expect(billStanding(counter.order())).toMatchObject({ isChanged: false });
  });

  test("and was not heard of at the till of the bill shows in the sum", () => {
    const { counter } = dinner();
    const there = counter.apart("B");
    there.add(goods("CAKE", 465));
    bill(counter);
    counter.hear(there);
    expect(billStanding(counter.order())).toMatchObject({
      asked: 4735,
      now: 5200,
      isChanged: true,
    });
  });
});

describe("a bill that is split anew after bills of its parts were printed", () => {
  test("is marked though it comes to the same, until bills of the new parts are printed", () => {
    const { counter } = dinner();
    split(counter, 3);
    bill(counter);
    expect(billStanding(counter.order())).toMatchObject({ isChanged: false });

    split(counter, 2);

    expect(billStanding(counter.order())).toMatchObject({
      numbers: [1, 2, 3],
      now: 4735,
      isChanged: true,
    });
    bill(counter);
    expect(billStanding(counter.order())).toMatchObject({ numbers: [4, 5], isChanged: false });
  });

  test("is not taken back by a key while the guest has a bill of one of its parts", () => {
    const { counter } = dinner();
    const before = partsBefore(counter.order());
    split(counter, 3);
    bill(counter, 2);
    function back() {
      return counter.decide((context, order) => decideSplitBack(context, order, before));
    }

    expect(back()).toEqual({ ok: false, fault: { type: "split/billed" } });
    split(counter, 2);
    expect(back().ok).toBe(true);
  });
});

describe("bills of parts", () => {
  test("come together, one of each part, and replace the bill of all", () => {
    const { counter } = dinner();
    bill(counter);
    split(counter, 3);
    bill(counter);
    const bills = counter.order().bills ?? [];
    expect(bills.map(({ body }) => [body.no, body.part?.no, body.total])).toEqual([
      [1, undefined, 4735],
      [2, 1, 1579],
      [3, 2, 1578],
      [4, 3, 1578],
    ]);
    const replaced = bills.map(({ id, body: { part } }) =>
      replacedBills(counter.order(), { part, id }),
    );
    expect(replaced).toEqual([[], [1], [1], [1]]);
    expect(billStanding(counter.order())).toMatchObject({
      numbers: [2, 3, 4],
      asked: 4735,
      now: 4735,
      isChanged: false,
    });

    bill(counter, 2);
    const last = (counter.order().bills ?? []).slice(-1);
    expect(last).toMatchObject([{ body: { no: 5, part: { no: 2, of: 3 }, total: 1578 } }]);
    const before = last.map(({ id, body: { part } }) =>
      replacedBills(counter.order(), { part, id }),
    );
    expect(before).toEqual([[3]]);
  });

  test("are of parts that nobody has paid", () => {
    const { counter } = dinner();
    split(counter, 3);
    bill(counter);
    pay(counter, 2);
    expect(billStanding(counter.order())).toMatchObject({ numbers: [1, 3], isChanged: false });
    bill(counter);
    expect((counter.order().bills ?? []).slice(3).map(({ body }) => body.part?.no)).toEqual([1, 3]);
    const part = billParts(counter.order())[1]?.id ?? "";
    expect(
      counter.decide((context, order) => decidePrintBill({ ...context, part }, order)),
    ).toMatchObject({ fault: { type: "split/part-paid" } });
    pay(counter, 1);
    pay(counter, 3);
    expect(billStanding(counter.order())).toBeUndefined();
  });

  test("add up to the bill, however it is split", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 100, max: 5000 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 2, max: 12 }),
        (prices, count) => {
          const counter = createCounter({ catalogue });
          for (const [at, price] of prices.entries()) counter.add(goods(`P${at}`, price));
          bill(counter);
          split(counter, count);
          bill(counter);
          const [whole, ...parts] = counter.order().bills ?? [];
          expect(sumMinor(parts, ({ body }) => body.total)).toBe(whole?.body.total);
        },
      ),
      { numRuns: 60 },
    );
  });
});
