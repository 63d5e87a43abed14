import { describe, expect, test } from "vitest";

import { orderBalance } from "../../../../src/domain/balance/order-balance.ts";
import { ok } from "../../../../src/domain/base/result.ts";
import { type Decision, type DecisionContext } from "../../../../src/domain/commands/decision.ts";
import { decideSend } from "../../../../src/domain/commands/kitchen/send-order.ts";
import { decideAddGoods } from "../../../../src/domain/commands/order/add-goods.ts";
import { decideSetQuantity } from "../../../../src/domain/commands/order/edit-order.ts";
import {
  decideDiscountLine,
  decideDiscountOrder,
} from "../../../../src/domain/commands/order/give-discount.ts";
import {
  decideMerge,
  decideMoveLines,
  decideMoveTable,
  decideUnmerge,
} from "../../../../src/domain/commands/order/move-lines.ts";
import { openOrder } from "../../../../src/domain/commands/order/open-order.ts";
import { decideSplit } from "../../../../src/domain/commands/order/split-order.ts";
import { decideTakeOff } from "../../../../src/domain/commands/order/take-off.ts";
import { orderAttention } from "../../../../src/domain/folds/order-attention.ts";
import { type EventId } from "../../../../src/domain/identity.ts";
import {
  milliPercent,
  minor,
  sumMinor,
  thousandths,
  zeroMinor,
} from "../../../../src/domain/money/amounts.ts";
import { billParts } from "../../../../src/domain/order/bill-parts.ts";
import { billOf, billsOf } from "../../../../src/domain/order/gathered-order.ts";
import { isCalled, toTableView } from "../../../../src/domain/order/table-view.ts";
import { type OrderState } from "../../../../src/domain/state/order-state.ts";
import { type Counter, createCounter } from "../../../support/counter.ts";
import { decidePayCard } from "../../../support/pay-card.ts";
import { valueOf } from "../../../support/shop.ts";
import { catalogueOf, product } from "../../../support/small-shop.ts";

const catalogue = catalogueOf([]);

function openTable(counter: Counter, table: string): EventId {
  const events = valueOf(
    counter.decide((context) => ok(openOrder(context, { service: "dine-in", table }))),
  );
  const [opened] = events;
  if (opened === undefined) throw new Error("No table was opened.");
  return opened.id;
}

function bill(counter: Counter, order: EventId): OrderState {
  return billOf(counter.looking().view, order);
}

function on(
  counter: Counter,
  order: EventId,
  decide: (context: DecisionContext, order: OrderState) => Decision,
): ReturnType<Counter["decide"]> {
  return counter.decide((context) => decide(context, billOf(context.view, order)));
}

function add(
  counter: Counter,
  order: EventId,
  goods: { readonly sku: string; readonly price: number; readonly count?: number },
): EventId {
  const { sku, price, count = 1 } = goods;
  const added = on(counter, order, (context, state) =>
    decideAddGoods(context, {
      catalogue,
      goods: {
        kind: "goods",
        product: product(sku, { price: minor(price) }),
        quantity: thousandths(count * 1000),
      },
      order: state,
      service: "dine-in",
    }),
  );
  const id = valueOf(added).at(-1)?.id;
  if (id === undefined) throw new Error("Nothing was added.");
  return id;
}

function ticketsIn(events: ReturnType<Counter["events"]>) {
  return events.flatMap((it) => (it.kind === "ticket/issued" ? [it.body] : []));
}

function due(counter: Counter, order: EventId): number {
  return orderBalance(bill(counter, order)).due;
}

function payAll(counter: Counter, order: EventId): void {
  valueOf(on(counter, order, (context, state) => decidePayCard(context, state, undefined)));
}

function twoTables() {
  const counter = createCounter({ catalogue });
  const seven = openTable(counter, "7");
  const nine = openTable(counter, "9");
  const beers = add(counter, seven, { sku: "BEER", price: 450, count: 3 });
  const steak = add(counter, seven, { sku: "STEAK", price: 2400 });
  const wine = add(counter, nine, { sku: "WINE", price: 700 });
  return { counter, seven, nine, beers, steak, wine };
}

