/** Tabs by card over a real port: reserved, raised, booked and released, at one till and over a take-over. */

import { beforeEach, expect, test } from "vitest";

import { type TerminalFault } from "../../../proof/terminal/zvt-faults.ts";
import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { type CardEnd, type RunningCard } from "../../../src/app/cards/card-desk.ts";
import { changeTerminal } from "../../../src/app/cards/terminal-changes.ts";
import { closeOwnZ } from "../../../src/app/day/close-day.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { whatIsOpen } from "../../../src/app/day/what-is-open.ts";
import { findSubject } from "../../../src/app/history/history-subject.ts";
import { readHistory } from "../../../src/app/history/history.ts";
import { orderState } from "../../../src/app/orders/orders.ts";
import { speechOf } from "../../../src/app/speech.ts";
import { systemClock } from "../../../src/app/system/clock.ts";
import { cardTabs, tabLimit } from "../../../src/domain/balance/card-tabs.ts";
import { orderBalance } from "../../../src/domain/balance/order-balance.ts";
import { pause } from "../../../src/domain/base/pause.ts";
import { type Result } from "../../../src/domain/base/result.ts";
import { type Refusal } from "../../../src/domain/commands/refusal.ts";
import { type BusinessDay, type EventId } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { payOrder } from "../../support/acts.ts";
import { CAFE_DAY, cafeCopies, MIA } from "../../support/cafe.ts";
import {
  cardsOf,
  type CardTill,
  type CardTills,
  cardTills,
  take,
} from "../../support/card-tills.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, valueOf } from "../../support/shop.ts";

const RAVI = { number: "4", name: "Ravi" };
const newCafe = cafeCopies();

let tills: CardTills;
let a: CardTill;
let b: CardTill;
let order: EventId;

beforeEach(async () => {
  tills = await cardTills(await newCafe(), { isBound: true });
  ({ a, b } = tills);
  // 2.60
  order = sellGoods(a.open.till, ["croissant"]).order.id;
});

function ended(begun: Result<RunningCard, Refusal>): Promise<CardEnd> {
  return tills.endOf(valueOf(begun));
}

function openAt(till: CardTill, sum = 5000): Promise<CardEnd> {
  const wish = { order, terminal: "main", sum: minor(sum) };
  return ended(till.cards().openTab(MIA, wish));
}

function bookAt(till: CardTill, tip = 0): Promise<CardEnd> {
  return ended(till.cards().bookTab(MIA, { order, tip: minor(tip) }));
}

function releaseAt(till: CardTill): Promise<CardEnd> {
  return ended(till.cards().releaseTab(MIA, { order }));
}

/** Pays the order by other money. */
function payCash(): void {
  const number = stateOf().opened?.number ?? "";
  const payment = { type: "cash", tendered: minor(260) } as const;
  valueOf(payOrder(a.open.till, MIA, { order: number, payment }));
}

function stateOf(till: CardTill = a) {
  return till.open.till.ledger.read((view) => orderState(view, order));
}

/** What each reservation is by now, and what may be booked of it. */
function tabs(till: CardTill = a) {
  return cardTabs(stateOf(till)).map(({ state, holds }) => [state, holds]);
}

/** Why a tab can't be raised, booked or released now. */
function faultsNow(): ReadonlyArray<string> {
  const acts = [
    a.cards().raiseTab(MIA, { order, sum: minor(100) }),
    a.cards().bookTab(MIA, { order }),
    a.cards().releaseTab(MIA, { order }),
  ];
  return acts.map((act) => faultOf(act).type);
}

function bank() {
  return tills.terminal.books().map(({ act, amount, isReversed }) => [act, amount, isReversed]);
}

const CAPTURED = { type: "ended", outcome: { type: "captured" } };
const DECLINED = { type: "ended", outcome: { type: "declined" } };

test("a tab is no money until it is booked, and its booking is, with the tip", async () => {
  expect(await openAt(a)).toMatchObject(CAPTURED);
  expect([tabs(), tabLimit(stateOf())]).toEqual([[["open", 5000]], 5000]);
  expect(orderBalance(stateOf())).toMatchObject({ paid: 0, due: 260 });
  expect(dayReport(a.open.till, CAFE_DAY as BusinessDay)).toMatchObject({
    tenders: [],
    differences: [],
  });

  expect(await bookAt(a, 40)).toMatchObject(CAPTURED);
  expect(tabs()).toEqual([["booked", 5000]]);
  expect(orderBalance(stateOf())).toMatchObject({ status: "paid", paid: 260 });
  expect(bank()).toEqual([
    ["reserve", 5000, true],
    ["book", 300, false],
  ]);
  const report = dayReport(a.open.till, CAFE_DAY as BusinessDay);
  expect(report).toMatchObject({
    differences: [],
    tenders: [{ method: "card", count: 1, amount: 260, tips: 40 }],
  });
});

