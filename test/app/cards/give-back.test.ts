/** Money that goes back by a terminal: by reversal or refund, for goods or not, and what becomes of it. */

import { beforeEach, expect, test } from "vitest";

import { type TerminalFault } from "../../../proof/terminal/zvt-faults.ts";
import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { cardGiveBack } from "../../../src/app/attention/card-give-back.ts";
import { type CardDesk } from "../../../src/app/cards/card-desk.ts";
import { changeTerminal } from "../../../src/app/cards/terminal-changes.ts";
import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { closeOwnZ } from "../../../src/app/day/close-day.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { orderState } from "../../../src/app/orders/orders.ts";
import { addToOrder } from "../../../src/app/orders/sell.ts";
import { systemClock } from "../../../src/app/system/clock.ts";
import { orderBalance } from "../../../src/domain/balance/order-balance.ts";
import { pause } from "../../../src/domain/base/pause.ts";
import { type BackWish } from "../../../src/domain/commands/cards/card-back.ts";
import { type BusinessDay, type EventId } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { addDays } from "../../../src/domain/text/civil-time.ts";
import { performOn, voidLine } from "../../support/acts.ts";
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

/** An order that the terminal was paid for, with its receipt. */
async function paid(goods: ReadonlyArray<string>): Promise<{ order: EventId; receipt: EventId }> {
  const order = sellGoods(a.open.till, goods).order.id;
  await tills.endOf(tills.pay(a, order).card);
  const receipt = stateOf(order).receipts[0]?.id;
  if (receipt === undefined) throw new Error("The order has no receipt.");
  return { order, receipt };
}

function stateOf(order: EventId) {
  return a.open.till.ledger.read((view) => orderState(view, order));
}

function back(
  order: EventId,
  wish: Partial<BackWish>,
  by = RAVI,
): ReturnType<CardDesk["giveBack"]> {
  return a.cards().giveBack(by, { order, wish: { terminal: "main", reason: "", ...wish } });
}

function bank() {
  return tills.terminal.books().map(({ act, amount, isReversed }) => [act, amount, isReversed]);
}

test("all goods of a receipt go back by a reversal of the payment, and their money is the refund's", async () => {
  const { order, receipt } = await paid(["croissant"]);
  await tills.endOf(valueOf(back(order, { returned: { receipt, lines: [] }, reason: "was cold" })));

  expect(bank()).toEqual([["pay", 260, true]]);
  const { refunds, paymentsById } = stateOf(order);
  expect(refunds).toMatchObject([
    { body: { total: -260, out: [{ method: "card", amount: -260 }] } },
  ]);
  const [payment] = refunds[0]?.body.out.map((out) => out.payment) ?? [];
  expect(paymentsById[payment as EventId]).toMatchObject({
    captured: null,
    refunded: { card: { ref: { receipt: 472 } } },
  });
  expect(cardsOf(a).map(({ state, sum }) => [state, sum])).toEqual([
    ["captured", 260],
    ["captured", -260],
  ]);
});

test("goods whose money would go out in cash as well are refused before a till without cash asks its terminal", async () => {
  const order = sellGoods(a.open.till, ["croissant"]).order.id;
  const named = stateOf(order).opened?.number ?? "";
  const cash = { act: "pay", type: "cash", tendered: minor(100) } as const;
  valueOf(performOn(a.open.till, RAVI, { order: named, ...cash }));
  await tills.endOf(tills.pay(a, order).card);
  const receipt = stateOf(order).receipts[0]?.id as EventId;
  valueOf(changeSetting(a.open.till, RAVI, { key: "cashless-tills", texts: ["a"] }));

  const wish = { returned: { receipt, lines: [] }, reason: "was cold" };
  expect(faultOf(back(order, wish))).toMatchObject({ type: "drawer/no-cash-here" });
  expect(bank()).toEqual([["pay", 160, false]]);
});

test("a part of the goods goes back by a refund, which names no payment", async () => {
  const { order, receipt } = await paid(["croissant", "flat white"]);
  const line = stateOf(order).receipts[0]?.body.items[0]?.line as EventId;
  const returned = { receipt, lines: [{ line }] };
  await tills.endOf(valueOf(back(order, { returned, reason: "was cold" })));

  expect(bank()).toEqual([
    ["pay", 620, false],
    ["refund", 260, false],
  ]);
  expect(stateOf(order).refunds).toMatchObject([{ body: { total: -260 } }]);
});

