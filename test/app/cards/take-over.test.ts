/**
 * Another till takes a terminal over by a person's word: whatever was under way there is charged once and
 * forgotten never. Source: docs/rules/cards.md, C11 to C16 and histories 8 to 13.
 */

import { beforeEach, expect, test } from "vitest";

import { answerItem } from "../../../src/app/attention/attention-answers.ts";
import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { type CardDesk } from "../../../src/app/cards/card-desk.ts";
import { changeTerminal, listTerminals } from "../../../src/app/cards/terminal-changes.ts";
import { systemClock } from "../../../src/app/system/clock.ts";
import { pause } from "../../../src/domain/base/pause.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { paymentsAt } from "../../../src/domain/terminals/card-ledger.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import {
  cardsOf,
  type CardTill,
  type CardTills,
  cardTills,
  stateAt,
  take,
} from "../../support/card-tills.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, valueOf } from "../../support/shop.ts";

const RAVI = { number: "4", name: "Ravi" };
const AT = { id: "main", isNew: false } as const;
const newCafe = cafeCopies();

let tills: CardTills;
let a: CardTill;
let b: CardTill;

beforeEach(async () => {
  tills = await cardTills(await newCafe());
  ({ a, b } = tills);
});

/** A starts a payment that nobody answers, and dies. */
async function begunAndDead(isCharged: boolean): Promise<EventId> {
  tills.terminal.set(isCharged ? ["drop-before-result", "keeps"] : ["no-answer"]);
  const count = tills.terminal.books().length + (isCharged ? 1 : 0);
  const { card } = tills.pay(a);
  while (card.payment() === undefined) await pause(systemClock, 1);
  while (tills.terminal.books().length < count) await pause(systemClock, 1);
  while (tills.terminal.faults().length > 0) await pause(systemClock, 1);
  await a.restart();
  tills.terminal.set([]);
  return card.payment() as EventId;
}

async function takenByB(): Promise<void> {
  expect(valueOf(await tills.until(take(b))).answer.type).toBe("read");
}

async function paidAt(till: CardTill): Promise<EventId> {
  const { card } = tills.pay(till);
  await tills.endOf(card);
  return card.payment() as EventId;
}

function payAt(till: CardTill): ReturnType<CardDesk["pay"]> {
  const order = sellGoods(till.open.till, ["croissant"]).order.id;
  return till.cards().pay(MIA, { order, wish: { terminal: "main" } });
}

function orderAt(till: CardTill, payment: EventId): EventId {
  const all = till.open.till.ledger.read((view) => paymentsAt(view, "main"));
  const order = all.find(({ id }) => id === payment)?.order;
  if (order === undefined) throw new Error("The payment is not there.");
  return order;
}

function itemsAt({
  open,
}: CardTill): ReadonlyArray<readonly [kind: string, amount: number | undefined]> {
  return listAttentionItems(open, "en").map(({ kind, amount }) => [kind, amount]);
}

test("a person has another till drive the terminal, and the first one is refused from then on", async () => {
  expect(faultOf(payAt(b)).type).toBe("terminal/elsewhere");
  await takenByB();
  const payment = await paidAt(b);
  tills.meet();

  expect(stateAt(a, payment)).toBe("captured");
  expect(faultOf(payAt(a)).type).toBe("terminal/elsewhere");
  expect(listTerminals(a.open.till)).toMatchObject([
    { turn: 1, driver: b.open.till.ledger.identity.key.device },
  ]);
});

test("a terminal that is bound, busy or this till's own is taken over by nobody", async () => {
  expect(faultOf(await take(a)).type).toBe("terminal/driven-here");
  expect(faultOf(await b.cards().take(MIA, "main")).type).toBe("permission/missing");
  tills.terminal.set(["busy"]);
  expect(valueOf(await tills.until(take(b))).answer.type).toBe("busy");
  expect(listTerminals(b.open.till)).toMatchObject([{ turn: 0 }]);

  valueOf(changeTerminal(b.open.till, RAVI, { ...AT, said: { isBound: true } }));
  expect(faultOf(await take(b)).type).toBe("terminal/bound");
});

test("history 8: what A never told is nobody's, however alike B's charge is", async () => {
  const payment = await begunAndDead(false);
  tills.meet();
  await takenByB();
  const charged = await paidAt(b);

  // Still apart, A asks a terminal that it thinks is its own.
  a.cards().recover();
  while (stateAt(a, payment) === "open") await tills.pass(100);
  expect(stateAt(a, payment)).toBe("unknown");

  tills.meet();
  a.cards().recover();
  await tills.pass(1000);
  expect(stateAt(a, payment)).toBe("unknown");
  expect(stateAt(a, charged)).toBe("captured");
  expect(tills.charges()).toEqual([260]);
  valueOf(a.cards().say(RAVI, { order: orderAt(a, payment), payment, says: "no", number: "" }));
  expect(stateAt(a, payment)).toBe("untaken");
});

test("history 9: what A charged is captured by A, once, and B's question goes", async () => {
  const payment = await begunAndDead(true);
  tills.meet();
  await takenByB();
  expect(itemsAt(b)).toEqual([["payment/unknown", 260]]);

  tills.meet();
  a.cards().recover();
  a.cards().recover();
  tills.meet();

  expect(cardsOf(b).find(({ id }) => id === payment)).toMatchObject({
    state: "captured",
    receipt: 471,
    sum: 260,
  });
  expect(itemsAt(b)).toEqual([]);
  expect(tills.charges()).toEqual([260]);
});

