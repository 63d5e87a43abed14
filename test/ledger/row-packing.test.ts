import fc from "fast-check";
import { expect, test } from "vitest";

import { packRow, unpackRow } from "../../src/ledger/row-packing.ts";
import { TYPICAL_ORDER, TYPICAL_TICKET } from "../../src/ledger/row-samples.ts";
import { cafeCopies } from "../support/cafe.ts";
import { sellGoods } from "../support/sell-goods.ts";

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

test("an order takes a tenth of its text, because the words of all orders are known", async () => {
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
    expect(stored?.length).toBeLessThan(text.length / (type === "order" ? 10 : 4));
  }
});
