/** A bill that owes no taxes: what its guest pays, what comes back, and what tills apart make of it. */

import { describe, expect, test } from "vitest";

import { orderBalance } from "../../../../src/domain/balance/order-balance.ts";
import { ok } from "../../../../src/domain/base/result.ts";
import { type Decision, type DecisionContext } from "../../../../src/domain/commands/decision.ts";
import { decideTakeReturn } from "../../../../src/domain/commands/money/exchange-goods.ts";
import { decideRefund } from "../../../../src/domain/commands/money/refund-receipt.ts";
import { decideAddGoods } from "../../../../src/domain/commands/order/add-goods.ts";
import { decideExempt } from "../../../../src/domain/commands/order/exempt-order.ts";
import {
  decideMerge,
  decideMoveLines,
  decideUnmerge,
} from "../../../../src/domain/commands/order/move-lines.ts";
import { openOrder } from "../../../../src/domain/commands/order/open-order.ts";
import { decideUndo, undosOf } from "../../../../src/domain/commands/order/undo-order.ts";
import { PERMISSIONS } from "../../../../src/domain/events/permission.ts";
import { orderAttention } from "../../../../src/domain/folds/order-attention.ts";
import { type EventId, toStreamId } from "../../../../src/domain/identity.ts";
import { minor, thousandths } from "../../../../src/domain/money/amounts.ts";
import { attentionPapers } from "../../../../src/domain/order/attention-papers.ts";
import { billOf } from "../../../../src/domain/order/gathered-order.ts";
import { type OrderState } from "../../../../src/domain/state/order-state.ts";
import { type Counter, createCounter } from "../../../support/counter.ts";
import { decidePayCard } from "../../../support/pay-card.ts";
import { faultOf, SHOP_RULES, valueOf } from "../../../support/shop.ts";
import { catalogueOf, product } from "../../../support/small-shop.ts";

/** With VAT at 9 %: 1.65 of it. */
const DINNER = product("DINNER", { price: minor(2000), station: "" });
const catalogue = catalogueOf([DINNER]);
const NO_ID = "" as EventId;

function counterWith(): { readonly counter: Counter; readonly line: EventId } {
  const counter = createCounter({ catalogue });
  return { counter, line: counter.add(DINNER) };
}

function exempt(counter: Counter, number: string | undefined) {
  return counter.decide((context, order) => decideExempt(context, order, number));
}

function pay(counter: Counter, amount?: number) {
  const sum = amount === undefined ? undefined : minor(amount);
  return counter.decide((context, order) => decidePayCard(context, order, sum));
}

function refund(
  counter: Counter,
  lines: ReadonlyArray<{ readonly line: EventId }>,
  method: "card" | "cash" = "card",
) {
  const [receipt] = counter.order().receipts;
  return counter.decide((context, order) =>
    decideRefund(context, order, {
      receipt: receipt?.id ?? NO_ID,
      lines,
      method,
      reason: "cold",
    }),
  );
}

function refundAll(counter: Counter) {
  return refund(counter, []);
}

