/** Firing pieces of a line that lies on several bills: each bill fires its own. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { orderBalance } from "../../../src/domain/balance/order-balance.ts";
import { heldQuantity, sentPieces } from "../../../src/domain/balance/sent-pieces.ts";
import { decideHold, decideFire } from "../../../src/domain/commands/kitchen/hold-fire.ts";
import { decideSend } from "../../../src/domain/commands/kitchen/send-order.ts";
import { type KnownEvent } from "../../../src/domain/events/kinds.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { type Counter, createCounter } from "../../support/counter.ts";
import { addAt, billAt, moveLine, on, openTable } from "../../support/moved-tables.ts";
import { valueOf } from "../../support/shop.ts";

const BURGER = { sku: "BURGER", price: 1000, station: "grill" };

describe("two held burgers, one of which moved to table 9", () => {
  test("are fired one by one, each at its own table", () => {
    const { counter, seven, nine, line } = movedBurger();

    expect(fired(valueOf(fire(counter, nine)))).toEqual([1]);
    expect([held(counter, seven, line), held(counter, nine, line)]).toEqual([1, 0]);
    expect(fired(valueOf(fire(counter, seven)))).toEqual([1]);
    expect([held(counter, seven, line), held(counter, nine, line)]).toEqual([0, 0]);
  });

  test("fired at table 7 first leave that of table 9", () => {
    const { counter, seven, nine, line } = movedBurger();

    expect(fired(valueOf(fire(counter, seven)))).toEqual([1]);
    expect([held(counter, seven, line), held(counter, nine, line)]).toEqual([0, 1]);
  });

  test("fired apart at one table are fired once", () => {
    const { counter, seven, nine, line } = movedBurger();
    const far = counter.apart("B");
    valueOf(fire(counter, nine));
    valueOf(fire(far, nine));
    counter.hear(far);

    expect([held(counter, seven, line), held(counter, nine, line)]).toEqual([1, 0]);
  });
});

test("whatever is moved and fired, each piece is fired once, by the bill that it lies on", () => {
  const steps = fc.array(
    fc.oneof(
      fc.record({ from: fc.nat(2), to: fc.nat(2), count: fc.integer({ min: 1, max: 2 }) }),
      fc.record({ at: fc.nat(2) }),
    ),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), steps, (count, done) => {
      const { counter, tables, line } = heldBurgers(count);
      let sum = 0;
      function fireAt(at: EventId | undefined): void {
        if (at === undefined) return;
        const waited = held(counter, at, line);
        const events = fire(counter, at);
        const quantities = events.ok ? fired(events.value) : [];
        expect(total(quantities)).toBe(waited);
        expect(held(counter, at, line)).toBe(0);
        sum += total(quantities);
      }
      for (const step of done) {
        if ("at" in step) fireAt(tables[step.at]);
        else {
          const [from, to] = [tables[step.from], tables[step.to]];
          if (from !== undefined && to !== undefined && from !== to) {
            moveLine(counter, { line, from, to, count: step.count });
          }
        }
        const rest = total(tables.map((table) => held(counter, table, line)));
        expect(rest).toBe(count - sum);
      }
      for (const table of tables) fireAt(table);
      expect(sum).toBe(count);
      const [seven] = tables;
      const parts = seven === undefined ? [] : sentPieces(counter.orderOf(seven), line);
      expect(parts.filter(({ isHeld }) => isHeld)).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

interface Tables {
  readonly counter: Counter;
  readonly seven: EventId;
  readonly nine: EventId;
  readonly line: EventId;
}

function movedBurger(): Tables {
  const { counter, tables, line } = heldBurgers(2);
  const [seven, nine] = tables;
  if (seven === undefined || nine === undefined) throw new Error("There are three tables.");
  valueOf(moveLine(counter, { line, from: seven, to: nine, count: 1 }));
  return { counter, seven, nine, line };
}

function heldBurgers(count: number): Pick<Tables, "counter" | "line"> & {
  readonly tables: ReadonlyArray<EventId>;
} {
  const counter = createCounter();
  const tables = ["7", "9", "11"].map((table) => openTable(counter, table));
  const [seven] = tables;
  if (seven === undefined) throw new Error("There are three tables.");
  const line = addAt(counter, seven, { ...BURGER, count });
  valueOf(
    on(counter, seven, (context, order) =>
      decideHold(context, order, { lines: [line], held: true }),
    ),
  );
  valueOf(on(counter, seven, decideSend));
  return { counter, tables, line };
}

function fire(counter: Counter, table: EventId): ReturnType<Counter["decide"]> {
  return on(counter, table, (context, order) => decideFire(context, order));
}

/** Whole pieces that the kitchen holds of the line on that bill. */
function held(counter: Counter, table: EventId, line: EventId): number {
  const bill = billAt(counter, table);
  const isHere = orderBalance(bill).lines.some(({ id }) => id === line);
  return isHere ? heldQuantity(bill, line) / 1000 : 0;
}

function fired(events: ReadonlyArray<KnownEvent>): ReadonlyArray<number> {
  return events.flatMap((event) =>
    event.kind === "ticket/issued"
      ? event.body.lines.flatMap(({ act, quantity }) => (act === "fire" ? [quantity / 1000] : []))
      : [],
  );
}

function total(numbers: ReadonlyArray<number>): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
