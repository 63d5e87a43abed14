/** A guest writes the tip on the slip of a card: it is typed afterwards, counts once, and until the end of day. */

import { beforeEach, expect, test } from "vitest";

import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { closeOwnZ } from "../../../src/app/day/close-day.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { findOrder, orderState } from "../../../src/app/orders/orders.ts";
import { type BusinessDay, type EventId } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { performOn } from "../../support/acts.ts";
import { CAFE_DAY, cafeCopies, MIA } from "../../support/cafe.ts";
import { cardsOf, type CardTill, type CardTills, cardTills } from "../../support/card-tills.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, valueOf } from "../../support/shop.ts";

const RAVI = { number: "4", name: "Ravi" };
const DAY = CAFE_DAY as BusinessDay;
const newCafe = cafeCopies();

let tills: CardTills;
let a: CardTill;
let order: EventId;
let payment: EventId;

beforeEach(async () => {
  tills = await cardTills(await newCafe(), { isBound: true });
  ({ a } = tills);
  ({ id: order } = sellGoods(a.open.till, ["croissant"]).order);
  await tills.endOf(tills.pay(a, order).card);
  payment = cardsOf(a)[0]?.id as EventId;
});

function tip(at: CardTill, amount: number, by = MIA) {
  return at.cards().tip(by, order, { payment, tip: minor(amount), isTipSure: false });
}

function tips(at: CardTill = a) {
  const { tenders, differences } = dayReport(at.open.till, DAY);
  expect(differences).toEqual([]);
  return tenders.map(({ method, count, amount, tips: all, kept }) => [
    method,
    count,
    amount,
    all,
    kept,
  ]);
}

function counts() {
  return dayReport(a.open.till, DAY).tips.map(({ staff, count, amount }) => [staff, count, amount]);
}

test("the tip counts beside its payment, for whoever took that", () => {
  valueOf(tip(a, 40, RAVI));

  expect(tips()).toEqual([["card", 1, 260, 40, 300]]);
  expect(cardsOf(a)).toMatchObject([{ sum: 300 }]);
  expect(counts()).toEqual([[MIA.number, 1, 40]]);
});

test("two tips that were typed later are two, and one that is none any more is none", async () => {
  valueOf(tip(a, 40));
  ({ id: order } = sellGoods(a.open.till, ["croissant"]).order);
  await tills.endOf(tills.pay(a, order).card);
  payment = cardsOf(a).at(-1)?.id as EventId;
  valueOf(tip(a, 30));
  expect(counts()).toEqual([[MIA.number, 2, 70]]);
  valueOf(tip(a, 20));
  expect(counts()).toEqual([[MIA.number, 2, 60]]);
  valueOf(tip(a, 0));
  expect(counts()).toEqual([[MIA.number, 1, 40]]);
});

test("a tip that two tills took back apart is none, and one that holds again is one", () => {
  tills.meet();
  valueOf(tip(a, 40));
  tills.meet();
  valueOf(tip(a, 0));
  valueOf(tip(tills.b, 0));
  tills.meet();
  valueOf(tip(tills.b, 30));
  tills.meet();

  expect(counts()).toEqual([[MIA.number, 1, 30]]);
});

test("in a shop that gives tips to the server it is of whoever serves, and stays so", async () => {
  const { till } = a.open;
  valueOf(changeSetting(till, RAVI, { key: "tips-to", texts: ["server"] }));
  ({ id: order } = sellGoods(till, ["croissant"], { by: RAVI }).order);
  await tills.endOf(tills.pay(a, order).card);
  payment = cardsOf(a).at(-1)?.id as EventId;
  valueOf(tip(a, 40));
  valueOf(changeSetting(till, RAVI, { key: "tips-to", texts: ["taker"] }));
  valueOf(tip(a, 30));

  expect(dayReport(till, DAY).tips).toMatchObject([{ staff: RAVI.number, amount: 30 }]);
});

test("a tip that is typed anew stands in place of the one before, down to none", () => {
  valueOf(tip(a, 40));
  valueOf(tip(a, 30));
  expect(tips()).toEqual([["card", 1, 260, 30, 290]]);
  valueOf(tip(a, 0));

  expect(tips()).toEqual([["card", 1, 260, 0, 260]]);
  expect(faultOf(tip(a, 0)).type).toBe("tip/same");
});