describe("an exempt bill", () => {
  test("is paid without the tax that its prices contain, and states none", () => {
    const { counter } = counterWith();
    valueOf(exempt(counter, " DE  12 "));
    expect(orderBalance(counter.order())).toMatchObject({ due: 1835, total: 1835 });

    valueOf(pay(counter));

    expect({
      ...orderBalance(counter.order()),
      attention: orderAttention(counter.order()),
    }).toMatchObject({ status: "paid", attention: [] });
    expect(counter.receipts()).toMatchObject([
      {
        total: 1835,
        exempt: { number: "DE 12", pays: "net" },
        items: [{ gross: 2000, net: 2000 }],
        taxes: [{ label: "VAT 9%", base: 1835, tax: 0, exempt: 165 }],
      },
    ]);
  });

  test("comes back to the cent", () => {
    const { counter } = counterWith();
    valueOf(exempt(counter, "DE 12"));
    valueOf(pay(counter));
    valueOf(refundAll(counter));

    expect(counter.order().refunds.map(({ body }) => body)).toMatchObject([
      { total: -1835, taxes: [{ base: -1835, tax: 0, exempt: -165 }] },
    ]);
  });

  test("is paid as its prices are where the shop says so", () => {
    const { counter } = counterWith();
    const streams = [toStreamId("set", "exempt-pays")];
    counter.decide(() =>
      ok([{ kind: "setting/set", streams, body: { value: "gross", over: [] } }]),
    );
    valueOf(exempt(counter, "DE 12"));
    valueOf(pay(counter));

    expect(counter.receipts()).toMatchObject([
      { total: 2000, taxes: [{ included: false, base: 2000, tax: 0, exempt: 0 }] },
    ]);
  });

  test("owes its taxes again once it is taken back, and by an undo not", () => {
    const { counter } = counterWith();
    valueOf(exempt(counter, "DE 12"));
    const before = counter.order();
    const off = valueOf(exempt(counter, undefined));
    expect(orderBalance(counter.order()).due).toBe(2000);

    const [undo] = undosOf(before, off);
    if (undo === undefined) throw new Error("It has no undo.");
    valueOf(counter.decide((context, order) => decideUndo(context, order, undo)));

    expect(orderBalance(counter.order()).due).toBe(1835);
  });

  test("takes a right", () => {
    const { events } = counterWith().counter;
    const permissions = PERMISSIONS.filter((permission) => permission !== "exempt");
    const counter = createCounter({ catalogue, permissions, events: events() });

    expect(faultOf(exempt(counter, "DE 12"))).toEqual({
      type: "permission/missing",
      permission: "exempt",
      staff: "1",
    });
  });

  test.each([
    ["nothing", ""],
    ["blanks", "   "],
    ["signs", "--"],
    ["more than fits", "1".repeat(41)],
    ["10,000 characters", "1".repeat(10_000)],
    ["a turn of direction", "DE\u202e12"],
    ["a control character", "DE\u000712"],
  ])("takes no %s for a number", (_, number) => {
    expect(faultOf(exempt(counterWith().counter, number))).toEqual({
      type: "exempt/number",
      max: 40,
    });
  });

  test("stays as it is from the first payment on", () => {
    const { counter } = counterWith();
    valueOf(pay(counter, 500));
    expect(faultOf(exempt(counter, "DE 12"))).toEqual({ type: "exempt/paid" });
    valueOf(pay(counter));
    expect(faultOf(exempt(counter, "DE 12"))).toEqual({ type: "order/paid" });
  });

  test("says so once", () => {
    const { counter } = counterWith();
    expect(faultOf(exempt(counter, undefined))).toEqual({ type: "exempt/none" });
    valueOf(exempt(counter, "DE 12"));
    expect(faultOf(exempt(counter, "DE 12"))).toEqual({ type: "exempt/same", text: "DE 12" });
  });
});

