/**
 * A day of orders as a process of its own: `node scripted-day.ts STORE ORDERS`. The same orders every
 * time, by the real till. Each receipt's number is printed in one write once its commit has returned.
 */

import { writeSync } from "node:fs";

import { createSeededRandom } from "../../proof/sim/dice.ts";
import { openTill, type OpenTill } from "../../src/app/open-till.ts";
import { orderState } from "../../src/app/orders/orders.ts";
import { systemCalendar } from "../../src/app/system/calendar.ts";
import { type Actor } from "../../src/app/till/till.ts";
import { orderBalance } from "../../src/domain/balance/order-balance.ts";
import { type Decision, type DecisionContext } from "../../src/domain/commands/decision.ts";
import { decideSend } from "../../src/domain/commands/kitchen/send-order.ts";
import { decideAddGoods } from "../../src/domain/commands/order/add-goods.ts";
import { decideVoidLine } from "../../src/domain/commands/order/edit-order.ts";
import { decideRingUp, inCash } from "../../src/domain/commands/order/ring-up.ts";
import { type Product } from "../../src/domain/goods/catalogue.ts";
import { type EventId } from "../../src/domain/identity.ts";
import { minor, oneUnit } from "../../src/domain/money/amounts.ts";
import { type OrderState } from "../../src/domain/state/order-state.ts";
import { type Committed } from "../../src/ledger/ledger.ts";
import { CRASH_CUT } from "./crash-job.ts";
import { createDice } from "./dice.ts";
import { createManualClock } from "./manual-clock.ts";
import { decidePayCash } from "./pay-cash.ts";
import { firstId, valueOf } from "./shop.ts";

/** 2026-11-20, 14:32 in Rotterdam: after the founding. */
const START_MS = 1_795_181_520_000;
const MINUTE_MS = 60_000;
const STDOUT = 1;
/** Who may also void. */
const MANAGER: Actor = { number: "4", name: "Manager" };
/** In cents: enough for any of the orders. */
const GIVEN = 50_000;
const FLUSH_EVERY = 7;
const CHECKPOINT_EVERY = 20;
/** After this one its papers are printed; those of the later ones wait in the queue. */
const LAST_PRINTED = 2;

const [, , dir = "", orders = ""] = process.argv;
const dice = createDice(50);
const clock = createManualClock(START_MS);
const open = openTill(dir, {
  clock,
  random: createSeededRandom("scripted day"),
  offsetMinutes: systemCalendar.offsetMinutes,
  tuning: { cut: CRASH_CUT },
});
const { ledger } = open.till;
const products = [...open.till.catalogue().productsBySku.values()].filter(
  ({ openPrice, active, modifierGroups }) => active && !openPrice && modifierGroups.length === 0,
);

for (let order = 1; order <= Number(orders); order += 1) {
  clock.advance(MINUTE_MS);
  sellOne(order);
  if (order % FLUSH_EVERY === 0) {
    ledger.flush();
    await ledger.seal();
  }
  if (order === LAST_PRINTED) await printPapers();
  // Sooner than SQLite does by itself, so that a day of fifty orders has several of them.
  if (order % CHECKPOINT_EVERY === 0) ledger.db.pragma("wal_checkpoint(PASSIVE)");
}
await open.close();

async function printPapers(): Promise<void> {
  await open.printing.settle();
  await open.printing.close();
}

/** Most in one command, as a script sells; the others line by line, as a person does. */
function sellOne(number: number): void {
  const basket = Array.from({ length: 1 + dice.nat(3) }, () => dice.pick(products));
  const paid = number % 5 === 0 ? sellByLines(number, basket) : sellAtOnce(basket);
  for (const { known } of paid.events) {
    if (known?.kind === "receipt/issued") writeSync(STDOUT, `${known.body.no}\n`);
  }
}

function sellAtOnce(basket: ReadonlyArray<Product>): Committed {
  return act("sell", (context) =>
    decideRingUp(context, {
      catalogue: open.till.catalogue(),
      goods: basket.map((product) => ({ kind: "goods", product, quantity: oneUnit })),
      service: "counter",
      payment: inCash(minor(GIVEN)),
    }),
  );
}

/** Sent to the kitchen before it is paid; now and then a line is voided again. */
function sellByLines(number: number, basket: ReadonlyArray<Product>): Committed {
  const id = ringUp(open, basket);
  if (basket.some(({ station }) => station !== "")) {
    act("send", (context) => decideSend(context, stateOf(id)));
  }
  if (basket.length > 1 && number % 10 === 0) voidLast(id);
  return act("pay cash", (context) => decidePayCash(context, stateOf(id), minor(GIVEN)));
}

function ringUp({ till }: OpenTill, basket: ReadonlyArray<Product>): EventId {
  let order: EventId | undefined;
  for (const product of basket) {
    const added = act("add goods", (context) =>
      decideAddGoods(context, {
        catalogue: till.catalogue(),
        goods: { kind: "goods", product, quantity: oneUnit },
        order: order === undefined ? undefined : stateOf(order),
        service: "counter",
      }),
    );
    order ??= firstId(added);
  }
  if (order === undefined) throw new Error("Nothing was in the basket.");
  return order;
}

function voidLast(order: EventId): void {
  const line = orderBalance(stateOf(order)).lines.at(-1)?.id;
  if (line === undefined) throw new Error("There is no line to void.");
  act("void line", (context) =>
    decideVoidLine(context, stateOf(order), { line, reason: "changed mind" }),
  );
}

function act(name: string, decide: (context: DecisionContext) => Decision): Committed {
  return valueOf(open.till.act(MANAGER, name, decide));
}

function stateOf(id: EventId): OrderState {
  return ledger.read((view) => orderState(view, id));
}
