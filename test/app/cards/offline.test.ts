/** A terminal says yes without its host: that is told everywhere, bounded by the shop, and ended by a word. */

import { beforeEach, expect, test } from "vitest";

import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { type BusinessDay, type EventId } from "../../../src/domain/identity.ts";
import { CAFE_DAY, cafeCopies, MIA } from "../../support/cafe.ts";
import { cardsOf, type CardTill, type CardTills, cardTills } from "../../support/card-tills.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, valueOf } from "../../support/shop.ts";

const RAVI = { number: "4", name: "Ravi" };
const newCafe = cafeCopies();

let tills: CardTills;
let a: CardTill;

beforeEach(async () => {
  tills = await cardTills(await newCafe(), { isBound: true });
  ({ a } = tills);
});

async function paidOffline(): Promise<{ order: EventId; payment: EventId }> {
  const order = sellGoods(a.open.till, ["croissant"]).order.id;
  tills.terminal.set(["offline"]);
  await tills.endOf(tills.pay(a, order).card);
  const payment = cardsOf(a).at(-1)?.id;
  if (payment === undefined) throw new Error("Nothing was paid.");
  return { order, payment };
}

function atRisk() {
  return dayReport(a.open.till, CAFE_DAY as BusinessDay).atRisk;
}

test("a yes without the host is money at the shop's risk until the bank has taken it", async () => {
  const paid = await paidOffline();
  expect(cardsOf(a)).toMatchObject([{ state: "captured", isOffline: true, forwarded: "waits" }]);
  expect(atRisk()).toEqual({ payments: 1, amount: 260 });

  valueOf(a.cards().sayForwarded(RAVI, paid, true));
  expect(cardsOf(a)).toMatchObject([{ state: "captured", forwarded: "accepted" }]);
  expect(atRisk()).toEqual({ payments: 0, amount: 0 });
  expect(faultOf(a.cards().sayForwarded(RAVI, paid, true)).type).toBe("card/known");
});

test("a later refusal asks a person with the sum, and takes no money away by itself", async () => {
  const paid = await paidOffline();
  valueOf(a.cards().sayForwarded(RAVI, paid, false));

  const items = listAttentionItems(a.open, "en").filter(({ amount }) => amount !== undefined);
  expect(items.map(({ kind, amount }) => [kind, amount])).toEqual([["payment/refused-later", 260]]);
  expect(dayReport(a.open.till, CAFE_DAY as BusinessDay)).toMatchObject({
    atRisk: { payments: 0, amount: 0 },
    tenders: [{ method: "card", amount: 260 }],
  });
});

test("a refusal that one till was told counts beside another's yes", async () => {
  const paid = await paidOffline();
  tills.meet();
  valueOf(tills.b.cards().sayForwarded(RAVI, paid, true));
  valueOf(a.cards().sayForwarded(RAVI, paid, false));
  tills.meet();

  for (const till of [a, tills.b]) expect(cardsOf(till)[0]?.forwarded).toBe("refused");
});

test("a yes with the host can't be forwarded, and who may not see reports says nothing of it", async () => {
  const order = sellGoods(a.open.till, ["croissant"]).order.id;
  await tills.endOf(tills.pay(a, order).card);
  const payment = cardsOf(a)[0]?.id as EventId;
  expect(faultOf(a.cards().sayForwarded(RAVI, { order, payment }, true)).type).toBe(
    "card/not-offline",
  );
  const paid = await paidOffline();
  expect(faultOf(a.cards().sayForwarded(MIA, paid, true)).type).toBe("permission/missing");
});

test("more than the shop's limit is not taken offline: the terminal takes it back", async () => {
  valueOf(changeSetting(a.open.till, RAVI, { key: "card-offline", texts: ["2.00"] }));
  const order = sellGoods(a.open.till, ["croissant"]).order.id;
  tills.terminal.set(["offline"]);
  const end = await tills.endOf(tills.pay(a, order).card);

  expect(end).toMatchObject({ outcome: { type: "declined", code: "OfflineLimit" } });
  expect(tills.terminal.books().map(({ isReversed }) => isReversed)).toEqual([true]);
  expect(atRisk()).toEqual({ payments: 0, amount: 0 });
});

test("a terminal that keeps its yes all the same is believed, because the money is there", async () => {
  valueOf(changeSetting(a.open.till, RAVI, { key: "card-offline", texts: ["2.00"] }));
  const order = sellGoods(a.open.till, ["croissant"]).order.id;
  tills.terminal.set(["offline", "drop-after-result", "keeps"]);
  await tills.endOf(tills.pay(a, order).card);

  expect(cardsOf(a)).toMatchObject([{ state: "captured", isOffline: true }]);
  expect(atRisk()).toEqual({ payments: 1, amount: 260 });
});
