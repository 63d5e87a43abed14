import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { orderBalance } from "../../../src/domain/balance/order-balance.ts";
import { decideAlone } from "../../../src/domain/commands/approval.ts";
import { decideSend } from "../../../src/domain/commands/kitchen/send-order.ts";
import { decideRefund } from "../../../src/domain/commands/money/refund-receipt.ts";
import { decideAddGoods } from "../../../src/domain/commands/order/add-goods.ts";
import {
  decideSetNote,
  decideSetPrice,
  decideSetQuantity,
} from "../../../src/domain/commands/order/edit-order.ts";
import {
  decideDiscountLine,
  decideDiscountOrder,
} from "../../../src/domain/commands/order/give-discount.ts";
import { decideSetModifiers } from "../../../src/domain/commands/order/set-modifiers.ts";
import { decideTakeOff } from "../../../src/domain/commands/order/take-off.ts";
import { decideUndo, undosOf } from "../../../src/domain/commands/order/undo-order.ts";
import { decideSetLeft } from "../../../src/domain/commands/stock/set-left.ts";
import { type KnownEvent } from "../../../src/domain/events/kinds.ts";
import { type ReceiptIssued } from "../../../src/domain/events/order-events.ts";
import { type Permission, PERMISSIONS } from "../../../src/domain/events/permission.ts";
import { orderAttention } from "../../../src/domain/folds/order-attention.ts";
import {
  type Catalogue,
  type Product,
  type TaxClass,
} from "../../../src/domain/goods/catalogue.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { LINE_KINDS, type LineKindName } from "../../../src/domain/lines/line-kinds.ts";
import { milliPercent, minor, sumMinor, thousandths } from "../../../src/domain/money/amounts.ts";
import { sumTaxes, type Tax, taxBill } from "../../../src/domain/money/tax.ts";
import { type Counter, createCounter, type CounterOptions } from "../../support/counter.ts";
import { decidePayCard } from "../../support/pay-card.ts";
import { faultOf, SHOP_RULES, valueOf } from "../../support/shop.ts";
import { catalogueOf, product } from "../../support/small-shop.ts";

const VAT: Tax = { label: "VAT 9%", rate: milliPercent(9000), included: true };
const LEVY: Tax = { label: "Levy 3%", rate: milliPercent(3000), included: true };
const SALES_TAX: Tax = { label: "Tax 8.875%", rate: milliPercent(8875), included: false };
const TAX_SETS: ReadonlyArray<ReadonlyArray<Tax>> = [[], [VAT], [SALES_TAX], [VAT, LEVY]];
const COFFEE = product("COFFEE", { price: minor(280), station: "bar" });
const CAKE = product("CAKE", { price: minor(420), station: "" });

