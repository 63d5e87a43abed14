/** What events make of an article's stock beside orders. */

import { expect, test } from "vitest";

import { type KnownEvent } from "../../../src/domain/events/kinds.ts";
import { stockFold } from "../../../src/domain/folds/stock-fold.ts";
import { toStreamId } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { type StockState } from "../../../src/domain/state/stock-state.ts";
import { TODAY } from "../../support/shop.ts";
import { originOf, told } from "../../support/told.ts";

const RUM = toStreamId("stock", "RUM");
const MILK = toStreamId("stock", "MILK");
const streams = [RUM];
const [A, B] = [originOf("A"), originOf("B")];

test("What came of an article on a day is all of it, however often some came", () => {
  const came = {
    place: "",
    supplier: "",
    note: "",
    cost: minor(900),
    batch: "",
    expires: null,
  };

  const { done } = after([
    told(["A", 2], "stock/received", { streams, body: { ...came, quantity: 2000 as never } }),
    told(["A", 3], "stock/received", { streams, body: { ...came, quantity: 500 as never } }),
  ]);

  expect(done).toEqual({ received: { [TODAY]: 2500 }, paid: { [TODAY]: 1800 } });
});

test("What counts miss is firm for their till, and what they find is for nobody", () => {
  const count = { place: "", at: null, expected: 3000 as never };

  const { firm, accounts } = after([
    told(["A", 2], "stock/counted", { streams, body: { ...count, counted: 1000 as never } }),
    told(["A", 3], "stock/counted", { streams, body: { ...count, counted: 2500 as never } }),
    told(["B", 2], "stock/counted", { streams, body: { ...count, counted: 4000 as never } }),
  ]);

  expect(firm).toEqual({ [A]: 2500 });
  expect(accounts).toEqual({ [A]: -2500, [B]: 0 });
});

test("Rights to an article that a till gives another are that one's alone", () => {
  const of = [
    { sku: "RUM", quantity: 700 as never },
    { sku: "MILK", quantity: 200 as never },
  ];
  const gift = told(["A", 2], "rights/given", {
    streams: [RUM, MILK],
    body: { to: B, of, why: "asked" },
  });

  expect(after([gift]).accounts).toEqual({ [A]: -700, [B]: 700 });
});

test("What a debit of an article rests on is noted of that article, not of others beside it", () => {
  const of = [
    { sku: "RUM", after: [{ origin: B, seq: 4 }], beyond: 30 as never },
    { sku: "MILK", after: [{ origin: B, seq: 9 }], beyond: 500 as never },
  ];
  const noted = told(["A", 2], "rights/noted", { streams: [RUM, MILK], body: { of } });

  expect(after([noted]).rests).toEqual({ [A]: { after: { [B]: 4 }, beyond: 30 } });
});

function after(events: ReadonlyArray<KnownEvent>): StockState {
  return events.reduce((state, event) => stockFold.apply(state, event, RUM), stockFold.empty);
}
