/** What an order owes: goods, payments, refunds and parts add up to the cent. Size: both. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { orderBalance } from "../../../src/domain/balance/order-balance.ts";
import {
  decideSetQuantity,
  decideVoidLine,
} from "../../../src/domain/commands/order/edit-order.ts";
import { decideSetService } from "../../../src/domain/commands/order/order-head.ts";
import { type ReceiptIssued } from "../../../src/domain/events/order-events.ts";
import { orderAttention } from "../../../src/domain/folds/order-attention.ts";
import { milliPercent, minor, sumMinor, thousandths } from "../../../src/domain/money/amounts.ts";
import { sumTaxes, type Tax, taxBill } from "../../../src/domain/money/tax.ts";
import { createCounter } from "../../support/counter.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { valueOf } from "../../support/shop.ts";
import { catalogueOf, product } from "../../support/small-shop.ts";
import {
  captureBody,
  idOf,
  lineBody,
  opened,
  ORDER,
  orderAfter,
  receiptBody,
  SALES_TAX,
  startBody,
  told,
  vatOf,
} from "../../support/told.ts";

const [LINE, OTHER_LINE, BACK_LINE] = [idOf("A", 2), idOf("A", 3), idOf("A", 4)];
const line = told(["A", 2], "order/line-added", { body: lineBody(1000) });
const otherLine = told(["A", 3], "order/line-added", { body: lineBody(500) });
const backLine = told(["A", 4], "order/line-returned", {
  body: lineBody(700, { quantity: -1000 }),
});

describe("the taxes of an order", () => {
  const A: Tax = { label: "A", rate: milliPercent(20_000), included: true };
  const FREE: Tax = { label: "0", rate: milliPercent(0), included: true };

  test("are those of goods that are still on it", () => {
    const { taxClassesById, ...catalogue } = catalogueWith([A]);
    const [food] = taxClassesById.values();
    if (food === undefined) throw new Error("The test has no taxes.");
    const taxesByService = { ...food.taxesByService, counter: [FREE] };
    const untaxed = { id: "free", name: "Free", taxesByService };
    const classes = new Map([...taxClassesById, ["free", untaxed]]);
    const counter = createCounter({ catalogue: { ...catalogue, taxClassesById: classes } });
    const tarte = counter.add(product("TARTE", { price: minor(600) }));
    counter.add(product("TEA", { price: minor(300), taxClass: "free" }));
    expect(labelsOf(counter)).toEqual(["A", "0"]);

    valueOf(
      counter.decide((context, order) =>
        decideVoidLine(context, order, { line: tarte, reason: "" }),
      ),
    );

    // No tax on what is sold is something to say; a tax of nothing isn't.
    expect(labelsOf(counter)).toEqual(["0"]);
    expect(orderBalance(counter.order()).taxes).toEqual([
      { label: "0", rate: 0, included: true, net: 300, tax: 0 },
    ]);
  });
});

describe("what is due", () => {
  test("of a line is its live price less what receipts cover, and never less than nothing", () => {
    const paid = receipt(["B", 1], [[LINE, 1000]]);
    const twice = receipt(["C", 1], [[LINE, 1000]]);

    const balance = orderBalance(orderAfter([opened(), line, otherLine, paid, twice]));

    expect(balance.lines.map(({ remaining }) => remaining)).toEqual([0, 500]);
    expect(balance.lines.map(({ overCovered }) => overCovered)).toEqual([1000, 0]);
    expect(balance.due).toBe(500);
    expect(orderAttention(orderAfter([opened(), line, otherLine, paid, twice]))).toMatchObject([
      { type: "receipt/over-covered", amount: 1000 },
    ]);
  });

  test("of goods whose options take off more than they cost is nothing, whoever typed what apart", () => {
    const set = { group: "size", option: "small", name: "Small", price: minor(-60), count: 2 };
    const small = told(["A", 5], "order/line-changed", {
      body: { line: LINE, set: { modifiers: [set] }, over: { modifiers: [LINE] }, reason: "" },
    });
    const cheap = told(["B", 8], "order/line-changed", {
      body: { line: LINE, set: { unit: minor(100) }, over: { unit: [LINE] }, reason: "" },
    });
    const backCheap = told(["B", 9], "order/line-changed", {
      body: {
        line: BACK_LINE,
        set: { unit: minor(100), modifiers: [set] },
        over: { unit: [BACK_LINE], modifiers: [BACK_LINE] },
        reason: "",
      },
    });

    const events = [opened(), line, otherLine, backLine, small, cheap, backCheap];
    const { lines, due } = orderBalance(orderAfter(events));
    const attention = orderAttention(orderAfter(events));

    expect(lines.map(({ unitPrice, gross }) => [unitPrice, gross + 0])).toEqual([
      [0, 0],
      [500, 500],
      [0, 0],
    ]);
    expect({ due, attention }).toEqual({
      due: 500,
      attention: [],
    });
  });

  test("of a line that was paid and then voided is nothing, and its price is money in question", () => {
    const paid = receipt(["B", 1], [[LINE, 1000]]);
    const voided = told(["A", 9], "order/line-voided", {
      body: { line: LINE, reason: "wrong", sent: false },
    });

    const balance = orderBalance(orderAfter([opened(), line, paid, voided]));

    expect(balance.due).toBe(0);
    expect(orderAttention(orderAfter([opened(), line, paid, voided]))).toMatchObject([
      { type: "receipt/over-covered", amount: 1000 },
    ]);
  });

  test("comes back with a line that arrives after the receipt", () => {
    const balance = orderBalance(
      orderAfter([opened(), line, receipt(["B", 1], [[LINE, 1000]]), otherLine]),
    );

    expect(balance).toMatchObject({ status: "open", due: 500, total: 1500 });
  });

  test("keeps its identities, whatever tills did apart", () => {
    fc.assert(
      fc.property(fc.array(FACT, { maxLength: 12 }), (facts) => {
        const events = facts.map((fact, index) => factEvent(fact, index));
        const lines = [line, otherLine, backLine];
        const balance = orderBalance(orderAfter([opened(), ...lines, ...events]));

        for (const { live, overCovered, covered, remaining, kind } of balance.lines) {
          expect(live + overCovered).toBe(covered + remaining);
          expect(kind.side < 0 ? remaining <= 0 : remaining >= 0).toBe(true);
          expect(kind.side < 0 ? overCovered <= 0 : overCovered >= 0).toBe(true);
        }
        const deposited = sumMinor(balance.deposits, ({ amount }) => amount);
        expect(balance.remaining).toBe(sumMinor(balance.lines, ({ remaining }) => remaining));
        expect(balance.due).toBe(Math.max(0, balance.remaining - deposited));
        expect(balance.refundDue).toBe(Math.max(0, deposited - balance.remaining));
        expect(balance.deposits.every(({ amount }) => amount > 0)).toBe(true);
      }),
      { seed: 20_261_120, numRuns: proofRuns({ small: 100, whole: 500 }) },
    );
  });

  test("for one line is never lowered by over-covering another one", () => {
    fc.assert(
      fc.property(
        fc.array(FACT, { maxLength: 8 }),
        fc.integer({ min: 1, max: 3 }),
        (facts, times) => {
          const events = [backLine, ...facts.map((fact, index) => factEvent(fact, index))];
          const over = Array.from({ length: times }, (_, at) =>
            receipt(["D", at + 1], [[LINE, 1000]]),
          );
          const before = orderBalance(orderAfter([opened(), line, otherLine, ...events]));
          const after = orderBalance(orderAfter([opened(), line, otherLine, ...events, ...over]));

          expect(restOf(after, OTHER_LINE)).toBe(restOf(before, OTHER_LINE));
        },
      ),
      { seed: 20_261_120 },
    );
  });
});

describe("a payment", () => {
  const started = told(["B", 1], "payment/started", { body: startBody(5000, "B") });
  const PAYMENT = started.id;
  const captured = told(["B", 2], "payment/captured", { body: captureBody(PAYMENT, 5000) });

  test("is a deposit as far as no receipt uses it", () => {
    const bill = told(["B", 3], "receipt/issued", {
      hlc: 9,
      body: receiptBody({
        no: 1,
        till: "B",
        items: [[LINE, 1000]],
        uses: [[PAYMENT, 1000]],
        taxes: vatOf(1000),
      }),
    });

    const balance = orderBalance(orderAfter([opened(), line, started, captured, bill]));

    expect(balance.deposits).toEqual([{ payment: PAYMENT, amount: 4000 }]);
    expect(balance).toMatchObject({ status: "paid", due: 0 });
  });

  test("that two receipts used up apart is a question, and makes nothing due again", () => {
    const uses = [[PAYMENT, 5000]] as const;
    const one = told(["B", 3], "receipt/issued", {
      hlc: 9,
      body: receiptBody({ no: 1, till: "B", items: [[LINE, 1000]], uses, taxes: vatOf(1000) }),
    });
    const other = told(["C", 3], "receipt/issued", {
      hlc: 9,
      body: receiptBody({ no: 1, till: "C", items: [[LINE, 1000]], uses, taxes: vatOf(1000) }),
    });

    const balance = orderBalance(orderAfter([opened(), line, started, captured, one, other]));

    expect(balance).toMatchObject({ status: "paid", due: 0, deposits: [] });
    expect(
      orderAttention(orderAfter([opened(), line, started, captured, one, other])),
    ).toMatchObject([
      // Of the 50.00 that were used twice, 10.00 are the goods that were paid twice.
      { type: "receipt/over-covered", amount: 4000, sign: -1, turnover: 1000 },
    ]);
  });
});

describe("an order paid in parts", () => {
  test("three times five cents at ten percent is two cents of tax, not three", () => {
    const counter = createCounter({ catalogue: catalogueWith([SALES_TAX]) });

    for (const _ of [1, 2, 3]) {
      counter.add(product("COIN", { price: minor(5) }));
      valueOf(counter.pay(100));
    }

    expect(counter.receipts().map(({ taxes }) => sumMinor(taxes, ({ tax }) => tax))).toEqual([
      1, 0, 1,
    ]);
    expect(counter.receipts().map(({ total }) => total)).toEqual([6, 5, 6]);
  });

  test("states the same tax as if it had been paid at once, to the cent and whatever the taxes", () => {
    fc.assert(
      fc.property(TAXES, PARTS, fc.constantFrom("up", "even" as const), (taxes, parts, half) => {
        const rules = { pricing: { rounding: "order", half }, cash: NO_ROUNDING, coin: 1 } as const;
        const counter = createCounter({ catalogue: catalogueWith(taxes), rules });
        for (const part of parts) {
          for (const price of part) {
            const goods = product(`P${price}`, { price: minor(Math.abs(price)) });
            counter.add(goods, { kind: price < 0 ? "return" : "goods" });
          }
          const { refundDue } = orderBalance(counter.order());
          valueOf(counter.pay(refundDue > 0 ? 0 : 1_000_000));
        }

        const lines = parts.flat().map((price) => ({ amount: minor(price), taxes }));
        const whole = taxBill({ lines, rounding: "order", half });
        expect(statedTaxes(counter.receipts())).toEqual(namedTaxes(whole.taxes));
        expect(sumMinor(counter.receipts(), ({ total }) => total)).toBe(whole.total);
        expect({
          ...orderBalance(counter.order()),
          attention: orderAttention(counter.order()),
        }).toMatchObject({
          status: "paid",
          due: 0,
          attention: [],
        });
      }),
      { seed: 20_261_120, numRuns: proofRuns({ small: 100, whole: 400 }) },
    );
  });

  test("by two tills apart, each for a line of its own, leaves nothing due and no question", () => {
    const a = createCounter({ catalogue: catalogueWith([SALES_TAX]) });
    a.add(product("TARTE", { price: minor(1000) }));
    const b = a.apart("B");

    valueOf(a.pay(1100));
    a.hear(b);
    a.add(product("TEA", { price: minor(300) }));
    valueOf(a.pay(330));

    expect({ ...orderBalance(a.order()), attention: orderAttention(a.order()) }).toMatchObject({
      status: "paid",
      due: 0,
      attention: [],
    });
  });

  test("twice in full by two tills apart is one question about the whole, and nothing due", () => {
    const a = createCounter({ catalogue: catalogueWith([SALES_TAX]) });
    a.add(product("TARTE", { price: minor(4), station: "" }));
    const b = a.apart("B");

    valueOf(a.pay(4));
    valueOf(b.pay(4));
    a.hear(b);

    expect({ ...orderBalance(a.order()), attention: orderAttention(a.order()) }).toMatchObject({
      status: "paid",
      due: 0,
      attention: [{ type: "receipt/over-covered", amount: 4 }],
    });
  });

  test("is not due again when another till changed how it is served meanwhile", () => {
    const a = createCounter({ catalogue: catalogueWith([SALES_TAX], []) });
    a.add(product("TARTE", { price: minor(1000) }));
    const b = a.apart("B");

    valueOf(a.pay(1100));
    valueOf(b.decide((context, order) => decideSetService(context, order, "takeaway")));
    a.hear(b);
    b.hear(a);

    expect(orderBalance(a.order())).toMatchObject({ status: "paid", due: 0 });
    const tea = a.add(product("TEA", { price: minor(300) }));
    expect(restOf(orderBalance(a.order()), tea)).toBe(300);
    expect(orderBalance(a.order()).due).toBe(300);
  });

  test("asks about what was taken off on one till and paid on another", () => {
    const a = createCounter({ catalogue: catalogueWith([SALES_TAX]) });
    const tarte = a.add(product("TARTE", { price: minor(1000) }));
    const tea = a.add(product("TEA", { price: minor(300) }));
    const b = a.apart("B");

    valueOf(a.pay(1430));
    valueOf(
      b.decide((context, order) => decideVoidLine(context, order, { line: tarte, reason: "" })),
    );
    a.hear(b);

    expect({ ...orderBalance(a.order()), attention: orderAttention(a.order()) }).toMatchObject({
      due: 0,
      // The tax on top goes back with the goods.
      attention: [{ type: "receipt/over-covered", amount: 1100 }],
    });
    expect(restOf(orderBalance(a.order()), tea)).toBe(0);
  });

  test("is open again for what was added to a line on another till", () => {
    const a = createCounter({ catalogue: catalogueWith([]) });
    const tarte = a.add(product("TARTE", { price: minor(1000) }));
    const b = a.apart("B");

    valueOf(a.pay(1000));
    const quantity = thousandths(3000);
    valueOf(
      b.decide((context, order) => decideSetQuantity(context, order, { line: tarte, quantity })),
    );
    a.hear(b);

    expect({ ...orderBalance(a.order()), attention: orderAttention(a.order()) }).toMatchObject({
      status: "open",
      due: 2000,
      attention: [],
    });
  });
});

describe("an order whose opening is not here", () => {
  const bill = told(["B", 3], "receipt/issued", {
    hlc: 9,
    body: receiptBody({ no: 1, till: "B", items: [[LINE, 1000]], uses: [[idOf("B", 1), 1000]] }),
  });

  test.each([
    ["a receipt alone", [bill], [ORDER, LINE, idOf("B", 1)]],
    ["a line alone", [line], [ORDER]],
    ["a receipt with its line", [line, bill], [ORDER, idOf("B", 1)]],
  ])("waits for it, and for what else it names: %s", (_, events, names) => {
    expect(orderBalance(orderAfter(events)).waitsFor).toEqual(names);
  });

  test("waits no more once that has come", () => {
    const started = told(["B", 1], "payment/started", { body: startBody(1000, "B") });
    const captured = told(["B", 2], "payment/captured", { body: captureBody(started.id, 1000) });
    const events = [opened(), line, started, captured, bill];

    expect(orderBalance(orderAfter(events)).waitsFor).toEqual([]);
    expect(orderAfter(events)).not.toHaveProperty("unopened");
  });
});

const NO_ROUNDING = { step: 0, direction: "nearest" } as const;
const RATES = [0, 5000, 7000, 8875, 9000, 10_000, 21_000];

/** Prices of what is sold, and below zero of what comes back; some of them even out. */
const PRICE = fc.oneof(
  fc.integer({ min: 1, max: 2000 }),
  fc.integer({ min: -2000, max: -1 }),
  fc.constantFrom(350, -350),
);
const PARTS = fc.array(fc.array(PRICE, { minLength: 1, maxLength: 3 }), {
  minLength: 1,
  maxLength: 5,
});

