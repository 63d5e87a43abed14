/** A bill in parts: by goods, by sums and by heads, each part what the guest is told. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { orderBalance } from "../../../src/domain/balance/order-balance.ts";
import { toTaxView } from "../../../src/domain/balance/remaining-bill.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { decideCash } from "../../../src/domain/commands/money/pay-order.ts";
import { decideRefund } from "../../../src/domain/commands/money/refund-receipt.ts";
import { withCharges } from "../../../src/domain/commands/order/charge-order.ts";
import {
  decideDiscountLine,
  decideDiscountOrder,
} from "../../../src/domain/commands/order/give-discount.ts";
import { decideSetCovers } from "../../../src/domain/commands/order/seat-guests.ts";
import { decideSplit, type SplitWish } from "../../../src/domain/commands/order/split-order.ts";
import { type SplitPart } from "../../../src/domain/events/bill-events.ts";
import { type Draft } from "../../../src/domain/events/kinds.ts";
import { orderAttention } from "../../../src/domain/folds/order-attention.ts";
import {
  type Catalogue,
  type Product,
  type TaxClass,
} from "../../../src/domain/goods/catalogue.ts";
import { type EventId, toStreamId } from "../../../src/domain/identity.ts";
import { milliPercent, minor, sumMinor, zeroMinor } from "../../../src/domain/money/amounts.ts";
import { negated } from "../../../src/domain/money/remaining-tax.ts";
import {
  sumTaxes,
  type Tax,
  taxBill,
  type TaxedBill,
  type TaxView,
} from "../../../src/domain/money/tax.ts";
import { billParts, remainderBesideParts, deal } from "../../../src/domain/order/bill-parts.ts";
import { type Counter, createCounter } from "../../support/counter.ts";
import { decidePayCard } from "../../support/pay-card.ts";
import { SHOP_RULES, valueOf } from "../../support/shop.ts";
import { catalogueOf, product } from "../../support/small-shop.ts";
import { idOf } from "../../support/told.ts";

const HIGH: Tax = { label: "VAT 21%", rate: milliPercent(21_000), included: true };
const LOW: Tax = { label: "VAT 9%", rate: milliPercent(9000), included: true };
const ON_TOP: Tax = { label: "Sales tax", rate: milliPercent(8875), included: false };

function catalogueWith(taxes: ReadonlyArray<Tax>): Catalogue {
  const { taxClassesById, ...catalogue } = catalogueOf([]);
  const classes = taxes.map((tax, index) => {
    const id = `class-${index}`;
    const byService = { counter: [tax], "dine-in": [tax], takeaway: [tax], delivery: [tax] };
    return [id, { id, name: id, taxesByService: byService }] satisfies [string, TaxClass];
  });
  return { ...catalogue, taxClassesById: new Map([...taxClassesById, ...classes]) };
}

const included = catalogueWith([HIGH, LOW]);

/** Without a kitchen, so that no till has anything to tell it. */
function goods(sku: string, facts: Pick<Product, "price" | "taxClass">): Product {
  return product(sku, { station: "", ...facts });
}

/** Drinks at 21 % for 27.00, food at 9 % for 20.35. */
function dinner(): Counter {
  const counter = createCounter({ catalogue: included });
  counter.add(goods("DRINKS", { price: minor(2700), taxClass: "class-0" }));
  counter.add(goods("FOOD", { price: minor(2035), taxClass: "class-1" }));
  return counter;
}

function split(counter: Counter, wish: SplitWish): void {
  valueOf(counter.decide((context, order) => decideSplit(context, order, wish)));
}

/** By card, so that nothing is rounded. Returns what was taken. */
function payPart(counter: Counter, no: number): number {
  const before = billParts(counter.order())[no - 1];
  if (before === undefined) throw new Error(`There is no part ${no}.`);
  valueOf(
    counter.decide((context, order) =>
      decidePayCard({ ...context, part: before.id }, order, undefined),
    ),
  );
  return before.balance.due;
}

function totalsOf(counter: Counter): number[] {
  return billParts(counter.order()).map(({ total }) => total);
}

function taxesStated(counter: Counter) {
  return sumTaxes(counter.receipts().flatMap(({ taxes }) => taxes.map(toTaxView)));
}

