/**
 * Two tills and a Nexo terminal over TLS: its key is a secret of the shop, and by its name a payment is found
 * again by whoever drives the terminal. Source: docs/rules/cards.md, C13, C18 and history 14.
 *
 * Size: whole.
 */

import { beforeEach, expect, test } from "vitest";

import { type NexoFault } from "../../../proof/terminal/nexo-terminal.ts";
import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { type RunningCard } from "../../../src/app/cards/card-desk.ts";
import { type ListedCard } from "../../../src/app/cards/card-list.ts";
import { changeTerminal, listTerminals } from "../../../src/app/cards/terminal-changes.ts";
import { readPassphrase } from "../../../src/app/cards/terminal-secret.ts";
import { orderState, writtenOrder } from "../../../src/app/orders/orders.ts";
import { systemClock } from "../../../src/app/system/clock.ts";
import { type Phase } from "../../../src/card/dialogue.ts";
import { serviceOf } from "../../../src/card/nexo/names.ts";
import { pause } from "../../../src/domain/base/pause.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { placedPayment } from "../../../src/domain/terminals/card-ledger.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { cardsOf, type CardTill, stateAt, take } from "../../support/card-tills.ts";
import { exportedText } from "../../support/exported-text.ts";
import {
  nexoPapers,
  nexoTills,
  type NexoTills,
  PASSPHRASE,
  POI,
} from "../../support/nexo-tills.ts";
import { faultOf, valueOf } from "../../support/shop.ts";

const RAVI = { number: "4", name: "Ravi" };
const HOUR_MS = 3_600_000;
const [papers, others] = await Promise.all([nexoPapers(), nexoPapers()]);
const newCafe = cafeCopies();

let tills: NexoTills;
let a: CardTill;
let b: CardTill;

beforeEach(async () => {
  tills = await nexoTills(await newCafe(), papers);
  ({ a, b } = tills);
});

function lastCard(): ListedCard | undefined {
  return cardsOf(a).at(-1);
}

/** A starts a payment that the bank takes, hears nothing of it, and dies. */
async function chargedAndDead(): Promise<{ readonly order: EventId; readonly payment: EventId }> {
  tills.terminal.set(["drop-after"]);
  const { order, card } = tills.pay(a);
  await tills.untilCharged();
  await a.restart();
  tills.terminal.set([]);
  return { order, payment: card.payment() as EventId };
}

/** A starts a payment that the terminal never hears of, and dies. */
async function lostAndDead(): Promise<EventId> {
  tills.terminal.set(["drop-before"]);
  const { card } = tills.pay(a);
  while (tills.heard() < 2) await pause(systemClock, 1);
  await a.restart();
  tills.terminal.set([]);
  return card.payment() as EventId;
}

/** Till A asks for what it left open, until somebody knows. */
async function recovered(payment: EventId, till = a): Promise<ListedCard | undefined> {
  till.cards().recover();
  while (stateAt(till, payment) === "open") await tills.pass(100);
  return cardsOf(till).find(({ id }) => id === payment);
}

function questionsAt({ open }: CardTill): ReadonlyArray<readonly [string, number | undefined]> {
  return listAttentionItems(open, "en").map(({ kind, amount }) => [kind, amount]);
}

test("a payment is on the order with its card, under the name that its own id makes", async () => {
  const { order, card } = tills.pay(a);
  await tills.endOf(card);

  expect(lastCard()).toMatchObject({ state: "captured", sum: 260, brand: "mc", last4: "4242" });
  expect(writtenOrder(a.open.till, order).receipts).toHaveLength(1);
  expect(tills.charges()).toEqual([260]);
  const id = card.payment() as EventId;
  const placed = a.open.till.ledger.read((view) => placedPayment(view, { order, id }));
  expect(placed?.started.terminal.named).toEqual({ service: serviceOf(id), poi: POI });
  const transaction = tills.terminal.books()[0]?.transaction;
  expect(placed?.payment.captured?.card?.transaction?.id).toBe(transaction);
});