test("money that an order has too much of goes back by what the terminal captured", async () => {
  const { order } = sellOpen(["croissant", "flat white"]);
  const wish = { terminal: "main", amount: minor(260) };
  await tills.endOf(valueOf(a.cards().pay(MIA, { order, wish })));
  for (const line of [2, 1]) {
    valueOf(voidLine(a.open.till, RAVI, { order: numberOf(order), line, reason: "left" }));
  }
  expect(a.cards().backTerminal(order)?.id).toBe("main");
  await tills.endOf(valueOf(back(order, {}, MIA)));

  expect(bank()).toEqual([["pay", 260, true]]);
  expect(stateOf(order).refunds).toEqual([]);
  expect(faultOf(back(order, {})).type).toBe("payment/nothing-back");
});

test("goods that are rung up while money goes back get no receipt before they are paid", async () => {
  const { order } = sellOpen(["croissant", "flat white"]);
  const wish = { terminal: "main", amount: minor(500) };
  await tills.endOf(valueOf(a.cards().pay(MIA, { order, wish })));
  valueOf(voidLine(a.open.till, RAVI, { order: numberOf(order), line: 2, reason: "left" }));
  tills.terminal.set(["drop-before-result", "keeps"]);
  const begun = valueOf(back(order, { reason: "left" }));
  while (bank().length < 2) await pause(systemClock, 1);
  valueOf(addToOrder(a.open.till, MIA, { order: numberOf(order), entries: ["flat white"] }));
  await tills.endOf(begun);

  const state = stateOf(order);
  expect(state.receipts).toEqual([]);
  expect(orderBalance(state)).toMatchObject({ due: 360, refundDue: 0 });
});

test("a terminal that takes nothing back is asked for a refund next, with the right and a reason", async () => {
  const { order, receipt } = await paid(["croissant"]);
  tills.terminal.set(["no-reversal"]);
  const wish = { returned: { receipt, lines: [] }, reason: "was cold" };
  expect(await tills.endOf(valueOf(back(order, wish)))).toMatchObject({
    outcome: { type: "declined" },
  });
  expect(stateOf(order).refunds).toEqual([]);

  await tills.endOf(valueOf(back(order, wish)));
  expect(bank()).toEqual([
    ["pay", 260, false],
    ["refund", 260, false],
  ]);
  expect(stateOf(order).refunds).toHaveLength(1);
});

const NO_ANSWERS: ReadonlyArray<
  readonly [ReadonlyArray<TerminalFault>, state: string, refunds: number]
> = [
  [["drop-before-result"], "declined", 0],
  [["drop-before-result", "keeps"], "captured", 1],
  [["drop-after-result", "keeps"], "captured", 1],
  [["drop-before-completion"], "captured", 1],
  [["decline-host"], "declined", 0],
];

test.each(NO_ANSWERS)("a reversal with %j ends as %s", async (faults, state, refunds) => {
  const { order, receipt } = await paid(["croissant"]);
  tills.terminal.set(faults);
  await tills.endOf(valueOf(back(order, { returned: { receipt, lines: [] }, reason: "was cold" })));

  expect(cardsOf(a).at(-1)?.state).toBe(state);
  expect(stateOf(order).refunds).toHaveLength(refunds);
  expect(bank()[0]?.[2]).toBe(refunds === 1);
});

test("while nobody knows whether money went back the goods wait, and no other refund begins", async () => {
  const { order, receipt } = await paid(["croissant"]);
  tills.terminal.set(["drop-before-result", "keeps"]);
  const wish = { returned: { receipt, lines: [] }, reason: "was cold" };
  const card = valueOf(back(order, wish));
  while (bank()[0]?.[2] !== true) await pause(systemClock, 1);
  tills.terminal.set(["no-memory"]);
  await tills.endOf(card);
  tills.terminal.set([]);

  expect(cardsOf(a).at(-1)).toMatchObject({ state: "unknown", sum: -260 });
  expect(stateOf(order).refunds).toEqual([]);
  expect(faultOf(back(order, wish)).type).toBe("card/back-open");
  const payment = card.payment() as EventId;
  valueOf(a.cards().say(MIA, { order, payment, says: "yes", number: "0472" }));
  expect(stateOf(order).refunds).toHaveLength(1);
  expect(faultOf(back(order, wish)).type).toBe("refund/nothing-left");
});