test("parts that are all paid stay as they were paid when goods come to the bill since", () => {
  const counter = dinner();
  split(counter, { type: "evenly", count: 2 });
  payPart(counter, 1);
  payPart(counter, 2);
  counter.add(goods("CAKE", { price: minor(500), taxClass: "class-1" }));

  expect(billParts(counter.order()).map(({ balance }) => balance.due)).toEqual([0, 0]);
  expect(orderBalance(counter.order()).due).toBe(500);
});

describe("a bill that is split by four and paid on two tills apart", () => {
  test("adds up to the bill and to each tax", () => {
    const here = dinner();
    split(here, { type: "evenly", count: 4 });
    expect(totalsOf(here)).toEqual([1184, 1184, 1184, 1183]);
    const there = here.apart("B");

    payPart(here, 1);
    payPart(here, 2);
    payPart(there, 4);
    payPart(there, 3);
    here.hear(there);

    const balance = orderBalance(here.order());
    expect({ ...balance, attention: orderAttention(here.order()) }).toMatchObject({
      status: "paid",
      remaining: 0,
      attention: [],
    });
    expect(taxesStated(here)).toMatchObject([{ tax: 469 }, { tax: 168 }]);
    expect(sumMinor(here.receipts(), ({ total }) => total)).toBe(4735);
  });

  test("of which a part was paid on both has one item of that part", () => {
    const here = dinner();
    split(here, { type: "evenly", count: 4 });
    const there = here.apart("B");

    payPart(here, 2);
    payPart(there, 2);
    here.hear(there);

    const { remaining } = orderBalance(here.order());

    const attention = orderAttention(here.order());
    expect(attention).toMatchObject([{ type: "part/paid-twice", amount: 1184 }]);
    expect(remaining).toBe(4735 - 1184);
    expect(totalsOf(here)).toEqual([1184, 1184, 1184, 1183]);
  });

  test("otherwise on each goes by the later plan, and asks once", () => {
    const here = dinner();
    const there = here.apart("B");
    split(here, { type: "evenly", count: 4 });
    const first = payPart(here, 1);
    split(there, { type: "evenly", count: 2 });
    split(there, { type: "evenly", count: 3 });
    const other = payPart(there, 1);
    here.hear(there);

    const { remaining } = orderBalance(here.order());

    const attention = orderAttention(here.order());
    expect(attention.map(({ type }) => type)).toEqual(["order/split-contested"]);
    expect(remaining).toBe(4735 - first - other);
    const left = billParts(here.order()).filter(({ receipt }) => receipt === undefined);
    expect(sumMinor(left, ({ total }) => total)).toBe(remaining);
  });
});