/** One included tax, one or two on top, or both. */
const TAXES: fc.Arbitrary<ReadonlyArray<Tax>> = fc
  .tuple(fc.subarray(["A", "B", "C"]), fc.constantFrom(...RATES), fc.constantFrom(...RATES))
  .map(([labels, rate, other]) =>
    labels.map((label) => ({
      label,
      rate: milliPercent(label === "A" ? rate : other),
      included: label === "A",
    })),
  );

function catalogueWith(taxes: ReadonlyArray<Tax>, takeaway: ReadonlyArray<Tax> = taxes) {
  const catalogue = catalogueOf([]);
  const taxesByService = { counter: taxes, "dine-in": taxes, takeaway, delivery: takeaway };
  const food = { id: "food", name: "Food", taxesByService };
  return { ...catalogue, taxClassesById: new Map([["food", food]]) };
}

function statedTaxes(receipts: ReadonlyArray<ReceiptIssued>) {
  const views = receipts.flatMap(({ taxes }) =>
    taxes.map(({ base, ...tax }) => ({ ...tax, net: base })),
  );
  return namedTaxes(sumTaxes(views));
}

function labelsOf(counter: ReturnType<typeof createCounter>): ReadonlyArray<string> {
  return orderBalance(counter.order()).taxes.map(({ label }) => label);
}

