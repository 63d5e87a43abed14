/** Cards of lines whose pieces went different ways: each table has a card with its own pieces. */

import { expect, test } from "vitest";

import { decideFire, decideHold } from "../../../src/domain/commands/kitchen/hold-fire.ts";
import { decideDone } from "../../../src/domain/commands/kitchen/mark-ticket.ts";
import { decideSend } from "../../../src/domain/commands/kitchen/send-order.ts";
import { decideMerge } from "../../../src/domain/commands/order/move-lines.ts";
import { isIssued } from "../../../src/domain/kitchen/kitchen-board.ts";
import { kitchenCards, partsOf } from "../../../src/domain/kitchen/kitchen-cards.ts";
import { type Counter, createCounter } from "../../support/counter.ts";
import { addAt, moveLine, on, openTable } from "../../support/moved-tables.ts";
import { valueOf } from "../../support/shop.ts";
import { catalogueOf } from "../../support/small-shop.ts";

const DUCK = { sku: "DUCK", price: 2400, station: "hot" };

function cardsAt(counter: Counter) {
  const { view } = counter.looking();
  const tickets = counter
    .events()
    .filter(({ kind }) => kind === "ticket/issued")
    .map(({ id }) => view.state("ticket", id))
    .filter(isIssued);
  return kitchenCards(tickets);
}

/** What stands on the cards: the table, the pieces, and where they were to go. */
function shown(counter: Counter): ReadonlyArray<string> {
  return cardsAt(counter).flatMap(({ table, movedFrom, lines }) =>
    lines
      .filter(({ isVoid, isDone }) => !isVoid && !isDone)
      .map(({ quantity, isHeld }) => {
        const was = movedFrom.table === undefined ? "" : ` was ${movedFrom.table}`;
        return `T${table}: ${quantity / 1000}${isHeld ? " held" : ""}${was}`;
      }),
  );
}

function ducks(count: number, { isHeld = false } = {}) {
  const counter = createCounter({ catalogue: catalogueOf([]) });
  const [ten, eleven] = [openTable(counter, "10"), openTable(counter, "11")];
  const line = addAt(counter, ten, { ...DUCK, count });
  if (isHeld) {
    const lines = [line];
    valueOf(
      on(counter, ten, (context, order) => decideHold(context, order, { lines, held: true })),
    );
  }
  valueOf(on(counter, ten, decideSend));
  function bump(table: string): void {
    const card = cardsAt(counter).find((it) => it.table === table);
    if (card === undefined) throw new Error(`No card is at table ${table}.`);
    valueOf(counter.decide(({ view }) => decideDone(view, partsOf(card)) as never));
  }
  return { counter, ten, eleven, line, bump };
}

function moveOne({ counter, ten, eleven, line }: ReturnType<typeof ducks>): void {
  valueOf(moveLine(counter, { line, from: ten, to: eleven, count: 1 }));
}

test("One of three pieces that is moved has a card of its own", () => {
  const it = ducks(3);
  moveOne(it);
  expect(shown(it.counter)).toEqual(["T10: 2", "T11: 1 was 10"]);
});

test.each(["10", "11"])(
  "Each table's pieces are done by themselves, those of %s first",
  (first) => {
    const it = ducks(3);
    moveOne(it);
    it.bump(first);
    expect(shown(it.counter)).toEqual([first === "10" ? "T11: 1 was 10" : "T10: 2"]);
    it.bump(first === "10" ? "11" : "10");
    expect(shown(it.counter)).toEqual([]);
  },
);

test("Pieces that wait are fired at their own table", () => {
  const it = ducks(3, { isHeld: true });
  moveOne(it);
  expect(shown(it.counter)).toEqual(["T10: 2 held", "T11: 1 held was 10"]);
  valueOf(on(it.counter, it.eleven, decideFire));
  expect(shown(it.counter)).toEqual(["T10: 2 held", "T11: 1 was 10"]);
  it.bump("11");
  expect(shown(it.counter)).toEqual(["T10: 2 held"]);
});

test("A merge carries the pieces that are left, and all are at one table", () => {
  const it = ducks(3);
  moveOne(it);
  valueOf(
    on(it.counter, it.ten, (context, order) => decideMerge(context, order, { into: it.eleven })),
  );
  expect(shown(it.counter)).toEqual(["T11: 2 was 10", "T11: 1 was 10"]);
});

/** What the last ticket's head says. */
function lastHead(counter: Counter) {
  const issued = counter
    .events()
    .flatMap((event) => (event.kind === "ticket/issued" ? [event] : []));
  return issued.at(-1)?.body.head;
}

test("A second piece that leaves says the table that it comes from", () => {
  const it = ducks(4);
  const fifteen = openTable(it.counter, "15");
  moveOne(it);
  valueOf(moveLine(it.counter, { line: it.line, from: it.ten, to: fifteen, count: 1 }));
  expect(lastHead(it.counter)).toMatchObject({ table: "15", tableBefore: "10" });
  expect(shown(it.counter)).toEqual(["T10: 2", "T11: 1 was 10", "T15: 1 was 10"]);
});

test("The last piece of a table comes from there, though most are elsewhere by then", () => {
  const it = ducks(4);
  const fifteen = openTable(it.counter, "15");
  valueOf(moveLine(it.counter, { line: it.line, from: it.ten, to: it.eleven, count: 3 }));
  valueOf(moveLine(it.counter, { line: it.line, from: it.ten, to: fifteen, count: 1 }));
  expect(lastHead(it.counter)).toMatchObject({ table: "15", tableBefore: "10" });
});

test("A ticket of a merged bill says the guests of all its tables", () => {
  const counter = createCounter({ catalogue: catalogueOf([]) });
  const six = openTable(counter, "6", { covers: 2 });
  const seven = openTable(counter, "7", { covers: 3 });
  addAt(counter, six, DUCK);
  valueOf(on(counter, six, (context, order) => decideMerge(context, order, { into: seven })));
  valueOf(on(counter, seven, decideSend));
  expect(lastHead(counter)).toMatchObject({ table: "7", covers: 5 });
  expect(cardsAt(counter)).toMatchObject([{ covers: 5 }]);
});
