import fc from "fast-check";
import { expect, test } from "vitest";

import { orderRow } from "../../../src/domain/folds/order-row.ts";
import {
  packRow,
  unpackRow,
  TYPICAL_ORDER,
  TYPICAL_TICKET,
} from "../../../src/ledger/projection/row-packing.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";

const newCafe = cafeCopies();

test("whatever a row says is read back as it was", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 2000 });
  fc.assert(
    fc.property(text, (row) => {
      expect(unpackRow(packRow(row))).toBe(row);
    }),
  );
  expect(unpackRow(packRow("é€😀".repeat(300)))).toBe("é€😀".repeat(300));
});

test("an order takes a fifteenth of its words, because those of all orders are known", async () => {
  const cafe = await newCafe();
  const { till } = cafe.open();
  sellGoods(till, ["croissant", "espresso", "flat white"], { cash: 10_000 });
  till.ledger.flush();
  const samples = JSON.stringify([TYPICAL_ORDER, TYPICAL_TICKET]);

  for (const type of ["order", "ticket"]) {
    const stored = till.ledger.db
      .prepare<[string], string | Uint8Array>(
        "SELECT row FROM projection_1 WHERE stream GLOB ? ORDER BY length(row) DESC",
      )
      .pluck()
      .get(`${type}/*`);
    const text = unpackRow(stored ?? "");
    const words = new Set(text.match(/"[a-z]\w*":/giu));

    expect(words.size).toBeGreaterThan(20);
    for (const word of words) expect(samples).toContain(word);
    expect(stored?.length).toBeLessThan(wordsOf(type, text).length / (type === "order" ? 15 : 4));
  }
});

/** What the row would be if it held the state as it is. */
function wordsOf(type: string, text: string): string {
  const row = JSON.parse(text) as { readonly state: unknown };
  return type === "order" ? JSON.stringify({ ...row, state: orderRow.unpack(row.state) }) : text;
}