describe("goods that come back without a receipt", () => {
  test("are a line of less than nothing, of which no station hears", () => {
    const counter = counterAt();
    const line = counter.add(COFFEE, { count: 3, kind: "return" });

    expect(counter.events().at(-1)).toMatchObject({
      kind: "order/line-returned",
      body: { quantity: -3000, unit: 280, station: "" },
    });
    expect({
      ...orderBalance(counter.order()),
      attention: orderAttention(counter.order()),
    }).toMatchObject({
      status: "open",
      total: -840,
      due: 0,
      refundDue: 840,
      lines: [{ id: line, live: -840, remaining: -840, kind: LINE_KINDS.return }],
      taxes: [{ net: -771, tax: -69 }],
      attention: [],
    });
    expect(faultOf(counter.decide(decideSend)).type).toBe("order/no-kitchen");
  });

  test("alone are a receipt below zero, and money that goes out", () => {
    const counter = counterAt();
    counter.add(COFFEE, { count: 3, kind: "return" });

    const events = valueOf(counter.pay(0));

    expect(events.map(({ kind }) => kind)).toEqual([
      "payment/started",
      "payment/captured",
      "receipt/issued",
    ]);
    expect(events[1]?.body).toMatchObject({ amount: -840, tendered: 0, change: 840 });
    expect(receiptOf(events)).toMatchObject({
      no: 1,
      total: -840,
      items: [{ gross: -840, off: 0, offWrite: null, net: -840 }],
      taxes: [{ base: -771, tax: -69 }],
      uses: [{ amount: -840 }],
    });
    expect(orderBalance(counter.order())).toMatchObject({ status: "paid", refundDue: 0 });
  });

  test("for goods that cost as much are an exchange: a receipt without money", () => {
    const counter = counterAt();
    counter.add(COFFEE, { kind: "return" });
    counter.add(COFFEE);

    const events = valueOf(counter.pay(0));

    expect(events.map(({ kind }) => kind)).toEqual(["ticket/issued", "receipt/issued"]);
    expect(receiptOf(events)).toMatchObject({ total: 0, uses: [], taxes: [] });
    expect({
      ...orderBalance(counter.order()),
      attention: orderAttention(counter.order()),
    }).toMatchObject({ status: "paid", attention: [] });
  });

  test("an even exchange on an order that was paid before is open until it has its receipt", () => {
    const counter = counterAt();
    counter.add(CAKE);
    valueOf(counter.pay(420));
    counter.add(COFFEE, { kind: "return" });
    counter.add(COFFEE);

    expect(orderBalance(counter.order())).toMatchObject({ status: "open", due: 0, refundDue: 0 });
    expect(receiptOf(valueOf(counter.pay(0)))).toMatchObject({ no: 2, total: 0 });
    expect(orderBalance(counter.order()).status).toBe("paid");
  });

  test("beside dearer ones leave the difference to pay", () => {
    const counter = counterAt();
    counter.add(COFFEE, { kind: "return" });
    counter.add(CAKE);

    expect(orderBalance(counter.order()).due).toBe(140);
    expect(receiptOf(valueOf(counter.pay(200)))).toMatchObject({ total: 140 });
  });

  test("give back what was paid before as well", () => {
    const counter = counterAt();
    counter.add(CAKE);
    valueOf(counter.pay(100));
    counter.add(CAKE, { count: 2, kind: "return" });

    expect({
      ...orderBalance(counter.order()),
      attention: orderAttention(counter.order()),
    }).toMatchObject({ refundDue: 520, attention: [] });
    expect(receiptOf(valueOf(counter.pay(0)))).toMatchObject({
      total: -420,
      uses: [{ amount: 100 }, { amount: -520 }],
    });
  });

  test("are rounded as cash is, as much as the same goods sold", () => {
    const cash = { step: 5, direction: "nearest" } as const;
    const counter = counterAt({ rules: { ...SHOP_RULES, cash } });
    counter.add(product("MINT", { price: minor(842), station: "" }), { kind: "return" });

    const events = valueOf(counter.pay(0));

    expect(events[1]?.body).toMatchObject({ amount: -842, change: 840, rounding: 2 });
    expect(receiptOf(events)).toMatchObject({ total: -842, rounding: 2 });
  });

  test("take no cash, and say what is to be given back", () => {
    const counter = counterAt();
    counter.add(COFFEE, { kind: "return" });

    expect(faultOf(counter.pay(500))).toEqual({ type: "payment/owes", refundDue: 280 });
  });

  test("go out to a card to the cent, all of it and no money that came otherwise", () => {
    const cash = { step: 5, direction: "nearest" } as const;
    const counter = counterAt({ rules: { ...SHOP_RULES, cash } });
    counter.add(product("MINT", { price: minor(842), station: "" }), { kind: "return" });

    for (const amount of [842, 100, -100, 0]) {
      expect(faultOf(payCard(counter, amount)).type).toBe("payment/owes");
    }
    const events = valueOf(payCard(counter, -842));
    expect(events[0]?.body).toMatchObject({ method: "card", amount: -842 });
    expect(receiptOf(events)).toMatchObject({ total: -842, rounding: 0 });

    const paid = counterAt();
    paid.add(CAKE);
    valueOf(paid.pay(100));
    paid.add(CAKE, { count: 2, kind: "return" });
    const forGoods = valueOf(payCard(paid));
    expect(forGoods.map(({ kind }) => kind)).toEqual(["payment/started", "payment/captured"]);
    expect(forGoods[0]?.body).toMatchObject({ method: "card", amount: -420 });
    expect(orderBalance(paid.order()).refundDue).toBe(100);
    expect(receiptOf(valueOf(paid.pay(0)))).toMatchObject({
      total: -420,
      uses: [{ amount: 100 }, { amount: -420 }, { amount: -100 }],
    });
  });

  test("may be sold out, or on sale no more", () => {
    const counter = counterAt();
    valueOf(
      counter.decide((context) =>
        decideSetLeft(context, { product: COFFEE, left: thousandths(0) }),
      ),
    );

    expect(counter.add({ ...COFFEE, active: false }, { kind: "return" })).not.toBe("");
    expect(orderBalance(counter.order()).refundDue).toBe(280);
  });

  test("come back by weight", () => {
    const counter = counterAt();
    const cheese = product("CHEESE", { price: minor(1290), soldBy: "weight", station: "" });
    counter.add(cheese, { count: 0.35, kind: "return" });

    expect(orderBalance(counter.order()).refundDue).toBe(452);
  });

  test("can't come back by the receipt on which they came back; what it sold can", () => {
    const counter = counterAt();
    const back = counter.add(CAKE, { kind: "return" });
    const sold = counter.add(COFFEE);
    valueOf(counter.pay(0));
    const [receipt] = counter.order().receipts;
    const of = receipt?.id ?? back;

    const refund = { receipt: of, method: "cash", reason: "cold" } as const;
    expect(
      faultOf(
        counter.decide((context, order) =>
          decideRefund(context, order, { ...refund, lines: [{ line: back }] }),
        ),
      ).type,
    ).toBe("refund/nothing-left");
    const [done] = valueOf(
      counter.decide((context, order) => decideRefund(context, order, { ...refund, lines: [] })),
    );
    expect(done?.body).toMatchObject({
      items: [{ line: sold, net: -280 }],
      taxes: [{ base: -257, tax: -23 }],
      total: -280,
      out: [{ method: "cash", amount: -280 }],
    });
    expect({
      ...orderBalance(counter.order()),
      attention: orderAttention(counter.order()),
    }).toMatchObject({ status: "paid", attention: [] });
  });
});