test("a tab has a slip of what the card holds, and history tells that it is held and let go", async () => {
  await openAt(a);
  const [slip] = a.open.jobs.latest(1);
  for (const text of ["Reserved on the card", "50.00", "main", "until 2026-11-25"]) {
    expect(slip?.document).toContain(text);
  }
  await releaseAt(a);

  const jobs = a.open.jobs.latest(20);
  expect(jobs[0]?.documentId).toBe(slip?.documentId);
  expect(jobs.filter(({ state }) => state === "failed")).toEqual([]);
  const { till } = a.open;
  const { subject } = valueOf(findSubject(till, { of: "order", text: "A1" }));
  const day = CAFE_DAY as BusinessDay;
  const days = { from: day, to: day };
  const lines = readHistory(till, { subject, days, filter: {}, speech: speechOf(till) });
  const told = lines.map(({ text }) => text);
  expect(told).toContain("50.00 reserved on a card, main");
  expect(told).toContain("50.00 of a card let go, main");
});

test("a tab names its card and its receipt, by which it is booked", async () => {
  await openAt(a);
  const [tab] = cardTabs(stateOf());

  expect(tab?.card).toMatchObject({ ref: { receipt: 471 }, terminalNo: "52500041", last4: "4242" });
  expect(cardsOf(a)).toMatchObject([{ act: "reserve", state: "captured", sum: 5000 }]);
});

test("an order has one tab, which is raised by a second reservation and booked of both", async () => {
  await openAt(a, 200);
  const again = a.cards().openTab(MIA, { order, terminal: "main", sum: minor(100) });
  expect(faultOf(again)).toEqual({ type: "tab/open", name: "main", amount: 200 });

  await ended(a.cards().raiseTab(MIA, { order, sum: minor(100) }));
  expect(tabs()).toEqual([
    ["open", 200],
    ["open", 100],
  ]);
  await bookAt(a, 30);
  expect(orderBalance(stateOf())).toMatchObject({ due: 60 });
  await bookAt(a, 30);
  expect(tabs()).toEqual([
    ["booked", 200],
    ["booked", 100],
  ]);
  expect(orderBalance(stateOf()).status).toBe("paid");
  expect(bank().filter(([act]) => act === "book")).toEqual([
    ["book", 200, false],
    ["book", 90, false],
  ]);
});

test("more than a tab holds is refused with its limit, and without a sum it pays what it holds", async () => {
  await openAt(a, 200);
  const beyond = a.cards().bookTab(MIA, { order, amount: minor(260) });
  expect(faultOf(beyond)).toEqual({ type: "tab/limit", name: "main", amount: 200 });

  await bookAt(a);
  expect(orderBalance(stateOf())).toMatchObject({ paid: 200, due: 60 });
});

test("what is not there can't be raised, booked or released, and says why", async () => {
  expect(faultsNow()).toEqual(["tab/none", "tab/none", "tab/none"]);

  await openAt(a);
  await releaseAt(a);
  expect(tabs()).toEqual([["released", 5000]]);
  expect(faultsNow()).toEqual(["tab/released", "tab/released", "tab/released"]);
  expect(bank()).toEqual([["reserve", 5000, true]]);
});

test("a new tab may be opened after the last one was released", async () => {
  await openAt(a);
  await releaseAt(a);

  expect(await openAt(a, 1000)).toMatchObject(CAPTURED);
  expect(tabs()).toEqual([
    ["released", 5000],
    ["open", 1000],
  ]);
});

test("a tab of an order that is paid otherwise is let go by itself, once", async () => {
  await openAt(a);
  payCash();
  a.cards().recover();
  a.cards().recover();
  while (tabs()[0]?.[0] !== "released") await tills.pass(10);

  a.cards().recover();
  expect(cardsOf(a).map(({ act, state }) => [act, state])).toEqual([
    ["reserve", "captured"],
    ["release", "captured"],
  ]);
});

