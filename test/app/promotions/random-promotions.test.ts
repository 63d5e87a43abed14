/**
 * Orders with promotions, of which people at two tills do what they may: they merge, move, part, pay and take back, and
 * hear of each other now and then. Beside them stand the laws of deals. Source: docs/rules/promotions.md, P4 and P11
 * to P13.
 *
 * Size: both.
 */

import { describe, expect, test } from "vitest";

import { createDice } from "../../../proof/sim/dice.ts";
import { type ActId } from "../../../src/acts/all.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { listOrders } from "../../../src/app/orders/orders.ts";
import { orderBalance } from "../../../src/domain/balance/order-balance.ts";
import { orderDeals } from "../../../src/domain/balance/order-deals.ts";
import {
  AHEAD,
  promotedAnew,
  promotedNow,
} from "../../../src/domain/commands/order/promote-order.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { billOf } from "../../../src/domain/order/gathered-order.ts";
import { type OrderState } from "../../../src/domain/state/order-state.ts";
import { registerValue } from "../../../src/domain/state/register.ts";
import { anyRequest, beside, deskOf, exchange, ordersOf } from "../../support/any-acts.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { promotedShop } from "../../support/promoted-shop.ts";
import { proofRuns } from "../../support/proof-runs.ts";

const STEPS = 160;
const SEEDS = [1, 2, 3, 4].slice(0, proofRuns({ small: 1, whole: 4 }));
const GOODS = { BUN: "3.00", ROLL: "2.00", PIE: "4.50", BEER: "3.60" };
const LIKELY = {
  sku: Object.keys(GOODS),
  count: [1000, 2000, 2, 3],
  tendered: [200, 5000],
};
const IDS: ReadonlyArray<ActId> = [
  "add",
  "quantity",
  "void",
  "discount",
  "move",
  "merge",
  "unmerge",
  "split",
  "pay",
  "customer",
];

describe.each([
  ["in the prices", cafeCopies()],
  ["on top of the prices", cafeCopies({ taxesOnTop: true })],
] as const)("orders with promotions, taxes %s", (taxes, newCafe) => {
  test.each(SEEDS)("keep the laws of deals whatever people do, seed %i", async (seed) => {
    const dice = createDice(`promotions ${taxes} ${seed}`);
    const shop = await promotedShop(await newCafe());
    shop.goods(GOODS);
    shop.promote("three", "kind=n-for-m", "n=3", "m=2", "goods=BUN,ROLL");
    shop.promote("lunch", "kind=bundle", "price=6.00", "goods=PIE+BEER");
    shop.promote("second", "kind=second", "rate=50", "goods=BEER,BUN");
    shop.promote("many", "kind=from", "n=4", "rate=20", "goods=PIE,ROLL");
    const tills = [shop.counter.open, shop.bar.open];
    const desks = tills.map(deskOf);
    let deals = 0;

    for (let step = 0; step < STEPS; step += 1) {
      const desk = dice.pick(desks);
      const request = anyRequest(dice, desk, { ids: IDS, likely: LIKELY });
      const before = headsOf(desk.open);
      const isDone = request !== undefined && desk.session.perform(request).ok;
      const hasWritten = isDone && headsOf(desk.open) !== before;
      const acted = hasWritten ? desk.session.order()?.id : undefined;
      expect([request, lacking(desk.open, acted)]).toEqual([request, []]);
      if (dice.chance(0.15)) beside(dice, desk.session);
      if (dice.chance(0.1)) exchange(shop.counter.open, shop.bar.open);
      deals += dealsAt(tills);
    }
    exchange(shop.counter.open, shop.bar.open);
    expect(ordersOf(shop.bar.open)).toEqual(ordersOf(shop.counter.open));
    dealsAt(tills);
    for (const { till } of tills) expect(dayReport(till, till.days().now).differences).toEqual([]);
    // Else nothing was tried.
    expect(deals).toBeGreaterThan(STEPS / 4);
  });
});

function headsOf({ till }: OpenTill): string {
  return JSON.stringify(till.ledger.heads());
}

/** Returns the deals that an act on the order has left to another one; none without an order. */
function lacking({ till }: OpenTill, id: EventId | undefined): ReadonlyArray<unknown> {
  if (id === undefined) return [];
  const { now: day } = till.days();
  return till.ledger.read((view) => promotedAnew({ view, day }, billOf(view, id), AHEAD));
}

/** Holds the laws against each order at both tills. Returns how many deals count there. */
function dealsAt(tills: ReadonlyArray<OpenTill>): number {
  return tills.reduce((sum, { till }) => {
    const { now: day } = till.days();
    const orders = listOrders(till, { day, openOnly: false });
    return till.ledger.read(
      (view) =>
        sum +
        orders.reduce((count, { id }) => {
          const order = billOf(view, id);
          expectWhole(order);
          // What is paid is paid: a receipt may have been made at a till that knew less.
          const isOpen = order.receipts.length === 0;
          const best = isOpen ? promotedNow({ view, day }, order) : order;
          expect(orderBalance(order).remaining).toBeGreaterThanOrEqual(
            orderBalance(best).remaining,
          );
          return count + orderDeals(order).deals.length;
        }, 0),
    );
  }, 0);
}

/** No piece is in two deals, each deal saves something, and no line costs less than nothing. */
function expectWhole(order: OrderState): void {
  const { deals, heldByLine } = orderDeals(order);
  // Two tills apart may both take money for a piece: each receipt names a deal of it.
  const isPaidOnce = order.receipts.length < 2;
  for (const { pieces } of deals) {
    expect(pieces.reduce((off, [, , piece]) => off + piece, 0)).toBeGreaterThan(0);
  }
  for (const { id, line, gross, promo, net } of orderBalance(order).lines) {
    if (promo === 0) continue;
    // Some of a line may lie on another bill; its deals are of the whole line.
    const pieces = (registerValue(line.fields.quantity) ?? 0) / 1000;
    const held = isPaidOnce ? (heldByLine.get(id) ?? 0) : 0;
    expect(held).toBeLessThanOrEqual(Math.floor(pieces));
    expect(promo).toBeGreaterThan(0);
    expect(promo).toBeLessThanOrEqual(gross);
    expect(net).toBeGreaterThanOrEqual(0);
  }
}