describe("a plan", () => {
  test.each([
    [60, [6200, 6200, 6200]],
    [61, [6304, 6303, 6303]],
  ])("by three of %i lines of 3.10 has parts a cent apart", (count, totals) => {
    const counter = createCounter({ catalogue: included });
    for (let line = 0; line < count; line += 1) {
      counter.add(goods(`P${line}`, { price: minor(310), taxClass: "class-1" }));
    }
    split(counter, { type: "evenly", count: 3 });
    expect(totalsOf(counter)).toEqual(totals);
  });

  test("by an amount has a part of that, and what is left", () => {
    const counter = dinner();
    split(counter, { type: "amount", amount: minor(3000) });
    expect(totalsOf(counter)).toEqual([3000, 1735]);
  });

  test("by lines has those lines, and what is left", () => {
    const counter = dinner();
    const [drinks] = orderBalance(counter.order()).lines;
    if (drinks === undefined) throw new Error("Nothing was ordered.");
    split(counter, { type: "lines", shares: [{ line: drinks.id, num: 1, den: 3 }] });
    expect(totalsOf(counter)).toEqual([900, 3835]);
  });

  test("has no more parts than there are cents", () => {
    const counter = createCounter({ catalogue: included });
    counter.add(goods("SUGAR", { price: minor(3), taxClass: "class-0" }));
    const done = counter.decide((context, order) =>
      decideSplit(context, order, { type: "evenly", count: 4 }),
    );
    expect(done).toEqual({ ok: false, fault: { type: "split/count", max: 3 } });
  });

  test("that is made anew keeps what is paid", () => {
    const counter = dinner();
    split(counter, { type: "evenly", count: 4 });
    payPart(counter, 1);

    split(counter, { type: "evenly", count: 3 });

    expect(totalsOf(counter)).toEqual([1184, 1184, 1183]);
    for (const no of [1, 2, 3]) payPart(counter, no);
    expect({
      ...orderBalance(counter.order()),
      attention: orderAttention(counter.order()),
    }).toMatchObject({ status: "paid", attention: [] });
    expect(taxesStated(counter)).toMatchObject([{ tax: 469 }, { tax: 168 }]);
  });

  test("leaves to the parts that are left what was ordered after the first was paid", () => {
    const counter = dinner();
    split(counter, { type: "evenly", count: 4 });
    payPart(counter, 1);

    counter.add(goods("CAKE", { price: minor(400), taxClass: "class-1" }));

    const [paid, ...left] = totalsOf(counter);
    expect(paid).toBe(1184);
    expect(left).toEqual([1318, 1317, 1316].toSorted((a, b) => b - a));
    expect(remainderBesideParts(counter.order())).toBe(0);
  });

  test("leaves to the others what a line costs less that was paid in part", () => {
    const counter = dinner();
    split(counter, { type: "evenly", count: 4 });
    payPart(counter, 1);
    valueOf(
      counter.decide((context, order) =>
        decideDiscountOrder(context, order, {
          discount: { rate: milliPercent(10_000), amount: zeroMinor },
        }),
      ),
    );

    const { remaining } = orderBalance(counter.order());
    const left = billParts(counter.order()).slice(1);
    expect(sumMinor(left, ({ total }) => total)).toBe(remaining);
    expect(
      Math.max(...left.map(({ total }) => total)) - Math.min(...left.map(({ total }) => total)),
    ).toBeLessThanOrEqual(2);
  });
});

test("what costs nothing is whole on the receipt of the part that is paid first", () => {
  const counter = createCounter({ catalogue: included });
  const free = counter.add(goods("WATER", { price: minor(0), taxClass: "class-0" }));
  counter.add(goods("FOOD", { price: minor(2035), taxClass: "class-1" }));
  split(counter, { type: "evenly", count: 2 });
  payPart(counter, 2);
  payPart(counter, 1);

  const items = counter.receipts().map((receipt) => receipt.items.filter((it) => it.line === free));
  expect(items).toMatchObject([[{ num: 1, den: 1, gross: 0 }], []]);
});

test.each([
  ["after", [450, 405]],
  ["before", [405, 405]],
])(
  "the rest of a line says its share where a discount came %s a part of it was paid",
  (when, gross) => {
    const counter = createCounter({ catalogue: included });
    const line = counter.add(goods("STEAK", { price: minor(900), taxClass: "class-1" }));
    function discount(): void {
      const own = { rate: milliPercent(10_000), amount: zeroMinor };
      valueOf(
        counter.decide((context, order) =>
          decideDiscountLine(context, order, { discount: own, line, reason: "" }),
        ),
      );
    }
    if (when === "before") discount();
    split(counter, { type: "lines", shares: [{ line, num: 1, den: 2 }] });
    payPart(counter, 1);
    if (when === "after") discount();

    valueOf(counter.decide((context, order) => decidePayCard(context, order, undefined)));

    const items = counter.receipts().flatMap((receipt) => receipt.items);
    expect(items).toMatchObject(gross.map((amount) => ({ num: 1, den: 2, gross: amount })));
    expect({
      ...orderBalance(counter.order()),
      attention: orderAttention(counter.order()),
    }).toMatchObject({ status: "paid", attention: [] });
  },
);

test("a line of a cent is whole on the receipt of the part that pays it, and comes back as a piece", () => {
  const counter = createCounter({ catalogue: included });
  for (const sku of ["SUGAR", "SALT"]) {
    counter.add(goods(sku, { price: minor(1), taxClass: "class-0" }));
  }
  split(counter, { type: "evenly", count: 2 });
  payPart(counter, 1);
  payPart(counter, 2);

  const items = counter.receipts().map((receipt) => receipt.items);
  expect(items).toMatchObject([[{ num: 1, den: 1, gross: 1 }], [{ num: 1, den: 1, gross: 1 }]]);
  refundAll(counter);
  const back = counter.order().refunds.map(({ body }) => body.items);
  expect(back).toMatchObject([[{ quantity: -1000, net: -1 }], [{ quantity: -1000, net: -1 }]]);
});

