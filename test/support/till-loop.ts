/**
 * A till at work for ever, as a process of its own: `node till-loop.ts STORE SEED sells|watches`. Sells
 * at full speed, also what another process has left open, and drives the printers when nobody else
 * does. Each receipt's number is told once its commit has returned.
 */

import { writeSync } from "node:fs";
import module from "node:module";

import { openTill } from "../../src/app/open-till.ts";
import { listOrders, orderState } from "../../src/app/orders/orders.ts";
import { sell } from "../../src/app/orders/sell.ts";
import { systemClock } from "../../src/app/system/clock.ts";
import { inCash } from "../../src/domain/commands/order/ring-up.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { receiptNumber } from "../../src/domain/order/order-view.ts";
import { createDice } from "./dice.ts";
import { MIA } from "./mia.ts";
import { decidePayCash } from "./pay-cash.ts";

const STDOUT = 1;
const PLENTY = minor(100_000);
const GOODS = ["croissant", "flat white", "espresso", "2*croissant"];

const [, , dir = "", seed = "0", role = "sells"] = process.argv;
// Killed, it leaves nothing for the next one.
module.flushCompileCache();
const dice = createDice(Number(seed));
const { till, printing } = openTill(dir);
printing.keepDriving(() => undefined);
tell("open");

if (role === "sells") sellOn();

function sellOn(): void {
  if (dice.chance(20)) payOldest();
  else sellSome(dice.chance(80));
  // Between two sales, the papers.
  systemClock.after(0, sellOn);
}

function sellSome(isPaid: boolean): void {
  const entries = Array.from({ length: 1 + dice.nat(2) }, () => dice.pick(GOODS));
  const payment = inCash(isPaid ? PLENTY : undefined);
  const sold = sell(till, MIA, { entries, payment, service: undefined });
  if (!sold.ok) throw new Error(JSON.stringify(sold.fault));
  // The other one may have paid it by now: a number is told by the one whose commit it was.
  if (isPaid) for (const { number } of sold.value.receipts) tell(number);
}

/** The other one reaches for the same order: one of the two must be refused. */
function payOldest(): void {
  const [order] = listOrders(till, { day: till.days().now, openOnly: true });
  if (order === undefined) return;
  const paid = till.act(MIA, "pay", (context) =>
    decidePayCash(context, orderState(context.view, order.id), PLENTY),
  );
  if (!paid.ok) {
    if (paid.fault.type === "order/paid") return;
    throw new Error(JSON.stringify(paid.fault));
  }
  for (const { known } of paid.value.events) {
    if (known?.kind === "receipt/issued") tell(receiptNumber(known.body.series, known.body.no));
  }
}

function tell(line: string): void {
  writeSync(STDOUT, `${line}\n`);
}
