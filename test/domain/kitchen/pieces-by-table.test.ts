/**
 * What the kitchen is told of goods is told by piece: whatever two tills move, merge, void, note and fire,
 * bills, papers, cards and the pass have the same pieces at the same tables.
 */

import fc from "fast-check";
import { expect, test } from "vitest";

import { dishLine } from "../../../src/domain/balance/line-sides.ts";
import { orderBalance } from "../../../src/domain/balance/order-balance.ts";
import {
  heldQuantity,
  sentQuantity,
  sentQuantityOnAllBills,
} from "../../../src/domain/balance/sent-pieces.ts";
import { decideFire, decideHold } from "../../../src/domain/commands/kitchen/hold-fire.ts";
import { decideSend } from "../../../src/domain/commands/kitchen/send-order.ts";
import { decideSetNote, decideVoidLine } from "../../../src/domain/commands/order/edit-order.ts";
import {
  decideMerge,
  decideMoveTable,
  decideUnmerge,
} from "../../../src/domain/commands/order/move-lines.ts";
import { type ModifierGroup } from "../../../src/domain/goods/catalogue.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { isIssued } from "../../../src/domain/kitchen/kitchen-board.ts";
import { type KitchenCard } from "../../../src/domain/kitchen/kitchen-card.ts";
import { kitchenCards, toMakeSinceMs } from "../../../src/domain/kitchen/kitchen-cards.ts";
import { passOrders } from "../../../src/domain/kitchen/pass-board.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { registerValue } from "../../../src/domain/state/register.ts";
import { type Counter, createCounter } from "../../support/counter.ts";
import { addAt, billAt, moveLine, on, openTable, setOptions } from "../../support/moved-tables.ts";
import { catalogueOf } from "../../support/small-shop.ts";

const SIDES: ModifierGroup = {
  id: "sides",
  name: "Sides",
  min: 0,
  max: 1,
  freeCount: 0,
  options: [{ id: "salad", name: "Salad", price: minor(0), byDefault: false, station: "cold" }],
};
const DUCK = { sku: "DUCK", price: 2400, station: "hot", options: SIDES };
/** The duck, and the salad that goes with it. */
const STATIONS = ["hot", "cold"];
const TABLES = ["7", "9", "11"];

type Pieces = Readonly<Record<string, number>>;

function sums(pieces: ReadonlyArray<readonly [place: string, count: number]>): Pieces {
  const all: Record<string, number> = {};
  for (const [place, count] of pieces) if (count > 0) all[place] = (all[place] ?? 0) + count;
  return all;
}

/** The pieces of each table by what is asked of a bill's lines. */
function onBills(
  counter: Counter,
  orders: ReadonlyArray<EventId>,
  countOf: (bill: ReturnType<typeof billAt>, line: EventId) => number,
): Pieces {
  const bills = new Map(
    orders.map((order) => {
      const bill = billAt(counter, order);
      return [bill.opened?.id, bill] as const;
    }),
  );
  return sums(
    [...bills.values()].flatMap((bill) => {
      const table = bill.fields.table.open.at(-1)?.value ?? "";
      return orderBalance(bill).lines.map(({ id }) => [table, countOf(bill, id) / 1000] as const);
    }),
  );
}

function cardsOf(counter: Counter): ReadonlyArray<KitchenCard> {
  const { view } = counter.looking();
  const tickets = counter
    .events()
    .filter(({ kind }) => kind === "ticket/issued")
    .map(({ id }) => view.state("ticket", id))
    .filter(isIssued);
  return kitchenCards(tickets);
}

function atPass(counter: Counter, orders: ReadonlyArray<EventId>): ReadonlyArray<KitchenCard> {
  return passOrders(counter.looking().view, orders).flatMap(({ place, cards }) =>
    cards.map((card) => ({ ...card, ...place })),
  );
}

function onCards(
  cards: ReadonlyArray<KitchenCard>,
  isMeant: (line: { readonly line: EventId; readonly isHeld: boolean }) => boolean,
): Pieces {
  return sums(
    cards.flatMap(({ table, lines }) =>
      lines
        .filter((line) => !line.isVoid && isMeant(line))
        .map(({ quantity }) => [table, quantity / 1000] as const),
    ),
  );
}

/** Lines of which one till took something off while another one sent that: a person is asked about it. */
function takenOffApart(counter: Counter, orders: ReadonlyArray<EventId>): ReadonlySet<EventId> {
  const bills = orders.map((order) => billAt(counter, order));
  return new Set(
    bills.flatMap((bill) =>
      Object.entries(bill.linesById).flatMap(([name, { fields, voids }]) => {
        const line = name as EventId;
        const quantity = voids.length > 0 ? 0 : (registerValue(fields.quantity) ?? 0);
        return sentQuantityOnAllBills(bill, line) > quantity ? [line] : [];
      }),
    ),
  );
}