/** In one order, without those that come to nothing. */
function namedTaxes(taxes: ReturnType<typeof sumTaxes>) {
  return taxes
    .filter(({ net, tax }) => net !== 0 || tax !== 0)
    .toSorted((a, b) => (a.label < b.label ? -1 : 1));
}

function receipt(
  place: readonly [string, number],
  items: ReadonlyArray<readonly [typeof LINE, number]>,
) {
  const [till, no] = place;
  const taxes = vatOf(items.reduce((sum, [, net]) => sum + net, 0));
  return told(place, "receipt/issued", {
    hlc: 50 + no,
    body: receiptBody({ no, till, items, taxes }),
  });
}

const FACT = fc.record({
  what: fc.constantFrom("receipt", "quantity", "price", "void", "payment"),
  target: fc.constantFrom(LINE, OTHER_LINE, BACK_LINE),
  amount: fc.nat(2000),
});

function factEvent(
  {
    what,
    target,
    amount,
  }: { readonly what: string; readonly target: typeof LINE; readonly amount: number },
  index: number,
) {
  const place = ["B", index + 1] as const;
  const side = target === BACK_LINE ? -1 : 1;
  const hlc = 10 + index;
  switch (what) {
    case "receipt":
      return receipt(place, [[target, amount * side]]);
    case "quantity": {
      const set = { quantity: thousandths((amount % 4) * 1000 * side) };
      return told(place, "order/line-changed", {
        hlc,
        body: { line: target, set, over: {}, reason: "" },
      });
    }
    case "price":
      return told(place, "order/line-changed", {
        hlc,
        body: { line: target, set: { unit: minor(amount) }, over: {}, reason: "" },
      });
    case "void":
      return told(place, "order/line-voided", {
        hlc,
        body: { line: target, reason: "", sent: false },
      });
    default:
      return told(place, "payment/captured", {
        hlc,
        body: captureBody(idOf("B", index + 1), amount),
      });
  }
}

function restOf(balance: ReturnType<typeof orderBalance>, id: typeof LINE): number {
  return balance.lines.find((entry) => entry.id === id)?.remaining ?? Number.NaN;
}