test("a refund that a crash left open is found in the terminal's memory, with its goods", async () => {
  const { order, receipt } = await paid(["croissant"]);
  tills.terminal.set(["drop-before-result", "keeps"]);
  valueOf(back(order, { returned: { receipt, lines: [] }, reason: "was cold" }));
  while (bank()[0]?.[2] !== true) await pause(systemClock, 1);
  await a.restart();

  a.cards().recover();
  while (cardsOf(a).at(-1)?.state === "open") await tills.pass(100);
  expect(cardsOf(a).at(-1)).toMatchObject({ state: "captured", receipt: 472 });
  expect(stateOf(order).refunds).toHaveLength(1);
});

test("goods that came back otherwise meanwhile leave the terminal's money for a person", async () => {
  const { order, receipt } = await paid(["croissant"]);
  tills.terminal.set(["drop-before-result", "keeps"]);
  valueOf(back(order, { returned: { receipt, lines: [] }, reason: "was cold" }));
  while (bank()[0]?.[2] !== true) await pause(systemClock, 1);
  await a.restart();
  const cash = { receipt, lines: [], method: "cash", reason: "was cold" };
  valueOf(performOn(a.open.till, RAVI, { act: "refund", order, ...cash }));

  a.cards().recover();
  while (cardsOf(a).at(-1)?.state === "open") await tills.pass(100);
  expect(cardsOf(a).at(-1)?.state).toBe("captured");
  const items = listAttentionItems(a.open, "en").map(({ kind, amount }) => [kind, amount]);
  expect(items).toEqual([["order/handed-out-beyond", 260]]);
});

test("two tills that take one order's money apart are one question, and one key gives one of them back", async () => {
  const { order } = sellOpen(["croissant"]);
  const said = { isBound: false };
  valueOf(changeTerminal(a.open.till, RAVI, { id: "main", isNew: false, said }));
  tills.meet();
  await tills.endOf(tills.pay(a, order).card);
  await tills.until(tills.b.cards().take(RAVI, "main"));
  await tills.endOf(tills.pay(tills.b, order).card);
  tills.meet();
  const [item, ...others] = moneyItems(tills.b);
  expect([item?.kind, item?.amount, others]).toEqual(["receipt/over-covered", 260, []]);

  const wish = item && cardGiveBack(tills.b.open.till, tills.b.cards(), item.subject);
  if (wish === undefined) throw new Error("No terminal gives it back.");
  await tills.endOf(valueOf(tills.b.cards().giveBack(RAVI, wish)));
  tills.meet();

  expect(bank().map(([, amount, isReversed]) => [amount, isReversed])).toEqual([
    [260, false],
    [260, true],
  ]);
  expect(moneyItems(a)).toEqual([]);
});

test("a receipt that two tills issued on one payment goes back without money, and asks no terminal", async () => {
  const { order } = sellOpen(["croissant"]);
  const number = stateOf(order).opened?.number ?? "";
  const dueAt = `${addDays(CAFE_DAY as BusinessDay, 1)}T10:00`;
  valueOf(performOn(a.open.till, RAVI, { act: "due", order: number, dueAt }));
  await tills.endOf(tills.pay(a, order).card);
  tills.meet();
  for (const till of [a, tills.b]) {
    valueOf(performOn(till.open.till, RAVI, { act: "collect", order: number }));
  }
  tills.meet();

  const items = listAttentionItems(a.open, "en");
  const item = items.find(({ kind }) => kind === "receipt/over-covered");
  expect(item?.answers[0]?.text).toBe("give back 2.60 without money");
  expect(item && cardGiveBack(a.open.till, a.cards(), item.subject)).toBeUndefined();
});

test("report and Z count what went back once, and the receipt's goods as returned", async () => {
  const { order, receipt } = await paid(["croissant"]);
  await tills.endOf(valueOf(back(order, { returned: { receipt, lines: [] }, reason: "was cold" })));
  const day = CAFE_DAY as BusinessDay;
  const report = dayReport(a.open.till, day);

  expect(report.differences).toEqual([]);
  expect(report.tenders).toMatchObject([{ method: "card", count: 1, amount: 260, refunded: -260 }]);
  const [z] = closeOwnZ(a.open.till, day);
  expect(z?.body).toMatchObject({ unknown: [], total: 0 });
});

function moneyItems({ open }: CardTill) {
  return listAttentionItems(open, "en").filter(({ amount }) => amount !== undefined);
}

function sellOpen(goods: ReadonlyArray<string>): { readonly order: EventId } {
  return { order: sellGoods(a.open.till, goods).order.id };
}

function numberOf(order: EventId): string {
  return stateOf(order).opened?.number ?? "";
}
