/** The book of stock: what it says of articles of which only a part of what was done counts. */

import { expect, test } from "vitest";

import { type BookedAct } from "../../../proof/sim/books.ts";
import { bookedStock } from "../../../proof/sim/stock-books.ts";
import { type KnownEvent } from "../../../src/domain/events/kinds.ts";
import { stockQuantity } from "../../../src/domain/goods/stock-quantity.ts";
import { type Hash } from "../../../src/domain/identity.ts";
import { originOf, told } from "../../support/told.ts";

test("what a till passed on is in the book, where the delivery behind it doesn't count", () => {
  const [front, bar] = [originOf("A"), originOf("B")];
  const gift = told(["A", 2], "rights/given", {
    body: { to: bar, of: [{ sku: "MILK", quantity: stockQuantity(1_330_000) }], why: "spread" },
  });

  const [milk] = bookedStock([actOf(gift)]);

  expect(milk).toMatchObject({ sku: "MILK", level: 0, pool: 0 });
  expect(milk?.accounts.map(({ origin, balance }) => [origin, balance])).toEqual([
    [bar, 1_330_000],
    [front, -1_330_000],
  ]);
});

function actOf(event: KnownEvent): BookedAct {
  const { origin, seq } = event.key;
  const end = { origin, seq, hash: "ab".repeat(32) as Hash };
  return { box: "A", atMs: 0, end, events: [event], heard: new Map(), loss: undefined };
}
