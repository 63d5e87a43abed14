/** What the pass calls out of lines that went to another table. */

import { expect, test } from "vitest";

import { decideMerge } from "../../../src/domain/commands/move-lines.ts";
import { decideSend } from "../../../src/domain/commands/send-order.ts";
import { passOrder, destinationOfReady } from "../../../src/domain/kitchen/kitchen-board.ts";
import { createCounter } from "../../support/counter.ts";
import { addAt, moveLine, on, openTable } from "../../support/moved-tables.ts";
import { valueOf } from "../../support/shop.ts";
import { catalogueOf } from "../../support/small-shop.ts";

function sentTables() {
  const counter = createCounter({ catalogue: catalogueOf([]) });
  const [seven, nine] = [openTable(counter, "7"), openTable(counter, "9")];
  const steak = addAt(counter, seven, { sku: "STEAK", price: 2400, count: 2 });
  const soup = addAt(counter, seven, { sku: "SOUP", price: 700 });
  valueOf(on(counter, seven, decideSend));
  function tableAt(): string | undefined {
    const { view } = counter.looking();
    expect(destinationOfReady(view, seven)).toEqual(passOrder(view, seven)?.place);
    return passOrder(view, seven)?.place.table;
  }

  return { counter, seven, nine, steak, soup, tableAt };
}

test("The pass names the table that a line was moved to, and both where some of it stayed", () => {
  const { counter, seven, nine, steak, soup, tableAt } = sentTables();
  expect(tableAt()).toBe("7");
  valueOf(moveLine(counter, { line: steak, from: seven, to: nine, count: 1 }));
  expect(tableAt()).toBe("7 + 9");
  valueOf(moveLine(counter, { line: steak, from: seven, to: nine }));
  expect(tableAt()).toBe("7 + 9");
  valueOf(moveLine(counter, { line: soup, from: seven, to: nine }));
  expect(tableAt()).toBe("9");
});

test("The pass names the table of the bill that the order of a moved line was put on", () => {
  const { counter, seven, nine, steak, soup, tableAt } = sentTables();
  const ten = openTable(counter, "10");
  for (const line of [steak, soup]) {
    valueOf(moveLine(counter, { line, from: seven, to: nine }));
  }
  valueOf(on(counter, nine, (context, order) => decideMerge(context, order, { into: ten })));
  expect(tableAt()).toBe("10");
});
