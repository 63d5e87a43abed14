/**
 * A line keeps its number, whatever is added, moved and merged after it.
 *
 * Size: both.
 */

import fc from "fast-check";
import { expect, test } from "vitest";

import { orderBalance } from "../../../src/domain/balance/order-balance.ts";
import { decideMerge, decideUnmerge } from "../../../src/domain/commands/order/move-lines.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { type Counter, createCounter } from "../../support/counter.ts";
import { addAt, billAt, moveLine, on, openTable } from "../../support/moved-tables.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { valueOf } from "../../support/shop.ts";
import { catalogueOf } from "../../support/small-shop.ts";

const TABLES = ["7", "8", "9"];

interface Doing {
  readonly deed: "add" | "move" | "merge" | "unmerge";
  /** Which table, which other one, and which of its lines. */
  readonly from: number;
  readonly to: number;
  readonly line: number;
  /** Undefined for all that is there. */
  readonly count: number | undefined;
}

const doing: fc.Arbitrary<Doing> = fc.record({
  deed: fc.constantFrom("add", "add", "move", "move", "merge", "unmerge"),
  from: fc.nat(2),
  to: fc.nat(2),
  line: fc.nat(5),
  count: fc.constantFrom(undefined, undefined, 1, 2),
});

function threeTables() {
  const counter = createCounter({ catalogue: catalogueOf([]) });
  const tables = TABLES.map((table) => openTable(counter, table));
  for (const table of tables) addAt(counter, table, { sku: "DUCK", price: 2400, count: 3 });
  return { counter, tables };
}

function linesAt(counter: Counter, order: EventId): ReadonlyArray<EventId> {
  return orderBalance(billAt(counter, order)).lines.map(({ id }) => id);
}

/** Does it, or leaves it where the till refuses it. */
function act(counter: Counter, tables: ReadonlyArray<EventId>, it: Doing): void {
  const [from, to] = [tables[it.from], tables[it.to]];
  if (from === undefined || to === undefined) throw new Error("There are three tables.");
  switch (it.deed) {
    case "add":
      addAt(counter, from, { sku: "DUCK", price: 2400, count: it.count ?? 3 });
      return;
    case "move": {
      const line = linesAt(counter, from)[it.line];
      const some = it.count === undefined ? {} : { count: it.count };
      if (line !== undefined) moveLine(counter, { line, from, to, ...some });
      return;
    }
    case "merge":
      on(counter, from, (context, order) => decideMerge(context, order, { into: to }));
      return;
    case "unmerge":
      counter.decide((context) => decideUnmerge(context, from));
  }
}

/** The lines of each bill, by the order that it is of. */
function bills(counter: Counter, tables: ReadonlyArray<EventId>) {
  return new Map(
    tables.map((table) => [billAt(counter, table).opened?.id, linesAt(counter, table)] as const),
  );
}

test("a line that is added after goods were moved here, or merged, stands behind them", () => {
  const { counter, tables } = threeTables();
  const [seven, eight, nine] = tables as [EventId, EventId, EventId];
  const [own] = linesAt(counter, seven);
  const [moved] = linesAt(counter, eight);
  const [joined] = linesAt(counter, nine);
  if (moved === undefined) throw new Error("The table has no duck.");
  valueOf(moveLine(counter, { line: moved, from: eight, to: seven, count: 1 }));
  const later = addAt(counter, seven, { sku: "TEA", price: 300 });
  valueOf(on(counter, nine, (context, order) => decideMerge(context, order, { into: seven })));
  const last = addAt(counter, seven, { sku: "TEA", price: 300 });
  valueOf(moveLine(counter, { line: moved, from: eight, to: seven, count: 1 }));
  expect(linesAt(counter, seven)).toEqual([own, moved, later, joined, last]);
});

test("goods that go away and come back stand behind what was there meanwhile", () => {
  const { counter, tables } = threeTables();
  const [seven, eight] = tables as [EventId, EventId];
  const [own] = linesAt(counter, seven);
  if (own === undefined) throw new Error("The table has no duck.");
  const tea = addAt(counter, seven, { sku: "TEA", price: 300 });
  valueOf(moveLine(counter, { line: own, from: seven, to: eight }));
  valueOf(moveLine(counter, { line: own, from: eight, to: seven }));
  expect(linesAt(counter, seven)).toEqual([tea, own]);
});

test("at one till lines that are there keep their turn, and what comes stands behind them", () => {
  fc.assert(
    fc.property(fc.array(doing, { maxLength: 14 }), (doings) => {
      const { counter, tables } = threeTables();
      for (const it of doings) {
        const before = bills(counter, tables);
        act(counter, tables, it);
        for (const [bill, lines] of bills(counter, tables)) {
          const were = before.get(bill) ?? [];
          const stay = were.filter((line) => lines.includes(line));
          const come = lines.filter((line) => !were.includes(line));
          expect(lines).toEqual([...stay, ...come]);
        }
      }
    }),
    { numRuns: proofRuns({ small: 60, whole: 1000 }) },
  );
});

test("two tills that acted apart show the same lines in the same turn, and go on so", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(1), doing), { maxLength: 14 }), doing, (doings, next) => {
      const { counter, tables } = threeTables();
      const tills = [counter, counter.apart("B")];
      for (const [at, it] of doings) act(tills[at] ?? counter, tables, it);
      for (const till of tills) till.hear(...tills);
      const [one, other] = tills.map((till) => bills(till, tables));
      expect(one).toEqual(other);
      act(counter, tables, next);
      for (const [bill, lines] of bills(counter, tables)) {
        const were = one?.get(bill) ?? [];
        expect(lines.filter((line) => were.includes(line))).toEqual(
          were.filter((line) => lines.includes(line)),
        );
      }
    }),
    { numRuns: proofRuns({ small: 60, whole: 1000 }) },
  );
});