test("what is left of a bill and was given away after a part was paid comes back by its undo", () => {
  const counter = dinner();
  split(counter, { type: "evenly", count: 4 });
  payPart(counter, 1);
  const { remaining } = orderBalance(counter.order());
  const discount = { rate: milliPercent(100_000), amount: zeroMinor };
  valueOf(
    counter.decide((context, order) =>
      decideDiscountOrder(context, order, { discount, reason: "" }),
    ),
  );
  expect(orderBalance(counter.order()).status).toBe("paid");

  valueOf(
    counter.decide((context, order) =>
      decideDiscountOrder(context, order, { discount: null, isUndo: true }),
    ),
  );

  expect(orderBalance(counter.order())).toMatchObject({ status: "open", remaining });
});

describe("a deposit", () => {
  test("of a part pays that part alone", () => {
    const counter = dinner();
    split(counter, { type: "evenly", count: 4 });
    const [first, second] = billParts(counter.order());
    if (first === undefined || second === undefined) throw new Error("There are no parts.");
    valueOf(
      counter.decide((context, order) =>
        decidePayCard({ ...context, part: first.id }, order, minor(500)),
      ),
    );

    expect(billParts(counter.order()).map(({ balance }) => balance.due)).toEqual([
      684, 1184, 1184, 1183,
    ]);
    expect(payPart(counter, 2)).toBe(1184);
    expect(counter.receipts().at(-1)?.uses).toMatchObject([{ amount: 1184 }]);
    expect(payPart(counter, 1)).toBe(684);
    expect(counter.receipts().at(-1)?.uses).toMatchObject([{ amount: 500 }, { amount: 684 }]);
  });

  test("of no part pays the parts in their order, each of its money once", () => {
    const counter = dinner();
    valueOf(counter.decide((context, order) => decidePayCard(context, order, minor(2000))));
    split(counter, { type: "evenly", count: 4 });

    expect(billParts(counter.order()).map(({ balance }) => balance.due)).toEqual([
      0,
      1184 - 816,
      1184,
      1183,
    ]);
    expect(payPart(counter, 3)).toBe(1184);
    expect(payPart(counter, 2)).toBe(1184 - 816);
    expect(payPart(counter, 1)).toBe(0);
    expect(payPart(counter, 4)).toBe(1183);
    expect(orderBalance(counter.order())).toMatchObject({ status: "paid", refundDue: 0 });
  });

  test("in cash is rounded once, on the receipt that uses the last of it", () => {
    const rules = { ...SHOP_RULES, cash: { step: minor(5), direction: "nearest" } as const };
    const counter = createCounter({ catalogue: included, rules });
    counter.add(goods("DRINKS", { price: minor(2700), taxClass: "class-0" }));
    counter.add(goods("FOOD", { price: minor(2035), taxClass: "class-1" }));
    split(counter, { type: "evenly", count: 4 });
    for (const part of billParts(counter.order())) {
      valueOf(
        counter.decide((context, order) =>
          decideCash({ ...context, part: part.id }, order, {
            tendered: minor(2000),
            tip: zeroMinor,
          }),
        ),
      );
    }
    expect(sumMinor(counter.receipts(), ({ rounding }) => rounding)).toBe(5);
  });
});

