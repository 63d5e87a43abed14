/** Three tables that were put on each other's bill apart, in a circle. Size: both. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { decideMerge, decideUnmerge } from "../../../src/domain/commands/order/move-lines.ts";
import { orderAttention } from "../../../src/domain/folds/order-attention.ts";
import { ORDER_ATTENTION_TAG, orderTags } from "../../../src/domain/folds/order-sums.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { gatherOrder } from "../../../src/domain/order/gathered-order.ts";
import { type Counter, createCounter } from "../../support/counter.ts";
import { addAt, billAt, duesAt, on, openTable } from "../../support/moved-tables.ts";
import { decidePayCard } from "../../support/pay-card.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { valueOf } from "../../support/shop.ts";
import { catalogueOf } from "../../support/small-shop.ts";

/** Tables 7, 8 and 9 with something each; tills A, B and C put one of them on the next one's bill. */
function circle() {
  const counter = createCounter({ catalogue: catalogueOf([]) });
  const tables = ["7", "8", "9"].map((table) => openTable(counter, table));
  for (const [at, table] of tables.entries()) {
    addAt(counter, table, { sku: `TEA${at}`, price: 100 * (at + 1) });
  }
  const tills = [counter, counter.apart("B"), counter.apart("C")];
  for (const [at, till] of tills.entries()) {
    const [from, into] = [tables[at], tables[(at + 1) % 3]];
    if (from === undefined || into === undefined) continue;
    valueOf(on(till, from, (context, order) => decideMerge(context, order, { into })));
  }
  const [seven, eight, nine] = tables as [EventId, EventId, EventId];
  return { tills, tables, seven, eight, nine };
}

function questionsOf(till: Counter, tables: ReadonlyArray<EventId>): ReadonlyArray<string> {
  const { view } = till.looking();
  return tables.flatMap((table) =>
    orderAttention(gatherOrder(view, table)).map(({ type, subject }) => `${type} ${subject}`),
  );
}

describe("three merges in a circle", () => {
  test("come to the bill of the table that was opened first, on each till, in whatever order it hears", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), (heard) => {
        const { tills, tables, seven } = circle();
        for (const till of tills) {
          till.hear(...heard.flatMap((at) => tills[at] ?? []).filter((other) => other !== till));
          for (const table of tables) expect(billAt(till, table).opened?.id).toBe(seven);
          expect(duesAt(till, ...tables)).toEqual([600, 600, 600]);
          expect(questionsOf(till, tables)).toEqual([`order/merged-contested ${seven}`]);
          const { view } = till.looking();
          expect(orderTags(view.state("order", seven))).toContain(ORDER_ATTENTION_TAG);
        }
      }),
      { numRuns: proofRuns({ small: 30, whole: 100 }) },
    );
  });

  test("are asked about no more once one of them is taken back, and are paid once", () => {
    for (const at of [0, 1, 2]) {
      const { tills, tables } = circle();
      const [till, ...others] = tills;
      const table = tables[at];
      if (till === undefined || table === undefined) throw new Error("No table is there.");
      till.hear(...others);
      valueOf(till.decide((context) => decideUnmerge(context, table)));
      for (const id of tables) expect(billAt(till, id).opened?.id).toBe(table);
      expect(questionsOf(till, tables)).toEqual([]);
      valueOf(on(till, table, (context, order) => decidePayCard(context, order, undefined)));
      expect(duesAt(till, ...tables)).toEqual([0, 0, 0]);
      const paid = till
        .events()
        .flatMap((it) => (it.kind === "receipt/issued" ? [it.body.total] : []));
      expect(paid).toEqual([600]);
    }
  });
});
