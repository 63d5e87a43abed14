/** The pass has a card for each table, with the pieces that lie there, and hands each out by itself. */

import { expect, test } from "vitest";

import { decideFire, decideHold } from "../../../src/domain/commands/kitchen/hold-fire.ts";
import { decideDone, decideServed } from "../../../src/domain/commands/kitchen/mark-ticket.ts";
import { decideSend } from "../../../src/domain/commands/kitchen/send-order.ts";
import { decideMerge } from "../../../src/domain/commands/order/move-lines.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { isIssued } from "../../../src/domain/kitchen/kitchen-board.ts";
import { kitchenCards, partsOf } from "../../../src/domain/kitchen/kitchen-cards.ts";
import { goodsAtPass, passOrders } from "../../../src/domain/kitchen/pass-board.ts";
import { createCounter } from "../../support/counter.ts";
import { addAt, moveLine, on, openTable } from "../../support/moved-tables.ts";
import { valueOf } from "../../support/shop.ts";
import { catalogueOf } from "../../support/small-shop.ts";

const DUCK = { sku: "DUCK", price: 2400, station: "hot" };
const SOUP = { sku: "SOUP", price: 700, station: "cold" };

function sentTables({ ducks = 3, isHeld = false } = {}) {
  const counter = createCounter({ catalogue: catalogueOf([]) });
  const [seven, nine] = [openTable(counter, "7"), openTable(counter, "9")];
  const duck = addAt(counter, seven, { ...DUCK, count: ducks });
  const soup = addAt(counter, seven, SOUP);
  if (isHeld) {
    valueOf(
      on(counter, seven, (context, order) =>
        decideHold(context, order, { lines: [duck], held: true }),
      ),
    );
  }
  valueOf(on(counter, seven, decideSend));

  function look() {
    const { view } = counter.looking();
    return { view, orders: passOrders(view, [seven, nine]) };
  }

  /** Each card of the pass: its table, with what lies there. */
  function shown(): ReadonlyArray<string> {
    return look().orders.map(({ place, cards, isReady }) => {
      const lines = cards.flatMap((card) => card.lines).filter(({ isVoid }) => !isVoid);
      const goods = lines.map(({ quantity, name }) => `${quantity / 1000} ${name}`);
      return `T${place.table}: ${goods.toSorted().join(", ")}${isReady ? " ready" : ""}`;
    });
  }

  function bump(station: string): void {
    const { view } = counter.looking();
    const tickets = counter
      .events()
      .filter(({ kind }) => kind === "ticket/issued")
      .map(({ id }) => view.state("ticket", id))
      .filter(isIssued)
      .filter(({ issued }) => issued.body.station === station);
    const parts = kitchenCards(tickets).flatMap(partsOf);
    valueOf(counter.decide((context) => decideDone(context.view, parts) as never));
  }

  function serve(table: string): void {
    const order = look().orders.find(({ place }) => place.table === table);
    if (order === undefined) throw new Error(`The pass has nothing of table ${table}.`);
    valueOf(counter.decide(({ view }) => decideServed(view, order.parts) as never));
  }

  function move(
    line: EventId,
    { to = nine, count }: { readonly to?: EventId; readonly count?: number } = {},
  ): void {
    valueOf(
      moveLine(counter, { line, from: seven, to, ...(count === undefined ? {} : { count }) }),
    );
  }

  return { counter, seven, nine, duck, soup, look, shown, bump, serve, move };
}

test("The pass has pieces that were moved at their table, and those that stayed at theirs", () => {
  const { duck, soup, shown, move } = sentTables();
  expect(shown()).toEqual(["T7: 1 SOUP, 3 DUCK"]);
  move(duck, { count: 1 });
  expect(shown()).toEqual(["T7: 1 SOUP, 2 DUCK", "T9: 1 DUCK"]);
  move(duck);
  // Pieces that came at different times stand on lines of their own.
  expect(shown()).toEqual(["T9: 1 DUCK, 2 DUCK", "T7: 1 SOUP"]);
  move(soup);
  expect(shown()).toHaveLength(1);
  expect(shown()[0]).toMatch(/^T9: .*SOUP/u);
});

test.each(["7", "9"])("The pieces of table %s are handed out alone", (table) => {
  const { duck, shown, move, serve } = sentTables();
  move(duck, { count: 1 });
  serve(table);
  expect(shown()).toEqual(table === "7" ? ["T9: 1 DUCK"] : ["T7: 1 SOUP, 2 DUCK"]);
});

test.each(["7", "9"])(
  "What was made before some of it went to another table is handed out alone at table %s",
  (table) => {
    const { counter, nine, duck, shown, move, bump, serve } = sentTables();
    bump("hot");
    bump("cold");
    move(duck, { count: 1 });
    expect(shown()).toEqual(["T7: 1 SOUP, 2 DUCK ready", "T9: 1 DUCK ready"]);
    const { view } = counter.looking();
    expect(goodsAtPass(view, nine, 0)).toMatchObject([{ name: "DUCK", quantity: 1000 }]);
    serve(table);
    expect(shown()).toEqual([table === "7" ? "T9: 1 DUCK ready" : "T7: 1 SOUP, 2 DUCK ready"]);
  },
);

test("What is made and goes elsewhere is no news to its station", () => {
  const { counter, duck, move, bump, shown } = sentTables();
  bump("hot");
  bump("cold");
  const count = counter.events().length;
  move(duck);
  expect(shown()).toEqual(["T9: 3 DUCK ready", "T7: 1 SOUP ready"]);
  const kinds = counter
    .events()
    .slice(count)
    .map(({ kind }) => kind);
  expect(kinds).not.toContain("ticket/issued");
});

test("What waits at a table that is handed out comes back to the pass when it is fired", () => {
  const { counter, seven, nine, duck, shown, move, serve } = sentTables({ isHeld: true });
  move(duck, { count: 1 });
  serve("7");
  expect(shown()).toEqual(["T9: 1 DUCK"]);
  valueOf(on(counter, seven, decideFire));
  expect(shown()).toEqual(["T7: 2 DUCK", "T9: 1 DUCK"]);
  serve("7");
  valueOf(on(counter, nine, decideFire));
  expect(shown()).toEqual(["T9: 1 DUCK"]);
});

test("Tables on one bill are one card at the pass, with the table of that bill", () => {
  const { counter, nine, duck, soup, shown, move, serve } = sentTables();
  const ten = openTable(counter, "10");
  valueOf(on(counter, nine, (context, order) => decideMerge(context, order, { into: ten })));
  move(duck, { count: 1 });
  expect(shown()).toEqual(["T7: 1 SOUP, 2 DUCK", "T10: 1 DUCK"]);
  move(duck);
  move(soup);
  expect(shown()).toEqual(["T10: 1 DUCK, 1 SOUP, 2 DUCK"]);
  serve("10");
  expect(shown()).toEqual([]);
});
