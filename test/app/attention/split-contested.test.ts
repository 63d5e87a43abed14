/** Two tills split a bill differently while they are apart: one item with the sum, the tills and the receipts. */

import { expect, test } from "vitest";

import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { payOrder, splitOrder } from "../../support/acts.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";
import { meet, twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies();

/** 14.00 by four at the counter, by two at the bar. */
async function splitApart() {
  const tills = await twoTills(await newCafe());
  sellGoods(tills.counter.till, ["4*croissant", "flat white"]);
  meet(tills.counter, tills.bar);
  for (const [{ till }, count] of [[tills.counter, 4] as const, [tills.bar, 2] as const]) {
    valueOf(splitOrder(till, MIA, { order: "A1", wanted: { type: "evenly", count } }));
  }
  return tills;
}

type Tills = Awaited<ReturnType<typeof splitApart>>;

function textsAt({ open }: Tills["counter"]): ReadonlyArray<string> {
  return listAttentionItems(open, "en")
    .filter(({ kind }) => kind === "order/split-contested")
    .map(({ text }) => text);
}

test("A bill that two tills split differently names both tills and what is left to pay", async () => {
  const tills = await splitApart();
  meet(tills.counter, tills.bar);

  for (const till of [tills.counter, tills.bar]) {
    expect(textsAt(till)).toEqual([
      "Order A1: two tills split the bill differently (Bar, Front counter): 14.00",
    ]);
  }
});

test("A bill that two tills split differently names the receipts of parts of both plans", async () => {
  const tills = await splitApart();
  const payment = { type: "card" } as const;
  valueOf(payOrder(tills.counter.till, MIA, { order: "A1", payment, part: 1 }));
  tills.counter.passOnWall(1000);
  valueOf(payOrder(tills.bar.till, MIA, { order: "A1", payment, part: 1 }));
  meet(tills.counter, tills.bar);

  expect(textsAt(tills.bar)).toEqual([
    "Order A1: two tills split the bill differently (Bar, Front counter), A-000001 (Front counter), B-000001 (Bar): 3.50",
  ]);
});