function expectSame(counter: Counter, orders: ReadonlyArray<EventId>): void {
  for (const order of orders) on(counter, order, decideSend);
  const asked = takenOffApart(counter, orders);
  const billed = onBills(counter, orders, (bill, line) => {
    const balance = orderBalance(bill).lines.find(({ id }) => id === line);
    return balance === undefined || balance.voided || asked.has(line) ? 0 : balance.quantity;
  });
  function sent(bill: ReturnType<typeof billAt>, line: EventId): number {
    return asked.has(line) ? 0 : sentQuantity(bill, line);
  }
  function held(bill: ReturnType<typeof billAt>, line: EventId): number {
    return asked.has(line) ? 0 : heldQuantity(bill, line);
  }
  expect({ papers: onBills(counter, orders, sent) }).toEqual({ papers: billed });
  const isHeldOnBills = onBills(counter, orders, held);
  const [shown, handed] = [cardsOf(counter), atPass(counter, orders)];
  const places = STATIONS.flatMap((station) => [
    [`cards of ${station}`, shown.filter((card) => card.station === station)] as const,
    [`pass, of ${station}`, handed.filter((card) => card.station === station)] as const,
  ]);
  for (const [where, cards] of places) {
    expect({ [where]: onCards(cards, ({ line }) => !asked.has(dishLine(line))) }).toEqual({
      [where]: billed,
    });
    const isHeldOnCards = onCards(
      cards,
      ({ line, isHeld }) => isHeld && !asked.has(dishLine(line)),
    );
    expect({ [where]: isHeldOnCards }).toEqual({ [where]: isHeldOnBills });
  }
  if (asked.size === 0) expectNoneLate(counter, { billed, held: isHeldOnBills });
}

/** A table of which all is held has no card that grows older. */
function expectNoneLate(
  counter: Counter,
  { billed, held }: { readonly billed: Pieces; readonly held: Pieces },
): void {
  const waiting = cardsOf(counter).filter(({ table }) => billed[table] === held[table]);
  const begun = waiting.map(({ lines }) => lines.filter(({ isVoid }) => !isVoid));
  expect(begun.flatMap((lines) => toMakeSinceMs(lines) ?? [])).toEqual([]);
}

const table = fc.nat(TABLES.length - 1);
const till = fc.nat(1);
const line = fc.nat(3);
const pieces = fc.integer({ min: 1, max: 2 });
const step = fc.oneof(
  { weight: 1, arbitrary: fc.record({ act: fc.constant("add" as const), till, table, pieces }) },
  {
    weight: 4,
    arbitrary: fc.record({ act: fc.constantFrom("send" as const, "fire" as const), till, table }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      act: fc.constant("move" as const),
      till,
      table,
      to: table,
      line,
      pieces,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ act: fc.constant("merge" as const), till, table, to: table }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("unmerge" as const), till, table }) },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constantFrom("note" as const, "void" as const, "hold" as const),
      till,
      table,
      line,
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("seat" as const), till, table, line }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("hear" as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

function play(counters: ReadonlyArray<Counter>, orders: ReadonlyArray<EventId>, one: Step): void {
  const [here, there] = counters;
  if (here === undefined || there === undefined) return;
  if (one.act === "hear") {
    here.hear(there);
    there.hear(here);
    return;
  }
  const counter = one.till === 0 ? here : there;
  const order = orders[one.table];
  if (order === undefined) return;
  const lines = orderBalance(billAt(counter, order)).lines.filter(({ voided }) => !voided);
  const line = "line" in one ? lines[one.line % Math.max(1, lines.length)]?.id : undefined;
  switch (one.act) {
    case "add":
      addAt(counter, order, { ...DUCK, count: one.pieces });
      return;
    case "send":
      on(counter, order, decideSend);
      return;
    case "fire":
      on(counter, order, decideFire);
      return;
    case "hold":
      if (line !== undefined)
        on(counter, order, (context, state) =>
          decideHold(context, state, { lines: [line], held: true }),
        );
      return;
    case "move": {
      const to = orders[one.to];
      if (line !== undefined && to !== undefined)
        moveLine(counter, { line, from: order, to, count: one.pieces });
      return;
    }
    case "merge": {
      const into = orders[one.to];
      if (into !== undefined)
        on(counter, order, (context, state) => decideMerge(context, state, { into }));
      return;
    }
    case "seat":
      on(counter, order, (context, state) =>
        decideMoveTable(context, state, { table: String(20 + one.line) }),
      );
      return;
    case "unmerge":
      counter.decide((context) => decideUnmerge(context, order));
      return;
    case "note":
      if (line !== undefined)
        on(counter, order, (context, state) =>
          decideSetNote(context, state, { line, note: `no ${counter.events().length}` }),
        );
      return;
    case "void":
      if (line !== undefined)
        on(counter, order, (context, state) =>
          decideVoidLine(context, state, { line, reason: "mistake" }),
        );
      return;
    default:
  }
}

function playAll(steps: ReadonlyArray<Step>): void {
  const here = createCounter({ catalogue: catalogueOf([]) });
  setOptions(here, SIDES);
  const orders = TABLES.map((name) => openTable(here, name));
  const counts = [3, 2];
  for (const [at, count] of counts.entries()) {
    const order = orders[at];
    if (order !== undefined) addAt(here, order, { ...DUCK, count });
  }
  const there = here.apart("B");
  for (const one of steps) play([here, there], orders, one);
  here.hear(there);
  there.hear(here);
  expectSame(here, orders);
}

test("bills, papers, cards and the pass of one till have the same pieces at the same tables", () => {
  const atOne = step.filter((one) => !("till" in one) || one.till === 0);
  fc.assert(fc.property(fc.array(atOne, { maxLength: 14 }), playAll), {
    numRuns: 60,
  });
});

test("bills, papers, cards and the pass of two tills have the same pieces at the same tables", () => {
  fc.assert(fc.property(fc.array(step, { maxLength: 14 }), playAll), {
    numRuns: 60,
  });
});
