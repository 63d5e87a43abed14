/** What a card terminal took, once it has said so. */

import { expect, test } from "vitest";

import { ok } from "../../../../src/domain/base/result.ts";
import { decideCardTaken } from "../../../../src/domain/commands/cards/card-payment.ts";
import { decideSplit } from "../../../../src/domain/commands/order/split-order.ts";
import { toStreamId } from "../../../../src/domain/identity.ts";
import { minor } from "../../../../src/domain/money/amounts.ts";
import { billParts } from "../../../../src/domain/order/bill-parts.ts";
import { openedId } from "../../../../src/domain/state/order-state.ts";
import { createCounter } from "../../../support/counter.ts";
import { valueOf } from "../../../support/shop.ts";
import { catalogueOf, product } from "../../../support/small-shop.ts";

test("A card pays the part of the bill that the terminal was asked for, not the next one", () => {
  const counter = createCounter({ catalogue: catalogueOf([]) });
  counter.add(product("WINE", { price: minor(2000), station: "" }));
  valueOf(
    counter.decide((context, order) => decideSplit(context, order, { type: "evenly", count: 2 })),
  );
  const second = billParts(counter.order())[1];
  if (second === undefined) throw new Error("There are no parts.");
  const [started] = valueOf(
    counter.decide(({ till, series }, order) =>
      ok([
        {
          kind: "payment/started",
          streams: [toStreamId("order", openedId(order))],
          body: {
            method: "card",
            amount: minor(1000),
            till,
            series,
            drawer: null,
            part: second.id,
            terminal: { id: "t".repeat(26) as never, act: "pay", after: null, turn: 0 },
          },
        },
      ]),
    ),
  );
  if (started === undefined) throw new Error("Nothing was started.");

  valueOf(
    counter.decide((context, order) =>
      decideCardTaken(context, order, {
        payment: started.id,
        sum: minor(1000),
        card: { how: "answer", ref: null },
      }),
    ),
  );

  expect(counter.receipts()).toMatchObject([{ total: 1000, part: { id: second.id, no: 2 } }]);
});
