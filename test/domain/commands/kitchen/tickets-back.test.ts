/** A void that is taken back is taken back in the kitchen too: what it has adds up to the order again. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { sentPieces } from "../../../../src/domain/balance/sent-pieces.ts";
import { decideFire, decideHold } from "../../../../src/domain/commands/kitchen/hold-fire.ts";
import { decideSend } from "../../../../src/domain/commands/kitchen/send-order.ts";
import {
  decideSetQuantity,
  decideVoidLine,
} from "../../../../src/domain/commands/order/edit-order.ts";
import { decideSetService } from "../../../../src/domain/commands/order/order-head.ts";
import { decideUndo, undosOf } from "../../../../src/domain/commands/order/undo-order.ts";
import { type KnownEvent } from "../../../../src/domain/events/kinds.ts";
import { ticketFold } from "../../../../src/domain/folds/ticket-fold.ts";
import { type EventId, toStreamId } from "../../../../src/domain/identity.ts";
import { isIssued } from "../../../../src/domain/kitchen/kitchen-board.ts";
import { allCards } from "../../../../src/domain/kitchen/kitchen-cards.ts";
import { thousandths } from "../../../../src/domain/money/amounts.ts";
import { type Counter, createCounter } from "../../../support/counter.ts";
import { faultOf, valueOf } from "../../../support/shop.ts";
import { catalogueOf, product } from "../../../support/small-shop.ts";

const SOUP = product("SOUP", { course: 1 });
const STEAK = product("STEAK", { course: 2 });
const CATALOGUE = catalogueOf([SOUP, STEAK]);

describe("the kitchen is told at once", () => {
  test("of one that was taken off three, as what the void took off", () => {
    const { counter, line } = sent(3);
    const undo = taking(counter, () => less(counter, line, 2));

    const [ticket, ...others] = ticketsOf(undo());

    expect(others).toEqual([]);
    expect(ticket?.body).toMatchObject({
      station: "kitchen",
      lines: [{ line, act: "new", quantity: 1000, voided: { wallMs: 0, offsetMinutes: 60 } }],
    });
    expect(inKitchen(counter)).toEqual({ SOUP: "3 now, 0 held" });
    expect(faultOf(counter.decide(decideSend)).type).toBe("order/nothing-to-send");
  });

  test("of a line that was void", () => {
    const { counter, line } = sent(3);
    const undo = taking(counter, () => off(counter, line));

    const [ticket] = ticketsOf(undo());

    expect(ticket?.body.lines).toMatchObject([{ act: "new", quantity: 3000, text: "SOUP" }]);
    expect(ticket?.body.lines[0]?.voided).toBeDefined();
    expect(inKitchen(counter)).toEqual({ SOUP: "3 now, 0 held" });
  });

  test("that what waited waits again", () => {
    const { counter, line } = sent(2, true);
    const undo = taking(counter, () => off(counter, line));

    expect(ticketsOf(undo())[0]?.body.lines).toMatchObject([{ act: "held", quantity: 2000 }]);
    expect(inKitchen(counter)).toEqual({ SOUP: "0 now, 2 held" });
  });

  test("of no more than it had", () => {
    const { counter, line } = sent(2);
    valueOf(quantity(counter, line, 5));
    const undo = taking(counter, () => off(counter, line));

    undo();

    expect(inKitchen(counter)).toEqual({ SOUP: "2 now, 0 held" });
    expect(valueOf(counter.decide(decideSend))).toHaveLength(1);
  });

  test("nothing of a void whose paper is still in the queue, and that paper stays there", () => {
    const { counter, line } = sent(3);
    const before = counter.order();
    const gone = valueOf(less(counter, line, 2));
    const [undo] = undosOf(before, gone);
    const [voided] = ticketsOf(gone);
    if (undo === undefined || voided === undefined) throw new Error("Nothing takes it back.");

    const back = valueOf(
      counter.decide((context, order) =>
        decideUndo({ ...context, isQueued: (id) => id === voided.id }, order, undo),
      ),
    );

    const unneeded = back.flatMap(({ kind, body }) =>
      kind === "attention/resolved" ? [`${body.type} ${body.subject}`] : [],
    );
    const [again] = ticketsOf(back);
    expect(unneeded).toEqual([voided.id, again?.id].map((id) => `paper/cancelled ${id ?? ""}`));
    expect(inKitchen(counter)).toEqual({ SOUP: "3 now, 0 held" });
  });

  test("nothing of a void that it was never told", () => {
    const counter = createCounter({ catalogue: CATALOGUE });
    const line = counter.add(SOUP, { count: 3 });
    const undo = taking(counter, () => quantity(counter, line, 2));

    expect(ticketsOf(undo())).toEqual([]);
  });
});

test("whatever was sent, fired and voided, taking the void back leaves the kitchen with what it had", () => {
  const goods = fc.record({
    isSteak: fc.boolean(),
    count: fc.integer({ min: 1, max: 4 }),
    isHeld: fc.boolean(),
  });
  const history = fc.record({
    goods: fc.array(goods, { minLength: 1, maxLength: 4 }),
    more: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 4 }),
    isFired: fc.boolean(),
    isSent: fc.boolean(),
    voided: fc.nat(3),
    left: fc.nat(5),
    times: fc.integer({ min: 1, max: 3 }),
  });
  fc.assert(
    fc.property(history, ({ goods: rung, more, isFired, isSent, voided, left, times }) => {
      const counter = createCounter({ catalogue: CATALOGUE });
      const lines = rung.map(({ isSteak, count }) =>
        counter.add(isSteak ? STEAK : SOUP, { count }),
      );
      valueOf(counter.decide((context, order) => decideSetService(context, order, "dine-in")));
      for (const [at, { isHeld }] of rung.entries()) if (isHeld) hold(counter, lines[at]);
      counter.decide(decideSend);
      // Refused or not: what is refused changes nothing.
      if (isFired) counter.decide((context, order) => decideFire(context, order, undefined));
      for (const [at, count] of more.entries()) quantity(counter, lines[at % lines.length], count);
      if (isSent) counter.decide(decideSend);
      let line = lines[voided % lines.length];
      for (let turn = 0; turn < times; turn += 1) {
        const [had, onCards] = [inKitchen(counter), cardsOf(counter)];
        const before = counter.order();
        const done = left === 0 ? off(counter, line) : less(counter, line, left);
        if (!done.ok) return;
        const undos = undosOf(before, done.value).toReversed();
        for (const undo of undos) {
          const back = valueOf(
            counter.decide((context, order) => decideUndo(context, order, undo)),
          );
          if (undo.type === "put-back") line = back[0]?.id;
        }
        expect(inKitchen(counter)).toEqual(had);
        expect(cardsOf(counter)).toEqual(onCards);
      }
    }),
    { seed: 20_261_122, numRuns: 400 },
  );
});

/** Soups that the kitchen has, or knows of. */
function sent(
  count: number,
  isHeld = false,
): { readonly counter: Counter; readonly line: EventId } {
  const counter = createCounter({ catalogue: CATALOGUE });
  const line = counter.add(SOUP, { count });
  if (isHeld) valueOf(hold(counter, line));
  valueOf(counter.decide(decideSend));
  return { counter, line };
}

