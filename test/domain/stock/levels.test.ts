/** How much of an article there is, counted between two sales of the same minute. */

import { expect, test } from "vitest";

import { type EventId, toStreamId } from "../../../src/domain/identity.ts";
import { stockLevelAt } from "../../../src/domain/stock/levels.ts";
import { openOneOn } from "../../support/one-sale.ts";
import { createShop, type TestTill } from "../../support/shop.ts";
import { lineBody } from "../../support/told.ts";

test("A count holds what was sold before it, and what is sold after it goes off", () => {
  using shop = createShop();
  const order = openOneOn(shop.a.ledger(), "A").id;
  sell(shop.a, order, 200);
  shop.a.write({
    kind: "stock/counted",
    streams: [toStreamId("stock", "MILK")],
    body: { place: "", counted: 5000 as never, expected: 4800 as never, at: null },
  });
  const counted = levelAt(shop.a);

  sell(shop.a, order, 300);

  expect([counted, levelAt(shop.a)]).toEqual([5000, 4700]);
});

function sell(till: TestTill, order: EventId, quantity: number): void {
  till.write({
    kind: "order/line-added",
    streams: [toStreamId("order", order)],
    body: { ...lineBody(350), uses: [{ sku: "MILK", quantity: quantity as never }] },
  });
}

function levelAt(till: TestTill): number {
  return till.ledger().read((view) => stockLevelAt(view, { sku: "MILK", place: "" }));
}
