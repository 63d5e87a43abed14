/**
 * Sells for ever, as a process of its own: `node sale-loop.ts STORE SEED [BUILD]`. Each receipt's number
 * is printed once its commit has returned, so whoever kills the process knows what must be there. A
 * build that is named folds in its own way, bit by bit, and packs what it can between two sales.
 */

import { writeSync } from "node:fs";
import module from "node:module";

import { createSeededRandom } from "../../proof/sim/dice.ts";
import { orderBalance } from "../../src/domain/balance/order-balance.ts";
import { decideAddGoods } from "../../src/domain/commands/order/add-goods.ts";
import { type Product } from "../../src/domain/goods/catalogue.ts";
import { type EventId } from "../../src/domain/identity.ts";
import { minor, oneUnit } from "../../src/domain/money/amounts.ts";
import { type OrderState } from "../../src/domain/state/order-state.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import { createDice } from "./dice.ts";
import { OFTEN } from "./killed-till.ts";
import { decidePayCash } from "./pay-cash.ts";
import { actOn, cafeCatalogue, firstId, valueOf } from "./shop.ts";

const STDOUT = 1;

const [, , dir = "", seed = "0", build] = process.argv;
// Killed, it leaves nothing for the next one.
module.flushCompileCache();
const dice = createDice(Number(seed));
const ledger = openLedger(dir, {
  clock: { nowMs: () => Date.now(), after: () => () => undefined },
  random: createSeededRandom(`sale ${seed} ${process.pid}`),
  offsetMinutes: () => 60,
  tuning: build === undefined ? {} : { ...OFTEN, foldVersions: build },
});
const catalogue = cafeCatalogue();
const products = [...catalogue.productsBySku.values()].filter(
  ({ openPrice, active }) => active && !openPrice,
);

for (;;) {
  const basket = Array.from({ length: 1 + dice.nat(3) }, () => dice.pick(products));
  sell(ledger, basket);
  if (build === undefined) continue;
  if (dice.chance(50)) ledger.grow();
  if (dice.chance(30)) await ledger.seal();
  if (dice.chance(30)) ledger.sweep();
}

function sell(ledger: Ledger, basket: ReadonlyArray<Product>): void {
  let order: EventId | undefined;
  for (const product of basket) {
    const added = actOn(ledger, "A", {
      decide: (context) =>
        decideAddGoods(context, {
          catalogue,
          goods: { kind: "goods", product, quantity: oneUnit },
          order: order === undefined ? undefined : stateOf(ledger, order),
          service: "counter",
        }),
    });
    order ??= firstId(valueOf(added));
  }
  if (order === undefined) return;
  const { due } = orderBalance(stateOf(ledger, order));
  const state = stateOf(ledger, order);
  const paid = valueOf(
    actOn(ledger, "A", { decide: (context) => decidePayCash(context, state, minor(due + 500)) }),
  );
  for (const { known } of paid.events) {
    if (known?.kind === "receipt/issued") writeSync(STDOUT, `${known.body.no}\n`);
  }
  if (dice.chance(25)) ledger.flush();
}

function stateOf(ledger: Ledger, order: EventId): OrderState {
  return ledger.read((view) => view.state("order", order));
}