const FAULTS: ReadonlyArray<
  readonly [ReadonlyArray<NexoFault>, ListedCard["state"], ReadonlyArray<number>]
> = [
  [["decline"], "declined", []],
  [["unreachable"], "declined", []],
  [["partial"], "captured", [130]],
  [["partial", "drop-after"], "captured", [130]],
  [["offline"], "captured", [260]],
  [["duplicate"], "captured", [260]],
  [["drop-before"], "declined", []],
  [["drop-after"], "captured", [260]],
  [["drop-after", "in-progress"], "captured", [260]],
  [["drop-after", "other-payment"], "unknown", [260]],
  [["drop-after", "wrong-currency"], "unknown", [260]],
  [["other-sale"], "captured", [260]],
  [["wrong-amount"], "unknown", [260]],
  [["wrong-currency"], "unknown", [260]],
  [["wrong-hmac"], "captured", [260]],
  [["garbage"], "captured", [260]],
  [["huge"], "captured", [260]],
  [["control-characters"], "captured", [260]],
  [["flood"], "unknown", [260]],
];

test.each(FAULTS)(
  "a terminal with %j ends as %s, and the bank has %j",
  async (faults, state, bank) => {
    tills.terminal.set(faults);
    const { card } = tills.pay(a);
    await tills.endOf(card);

    expect(lastCard()?.state).toBe(state);
    expect(lastCard()?.isOffline).toBe(faults.includes("offline"));
    expect(tills.charges()).toEqual(bank);
    expect(questionsAt(a)).toEqual(state === "unknown" ? [["payment/unknown", 260]] : []);
    expect(exportedText(a.open.till)).not.toMatch(/\\u00[01]/u);
  },
);

test("an answer that comes when nobody waits any more is asked for by its name", async () => {
  tills.terminal.set(["no-answer"]);
  const { card } = tills.pay(a);
  await tills.untilCharged();
  // A guest may take two minutes, and the terminal says nothing meanwhile.
  await tills.pass(1000);
  expect(card.phase().at).toBe("waiting");
  tills.cafe.clock.advance(150_000);
  await tills.endOf(card);

  expect(lastCard()?.state).toBe("captured");
});

test("a payment that a person ends is declined, unless the guest was faster", async () => {
  tills.terminal.set(["no-guest"]);
  const slow = tills.pay(a).card;
  // The terminal has to have heard of the payment that it ends.
  while (tills.heard() < 2) await pause(systemClock, 1);
  slow.escape();
  await tills.endOf(slow);
  expect(lastCard()?.state).toBe("declined");

  tills.terminal.set(["late-answer"]);
  const fast = tills.pay(a).card;
  await tills.untilCharged();
  fast.escape();
  await tills.endOf(fast);
  expect(lastCard()?.state).toBe("captured");
  expect(tills.charges()).toEqual([260]);
});

async function untilAt(card: RunningCard, at: Phase["at"]): Promise<void> {
  while (card.phase().at !== at) await pause(systemClock, 1);
}

const STEPS = ["begun", "waiting", "settling", "asking"] as const;

test.each(STEPS)("history 14: a till that dies while it is %s agrees with the bank", async (at) => {
  // Only a payment whose connection breaks is settled and asked for.
  tills.terminal.set(at === "settling" || at === "asking" ? ["drop-after"] : []);
  const { card } = tills.pay(a);
  const dead: Array<Promise<void>> = [];
  const stop = a.cards().onChange(() => {
    if (dead.length === 0 && card.phase().at === at) dead.push(a.cards().close());
  });
  while (dead.length === 0) await tills.pass(10);
  await Promise.all(dead);
  stop();
  await a.restart();
  tills.terminal.set([]);
  // What was sent has arrived, or never will.
  await pause(systemClock, 50);
  const { state } = (await recovered(card.payment() as EventId)) ?? {};

  expect([state, tills.charges()]).toEqual(
    tills.charges().length > 0 ? ["captured", [260]] : ["declined", []],
  );
  await tills.endOf(tills.pay(a).card);
  expect(lastCard()?.state).toBe("captured");
});

