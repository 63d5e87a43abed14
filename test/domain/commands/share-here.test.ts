/** A line that lies on two bills: what is changed on one of them leaves the other as it is. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type Catalogue, type Product } from "../../../src/domain/catalogue.ts";
import {
  decideSetPrice,
  decideSetQuantity,
  decideVoidLine,
} from "../../../src/domain/commands/edit-order.ts";
import { decideDiscountLine } from "../../../src/domain/commands/give-discount.ts";
import { decideReprice } from "../../../src/domain/commands/reprice-order.ts";
import { decideSend } from "../../../src/domain/commands/send-order.ts";
import { decideUndo, undosOf } from "../../../src/domain/commands/undo-order.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { milliPercent, minor, thousandths, zeroMinor } from "../../../src/domain/money/amounts.ts";
import { shopMoment } from "../../../src/domain/shop-time.ts";
import { type Counter, createCounter } from "../../support/counter.ts";
import { addAt, billAt, duesAt, moveLine, on, openTable } from "../../support/moved-tables.ts";
import { valueOf } from "../../support/shop.ts";
import { catalogueOf, product } from "../../support/small-shop.ts";
import { idOf } from "../../support/told.ts";

const catalogue = catalogueOf([]);
const PRICE = 450;

/** Three beers at table 7, of which one was moved to table 9. */
function twoTables({ isSent = false } = {}) {
  const counter = createCounter({ catalogue });
  const [seven, nine] = [openTable(counter, "7"), openTable(counter, "9")];
  const beers = addAt(counter, seven, { sku: "BEER", price: PRICE, count: 3 });
  if (isSent) valueOf(on(counter, seven, decideSend));
  moveLine(counter, { from: seven, to: nine, line: beers, count: 1 });
  return { counter, seven, nine, beers };
}

/** Has so many of it here; none takes it off. */
function have(line: EventId, count: number): Parameters<typeof on>[2] {
  const [reason, quantity] = ["so it was", thousandths(count * 1000)];
  return (context, order) =>
    count === 0
      ? decideVoidLine(context, order, { line, reason })
      : decideSetQuantity(context, order, { line, quantity, reason });
}

/** Pieces that the kitchen knows of by all its papers. */
function piecesTold(counter: Counter): number {
  const lines = counter
    .events()
    .flatMap((it) => (it.kind === "ticket/issued" ? it.body.lines : []));
  const signs: Readonly<Record<string, number>> = { new: 1, void: -1 };
  return lines.reduce((sum, { act, quantity }) => sum + (signs[act] ?? 0) * quantity, 0) / 1000;
}

const NOON = shopMoment(1_790_000_000_000, 60, 240);

/** A list by which everything costs half. */
function withList(products: ReadonlyArray<Product>): Catalogue {
  const list = { id: "half", name: "Half", priority: 1, days: [], hours: [], services: [] };
  const half = { fixed: null, off: milliPercent(50_000), write: idOf("A", 1), inQuestion: false };
  return {
    ...catalogueOf(products),
    priceListsById: new Map([["half", { ...list, groups: [], active: true }]]),
    listedPrices: new Map(products.map(({ sku }) => [sku, new Map([["half", half]])])),
  };
}

describe("a line that lies on two bills", () => {
  test("is more on one of them without being more on the other", () => {
    const { counter, seven, nine, beers } = twoTables();
    valueOf(
      on(counter, nine, (context, order) =>
        decideSetQuantity(context, order, { line: beers, quantity: thousandths(4000) }),
      ),
    );
    expect(duesAt(counter, seven, nine)).toEqual([2 * PRICE, 4 * PRICE]);
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
    expect(duesAt(counter, seven, nine)).toEqual([0, PRICE]);
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

  test("keeps its price when one of the two is priced anew", () => {
    const { counter, seven, nine, beers } = twoTables();
    const tea = addAt(counter, nine, { sku: "TEA", price: PRICE });
    const beer = product("BEER", { price: minor(PRICE) });
    const lists = withList([beer, product("TEA", { price: minor(PRICE) })]);
    const reprice = { catalogue: lists, addedAt: () => NOON };
    expect(
      on(counter, seven, (context, order) => decideReprice(context, order, reprice)),
    ).toMatchObject({ fault: { type: "line/elsewhere-too" } });
    const done = on(counter, nine, (context, order) => decideReprice(context, order, reprice));
    expect(valueOf(done)).toMatchObject([{ body: { line: tea, set: { unit: PRICE / 2 } } }]);
    expect(duesAt(counter, seven, nine)).toEqual([2 * PRICE, PRICE + PRICE / 2]);

    valueOf(moveLine(counter, { line: beers, from: nine, to: seven }));
    valueOf(on(counter, seven, (context, order) => decideReprice(context, order, reprice)));
    expect(duesAt(counter, seven)).toEqual([(3 * PRICE) / 2]);
  });

  test("is as it was on both after what was done on one of them is taken back", () => {
    const act = fc.record({
      at: fc.constantFrom(0, 1),
      // None of it, or so many.
      count: fc.integer({ min: 0, max: 5 }),
      isMeanwhile: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.boolean(), fc.array(act, { maxLength: 6 }), (isSent, acts) => {
        const { counter, seven, nine, beers } = twoTables({ isSent });
        for (const { at, count, isMeanwhile } of acts) {
          const [own, other] = at === 0 ? ([seven, nine] as const) : ([nine, seven] as const);
          const before = billAt(counter, own);
          const had = duesAt(counter, own);
          const done = valueOf(on(counter, own, have(beers, count)));
          if (isMeanwhile) on(counter, other, have(beers, 4));
          const there = duesAt(counter, other);
          for (const undo of undosOf(before, done)) {
            valueOf(on(counter, own, (context, order) => decideUndo(context, order, undo)));
          }
          expect(duesAt(counter, own)).toEqual(had);
          expect(duesAt(counter, other)).toEqual(there);
          if (!isSent) continue;
          for (const table of [seven, nine]) on(counter, table, decideSend);
          const owed = duesAt(counter, seven, nine).reduce((sum, due) => sum + due, 0);
          expect(piecesTold(counter)).toBe(owed / PRICE);
        }
      }),
    );
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
              ? moveLine(counter, { from: own, to: other, line: beers, count })
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
          expect(duesAt(counter, ...tables)).toEqual(here.map((pieces) => pieces * PRICE));
        }
      }),
    );
  });
});