describe("goods of an exempt sale", () => {
  test("that come back one by one are the whole of it, to the cent", () => {
    const { counter } = counterWith();
    counter.add(product("SOUP", { price: minor(795), station: "" }));
    counter.add(product("CAKE", { price: minor(433), station: "" }));
    valueOf(exempt(counter, "DE 12"));
    valueOf(pay(counter));
    const [receipt] = counter.order().receipts;
    if (receipt === undefined) throw new Error("It has no receipt.");

    for (const { line } of receipt.body.items) valueOf(refund(counter, [{ line }]));

    const refunds = counter.order().refunds.map(({ body }) => body);
    // 3228 contain 267 of VAT: 165.14, 65.64 and 35.75 of it.
    expect(receipt.body).toMatchObject({ total: 2961, taxes: [{ tax: 0, exempt: 267 }] });
    expect(refunds.map(({ total }) => total)).toEqual([-1835, -729, -397]);
    expect(refunds.flatMap(({ taxes }) => taxes).map(({ tax }) => tax)).toEqual([0, 0, 0]);
    expect(orderAttention(counter.order())).toEqual([]);
  });

  test("that come back in part take the base along that their price has without the tax", () => {
    const { counter } = counterWith();
    const cake = counter.add(product("CAKE", { price: minor(433), station: "" }));
    valueOf(exempt(counter, "DE 12"));
    valueOf(pay(counter));

    valueOf(refund(counter, [{ line: cake }]));

    // 4.33 contain 0.36 of VAT, which nobody paid.
    expect(counter.order().refunds.map(({ body }) => body)).toMatchObject([
      { total: -397, taxes: [{ base: -397, tax: 0, exempt: -36 }] },
    ]);
  });

  test("are rounded in cash as what the guest pays, not as their prices", () => {
    const cash = { step: 5, direction: "nearest" } as const;
    const counter = createCounter({ catalogue, rules: { ...SHOP_RULES, coin: 5, cash } });
    counter.add(product("SOUP", { price: minor(795), station: "" }));
    valueOf(exempt(counter, "DE 12"));

    // 7.29, in coins 7.30.
    valueOf(counter.pay(730));

    expect(counter.receipts()).toMatchObject([{ total: 729, rounding: 1 }]);
    valueOf(refund(counter, [], "cash"));
    expect(counter.order().refunds.map(({ body }) => body)).toMatchObject([
      { total: -729, rounding: -1, taxes: [{ tax: 0, exempt: -66 }] },
    ]);
  });

  test("that come back for others pay what was paid for them, and the others owe their taxes", () => {
    const { counter } = counterWith();
    valueOf(exempt(counter, "DE 12"));
    valueOf(pay(counter));
    const [receipt] = counter.order().receipts;
    const [taken] = valueOf(
      counter.decide((context, sold) =>
        decideTakeReturn(context, {
          sold,
          order: undefined,
          service: "dine-in",
          receipt: receipt?.id ?? NO_ID,
          lines: [],
          reason: "wrong",
        }),
      ),
    );
    const other = taken?.id ?? NO_ID;
    add(counter, other);
    expect(due(counter, other)).toBe(165);

    valueOf(on(counter, other, (context, order) => decidePayCard(context, order, undefined)));

    expect(counter.order().refunds.map(({ body }) => body)).toMatchObject([
      { total: -1835, out: [{ method: "exchange", amount: -1835 }], taxes: [{ exempt: -165 }] },
    ]);
    expect(counter.orderOf(other).receipts.map(({ body }) => body)).toMatchObject([
      { total: 2000, taxes: [{ base: 1835, tax: 165 }] },
    ]);
  });
});

describe("two tills apart", () => {
  test("of which one exempts what the other is paid for ask about the tax that was taken", () => {
    const { counter: here } = counterWith();
    const there = here.apart("B");
    valueOf(exempt(here, "DE 12"));
    valueOf(pay(there));
    const other = there.apart("C");
    here.hear(there);
    other.hear(here);

    const { status } = orderBalance(here.order());

    const attention = orderAttention(here.order());
    expect(status).toBe("paid");
    expect(attention).toMatchObject([{ type: "receipt/exempt-otherwise", amount: 165 }]);
    expect(attention.flatMap((fact) => attentionPapers(here.order(), fact))).toEqual([
      { series: "B", no: 1 },
    ]);
    expect(orderAttention(other.order())).toEqual(attention);
    valueOf(refundAll(here));
    expect(orderAttention(here.order())).toEqual([]);
  });

  test("of which one takes it back while the other is paid without ask about what is missing", () => {
    const { counter: here } = counterWith();
    valueOf(exempt(here, "DE 12"));
    const there = here.apart("B");
    valueOf(exempt(here, undefined));
    valueOf(pay(there));
    here.hear(there);

    expect(orderAttention(here.order())).toMatchObject([
      { type: "receipt/exempt-otherwise", amount: 165 },
    ]);
  });

  test("that both exempt it ask nobody", () => {
    const { counter: here } = counterWith();
    const there = here.apart("B");
    valueOf(exempt(here, "DE 12"));
    valueOf(exempt(there, "DE 13"));
    valueOf(pay(there));
    here.hear(there);

    expect({
      ...orderBalance(here.order()),
      attention: orderAttention(here.order()),
    }).toMatchObject({ status: "paid", attention: [] });
  });

  test("of which one exempts what the other puts on a bill that is paid ask as well", () => {
    const here = createCounter({ catalogue });
    const [one, two] = [seat(here, "1"), seat(here, "2")];
    add(here, one);
    add(here, two);
    const there = here.apart("B");
    valueOf(on(here, two, (context, order) => decideExempt(context, order, "DE 12")));
    valueOf(on(there, two, (context, order) => decideMerge(context, order, { into: one })));
    valueOf(on(there, one, (context, order) => decidePayCard(context, order, undefined)));
    here.hear(there);

    expect(orderAttention(billOf(here.looking().view, one))).toMatchObject([
      { type: "receipt/exempt-otherwise", amount: 330 },
    ]);
  });
});