describe("lines that are moved to another table", () => {
  test("are on its bill, and no longer on the other one", () => {
    const { counter, seven, nine, steak } = twoTables();
    valueOf(
      on(counter, seven, (context, order) =>
        decideMoveLines(context, order, { lines: [{ line: steak }], to: nine }),
      ),
    );
    expect([due(counter, seven), due(counter, nine)]).toEqual([1350, 3100]);
  });

  test("may be some pieces of a line", () => {
    const { counter, seven, nine, beers } = twoTables();
    valueOf(
      on(counter, seven, (context, order) =>
        decideMoveLines(context, order, {
          lines: [{ line: beers, quantity: thousandths(2000) }],
          to: nine,
        }),
      ),
    );
    expect([due(counter, seven), due(counter, nine)]).toEqual([2850, 1600]);
    payAll(counter, nine);
    expect([due(counter, seven), due(counter, nine)]).toEqual([2850, 0]);
    payAll(counter, seven);
    expect({
      ...orderBalance(counter.orderOf(seven)),
      attention: orderAttention(counter.orderOf(seven)),
    }).toMatchObject({ status: "paid", attention: [] });
    expect({
      ...orderBalance(counter.orderOf(nine)),
      attention: orderAttention(counter.orderOf(nine)),
    }).toMatchObject({ status: "paid", attention: [] });
    const paid = counter.events().flatMap((it) => (it.kind === "receipt/issued" ? [it.body] : []));
    expect(sumMinor(paid, ({ total }) => total)).toBe(4450);
  });

  test("go with what the kitchen has of them, told once", () => {
    const { counter, seven, nine, steak } = twoTables();
    valueOf(on(counter, seven, decideSend));
    valueOf(on(counter, nine, decideSend));
    const moved = valueOf(
      on(counter, seven, (context, order) =>
        decideMoveLines(context, order, { lines: [{ line: steak }], to: nine }),
      ),
    );
    const tickets = moved.flatMap((it) => (it.kind === "ticket/issued" ? [it.body] : []));
    expect(tickets).toMatchObject([
      {
        head: { table: "9", tableBefore: "7" },
        lines: [{ line: steak, act: "move", birth: seven }],
      },
    ]);
    expect(on(counter, nine, decideSend)).toMatchObject({
      fault: { type: "order/nothing-to-send" },
    });
    expect(on(counter, seven, decideSend)).toMatchObject({
      fault: { type: "order/nothing-to-send" },
    });
  });

  test("are given away where they are", () => {
    const { counter, seven, nine, steak } = twoTables();
    valueOf(
      on(counter, seven, (context, order) =>
        decideMoveLines(context, order, { lines: [{ line: steak }], to: nine }),
      ),
    );
    const discount = { rate: milliPercent(50_000), amount: zeroMinor };
    valueOf(
      on(counter, nine, (context, order) =>
        decideDiscountLine(context, order, { line: steak, discount, reason: "" }),
      ),
    );
    expect(due(counter, nine)).toBe(1900);
  });

  test("are carried once where some pieces stay: whoever pays either bill tells the kitchen no more", () => {
    const { counter, seven, nine, beers } = twoTables();
    valueOf(on(counter, seven, decideSend));
    valueOf(on(counter, nine, decideSend));
    const half = [{ line: beers, quantity: thousandths(1000) }];
    const moved = valueOf(
      on(counter, seven, (context, order) =>
        decideMoveLines(context, order, { lines: half, to: nine }),
      ),
    );
    expect(ticketsIn(moved)).toMatchObject([{ head: { table: "9", tableBefore: "7" } }]);
    const before = counter.events().length;
    payAll(counter, nine);
    payAll(counter, seven);
    expect(ticketsIn(counter.events().slice(before))).toEqual([]);
    expect(orderAttention(counter.orderOf(seven))).toEqual([]);
  });

  test("go with the pieces that stay when that table goes elsewhere, and the moved one stays", () => {
    const { counter, seven, nine, beers } = twoTables();
    valueOf(on(counter, seven, decideSend));
    const half = [{ line: beers, quantity: thousandths(1000) }];
    valueOf(
      on(counter, seven, (context, order) =>
        decideMoveLines(context, order, { lines: half, to: nine }),
      ),
    );
    const moved = valueOf(
      on(counter, seven, (context, order) => decideMoveTable(context, order, { table: "3" })),
    );
    expect(ticketsIn(moved)).toMatchObject([{ head: { table: "3", tableBefore: "7" } }]);
    const before = counter.events().length;
    payAll(counter, nine);
    const told = ticketsIn(counter.events().slice(before)).flatMap(({ lines }) => lines);
    expect(told.filter(({ line }) => line === beers)).toEqual([]);
  });

  test("come off where they lie, and their other pieces stay on the other bill", () => {
    const { counter, seven, nine, beers } = twoTables();
    const one = [{ line: beers, quantity: thousandths(1000) }];
    valueOf(
      on(counter, seven, (context, order) =>
        decideMoveLines(context, order, { lines: one, to: nine }),
      ),
    );
    payAll(counter, seven);
    valueOf(
      on(counter, nine, (context, order) =>
        decideTakeOff(context, order, {
          voids: [{ line: beers, count: thousandths(1000) }],
          reason: "wrong",
        }),
      ),
    );
    expect([due(counter, seven), due(counter, nine)]).toEqual([0, 700]);
    expect(orderAttention(bill(counter, seven))).toEqual([]);
  });

  test("are counted on their own bill, whatever lies on the other one", () => {
    const { counter, seven, nine, beers } = twoTables();
    const one = [{ line: beers, quantity: thousandths(1000) }];
    valueOf(
      on(counter, seven, (context, order) =>
        decideMoveLines(context, order, { lines: one, to: nine }),
      ),
    );
    valueOf(
      on(counter, nine, (context, order) =>
        decideSetQuantity(context, order, { line: beers, quantity: thousandths(4000) }),
      ),
    );
    expect([due(counter, seven), due(counter, nine)]).toEqual([2 * 450 + 2400, 4 * 450 + 700]);
  });

  test("that nobody has sent are told by each table for itself, in whatever order", () => {
    for (const isNineFirst of [true, false]) {
      const { counter, seven, nine, beers } = twoTables();
      const one = [{ line: beers, quantity: thousandths(1000) }];
      valueOf(
        on(counter, seven, (context, order) =>
          decideMoveLines(context, order, { lines: one, to: nine }),
        ),
      );
      const tables = isNineFirst ? [nine, seven] : [seven, nine];
      const told = tables.flatMap((table) => ticketsIn(valueOf(on(counter, table, decideSend))));
      const pieces = told.flatMap(({ lines }) => lines.filter(({ line }) => line === beers));
      expect(pieces.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(3000);
      for (const table of tables) {
        expect(on(counter, table, decideSend)).toMatchObject({
          fault: { type: "order/nothing-to-send" },
        });
        expect(orderAttention(bill(counter, table))).toEqual([]);
      }
    }
  });

  test("take no part in the discount of where they were", () => {
    const { counter, seven, nine, steak } = twoTables();
    valueOf(
      on(counter, seven, (context, order) =>
        decideDiscountOrder(context, order, {
          discount: { rate: milliPercent(10_000), amount: zeroMinor },
          reason: "",
        }),
      ),
    );
    valueOf(
      on(counter, seven, (context, order) =>
        decideMoveLines(context, order, { lines: [{ line: steak }], to: nine }),
      ),
    );
    expect([due(counter, seven), due(counter, nine)]).toEqual([1215, 3100]);
  });

  test("may open another order, and leave theirs open with its table", () => {
    const { counter, seven, beers, steak } = twoTables();
    const moved = valueOf(
      on(counter, seven, (context, order) =>
        decideMoveLines(context, order, {
          lines: [{ line: beers }, { line: steak }],
          to: { service: "dine-in", table: "12" },
        }),
      ),
    );
    const twelve = moved[0]?.id;
    if (twelve === undefined) throw new Error("No table was opened.");
    expect([due(counter, seven), due(counter, twelve)]).toEqual([0, 3750]);
    expect(orderBalance(bill(counter, seven)).status).toBe("open");
    payAll(counter, twelve);
    expect(orderBalance(bill(counter, seven)).status).toBe("open");
    expect(orderBalance(bill(counter, twelve)).status).toBe("paid");
  });

  test("are paid once though another till took the money where they were", () => {
    const { counter, seven, nine, steak } = twoTables();
    const other = counter.apart("B");
    valueOf(
      on(counter, seven, (context, order) =>
        decideMoveLines(context, order, { lines: [{ line: steak }], to: nine }),
      ),
    );
    valueOf(on(other, seven, (context, order) => decidePayCard(context, order, undefined)));
    counter.hear(other);
    expect([due(counter, seven), due(counter, nine)]).toEqual([0, 700]);
    payAll(counter, nine);
    const money = [seven, nine].flatMap((id) =>
      orderAttention(counter.orderOf(id)).filter(({ amount }) => amount !== 0),
    );
    expect(money).toEqual([]);
  });

  test("are refused where they lie already, and where more is asked for than there is", () => {
    const { counter, seven, nine, beers } = twoTables();
    const before = counter.events().length;
    expect(
      on(counter, seven, (context, order) =>
        decideMoveLines(context, order, { lines: [{ line: beers }], to: seven }),
      ),
    ).toMatchObject({ fault: { type: "move/same" } });
    expect(
      on(counter, seven, (context, order) =>
        decideMoveLines(context, order, {
          lines: [{ line: beers, quantity: thousandths(4000) }],
          to: nine,
        }),
      ),
    ).toMatchObject({ fault: { type: "move/not-so-much", left: 3000 } });
    expect(counter.events().length).toBe(before);
  });
});

describe("an order that is merged into another one", () => {
  test("is on its bill, with its own discount, until it is taken off again", () => {
    const { counter, seven, nine } = twoTables();
    valueOf(
      on(counter, seven, (context, order) =>
        decideDiscountOrder(context, order, {
          discount: { rate: milliPercent(10_000), amount: zeroMinor },
          reason: "",
        }),
      ),
    );
    valueOf(on(counter, seven, (context, order) => decideMerge(context, order, { into: nine })));
    expect([due(counter, seven), due(counter, nine)]).toEqual([4075, 4075]);
    expect(billsOf(counter.looking().view, seven)).toEqual([nine]);

    valueOf(counter.decide((context) => decideUnmerge(context, seven)));
    expect([due(counter, seven), due(counter, nine)]).toEqual([3375, 700]);
  });

  test("stays on it once a part of it is paid there", () => {
    const { counter, seven, nine } = twoTables();
    valueOf(on(counter, seven, (context, order) => decideMerge(context, order, { into: nine })));
    valueOf(
      on(counter, nine, (context, order) =>
        decideSplit(context, order, { type: "evenly", count: 2 }),
      ),
    );
    valueOf(
      on(counter, nine, (context, order) =>
        decidePayCard({ ...context, part: billParts(order)[0]?.id ?? "" }, order, undefined),
      ),
    );

    expect(counter.decide((context) => decideUnmerge(context, seven))).toMatchObject({
      fault: { type: "move/paid-since" },
    });
    payAll(counter, nine);
    expect({
      ...orderBalance(bill(counter, nine)),
      attention: orderAttention(bill(counter, nine)),
    }).toMatchObject({ due: 0, attention: [] });
  });

  test("shares a discount of the bill that is given then", () => {
    const { counter, seven, nine } = twoTables();
    valueOf(on(counter, seven, (context, order) => decideMerge(context, order, { into: nine })));
    for (const [rate, amount, left] of [
      [10_000, 0, 4005],
      [0, 1000, 3450],
    ] as const) {
      const discount = { rate: milliPercent(rate), amount: minor(amount) };
      valueOf(
        on(counter, nine, (context, order) =>
          decideDiscountOrder(context, order, { discount, reason: "" }),
        ),
      );
      expect(due(counter, nine)).toBe(left);
    }
    payAll(counter, nine);
    for (const id of [seven, nine]) {
      expect({
        ...orderBalance(counter.orderOf(id)),
        attention: orderAttention(counter.orderOf(id)),
      }).toMatchObject({ due: 0, attention: [] });
    }
  });

  test("is found on the plan by its own table too", () => {
    const { counter, seven, nine } = twoTables();
    valueOf(on(counter, seven, (context, order) => decideMerge(context, order, { into: nine })));
    const view = toTableView(bill(counter, seven));
    expect(view).toMatchObject({ id: nine, table: "9", joined: [{ table: "7", name: "" }] });
    if (view === undefined) return;
    expect(["7", "9", "8"].map((text) => isCalled(view, ({ table }) => table === text))).toEqual([
      true,
      true,
      false,
    ]);
  });

  test("is paid by one receipt, which both have heard of", () => {
    const { counter, seven, nine } = twoTables();
    valueOf(on(counter, seven, (context, order) => decidePayCard(context, order, minor(1000))));
    valueOf(on(counter, seven, (context, order) => decideMerge(context, order, { into: nine })));
    expect(due(counter, nine)).toBe(3450);
    payAll(counter, nine);
    for (const id of [seven, nine]) {
      expect({
        ...orderBalance(counter.orderOf(id)),
        attention: orderAttention(counter.orderOf(id)),
      }).toMatchObject({ due: 0, attention: [] });
    }
    expect(orderBalance(bill(counter, seven)).status).toBe("paid");
  });

  test("is refused on its own bill, and on one that it is part of", () => {
    const { counter, seven, nine } = twoTables();
    valueOf(on(counter, seven, (context, order) => decideMerge(context, order, { into: nine })));
    for (const [from, into] of [
      [nine, nine],
      [nine, seven],
      [seven, nine],
    ] as const) {
      expect(
        on(counter, from, (context, order) => decideMerge(context, order, { into })),
      ).toMatchObject({ fault: { type: "move/same" } });
    }
  });

  test("into each other apart is on the one that was opened first, and somebody is asked", () => {
    const { counter, seven, nine } = twoTables();
    const other = counter.apart("B");
    valueOf(on(counter, seven, (context, order) => decideMerge(context, order, { into: nine })));
    valueOf(on(other, nine, (context, order) => decideMerge(context, order, { into: seven })));
    counter.hear(other);
    for (const id of [seven, nine]) {
      expect(bill(counter, id).opened?.id).toBe(seven);
      expect(due(counter, id)).toBe(4450);
    }
    expect(orderAttention(bill(counter, seven))).toMatchObject([
      { type: "order/merged-contested" },
    ]);
  });
});

describe("an order that goes to another table", () => {
  test("takes along what the kitchen has of it", () => {
    const { counter, seven } = twoTables();
    valueOf(on(counter, seven, decideSend));
    const moved = valueOf(
      on(counter, seven, (context, order) => decideMoveTable(context, order, { table: "3" })),
    );
    expect(
      moved.flatMap((it) => (it.kind === "ticket/issued" ? [it.body.head] : [])),
    ).toMatchObject([{ table: "3", tableBefore: "7" }]);
  });

  test("is carried there again after a till apart named the old one, and asks nobody", () => {
    const { counter, seven } = twoTables();
    valueOf(on(counter, seven, decideSend));
    const other = counter.apart("B");
    valueOf(
      on(counter, seven, (context, order) => decideMoveTable(context, order, { table: "3" })),
    );
    add(other, seven, { sku: "SOUP", price: 500 });
    valueOf(on(other, seven, decideSend));
    counter.hear(other);
    const again = valueOf(on(counter, seven, decideSend));
    expect(ticketsIn(again)).toMatchObject([{ head: { table: "3", tableBefore: "7" } }]);
    expect(orderAttention(bill(counter, seven))).toEqual([]);
  });
});
