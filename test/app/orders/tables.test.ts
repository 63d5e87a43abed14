/** Tables and tabs from a shell, which gets texts as they stand in a file. */

import { expect, test } from "vitest";

import { openTable } from "../../../src/app/orders/table-acts.ts";
import { openTables, soleTable } from "../../../src/app/orders/tables.ts";
import { MIA, cafeCopies } from "../../support/cafe.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();

test.each([
  ["an emoji of several", "Anna 👩🍳", "Anna 👩\u200d🍳"],
  ["an emoji with a colour of its own", "Rossi ❤", "Rossi ❤\ufe0f"],
  ["a mark of no width", "Rossi", "Ros\u200bsi"],
  ["an accent of its own", "Zoé", "Zoe\u0301"],
])("a tab is one whether it was typed or pasted: %s", async (_, typed, pasted) => {
  const { open } = await newCafe();
  const { till } = open();
  const first = valueOf(openTable(till, MIA, { what: typed, covers: undefined }));

  const second = valueOf(openTable(till, MIA, { what: pasted, covers: undefined }));

  expect(second.order.id).toBe(first.order.id);
  expect(till.ledger.read(openTables).map(({ name }) => name)).toEqual([typed]);
  expect(till.ledger.read((view) => soleTable(view, pasted))).toBe(first.order.id);
});

test("a tab's name is kept composed, however it was typed", async () => {
  const { open } = await newCafe();
  const { till } = open();

  const opened = valueOf(openTable(till, MIA, { what: "Zoe\u0301", covers: undefined }));

  expect(opened.order.name).toBe("Zo\u00e9");
});