/** Does it, and gives what takes it back. */
function taking(
  counter: Counter,
  act: () => ReturnType<Counter["decide"]>,
): () => ReadonlyArray<KnownEvent> {
  const before = counter.order();
  const [undo] = undosOf(before, valueOf(act()));
  if (undo === undefined) throw new Error("Nothing takes it back.");
  return () => valueOf(counter.decide((context, order) => decideUndo(context, order, undo)));
}

function less(
  counter: Counter,
  line: EventId | undefined,
  count: number,
): ReturnType<Counter["decide"]> {
  return quantity(counter, line, count);
}

function quantity(
  counter: Counter,
  line: EventId | undefined,
  count: number,
): ReturnType<Counter["decide"]> {
  if (line === undefined) throw new Error("No such line.");
  const write = { line, quantity: thousandths(count * 1000), reason: "mind" };
  return counter.decide((context, order) => decideSetQuantity(context, order, write));
}

function off(counter: Counter, line: EventId | undefined): ReturnType<Counter["decide"]> {
  if (line === undefined) throw new Error("No such line.");
  return counter.decide((context, order) =>
    decideVoidLine(context, order, { line, reason: "mind" }),
  );
}

function hold(counter: Counter, line: EventId | undefined): ReturnType<Counter["decide"]> {
  const lines = line === undefined ? [] : [line];
  return counter.decide((context, order) => decideHold(context, order, { lines, held: true }));
}

type Ticket = Extract<KnownEvent, { readonly kind: "ticket/issued" }>;

function ticketsOf(events: ReadonlyArray<KnownEvent>): ReadonlyArray<Ticket> {
  return events.filter((event) => event.kind === "ticket/issued");
}

/** By goods, as the order tells it. */
function inKitchen(counter: Counter): Readonly<Record<string, string>> {
  const order = counter.order();
  const parts = Object.entries(order.linesById).flatMap(([id, { added }]) =>
    sentPieces(order, id as EventId).map(({ quantity: many, isHeld }) => ({
      sku: added?.sku ?? "",
      quantity: many,
      isHeld,
    })),
  );
  return bySku(parts);
}

/** The same as the screen of the kitchen shows it. */
function cardsOf(counter: Counter): Readonly<Record<string, string>> {
  const tickets = ticketsOf(counter.events())
    .map((event) => ticketFold.apply(ticketFold.empty, event, toStreamId("ticket", event.id)))
    .filter(isIssued);
  const lines = allCards(tickets).flatMap((card) => card.lines.filter(({ isVoid }) => !isVoid));
  return bySku(
    lines.map(({ name, quantity: many, isHeld }) => ({ sku: name, quantity: many, isHeld })),
  );
}

function bySku(
  parts: ReadonlyArray<{
    readonly sku: string;
    readonly quantity: number;
    readonly isHeld: boolean;
  }>,
): Readonly<Record<string, string>> {
  function sum(some: typeof parts, isHeld: boolean): number {
    return some
      .filter((part) => part.isHeld === isHeld)
      .reduce((all, part) => all + part.quantity / 1000, 0);
  }

  const all = [...Map.groupBy(parts, ({ sku }) => sku)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    all.map(([sku, some]) => [sku, `${sum(some, false)} now, ${sum(some, true)} held`]),
  );
}
