/** Two tills charge an order differently while they are apart: one item with the sum, the tills and the receipts. */

import { expect, test } from "vitest";

import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { orderBalance } from "../../../src/domain/balance/order-balance.ts";
import { openBills } from "../../../src/domain/order/gathered-order.ts";
import { payOrder, performOn } from "../../support/acts.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";
import { meet, twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };

type Tills = Awaited<ReturnType<typeof twoTills>>;

/** 10.40, with a service charge of 10 %, and bread for each guest that somebody counts. */
async function charged(): Promise<Tills> {
  const tills = await twoTills(await newCafe());
  const texts = ["Service=10%", "Bread=1.50"];
  valueOf(changeSetting(tills.counter.till, RAVI, { key: "charges", texts }));
  sellGoods(tills.counter.till, ["4*croissant"]);
  meet(tills.counter, tills.bar);
  return tills;
}

function takesOff({ till }: Tills["counter"]): void {
  const off = { act: "charge", name: "Service", isOn: false, reason: "waited" } as const;
  valueOf(performOn(till, RAVI, { order: "A1", ...off }));
}

function itemsAt({ open }: Tills["counter"]): ReadonlyArray<string> {
  return listAttentionItems(open, "en")
    .filter(({ kind }) => kind === "order/charges-contested")
    .map(({ text }) => text);
}

function restAt({ till }: Tills["counter"]): ReadonlyArray<number> {
  return till.ledger.read((view) => openBills(view).map((bill) => orderBalance(bill).remaining));
}

test("A charge that one till takes off while another one charges more asks by sum and tills", async () => {
  const tills = await charged();
  const { counter, bar } = tills;
  takesOff(counter);
  bar.passOnWall(1000);
  valueOf(performOn(bar.till, MIA, { order: "A1", act: "covers", covers: 2 }));
  meet(counter, bar);

  for (const till of [counter, bar]) {
    // What was said last holds: 1.04 for service and 3.00 for bread.
    expect(restAt(till)).toEqual([1444]);
    expect(itemsAt(till)).toEqual([
      "Order A1: two tills charged it differently for service or for each guest (Bar, Front counter): 4.04",
    ]);
  }
  takesOff(counter);
  meet(counter, bar);
  expect([restAt(bar), itemsAt(bar)]).toEqual([[1340], []]);
});

test("A charge that is taken off while another till is paid with it names the receipt", async () => {
  const { counter, bar } = await charged();
  takesOff(counter);
  bar.passOnWall(1000);
  valueOf(performOn(bar.till, MIA, { order: "A1", act: "covers", covers: 2 }));
  valueOf(payOrder(bar.till, MIA, { order: "A1", payment: { type: "card" } }));
  meet(counter, bar);

  expect(itemsAt(counter)).toEqual([
    "Order A1: two tills charged it differently for service or for each guest (Bar, Front counter), B-000001 (Bar): 4.04",
  ]);
});

test("The same charge that both write asks nobody", async () => {
  const { counter, bar } = await charged();
  for (const { till } of [counter, bar]) {
    valueOf(performOn(till, MIA, { order: "A1", act: "covers", covers: 2 }));
  }
  meet(counter, bar);

  expect([restAt(counter), itemsAt(counter)]).toEqual([[1444], []]);
});
