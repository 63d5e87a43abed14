/** A till, a terminal on a port and its bank: whatever breaks between them, the ledger and the bank agree. */

import { beforeEach, expect, test } from "vitest";

import { type TerminalFault } from "../../../proof/terminal/zvt-faults.ts";
import { type SimulatedTerminal } from "../../../proof/terminal/zvt-terminal.ts";
import { type CardEnd, type RunningCard } from "../../../src/app/cards/card-desk.ts";
import { listCards, type ListedCard } from "../../../src/app/cards/card-list.ts";
import { changeTerminal } from "../../../src/app/cards/terminal-changes.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { orderState, writtenOrder } from "../../../src/app/orders/orders.ts";
import { systemClock } from "../../../src/app/system/clock.ts";
import { pause } from "../../../src/domain/base/pause.ts";
import { decideResolveAttention } from "../../../src/domain/commands/money/resolve-attention.ts";
import { orderAttention } from "../../../src/domain/folds/order-attention.ts";
import { orderStream } from "../../../src/domain/folds/order-fold.ts";
import { type BusinessDay, type EventId } from "../../../src/domain/identity.ts";
import { type Cafe, CAFE_DAY, cafeCopies, MIA } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { servedTerminal } from "../../support/served-terminal.ts";
import { faultOf, valueOf } from "../../support/shop.ts";

const RAVI = { number: "4", name: "Ravi" };
const newCafe = cafeCopies();

let terminal: SimulatedTerminal;
let cafe: Cafe;
let open: OpenTill;

beforeEach(async () => {
  const served = await servedTerminal();
  ({ terminal } = served);
  cafe = await newCafe();
  open = cafe.open();
  const said = { host: "127.0.0.1", port: served.port, settleSeconds: 0 };
  valueOf(changeTerminal(open.till, RAVI, { id: "main", isNew: true, said }));
  return served.close;
});

/** Opens an order of 2.60, and has the terminal asked for it. */
function payCroissant(till = open): { readonly order: EventId; readonly card: RunningCard } {
  const order = sellGoods(till.till, ["croissant"]).order.id;
  return { order, card: valueOf(till.cards.pay(MIA, { order, wish: { terminal: "main" } })) };
}

/** Lets the till's clock go on until the terminal has answered, or nobody waits for it any more. */
async function endOf({ done }: RunningCard): Promise<CardEnd> {
  const ended = done.then((end) => ({ end }));
  for (let rounds = 0; ; rounds += 1) {
    const over = await Promise.race([ended, pause(systemClock, 1)]);
    if (over !== undefined) return over.end;
    // A terminal that is silent is waited for during minutes.
    cafe.clock.advance(rounds < PATIENT_ROUNDS ? 1 : 1000);
  }
}

const PATIENT_ROUNDS = 400;

function lastCard(): ListedCard | undefined {
  return listCards(open.till, CAFE_DAY as BusinessDay).at(-1);
}

function standing(): ReadonlyArray<number> {
  return terminal.books().flatMap(({ amount, isReversed }) => (isReversed ? [] : [amount]));
}

test("a payment is on the order with its receipt, the brand and the last four digits", async () => {
  const { order, card } = payCroissant();
  await endOf(card);

  expect(lastCard()).toMatchObject({ state: "captured", sum: 260, receipt: 471, last4: "4242" });
  expect(writtenOrder(open.till, order).receipts).toHaveLength(1);
  expect(standing()).toEqual([260]);
});

const FAULTS: ReadonlyArray<
  readonly [ReadonlyArray<TerminalFault>, ListedCard["state"], ReadonlyArray<number>]