test("history 14: a till that dies while it asks whether the terminal is there has written nothing", async () => {
  tills.pay(a);
  await a.restart();
  expect(lastCard()).toBeUndefined();
  await tills.endOf(tills.pay(a).card);

  expect(tills.charges()).toEqual([260]);
});

test("history 14: a payment in progress is asked about again, until it says yes", async () => {
  tills.terminal.set(["drop-after", "in-progress"]);
  const { card } = tills.pay(a);
  await tills.untilCharged();
  const payment = card.payment() as EventId;
  await a.restart();
  tills.terminal.set(["in-progress"]);
  const before = tills.heard();

  expect((await recovered(payment))?.state).toBe("captured");
  expect(tills.heard() - before).toBe(3);
});

test("history 14: a name that nobody knows is asked for only when the start can't arrive any more", async () => {
  tills.change({ settleSeconds: 60 });
  tills.terminal.set(["drop-before"]);
  const { card } = tills.pay(a);
  await untilAt(card, "settling");
  const before = tills.heard();
  await tills.pass(1000);
  tills.cafe.clock.advance(58_000);
  await tills.pass(500);
  expect([card.phase().at, tills.heard() - before]).toEqual(["settling", 0]);
  await tills.endOf(card);

  expect([lastCard()?.state, tills.heard() - before]).toEqual(["declined", 1]);
});

test.each([
  [23, "declined", null],
  [25, "unknown", "too-old"],
  [49, "unknown", "too-old"],
])("history 14: a name that nobody knows after %d h is %s", async (hours, state, why) => {
  const payment = await lostAndDead();
  tills.cafe.clock.advance(hours * HOUR_MS);
  const found = await recovered(payment);

  expect([found?.state, found?.why]).toEqual([state, why]);
});

test("a till whose clock was set back can't tell how old a name is", async () => {
  const payment = await lostAndDead();
  tills.cafe.clock.advance(-HOUR_MS);

  expect((await recovered(payment))?.why).toBe("too-old");
});

test("a payment stays unknown when another terminal stands there by now", async () => {
  const { payment } = await chargedAndDead();
  tills.change({ poi: "V400m-9" });

  expect(await recovered(payment)).toMatchObject({ state: "unknown", why: "no-memory" });
});

test("a payment is found by its name though another one was made since, and no till is heard for it", async () => {
  const { order, payment } = await chargedAndDead();
  tills.terminal.set(["other-payment"]);
  expect((await recovered(payment))?.state).toBe("unknown");
  tills.terminal.set([]);
  await tills.endOf(tills.pay(a).card);

  await tills.endOf(valueOf(a.cards().askAgain({ order, payment })));
  expect(stateAt(a, payment)).toBe("captured");
  expect(tills.charges()).toEqual([260, 260]);
});

test("C13: the next driver captures what it finds by the other till's names, once", async () => {
  const { order, payment } = await chargedAndDead();
  tills.meet();
  valueOf(await tills.until(take(b)));

  expect((await recovered(payment, b))?.state).toBe("captured");
  tills.meet();
  a.cards().recover();
  tills.meet();
  expect(stateAt(a, payment)).toBe("captured");
  expect(writtenOrder(a.open.till, order).receipts).toHaveLength(1);
  expect([questionsAt(a), questionsAt(b)]).toEqual([[], []]);
  expect(tills.charges()).toEqual([260]);
});

test("C13: what the next driver can't find is unknown, for it was started elsewhere", async () => {
  const payment = await lostAndDead();
  tills.meet();
  valueOf(await tills.until(take(b)));

  expect(await recovered(payment, b)).toMatchObject({ state: "unknown", why: "two-drivers" });
  expect(questionsAt(b)).toEqual([["payment/unknown", 260]]);
  await tills.endOf(tills.pay(b).card);
  expect(tills.charges()).toEqual([260]);
});