describe("a line that comes back", () => {
  test("is changed as it stands: its count, a note, a share taken off, and none of it", () => {
    const counter = counterAt();
    const line = counter.add(COFFEE, { kind: "return" });

    change(counter, line, -2000);
    expect(orderBalance(counter.order()).refundDue).toBe(560);
    valueOf(discount(counter, line, { rate: 10_000 }));
    expect(orderBalance(counter.order())).toMatchObject({ refundDue: 504, lines: [{ off: -56 }] });
    valueOf(discount(counter, line, { amount: 60 }));
    expect(orderBalance(counter.order()).refundDue).toBe(500);
    valueOf(
      counter.decide((context, order) => decideSetNote(context, order, { line, note: "cold" })),
    );
    valueOf(takeOff(counter, line, 1000));
    expect(orderBalance(counter.order()).refundDue).toBe(220);
    valueOf(takeOff(counter, line, 1000));
    expect(orderBalance(counter.order())).toMatchObject({ status: "empty", refundDue: 0 });
  });

  test.each([
    ["it would be sold", 1000],
    ["nothing of it would be left", 0],
    ["half a piece is meant", -500],
    ["there are too many", -10_000_000],
  ])("is not changed when %s", (_, quantity) => {
    const counter = counterAt();
    const line = counter.add(COFFEE, { kind: "return" });

    const refused = counter.decide((context, order) =>
      decideSetQuantity(context, order, { line, quantity: thousandths(quantity) }),
    );

    expect(faultOf(refused).type).toBe("quantity/invalid");
  });

  test("gives at least nothing back, whatever is taken off", () => {
    const counter = counterAt();
    const line = counter.add(COFFEE, { kind: "return" });

    expect(faultOf(discount(counter, line, { amount: 281 }))).toMatchObject({ gross: 280 });
    valueOf(discount(counter, line, { rate: 100_000 }));
    expect(orderBalance(counter.order())).toMatchObject({ refundDue: 0, status: "open" });
  });

  test("bears nothing of what is taken off the order, and nothing is taken off it alone", () => {
    const counter = counterAt();
    counter.add(COFFEE, { kind: "return" });
    const tenth = { rate: milliPercent(10_000), amount: minor(0) };

    const alone = counter.decide((context, order) =>
      decideDiscountOrder(context, order, { discount: tenth }),
    );
    expect(faultOf(alone)).toMatchObject({ type: "discount/too-much", gross: 0 });
    counter.add(CAKE);
    valueOf(
      counter.decide((context, order) => decideDiscountOrder(context, order, { discount: tenth })),
    );
    expect(orderBalance(counter.order())).toMatchObject({ off: 42, due: 420 - 42 - 280 });
  });

  test("may come back in smaller numbers, whatever was taken off it, by anybody who sells", () => {
    const counter = counterAt();
    const line = counter.add(COFFEE, { count: 10, kind: "return" });
    valueOf(discount(counter, line, { amount: 200 }));
    const cashier = counter.apart("B", { permissions: ["sell"] });

    valueOf(takeOff(cashier, line, 9000));
    expect(orderBalance(cashier.order()).refundDue).toBe(80);
    valueOf(takeOff(cashier, line, 1000));
  });

  test("is taken off again by undo, and put back as it stood", () => {
    const counter = counterAt();
    const line = counter.add(COFFEE, { count: 2, kind: "return" });
    const before = counter.order();
    const added = counter.events().filter(({ id }) => id === line);

    for (const undo of undosOf(undefined, added)) {
      valueOf(counter.decide((context, order) => decideUndo(context, order, undo)));
    }
    expect(orderBalance(counter.order()).status).toBe("empty");
    const voided = counter.events().slice(-1);
    const [again] = valueOf(
      counter.decide((context, order) => {
        const [undo = { type: "payment" as const }] = undosOf(before, voided);
        return decideUndo(context, order, undo);
      }),
    );
    expect(again).toMatchObject({ kind: "order/line-returned", body: { quantity: -2000 } });
  });

  test("takes the right to take goods back, wherever more money would go out", () => {
    const permissions: ReadonlyArray<Permission> = ["sell", "pay", "price", "discount"];
    const counter = counterAt();
    const line = counter.add(COFFEE, { count: 2, kind: "return" });
    const cashier = counter.apart("B", { permissions });
    const missing = { type: "permission/missing", permission: "return" };
    const goods = { kind: "return" as const, product: COFFEE, quantity: thousandths(1000) };
    const catalogue = catalogueOf([COFFEE]);

    const asked = [
      cashier.decide((context, order) =>
        decideAddGoods(context, { catalogue, goods, order, service: "counter" }),
      ),
      cashier.decide((context, order) =>
        decideSetQuantity(context, order, { line, quantity: thousandths(-3000) }),
      ),
      cashier.decide((context, order) =>
        decideSetPrice(context, order, { line, price: minor(9900) }),
      ),
      cashier.decide((context, order) =>
        decideSetModifiers(context, order, { catalogue, line, modifiers: [] }),
      ),
    ];
    expect(asked.map(faultOf)).toMatchObject(asked.map(() => missing));
    change(cashier, line, -1000);
    valueOf(takeOff(cashier, line, 1000));
    expect(
      faultOf(
        cashier.decide((context, order) => decideUndo(context, order, { type: "put-back", line })),
      ),
    ).toMatchObject(missing);
  });

  test("at another price takes the right to set prices too, and one word covers both", () => {
    const goods = {
      kind: "return" as const,
      product: COFFEE,
      quantity: thousandths(1000),
      price: minor(250),
    };
    const catalogue = catalogueOf([COFFEE]);

    function asks(permissions: ReadonlyArray<Permission>) {
      return counterAt({ permissions }).decide((context) =>
        decideAlone(context, (by) =>
          decideAddGoods(by, { catalogue, goods, order: undefined, service: "counter" }),
        ),
      );
    }

    expect(faultOf(asks(["sell", "return"]))).toMatchObject({ permission: "price" });
    expect(faultOf(asks(["sell", "price"]))).toMatchObject({ permission: "return" });
    expect(faultOf(asks(["sell", "price"]))).toHaveProperty("act");
    expect(valueOf(asks(PERMISSIONS)).at(-1)?.body).toMatchObject({ unit: 250 });
  });
});

