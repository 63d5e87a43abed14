/** Goods that come back for others, of a line that was moved to another table before it was paid. */

import { expect, test } from "vitest";

import { moveOrder } from "../../../src/app/orders/move-order.ts";
import { findOrder } from "../../../src/app/orders/orders.ts";
import { createUnseenSession } from "../../../src/app/register/unseen-session.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { linesBack } from "../../../src/domain/order/lines-back.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";
import { keep, levelAt, pieces, RAVI, receive } from "../../support/stock-acts.ts";
import { testRandom } from "../../support/test-random.ts";
import { twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => ["CROISSANT", "BANANAS"].includes(sku) });

test("What is exchanged comes back to the stock, also of a line that was born on another order", async () => {
  const { counter } = await twoTills(await newCafe());
  const { till, open } = counter;
  keep(till);
  receive(counter, "CROISSANT", 10);
  sellGoods(till, ["2*croissant"]);
  sellGoods(till, ["1*croissant"]);
  const lines = [{ position: 1, quantity: pieces(2) }];
  valueOf(moveOrder(till, RAVI, { order: "A1", to: "A2", lines, beside: false }));
  const session = createUnseenSession({
    till,
    open,
    actor: RAVI,
    random: testRandom,
    prepare: () => ok(undefined),
  });
  valueOf(session.recall(findOrder(till, "A2")?.order.id ?? ("" as never)));
  valueOf(session.perform({ act: "pay", type: "cash", tendered: session.cashDue() }));
  expect(levelAt(counter)).toBe(7);

  const receipt = valueOf(session.receipt("A-000001"));
  const back = receipt.lines.flatMap((row) => linesBack(row, row.left));
  session.newOrder();
  const what = { lines: back, reason: "stale", goods: "back" } as const;
  const goods = { sold: receipt.order, receipt: receipt.id, ...what };
  valueOf(session.perform({ act: "exchange", ...goods }));
  valueOf(session.perform({ act: "add", sku: "CROISSANT", quantity: pieces(3) }));
  valueOf(session.perform({ act: "pay", type: "cash", tendered: session.cashDue() }));

  expect(levelAt(counter)).toBe(7);
});