describe("orders on one bill", () => {
  test("are exempt together, and each by itself again", () => {
    const counter = createCounter({ catalogue });
    const [one, two] = [seat(counter, "1"), seat(counter, "2")];
    add(counter, one);
    add(counter, two);
    valueOf(on(counter, two, (context, order) => decideMerge(context, order, { into: one })));
    valueOf(on(counter, one, (context, order) => decideExempt(context, order, "DE 12")));
    expect(due(counter, one)).toBe(3670);

    valueOf(counter.decide((context) => decideUnmerge(context, two)));

    expect([due(counter, one), due(counter, two)]).toEqual([1835, 1835]);
  });

  test("are exempt together also where one of them was opened by a till that is out", () => {
    const there = createCounter({ catalogue });
    const [one, two] = [seat(there, "1"), seat(there, "2")];
    add(there, one);
    add(there, two);
    valueOf(on(there, two, (context, order) => decideMerge(context, order, { into: one })));
    const events = there.events().filter(({ id }) => id !== two);
    const counter = createCounter({ till: "B", catalogue, events });

    valueOf(on(counter, one, (context, order) => decideExempt(context, order, "DE 12")));

    expect(due(counter, one)).toBe(3670);
  });

  test("are alike before they are merged", () => {
    const counter = createCounter({ catalogue });
    const [one, two] = [seat(counter, "1"), seat(counter, "2")];
    add(counter, one);
    add(counter, two);
    valueOf(on(counter, one, (context, order) => decideExempt(context, order, "DE 12")));

    const merged = on(counter, two, (context, order) => decideMerge(context, order, { into: one }));

    expect(faultOf(merged)).toEqual({ type: "move/exempt" });
  });

  test("have lines that are exempt while they lie on an exempt bill", () => {
    const counter = createCounter({ catalogue });
    const [one, two] = [seat(counter, "1"), seat(counter, "2")];
    const line = add(counter, two);
    valueOf(on(counter, one, (context, order) => decideExempt(context, order, "DE 12")));

    valueOf(
      on(counter, two, (context, order) =>
        decideMoveLines(context, order, { lines: [{ line }], to: one }),
      ),
    );
    expect(due(counter, one)).toBe(1835);
    valueOf(
      on(counter, one, (context, order) =>
        decideMoveLines(context, order, { lines: [{ line }], to: two }),
      ),
    );
    expect(due(counter, two)).toBe(2000);
  });
});

function on(
  counter: Counter,
  order: EventId,
  decide: (context: DecisionContext, order: OrderState) => Decision,
) {
  return counter.decide((context) => decide(context, billOf(context.view, order)));
}

function seat(counter: Counter, table: string): EventId {
  const [opened] = valueOf(
    counter.decide((context) => ok(openOrder(context, { service: "dine-in", table }))),
  );
  if (opened === undefined) throw new Error("No table was opened.");
  return opened.id;
}

function add(counter: Counter, order: EventId): EventId {
  const added = on(counter, order, (context, state) =>
    decideAddGoods(context, {
      catalogue,
      goods: { kind: "goods", product: DINNER, quantity: thousandths(1000) },
      order: state,
      service: "dine-in",
    }),
  );
  return valueOf(added).at(-1)?.id ?? order;
}

function due(counter: Counter, order: EventId): number {
  return orderBalance(billOf(counter.looking().view, order)).due;
}
