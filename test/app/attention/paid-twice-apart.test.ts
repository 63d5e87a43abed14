/** Two tills take the money for the same goods apart: one item with one sum, however many lines it is of. */

import { expect, test } from "vitest";

import { answerItem } from "../../../src/app/attention/attention-answers.ts";
import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { type OpenItem } from "../../../src/app/attention/open-item.ts";
import { countOrderAttention } from "../../../src/app/attention/order-items.ts";
import { moveOrder } from "../../../src/app/orders/move-order.ts";
import { findOrder } from "../../../src/app/orders/orders.ts";
import { payOrder, splitOrder } from "../../support/acts.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";
import { meet, twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies();
const CHIARA = { number: "3", name: "Chiara" };
const payment = { type: "card" } as const;

/** 14.00 in three lines by two: the counter takes the first part, the bar all of it. */
async function paidApart() {
  const tills = await twoTills(await newCafe());
  sellGoods(tills.counter.till, ["2*croissant", "2*croissant", "flat white"]);
  const wanted = { type: "evenly", count: 2 } as const;
  valueOf(splitOrder(tills.counter.till, MIA, { order: "A1", wanted }));
  meet(tills.counter, tills.bar);
  valueOf(payOrder(tills.counter.till, MIA, { order: "A1", payment, part: 1 }));
  tills.counter.passOnWall(1000);
  valueOf(payOrder(tills.bar.till, MIA, { order: "A1", payment }));
  meet(tills.counter, tills.bar);
  return tills;
}

type TillHere = Awaited<ReturnType<typeof paidApart>>["counter"];

function itemsAt({ open }: TillHere) {
  return listAttentionItems(open, "en").filter(({ kind }) => kind === "receipt/over-covered");
}

function kept({ open }: TillHere, item: OpenItem): boolean {
  const done = answerItem(
    {
      open,
      act: (name, decide) => open.till.act(CHIARA, name, decide),
      refused: (fault) => ({ ok: false, fault }),
      note: "the guest left it as a tip",
    },
    item,
    "kept",
  );
  return done.ok;
}

test("A part that another till had on its receipt of all is one item with its sum and receipts", async () => {
  const { counter, bar } = await paidApart();

  for (const till of [counter, bar]) {
    expect(itemsAt(till).map(({ text, amount }) => [text, amount])).toEqual([
      [
        "Order A1: more was paid than the goods cost, A-000001 (Front counter), B-000001 (Bar): 7.00",
        700,
      ],
    ]);
    const asked = findOrder(till.till, "A1")?.order.attention.filter(({ amount }) => amount > 0);
    expect(asked).toMatchObject([{ amount: 700, papers: ["A-000001", "B-000001"] }]);
  }
  expect(new Set(itemsAt(counter).map(({ id }) => id))).toEqual(
    new Set(itemsAt(bar).map(({ id }) => id)),
  );
});

test("Goods of two tables that lie on one bill are one question, of the receipt that was paid twice", async () => {
  const { counter, bar } = await twoTills(await newCafe());
  for (const goods of ["2*croissant", "flat white", "brownie"]) sellGoods(counter.till, [goods]);
  const lines = [{ position: 1, quantity: undefined }];
  const beside = { lines, beside: false };
  valueOf(moveOrder(counter.till, MIA, { order: "A1", to: "A2", ...beside }));
  valueOf(moveOrder(counter.till, MIA, { order: "A3", to: "A1", ...beside }));
  meet(counter, bar);
  valueOf(payOrder(counter.till, MIA, { order: "A2", payment }));
  counter.passOnWall(1000);
  valueOf(payOrder(bar.till, MIA, { order: "A2", payment }));
  meet(counter, bar);

  const [own, ...others] = itemsAt(bar);
  expect(others).toEqual([]);
  expect(own?.text).toMatch(/^Order A2: it was paid twice, A-000001.*B-000001.*: 8\.80$/u);
  if (own === undefined) throw new Error("Nothing asks.");
  expect(kept(bar, own)).toBe(true);
  expect(itemsAt(bar)).toEqual([]);
});

test("A sum of several lines is kept by one answer, and counted as one question", async () => {
  const { counter, bar } = await paidApart();
  const [item] = itemsAt(bar);
  if (item === undefined) throw new Error("Nothing asks.");
  const asked = bar.till.ledger.read(countOrderAttention);
  expect(kept(bar, item)).toBe(true);
  meet(counter, bar);

  expect(itemsAt(counter)).toEqual([]);
  expect(counter.till.ledger.read(countOrderAttention)).toBe(asked - 1);
});