test("C13: a payment that only its own till knew is found by its name when they meet", async () => {
  const { payment } = await chargedAndDead();
  valueOf(await tills.until(take(b)));
  await tills.endOf(tills.pay(b).card);
  // A thinks that the terminal is still its own, and the name is.
  expect((await recovered(payment))?.state).toBe("captured");
  tills.meet();

  expect(stateAt(b, payment)).toBe("captured");
  expect([questionsAt(a), questionsAt(b)]).toEqual([[], []]);
});

test("goods go back by a reversal, which takes the payment back by its name there", async () => {
  const { order, card } = tills.pay(a);
  await tills.endOf(card);
  const { receipts } = a.open.till.ledger.read((view) => orderState(view, order));
  const receipt = receipts[0]?.id as EventId;
  const wish = {
    terminal: "main",
    reason: "was cold",
    returned: { receipt, lines: [] },
  };
  await tills.endOf(valueOf(a.cards().giveBack(RAVI, { order, wish })));

  expect(tills.terminal.books()).toMatchObject([{ amount: 260, isReversed: true }]);
  const { refunds } = a.open.till.ledger.read((view) => orderState(view, order));
  expect(refunds).toMatchObject([{ body: { total: -260 } }]);
});

test("a reversal that a crash left open is found by its name", async () => {
  const { order, card } = tills.pay(a);
  await tills.endOf(card);
  const { receipts } = a.open.till.ledger.read((view) => orderState(view, order));
  const receipt = receipts[0]?.id as EventId;
  tills.terminal.set(["drop-after"]);
  const wish = {
    terminal: "main",
    reason: "was cold",
    returned: { receipt, lines: [] },
  };
  const back = valueOf(a.cards().giveBack(RAVI, { order, wish }));
  while (tills.charges().length > 0) await pause(systemClock, 1);
  await a.restart();
  tills.terminal.set([]);

  expect(await recovered(back.payment() as EventId)).toMatchObject({
    state: "captured",
    sum: -260,
  });
  const { refunds } = a.open.till.ledger.read((view) => orderState(view, order));
  expect(refunds).toHaveLength(1);
});

test("a terminal with somebody else's certificate, or another key, is asked for nothing", async () => {
  tills.change({ trust: others.root });
  const strange = await tills.endOf(tills.pay(a).card);
  const garbled = papers.root.replace(/[A-Za-z]{8}/gu, "AAAAAAAA");
  tills.change({ trust: garbled });
  const garbledEnd = await tills.endOf(tills.pay(a).card);
  tills.change({ trust: papers.root }, "another");
  const unshared = await tills.endOf(tills.pay(a).card);

  expect(strange).toEqual({ type: "not-begun", why: "stranger" });
  expect(garbledEnd).toEqual({ type: "not-begun", why: "stranger" });
  expect(unshared).toEqual({ type: "not-begun", why: "key" });
  expect(lastCard()).toBeUndefined();
  expect(tills.terminal.books()).toEqual([]);
});

test("a Nexo terminal needs all that it is talked to by", () => {
  const bare = { host: "127.0.0.1", protocol: "nexo" } as const;
  const done = changeTerminal(a.open.till, RAVI, { id: "bar", isNew: true, said: bare });

  expect(faultOf(done)).toEqual({
    type: "terminal/lacks",
    name: "bar",
    fields: ["poiid", "key", "passphrase", "ca"],
  });
});

test("the passphrase is a secret of the shop, and stands in no event", () => {
  const [main] = listTerminals(a.open.till);
  if (main === undefined) throw new Error("There is no terminal.");
  const text = exportedText(a.open.till);

  expect(readPassphrase(a.open.till, main)).toBe(PASSPHRASE);
  expect(text).toContain(POI);
  for (const encoding of ["utf8", "base64", "hex"] as const) {
    expect(text).not.toContain(Buffer.from(PASSPHRASE).toString(encoding).slice(0, 20));
  }
});