test("a release that the terminal refuses is not tried again by itself, and a person may", async () => {
  await openAt(a);
  payCash();
  tills.terminal.set(["no-reservation"]);
  a.cards().recover();
  while (cardsOf(a).at(-1)?.state !== "declined") await tills.pass(10);
  tills.terminal.set([]);
  a.cards().recover();

  expect([a.cards().running().length, tabs()]).toEqual([0, [["open", 5000]]]);
  expect(await releaseAt(a)).toMatchObject(CAPTURED);
});

const NO_ANSWERS: ReadonlyArray<
  readonly [ReadonlyArray<TerminalFault>, reserved: string | undefined, ended: string]
> = [
  [["drop-before-result"], undefined, "open"],
  [["drop-before-result", "keeps"], "open", "gone"],
  [["drop-after-result", "keeps"], "open", "gone"],
  [["drop-before-completion"], "open", "gone"],
  [["power-loss", "keeps"], "open", "gone"],
  [["duplicate-result"], "open", "gone"],
  [["split"], "open", "gone"],
  [["decline-host"], undefined, "open"],
  [["refuse-start"], undefined, "open"],
  [["drop-at-start"], undefined, "open"],
];

test.each(NO_ANSWERS)(
  "a reservation with %j is there only if the bank has it",
  async (faults, state) => {
    tills.terminal.set(faults);
    await openAt(a);

    expect(tabs()).toEqual(state === undefined ? [] : [[state, 5000]]);
    const isHeld = bank().some(([act, , isReversed]) => act === "reserve" && isReversed === false);
    expect(isHeld).toBe(state === "open");
  },
);

test.each(NO_ANSWERS)(
  "a booking with %j is money only if the bank has it",
  async (faults, _, end) => {
    await openAt(a);
    tills.terminal.set(faults);
    await bookAt(a);

    const isBooked = end === "gone";
    expect(tabs()).toEqual([[isBooked ? "booked" : "open", 5000]]);
    expect(orderBalance(stateOf()).paid).toBe(isBooked ? 260 : 0);
    const booked = bank().filter(([act, , isReversed]) => act === "book" && isReversed === false);
    expect(booked).toHaveLength(isBooked ? 1 : 0);
  },
);

test.each(NO_ANSWERS)(
  "a release with %j is done only if the bank did it",
  async (faults, _, end) => {
    await openAt(a);
    tills.terminal.set(faults);
    await releaseAt(a);

    const isGone = end === "gone";
    expect(tabs()).toEqual([[isGone ? "released" : "open", 5000]]);
    expect(bank()).toEqual([["reserve", 5000, isGone]]);
  },
);

test("while nobody knows whether it was booked, nothing else is done with the tab", async () => {
  await openAt(a);
  tills.terminal.set(["drop-before-result", "keeps"]);
  const card = valueOf(a.cards().bookTab(MIA, { order }));
  while (bank().length < 2) await pause(systemClock, 1);
  tills.terminal.set(["no-memory"]);
  await tills.endOf(card);
  tills.terminal.set([]);

  expect(tabs()).toEqual([["ending", 5000]]);
  const fault = { type: "tab/waits", name: "main", amount: 260 };
  expect(faultOf(a.cards().releaseTab(MIA, { order }))).toEqual(fault);
  const items = listAttentionItems(a.open, "en").map(({ kind, amount }) => [kind, amount]);
  expect(items).toContainEqual(["payment/unknown", 260]);
  const payment = card.payment() as EventId;
  valueOf(a.cards().say(MIA, { order, payment, says: "yes", number: "0472" }));
  expect([tabs(), orderBalance(stateOf()).status]).toEqual([[["booked", 5000]], "paid"]);
});

test("a tab of which only a person knows can't be booked without the terminal's receipt", async () => {
  tills.terminal.set(["drop-before-result", "keeps"]);
  const card = valueOf(a.cards().openTab(MIA, { order, terminal: "main", sum: minor(5000) }));
  while (bank().length < 1) await pause(systemClock, 1);
  tills.terminal.set(["no-memory"]);
  await tills.endOf(card);
  expect(tabs()).toEqual([["unknown", 5000]]);
  expect(faultOf(a.cards().bookTab(MIA, { order })).type).toBe("tab/waits");
  valueOf(
    a.cards().say(MIA, { order, payment: card.payment() as EventId, says: "yes", number: "0471" }),
  );

  expect(faultOf(a.cards().bookTab(MIA, { order }))).toEqual({
    type: "tab/nameless",
    name: "main",
  });
});