test("the order, its receipt and what may go back say the tip as it is", () => {
  valueOf(tip(a, 40));
  valueOf(tip(a, 30));

  const { till } = a.open;
  const found = findOrder(till, order);
  expect(found?.order.money).toMatchObject([{ method: "card", amount: 260, tip: 30 }]);
  expect(found?.receipts[0]?.payments).toMatchObject([{ method: "card", tip: 30 }]);

  valueOf(tip(a, 0));
  expect(findOrder(till, order)?.order.money).toMatchObject([{ amount: 260, tip: 0 }]);
  expect(findOrder(till, order)?.receipts[0]?.payments[0]?.tip).toBeUndefined();
});

test("a tip that was typed later goes along where its payment was made otherwise", () => {
  valueOf(tip(a, 40));
  const { till } = a.open;
  valueOf(
    performOn(till, RAVI, { act: "correct", order: "A-000001", to: "cash", reason: "wrong key" }),
  );

  expect(findOrder(till, order)?.order.money).toMatchObject([
    { method: "cash", amount: 260, tip: 40 },
  ]);
  const given = dayReport(till, DAY).tips.filter(({ amount }) => amount !== 0);
  expect(given).toMatchObject([{ method: "cash", staff: MIA.number, amount: 40 }]);
});

test("a Z has it, and the tip of a day that is over is refused", () => {
  valueOf(tip(a, 40));
  const [z] = closeOwnZ(a.open.till, DAY);
  expect(z?.body.figures).toMatchObject({
    [`tip/card/${MIA.number}/count`]: 1,
    [`tip/card/${MIA.number}/amount`]: 40,
  });

  tills.cafe.clock.advance(24 * 60 * 60 * 1000);
  valueOf(a.open.till.beginDay(RAVI));
  expect(faultOf(tip(a, 50)).type).toBe("tip/late");
});

test("a tip is refused once the terminal has ended its day", async () => {
  valueOf(await a.cards().settle(RAVI, { id: "main" }));

  expect(faultOf(tip(a, 40)).type).toBe("tip/late");
});

test("two tills apart type it both: both count, and a lead says which holds", () => {
  tills.meet();
  valueOf(tip(a, 40));
  valueOf(tip(tills.b, 40));
  tills.meet();
  for (const till of [a, tills.b]) {
    const items = listAttentionItems(till.open, "en").map(({ kind }) => kind);
    expect(items).toContain("payment/tipped-twice");
    expect(tips(till)).toEqual([["card", 1, 260, 80, 340]]);
  }
  valueOf(tip(tills.b, 40));
  tills.meet();

  for (const till of [a, tills.b]) {
    expect(tips(till)).toEqual([["card", 1, 260, 40, 300]]);
    const items = listAttentionItems(till.open, "en").map(({ kind }) => kind);
    expect(items).not.toContain("payment/tipped-twice");
  }
});

test("more tip than was paid is asked about, and below zero is none", () => {
  expect(faultOf(tip(a, 261)).type).toBe("tip/unusual");
  expect(faultOf(tip(a, -1)).type).toBe("amount/invalid");
  expect(tips()).toEqual([["card", 1, 260, 0, 260]]);
});

test("a tip is at the shop's risk with its payment, and in what the bank refuses later", async () => {
  ({ id: order } = sellGoods(a.open.till, ["croissant"]).order);
  tills.terminal.set(["offline"]);
  await tills.endOf(tills.pay(a, order).card);
  payment = cardsOf(a).at(-1)?.id as EventId;
  valueOf(tip(a, 40));
  expect(dayReport(a.open.till, DAY).atRisk).toEqual({ payments: 1, amount: 300 });

  valueOf(a.cards().sayForwarded(RAVI, { order, payment }, false));
  const refused = listAttentionItems(a.open, "en").filter(({ kind }) => kind.includes("refused"));
  expect(refused.map(({ amount }) => amount)).toEqual([300]);
});

test("goods of a payment with a tip since go back by a refund, which leaves the tip", async () => {
  valueOf(tip(a, 40));
  const [receipt] = a.open.till.ledger.read((view) => orderState(view, order)).receipts;
  const returned = { receipt: receipt?.id as EventId, lines: [] };
  const wish = { terminal: "main", returned, reason: "was cold" };
  await tills.endOf(valueOf(a.cards().giveBack(RAVI, { order, wish })));

  expect(tills.terminal.books().map(({ act, amount }) => [act, amount])).toEqual([
    ["pay", 260],
    ["refund", 260],
  ]);
});