describe("random bills", () => {
  const line = fc.record({
    price: fc.integer({ min: 0, max: 3000 }),
    count: fc.integer({ min: 1, max: 4 }),
    taxClass: fc.constantFrom("class-0", "class-1"),
  });
  const wish = fc.oneof(
    fc.record({ type: fc.constant("evenly" as const), count: fc.integer({ min: 2, max: 7 }) }),
    fc.record({ type: fc.constant("amount" as const), share: fc.integer({ min: 1, max: 99 }) }),
    fc.record({ type: fc.constant("lines" as const), den: fc.integer({ min: 2, max: 4 }) }),
  );
  const bill = fc.record({
    lines: fc.array(line, { minLength: 1, maxLength: 8 }),
    off: fc.constantFrom(undefined, 10_000, 12_500),
    isOnTop: fc.boolean(),
    rounding: fc.constantFrom("order" as const, "line" as const),
    wish,
    paidBy: fc.array(fc.nat(1), { minLength: 7, maxLength: 7 }),
    turn: fc.nat(6),
    charge: fc.constantFrom(undefined, 10_000, 12_500),
    exempt: fc.constantFrom(undefined, undefined, "net" as const, "gross" as const),
  });

  test("add up, per line and per tax, whoever pays which part where", () => {
    fc.assert(
      fc.property(bill, (it) => {
        const counter = ordered(it);
        const { remaining, lines, charges, rule } = orderBalance(counter.order());
        if (remaining < 2) return;
        const owed = taxBill({
          lines: [
            ...lines.map((own) => ({
              amount: minor(own.remaining - own.remainingOff),
              taxes: own.taxes,
            })),
            ...charges.map((own) => ({ amount: own.remaining, taxes: own.taxes })),
          ],
          ...rule,
        });
        const whole = asExempt(owed, it.exempt);
        expect(remaining).toBe(whole.total);
        const first = lines.find((own) => own.remaining > 0);
        const wanted = wishOf(it.wish, { remaining, line: first?.id });
        const done = counter.decide((context, state) => decideSplit(context, state, wanted));
        if (!done.ok) return;
        const tills = [counter, counter.apart("B")];
        const parts = billParts(counter.order());
        // A cent of goods that is all tax: an exempt part of it comes to nothing, and nobody pays it.
        fc.pre(
          parts.every(
            ({ balance }) => balance.remaining !== 0 || balance.remainingTaxes.length === 0,
          ),
        );
        const start = it.turn % parts.length;
        const turns = [...parts.keys()].map((at) => (at + start) % parts.length);
        for (const at of turns) {
          const till = tills[it.paidBy[at] ?? 0] ?? counter;
          if ((parts[at]?.balance.remaining ?? 0) !== 0) payPart(till, at + 1);
        }
        const [, other] = tills;
        if (other !== undefined) counter.hear(other);
        const after = orderBalance(counter.order());
        expect(after.remaining).toBe(0);
        expect(orderAttention(counter.order())).toEqual([]);
        expect(sumMinor(counter.receipts(), ({ total }) => total)).toBe(whole.total);
        expect(named(taxesStated(counter))).toEqual(named(whole.taxes));
        const charged = counter.receipts().flatMap((receipt) => receipt.charges);
        expect(sumMinor(charged, ({ amount }) => amount)).toBe(
          sumMinor(charges, (own) => own.remaining),
        );
        for (const { id, net } of after.lines) {
          const items = counter.receipts().flatMap((receipt) => receipt.items);
          const own = items.filter((item) => item.line === id);
          expect(sumMinor(own, (item) => item.gross)).toBe(net);
          expect(own.every(({ off }) => off >= 0)).toBe(true);
        }
        refundAll(counter);
        const { refunds } = counter.order();
        expect(0 - sumMinor(refunds, ({ body }) => body.total)).toBe(whole.total);
        const back = sumTaxes(refunds.flatMap(({ body }) => body.taxes.map(toTaxView)));
        expect(named(back.map(negated))).toEqual(named(whole.taxes));
        const shared = counter
          .receipts()
          .flatMap(({ items }) => items.filter(({ num, den }) => num !== den));
        for (const { quantity, line } of refunds.flatMap(({ body }) => body.items)) {
          const isShared = shared.some((item) => item.line === line);
          expect(quantity === 0).toBe(isShared);
        }
        expect(orderAttention(counter.order())).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});

/** Worked out of the bill as it owes its taxes: without those that prices contain, or prices as they are. */
function asExempt(
  { taxes, total, net, lines }: TaxedBill,
  pays: RandomBill["exempt"],
): Pick<TaxedBill, "taxes" | "total"> {
  if (pays === undefined) return { taxes, total };
  const onTop = sumMinor(
    lines.flatMap((line) => line.taxes),
    ({ included, tax }) => (included ? 0 : tax),
  );
  const none = taxes.map((owed) =>
    pays === "net" && owed.included
      ? { ...owed, tax: zeroMinor, exempt: owed.tax }
      : {
          ...owed,
          included: false,
          net: minor(owed.net + (owed.included ? owed.tax : 0)),
          tax: zeroMinor,
          exempt: zeroMinor,
        },
  );
  return { taxes: none, total: pays === "net" ? net : minor(total - onTop) };
}

/** Receipt by receipt, to a card. */
function refundAll(counter: Counter): void {
  for (const { id, body } of counter.order().receipts) {
    if (body.total === 0) continue;
    const back = { receipt: id, lines: [], method: "card", reason: "all of it was wrong" };
    valueOf(counter.decide((context, order) => decideRefund(context, order, back)));
  }
}

function ordered({
  lines,
  off,
  charge,
  exempt,
  isOnTop,
  rounding,
}: Pick<RandomBill, "lines" | "off" | "charge" | "exempt" | "isOnTop" | "rounding">): Counter {
  const catalogue = isOnTop ? catalogueWith([ON_TOP, LOW]) : included;
  const pricing = { ...SHOP_RULES.pricing, rounding };
  const counter = createCounter({ catalogue, rules: { ...SHOP_RULES, pricing } });
  for (const [at, { price, count, taxClass }] of lines.entries()) {
    counter.add(goods(`P${at}`, { price: minor(price), taxClass }), { count });
  }
  if (off !== undefined) {
    counter.decide((context, state) =>
      decideDiscountOrder(context, state, {
        discount: { rate: milliPercent(off), amount: zeroMinor },
      }),
    );
  }
  if (exempt !== undefined) {
    const body = { exempt: { number: "DE 12", pays: exempt }, over: [] };
    counter.decide((_, { opened }) =>
      ok([{ kind: "order/exempted", streams: [toStreamId("order", opened?.id ?? "")], body }]),
    );
  }
  if (charge !== undefined) {
    const tax = isOnTop ? ON_TOP : HIGH;
    valueOf(counter.decide(() => ok(chargeRule(tax, charge))));
    valueOf(
      counter.decide((context, state) =>
        withCharges(context, decideSetCovers(context, state, { covers: 2 })),
      ),
    );
  }
  return counter;
}

/** A shop that charges for service, with a tax class for that. */
function chargeRule(tax: Tax, rate: number): ReadonlyArray<Draft> {
  const rule = {
    id: "service",
    name: "Service",
    rate: milliPercent(rate),
    each: zeroMinor,
    from: 0,
  };
  const value = [{ ...rule, services: [], areas: [], taxClass: "service" }];
  const byService = { counter: [tax], "dine-in": [tax], takeaway: [tax], delivery: [tax] };
  return [
    {
      kind: "tax-class/set",
      streams: [toStreamId("cat", "tax-class/service")],
      body: { set: { name: "Service", taxesByService: byService }, over: {} },
    },
    {
      kind: "setting/set",
      streams: [toStreamId("set", "charges")],
      body: { value, over: [] },
    },
  ] as unknown as ReadonlyArray<Draft>;
}

interface RandomBill {
  readonly lines: ReadonlyArray<{
    readonly price: number;
    readonly count: number;
    readonly taxClass: string;
  }>;
  readonly off: number | undefined;
  readonly charge: number | undefined;
  readonly exempt: "net" | "gross" | undefined;
  readonly isOnTop: boolean;
  readonly rounding: "order" | "line";
}

type RandomWish =
  | { readonly type: "evenly"; readonly count: number }
  | { readonly type: "amount"; readonly share: number }
  | { readonly type: "lines"; readonly den: number };

function wishOf(
  wish: RandomWish,
  { remaining, line }: { readonly remaining: number; readonly line: EventId | undefined },
): SplitWish {
  if (wish.type === "evenly") return wish;
  if (wish.type === "amount") {
    return { type: "amount", amount: minor(Math.ceil((remaining * wish.share) / 100)) };
  }
  const shares = line === undefined ? [] : [{ line, num: 1, den: wish.den }];
  return { type: "lines", shares };
}

function named(taxes: ReadonlyArray<TaxView>): Record<string, ReadonlyArray<number>> {
  const said = taxes.filter(({ net, tax }) => net !== 0 || tax !== 0);
  return Object.fromEntries(
    said.map(({ label, net, tax, exempt }) => [
      label,
      [net, tax, ...(exempt === undefined ? [] : [exempt])],
    ]),
  );
}

function evenParts(count: number): SplitPart[] {
  return Array.from({ length: count }, (_, index) => ({ id: String(index + 1), all: 1 }));
}

function linesOf(amounts: ReadonlyArray<number>) {
  return amounts.map((amount, index) => ({ id: idOf("A", 2 + index), amount: minor(amount) }));
}

function totals(amounts: ReadonlyArray<number>, parts: ReadonlyArray<SplitPart>): number[] {
  const dealt = deal({
    lines: linesOf(amounts),
    parts,
    amounts: parts.map(({ amount }) => minor(amount ?? 0)),
    half: "up",
  });
  return dealt.map((own) => sumMinor(own, (amount) => amount));
}

describe("even parts", () => {
  test("of 47.35 by four have the odd cents first", () => {
    expect(totals([2700, 2035], evenParts(4))).toEqual([1184, 1184, 1184, 1183]);
  });

  test("of 29.00 by three have the odd cents first", () => {
    expect(totals([2900], evenParts(3))).toEqual([967, 967, 966]);
  });

  test("of sixty equal lines get their odd cents in turn", () => {
    expect(
      totals(
        Array.from({ length: 60 }, () => 310),
        evenParts(3),
      ),
    ).toEqual([6200, 6200, 6200]);
    expect(
      totals(
        Array.from({ length: 61 }, () => 310),
        evenParts(3),
      ),
    ).toEqual([6304, 6303, 6303]);
  });

  test("are a cent apart at most, the first ones with more", () => {
    const bills = fc.array(fc.nat(5000), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(bills, fc.integer({ min: 2, max: 99 }), (amounts, count) => {
        const parts = totals(amounts, evenParts(count));
        const whole = sumMinor(amounts, (amount) => amount);
        const odd = whole % count;
        expect(parts).toEqual(
          parts.map((_, index) => Math.floor(whole / count) + (index < odd ? 1 : 0)),
        );
      }),
    );
  });
});

describe("parts of every sort", () => {
  const amount = fc.integer({ min: -3000, max: 5000 });
  const share = fc.record({
    line: fc.nat(9).map((at) => idOf("A", 2 + at)),
    num: fc.integer({ min: 1, max: 3 }),
    den: fc.integer({ min: 1, max: 4 }),
  });
  const part = fc.oneof(
    fc.record({ all: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ amount: fc.integer({ min: 1, max: 4000 }).map(minor) }),
    fc.record({ lines: fc.array(share, { minLength: 1, maxLength: 4 }) }),
    fc.record({ lines: fc.array(share, { maxLength: 3 }), all: fc.constant(1) }),
  );

  test("add up to each line where one takes what is left, whatever they claim", () => {
    fc.assert(
      fc.property(
        fc.array(amount, { minLength: 1, maxLength: 10 }),
        fc.array(part, { minLength: 1, maxLength: 6 }),
        (amounts, plans) => {
          const parts = [...[...plans, { all: 1 }].entries()].map(([at, plan]) =>
            Object.assign({ id: String(at + 1) }, plan),
          );
          const dealt = deal({
            lines: linesOf(amounts),
            parts,
            amounts: parts.map((plan) => minor("amount" in plan ? (plan.amount ?? 0) : 0)),
            half: "up",
          });
          for (const [line, whole] of amounts.entries()) {
            expect(sumMinor(dealt, (own) => own[line] ?? 0)).toBe(whole);
          }
        },
      ),
    );
  });

  test("have a third of a line, and others what is left", () => {
    const third = { id: "1", lines: [{ line: idOf("A", 2), num: 1, den: 3 }] };
    expect(totals([1000, 500], [third, { id: "2", all: 1 }])).toEqual([333, 1167]);
  });

  test("have an amount, and others what is left", () => {
    expect(
      totals(
        [2700, 2035],
        [
          { id: "1", amount: minor(3000) },
          { id: "2", all: 1 },
        ],
      ),
    ).toEqual([3000, 1735]);
  });

  test("together have as much as apart", () => {
    const parts = [
      { id: "1", all: 2 },
      { id: "2", all: 1 },
      { id: "3", all: 1 },
    ];
    expect(totals([2700, 2035], parts)).toEqual([2368, 1184, 1183]);
  });
});