test("history 9 with the card out too early: what the terminal took back is captured by nobody", async () => {
  tills.terminal.set(["drop-before-result"]);
  const { card } = tills.pay(a);
  while (tills.terminal.books()[0]?.isReversed !== true) await pause(systemClock, 1);
  const payment = card.payment() as EventId;
  await a.restart();
  tills.meet();
  await takenByB();

  tills.meet();
  a.cards().recover();
  await tills.pass(500);
  expect(stateAt(a, payment)).toBe("unknown");
  expect(tills.charges()).toEqual([]);
});

test("history 9 in the other order: what B had not heard is a receipt that nobody can place", async () => {
  await paidAt(a);
  tills.meet();
  const payment = await begunAndDead(true);
  await takenByB();
  expect(itemsAt(b)).toEqual([["terminal/found", 260]]);

  tills.meet();
  expect(stateAt(b, payment)).toBe("open");
  b.cards().recover();
  expect(itemsAt(b)).toEqual([["payment/unknown", 260]]);
  await tills.endOf(tills.pay(b).card);

  tills.meet();
  a.cards().recover();
  tills.meet();
  expect(stateAt(b, payment)).toBe("captured");
  expect(itemsAt(b)).toEqual([]);
  expect(tills.charges()).toEqual([260, 260, 260]);
});

test("history 10: of two payments of A, B captures none and A the one that was charged", async () => {
  const first = await begunAndDead(false);
  a.cards().recover();
  while (stateAt(a, first) === "open") await tills.pass(100);
  tills.meet();
  const second = await begunAndDead(true);
  await takenByB();
  expect(stateAt(b, first)).toBe("unknown");

  tills.meet();
  a.cards().recover();

  expect(stateAt(a, second)).toBe("captured");
  expect(stateAt(a, first)).toBe("unknown");
  expect(tills.charges()).toEqual([260]);
});

test("history 12: the charge of a till that burned is named with its sum, until a person has seen it", async () => {
  await paidAt(a);
  tills.meet();
  await begunAndDead(true);

  await takenByB();
  const [item] = listAttentionItems(b.open, "en");
  expect(item?.text).toBe("main: receipt 0472 has no payment here, 2.60");
  await paidAt(b);
  expect(itemsAt(b)).toEqual([["terminal/found", 260]]);

  const answering = {
    open: b.open,
    act: b.open.till.act.bind(undefined, RAVI),
    refused: (refusal: unknown) => {
      throw new Error(JSON.stringify(refusal));
    },
    note: "Till A burned",
  };
  if (item === undefined) throw new Error("Nothing needs anybody.");
  expect(answerItem(answering as never, item, "settle")).toMatchObject(ok(expect.any(String)));
  expect(itemsAt(b)).toEqual([]);
});

test("history 12: a charge after the take-over is found at the next start, though no payment was known", async () => {
  await takenByB();
  // What it had done before either till is found by the take-over itself.
  const before = ["terminal/found", 1000] as const;
  expect(itemsAt(b)).toEqual([before]);
  // A has not heard of it, and takes money there.
  await paidAt(a);
  await paidAt(b);

  expect(itemsAt(b)).toEqual([before, ["terminal/found", 260]]);
  tills.meet();
  expect(itemsAt(b)).toEqual([before]);
});

test("history 13: a yes that comes after a person's no counts, and is asked about with the sum", async () => {
  const payment = await begunAndDead(true);
  tills.meet();
  await takenByB();
  const order = orderAt(b, payment);
  valueOf(b.cards().say(RAVI, { order, payment, says: "no", number: "" }));
  expect(itemsAt(b)).toEqual([["terminal/found", 260]]);

  tills.meet();
  a.cards().recover();
  tills.meet();

  expect(stateAt(b, payment)).toBe("captured");
  expect(itemsAt(b)).toEqual([["payment/contradicted", 260]]);
});

test("history 13: two persons apart who say yes and no are asked about with the sum", async () => {
  const payment = await begunAndDead(false);
  a.cards().recover();
  while (stateAt(a, payment) === "open") await tills.pass(100);
  tills.meet();
  const order = orderAt(a, payment);
  valueOf(a.cards().say(RAVI, { order, payment, says: "yes", number: "0471" }));
  valueOf(b.cards().say(RAVI, { order, payment, says: "no", number: "" }));

  tills.meet();

  for (const till of [a, b]) {
    expect(stateAt(till, payment)).toBe("captured");
    expect(itemsAt(till)).toEqual([["payment/contradicted", 260]]);
  }
});

test("a till that hears of the take-over hangs up, and tells the terminal nothing more", async () => {
  valueOf(changeTerminal(a.open.till, RAVI, { ...AT, said: { settleSeconds: 60 } }));
  tills.terminal.set(["drop-before-result", "keeps"]);
  const { card } = tills.pay(a);
  while (tills.terminal.books().length === 0) await pause(systemClock, 1);
  tills.terminal.set([]);
  tills.meet();
  await takenByB();
  tills.meet();

  expect(await tills.endOf(card)).toMatchObject({
    type: "ended",
    outcome: { type: "unknown", why: "used-since" },
  });
  a.cards().recover();
  expect(stateAt(a, card.payment())).toBe("captured");
});