test("a reservation that a crash left open is found in the terminal's memory", async () => {
  tills.terminal.set(["drop-before-result", "keeps"]);
  valueOf(a.cards().openTab(MIA, { order, terminal: "main", sum: minor(5000) }));
  while (bank().length < 1) await pause(systemClock, 1);
  await a.restart();
  a.cards().recover();
  while (tabs()[0]?.[0] !== "open") await tills.pass(100);

  expect(await bookAt(a)).toMatchObject(CAPTURED);
});

/* History 15: a tab over a take-over. */

async function takenByB(): Promise<void> {
  const said = { isBound: false };
  valueOf(changeTerminal(a.open.till, RAVI, { id: "main", isNew: false, said }));
  tills.meet();
  await tills.until(take(b));
}

test("a dead till's tab is booked by another one, by its receipt", async () => {
  await openAt(a);
  await takenByB();

  expect(await bookAt(b, 40)).toMatchObject(CAPTURED);
  tills.meet();
  expect([tabs(a), tabs(b)]).toEqual([[["booked", 5000]], [["booked", 5000]]]);
});

test("a tab that another till booked is not released by the one that was away", async () => {
  await openAt(a);
  await takenByB();
  expect(await bookAt(b)).toMatchObject(CAPTURED);
  expect(await releaseAt(a)).toMatchObject(DECLINED);
  tills.meet();

  expect([tabs(a), tabs(b)]).toEqual([[["booked", 5000]], [["booked", 5000]]]);
  expect(bank()).toEqual([
    ["reserve", 5000, true],
    ["book", 260, false],
  ]);
});

test("a tab that was released apart is not booked by the till that took the terminal over", async () => {
  await openAt(a);
  await takenByB();
  expect(await releaseAt(a)).toMatchObject(CAPTURED);
  expect(await bookAt(b)).toMatchObject(DECLINED);
  tills.meet();

  expect([tabs(a), tabs(b)]).toEqual([[["released", 5000]], [["released", 5000]]]);
  expect(orderBalance(stateOf(b))).toMatchObject({ paid: 0, due: 260 });
});

test("a Z misses no money of a tab that is open, and its booking is of the Z after it", async () => {
  tills.terminal.set(["no-answer"]);
  const card = valueOf(a.cards().openTab(MIA, { order, terminal: "main", sum: minor(5000) }));
  while (card.payment() === undefined) await pause(systemClock, 1);

  const [z] = closeOwnZ(a.open.till, CAFE_DAY as BusinessDay);
  expect(z?.body.unknown).toEqual([]);
});

test("a tab that nobody closed is named at the close, and at every till on the next day", async () => {
  await openAt(a);
  tills.meet();
  const day = CAFE_DAY as BusinessDay;
  const evening = whatIsOpen({ ...a.open, view: undefined }, { day, seesExpected: true });
  expect(evening.tabs).toEqual([
    {
      order: "A1",
      destination: { table: "", name: "" },
      sum: 5000,
      name: "main",
      until: "2026-11-25",
    },
  ]);
  expect(dayReport(a.open.till, day).openTabs).toEqual({ tabs: 1, amount: 5000 });
  expect(nightItems(b)).toEqual([]);

  tills.cafe.clock.advance(DAY_MS);
  valueOf(b.open.till.beginDay(MIA, "2026-11-21"));
  expect(nightItems(b)).toEqual([
    "A1: a tab of 50.00 is still open at main, until Wed 25 Nov 2026",
  ]);
  tills.cafe.clock.advance(5 * DAY_MS);
  valueOf(b.open.till.beginDay(MIA, "2026-11-26"));
  expect(nightItems(b)).toEqual([]);
});

test("a tab over a night of an order that is paid otherwise names the act that lets it go, which ends it", async () => {
  await openAt(a);
  payCash();
  tills.cafe.clock.advance(DAY_MS);
  valueOf(a.open.till.beginDay(MIA, "2026-11-21"));
  const item = listAttentionItems(a.open, "en").find(({ kind }) => kind === "tab/overnight");
  expect(item).toMatchObject({
    answers: [],
    endsBy: "Gone once it is booked, or let go (till card tab release).",
  });

  expect(await releaseAt(a)).toMatchObject(CAPTURED);
  expect(nightItems(a)).toEqual([]);
});

const DAY_MS = 86_400_000;

function nightItems({ open }: CardTill): ReadonlyArray<string> {
  const items = listAttentionItems(open, "en");
  return items.filter(({ kind }) => kind === "tab/overnight").map(({ text }) => text);
}