> = [
  [["decline"], "declined", []],
  [["decline-host"], "declined", []],
  [["refuse-start"], "declined", []],
  [["drop-at-start"], "declined", []],
  [["drop-after-start"], "declined", []],
  [["duplicate-result"], "captured", [260]],
  [["duplicate-completion"], "captured", [260]],
  [["split"], "captured", [260]],
  [["merged"], "captured", [260]],
  [["partial"], "captured", [130]],
  [["drop-before-result"], "declined", []],
  [["drop-before-result", "keeps"], "captured", [260]],
  [["power-loss"], "declined", []],
  [["drop-after-result"], "declined", []],
  [["drop-after-result", "keeps"], "captured", [260]],
  [["drop-after-result", "answers-while-busy"], "declined", []],
  [["drop-while-paying"], "declined", []],
  [["drop-while-paying", "keeps"], "captured", [260]],
  [["drop-while-paying", "keeps", "answers-while-busy"], "captured", [260]],
  [["drop-before-completion"], "captured", [260]],
  [["drop-before-result", "keeps", "no-memory"], "unknown", [260]],
  [["wrong-amount", "keeps"], "unknown", [260]],
  [["wrong-amount"], "declined", []],
  [["wrong-currency", "keeps"], "unknown", [260]],
  [["garbage"], "declined", []],
  [["long-length"], "declined", []],
  [["no-answer"], "declined", []],
  [["wrong-length"], "captured", [260]],
  [["unknown-message"], "captured", [260]],
  [["control-characters"], "captured", [260]],
  [["flood"], "captured", [260]],
  [["offline"], "captured", [260]],
];

test.each(FAULTS)(
  "a terminal with %j ends as %s, and the bank has %j",
  async (faults, state, bank) => {
    // It is asked for its last receipt before anything goes wrong.
    terminal.set(faults.filter((fault) => fault !== "no-memory"));
    const { order, card } = payCroissant();
    if (faults.includes("no-memory")) {
      while (terminal.books().length === 0) await pause(systemClock, 1);
      terminal.set(faults);
    }
    await endOf(card);

    expect(lastCard()?.state).toBe(state);
    expect(standing()).toEqual(bank);
    const questions = open.till.ledger.read((view) => orderAttention(orderState(view, order)));
    expect(questions.map(({ type }) => type)).toEqual(
      state === "unknown" ? ["payment/unknown"] : [],
    );
  },
);

test("an unknown payment is no question that a note settles", async () => {
  terminal.set(["wrong-amount", "keeps"]);
  const { order, card } = payCroissant();
  await endOf(card);

  const settled = open.till.act(RAVI, "resolve", (context) => {
    const [item] = orderAttention(orderState(context.view, order));
    const stream = orderStream(order);
    return decideResolveAttention(context, { stream, item, resolved: undefined, note: "seen" });
  });

  expect(faultOf(settled).type).toBe("card/needs-word");
});

test("a busy terminal is asked for nothing, and nothing is written", async () => {
  terminal.set(["busy"]);
  const { card } = payCroissant();

  expect(await endOf(card)).toEqual({ type: "not-begun", why: "busy" });
  expect(lastCard()).toBeUndefined();
});

test("a till that dies after the yes finds it in the terminal's memory, once", async () => {
  terminal.set(["drop-after-result", "keeps"]);
  const { order } = payCroissant();
  while (terminal.books().length === 0) await pause(systemClock, 1);
  await open.cards.close();
  expect(lastCard()?.state).toBe("open");

  const again = cafe.open();
  const refused = again.cards.pay(MIA, { order, wish: { terminal: "main" } });
  expect(faultOf(refused).type).toBe("terminal/at-work");
  const payment = lastCard()?.id as EventId;
  await endOf(valueOf(again.cards.askAgain({ order, payment })));

  expect(lastCard()?.state).toBe("captured");
  expect(writtenOrder(open.till, order).receipts).toHaveLength(1);
  expect(standing()).toEqual([260]);
  expect(faultOf(again.cards.askAgain({ order, payment })).type).toBe("card/known");
});

test("an unknown payment is what a person says, and the next sale waits for nobody", async () => {
  terminal.set(["wrong-amount", "keeps"]);
  const { order, card } = payCroissant();
  await endOf(card);
  terminal.set([]);
  const next = payCroissant();
  await endOf(next.card);
  expect(lastCard()?.state).toBe("captured");

  const payment = card.payment() as EventId;
  // What the terminal did last is the next sale's by now.
  await endOf(valueOf(open.cards.askAgain({ order, payment })));
  const used = open.cards.say(MIA, { order, payment, says: "yes", number: "0472" });
  expect(faultOf(used).type).toBe("card/number-used");
  valueOf(open.cards.say(MIA, { order, payment, says: "yes", number: "0471" }));

  const states = listCards(open.till, CAFE_DAY as BusinessDay).map(({ state }) => state);
  expect(states).toEqual(["captured", "captured"]);
  expect(writtenOrder(open.till, order).receipts).toHaveLength(1);
});