describe("what is sold and what comes back", () => {
  const goods = fc.record({
    // Few enough that what comes back often takes away all of a tax.
    price: fc.oneof(fc.integer({ min: 0, max: 1500 }), fc.constantFrom(5, 9)),
    count: fc.integer({ min: 1, max: 2 }),
    kind: fc.constantFrom<LineKindName>("goods", "return"),
    taxes: fc.constantFrom(...TAX_SETS),
  });
  const lines = fc.array(goods, { minLength: 1, maxLength: 4 });

  test("adds up to the cent when tills ring up and pay apart", () => {
    fc.assert(
      fc.property(fc.tuple(lines, lines, lines), fc.boolean(), ([first, ofA, ofB], byCard) => {
        const a = counterAt();
        for (const each of first) add(a, each);
        const b = a.apart("B");
        for (const each of ofA) add(a, each);
        for (const each of ofB) add(b, each);
        settle(a, byCard);
        a.hear(b);
        settle(a, byCard);

        const all = [...first, ...ofA, ...ofB];
        const bill = taxBill({ lines: all.map(taxable), ...SHOP_RULES.pricing });
        expect(sumMinor(a.receipts(), ({ total }) => total)).toBe(bill.total);
        expect(statedTaxes(a.receipts())).toEqual(named(bill.taxes));
        expect({ ...orderBalance(a.order()), attention: orderAttention(a.order()) }).toMatchObject({
          status: "paid",
          due: 0,
          refundDue: 0,
          paid: bill.total,
          attention: [],
        });
      }),
      { seed: 20_261_120, numRuns: 400 },
    );
  });

  test("settled twice by tills apart is a question of what was paid or given beyond, apart", () => {
    fc.assert(
      fc.property(lines, (rung) => {
        const a = counterAt();
        for (const each of rung) add(a, { ...each, taxes: [] });
        const b = a.apart("B");
        settle(a);
        settle(b);
        a.hear(b);

        const { status, refundDue, due } = orderBalance(a.order());

        const attention = orderAttention(a.order());
        function sum(isBack: boolean): number {
          const own = rung.filter(({ kind }) => (kind === "return") === isBack);
          return own.reduce((all, { price, count }) => all + price * count, 0);
        }

        const beyond = [
          { type: "receipt/over-covered", amount: sum(false) },
          { type: "receipt/over-returned", amount: sum(true) },
        ];
        expect({ status, refundDue, due }).toEqual({ status: "paid", refundDue: 0, due: 0 });
        expect(attention).toMatchObject(beyond.filter(({ amount }) => amount > 0));
      }),
      { seed: 20_261_120 },
    );
  });
});

