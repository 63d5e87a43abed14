/** A line that lies on two bills: what is changed on one of them leaves the other as it is. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type Decision, type DecisionContext } from "../../../src/domain/commands/decision.ts";
import {
  decideAddGoods,
  decideSetPrice,
  decideSetQuantity,
  decideVoidLine,
} from "../../../src/domain/commands/edit-order.ts";
import { decideDiscountLine } from "../../../src/domain/commands/give-discount.ts";
import { decideMoveLines } from "../../../src/domain/commands/move-lines.ts";
import { openOrder } from "../../../src/domain/commands/open-order.ts";
import { decideSend } from "../../../src/domain/commands/send-order.ts";
import { type OrderState } from "../../../src/domain/folds/order-state.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { milliPercent, minor, thousandths, zeroMinor } from "../../../src/domain/money/amounts.ts";
import { orderBalance } from "../../../src/domain/order-balance.ts";
import { billOf } from "../../../src/domain/order/gathered-order.ts";
import { ok } from "../../../src/domain/result.ts";
import { type Counter, createCounter } from "../../support/counter.ts";
import { valueOf } from "../../support/shop.ts";
import { catalogueOf, product } from "../../support/small-shop.ts";

const catalogue = catalogueOf([]);
const PRICE = 450;

function on(
  counter: Counter,
  order: EventId,
  decide: (context: DecisionContext, order: OrderState) => Decision,
): ReturnType<Counter["decide"]> {
  return counter.decide((context) => decide(context, billOf(context.view, order)));
}

function openTable(counter: Counter, table: string): EventId {
  const [opened] = valueOf(
    counter.decide((context) => ok(openOrder(context, { service: "dine-in", table }))),
  );
  if (opened === undefined) throw new Error("No table was opened.");
  return opened.id;
}

/** Three beers at table 7, of which one was moved to table 9. */
function twoTables({ isSent = false } = {}) {
  const counter = createCounter({ catalogue });
  const [seven, nine] = [openTable(counter, "7"), openTable(counter, "9")];
  const goods = { product: product("BEER", { price: minor(PRICE) }), quantity: thousandths(3000) };
  const added = on(counter, seven, (context, order) =>
    decideAddGoods(context, { catalogue, goods, order, service: "dine-in" }),
  );
  const beers = valueOf(added).at(-1)?.id;
  if (beers === undefined) throw new Error("No beer was added.");
  if (isSent) valueOf(on(counter, seven, decideSend));
  move(counter, { from: seven, to: nine, beers, count: 1 });
  return { counter, seven, nine, beers };
}

interface Move {
  readonly from: EventId;
  readonly to: EventId;
  readonly beers: EventId;
  readonly count: number;
}

function move(counter: Counter, { from, to, beers, count }: Move): ReturnType<Counter["decide"]> {
  const lines = [{ line: beers, quantity: thousandths(count * 1000) }];
  return on(counter, from, (context, order) => decideMoveLines(context, order, { lines, to }));
}

function dues(counter: Counter, ...orders: ReadonlyArray<EventId>): ReadonlyArray<number> {
  const { view } = counter.looking();
  return orders.map((id) => orderBalance(billOf(view, id)).due);
}

describe("a line that lies on two bills", () => {
  test("is more on one of them without being more on the other", () => {
    const { counter, seven, nine, beers } = twoTables();
    valueOf(
      on(counter, nine, (context, order) =>
        decideSetQuantity(context, order, { line: beers, quantity: thousandths(4000) }),
      ),
    );
    expect(dues(counter, seven, nine)).toEqual([2 * PRICE, 4 * PRICE]);
  });

  test("is void on one of them, and the kitchen hears of so many pieces", () => {
    const { counter, seven, nine, beers } = twoTables({ isSent: true });
    const written = valueOf(
      on(counter, seven, (context, order) =>
        decideVoidLine(context, order, { line: beers, reason: "spilled" }),
      ),
    );
    const told = written.flatMap((it) => (it.kind === "ticket/issued" ? it.body.lines : []));
    expect(told).toMatchObject([{ act: "void", quantity: 2000 }]);
    expect(dues(counter, seven, nine)).toEqual([0, PRICE]);
    for (const id of [seven, nine]) {
      expect(on(counter, id, decideSend)).toMatchObject({
        fault: { type: id === nine ? "order/nothing-to-send" : "order/no-kitchen" },
      });
    }
  });

  test("is told once where the moved pieces go, and what stayed is no news", () => {
    const { counter, seven, nine } = twoTables({ isSent: true });
    const moved = counter
      .events()
      .flatMap((it) => (it.kind === "ticket/issued" ? [it.body] : []))
      .filter(({ lines }) => lines.some(({ act }) => act === "move"));
    expect(moved).toMatchObject([
      { head: { table: "9", tableBefore: "7" }, lines: [{ act: "move", quantity: 1000 }] },
    ]);
    for (const id of [seven, nine]) {
      expect(on(counter, id, decideSend)).toMatchObject({
        fault: { type: "order/nothing-to-send" },
      });
    }
  });

  test("takes no price and no discount that would change the other bill", () => {
    const { counter, nine, beers } = twoTables();
    const discount = { rate: milliPercent(10_000), amount: zeroMinor };
    expect(
      on(counter, nine, (context, order) =>
        decideSetPrice(context, order, { line: beers, price: minor(100) }),
      ),
    ).toMatchObject({ fault: { type: "line/elsewhere-too" } });
    expect(
      on(counter, nine, (context, order) =>
        decideDiscountLine(context, order, { line: beers, discount, reason: "" }),
      ),
    ).toMatchObject({ fault: { type: "line/elsewhere-too" } });
  });

  test("adds up on both, whatever is moved, added and taken off in whatever order", () => {
    const act = fc.record({
      at: fc.constantFrom(0, 1),
      what: fc.constantFrom("move", "quantity", "void", "send"),
      count: fc.integer({ min: 1, max: 5 }),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        const { counter, seven, nine, beers } = twoTables();
        const tables = [seven, nine] as const;
        const here = [2, 1];
        for (const { at, what, count } of acts) {
          const [own, other] = at === 0 ? tables : [nine, seven];
          const had = here[at] ?? 0;
          const line = { line: beers, reason: "so it was" };
          const done =
            what === "move"
              ? move(counter, { from: own, to: other, beers, count })
              : on(counter, own, (context, order) => {
                  if (what === "send") return decideSend(context, order);
                  if (what === "void") return decideVoidLine(context, order, line);
                  const quantity = thousandths(count * 1000);
                  return decideSetQuantity(context, order, { ...line, quantity });
                });
          const isThere = what === "move" ? count <= had : had > 0;
          expect(done.ok).toBe(what === "send" ? done.ok : isThere);
          if (!done.ok) continue;
          if (what === "move") {
            here[at] = had - count;
            here[1 - at] = (here[1 - at] ?? 0) + count;
          }
          if (what === "quantity") here[at] = count;
          if (what === "void") here[at] = 0;
          expect(dues(counter, ...tables)).toEqual(here.map((pieces) => pieces * PRICE));
        }
      }),
    );
  });
});