function counterAt(options: CounterOptions = {}): Counter {
  return createCounter({ catalogue: catalogueWith(TAX_SETS), ...options });
}

/** A tax class for each set of taxes; what says none has the first one's. */
function catalogueWith(sets: ReadonlyArray<ReadonlyArray<Tax>>): Catalogue {
  const catalogue = catalogueOf([COFFEE, CAKE]);
  const classes = sets.map((taxes, at) => {
    const taxesByService = { counter: taxes, "dine-in": taxes, takeaway: taxes, delivery: taxes };
    const taxClass: TaxClass = { id: `set-${at}`, name: `Set ${at}`, taxesByService };
    return [taxClass.id, taxClass] as const;
  });
  return { ...catalogue, taxClassesById: new Map([...catalogue.taxClassesById, ...classes]) };
}

interface Goods {
  readonly price: number;
  readonly count: number;
  readonly kind: LineKindName;
  readonly taxes: ReadonlyArray<Tax>;
}

function add(counter: Counter, { price, count, kind, taxes }: Goods): EventId {
  const taxClass = `set-${TAX_SETS.findIndex((set) => JSON.stringify(set) === JSON.stringify(taxes))}`;
  const sold: Product = product(`P${price}`, { price: minor(price), station: "", taxClass });
  return counter.add(sold, { count, kind });
}

function taxable({ price, count, kind, taxes }: Goods) {
  return { amount: minor(price * count * LINE_KINDS[kind].side), taxes };
}

/** In full, whichever way the money goes. */
function settle(counter: Counter, byCard = false): void {
  const { refundDue, status } = orderBalance(counter.order());
  if (status !== "open") return;
  valueOf(byCard ? payCard(counter) : counter.pay(refundDue > 0 ? 0 : 10_000_000));
}

function statedTaxes(receipts: ReadonlyArray<ReceiptIssued>) {
  const views = receipts.flatMap(({ taxes }) =>
    taxes.map(({ base, ...tax }) => ({ ...tax, net: base })),
  );
  return named(sumTaxes(views));
}

/** In one order, without those that come to nothing. */
function named(taxes: ReturnType<typeof sumTaxes>) {
  return taxes
    .filter(({ net, tax }) => net !== 0 || tax !== 0)
    .toSorted((one, other) => (one.label < other.label ? -1 : 1));
}

function payCard(counter: Counter, amount?: number) {
  return counter.decide((context, order) =>
    decidePayCard(context, order, amount === undefined ? undefined : minor(amount)),
  );
}

function change(counter: Counter, line: EventId, quantity: number): void {
  valueOf(
    counter.decide((context, order) =>
      decideSetQuantity(context, order, { line, quantity: thousandths(quantity) }),
    ),
  );
}

function discount(
  counter: Counter,
  line: EventId,
  { rate = 0, amount = 0 }: { readonly rate?: number; readonly amount?: number },
) {
  const taken = { rate: milliPercent(rate), amount: minor(amount) };
  return counter.decide((context, order) =>
    decideDiscountLine(context, order, { line, discount: taken }),
  );
}

function takeOff(counter: Counter, line: EventId, count: number) {
  return counter.decide((context, order) =>
    decideTakeOff(context, order, { voids: [{ line, count: thousandths(count) }], reason: "" }),
  );
}

function receiptOf(events: ReadonlyArray<KnownEvent>): ReceiptIssued | undefined {
  return events.flatMap((event) => (event.kind === "receipt/issued" ? [event.body] : []))[0];
}
