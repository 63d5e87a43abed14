/** A café at noon, for whoever looks at its kitchen's screens. */

import { createKitchenPort } from "../../src/app/kitchen/open-kitchen.ts";
import { type OpenTill } from "../../src/app/open-till.ts";
import { createUnseenSession } from "../../src/app/register/unseen-session.ts";
import { ok } from "../../src/domain/base/result.ts";
import { minor, thousandths } from "../../src/domain/money/amounts.ts";
import { type TillSession } from "../../src/tui/ports/till-port.ts";
import { addGoods } from "./acts.ts";
import { valueOf } from "./shop.ts";

const CHIARA = { number: "3", name: "Chiara" } as const;

const PAPERS_MAX = 50;

interface Dish {
  readonly sku: string;
  readonly count?: number;
  readonly note?: string;
}

/**
 * Four orders: of the first one something was taken off, and the last is for somebody with an allergy.
 * Their papers are out.
 */
export function fillKitchen(open: OpenTill): void {
  sendOrders(open);
  for (const job of open.jobs.latest(PAPERS_MAX)) {
    open.jobs.save({ ...job, state: "printed", outcomeReported: true }, "queued");
  }
}

/** The kitchen has made all of the order. */
export function finishOrder(open: OpenTill, number: string): void {
  const station = { id: "kitchen", name: "Kitchen" };
  const port = createKitchenPort(open, { station, onLog: () => undefined });
  const card = port.board().cards.find((it) => it.number === number);
  if (card === undefined) throw new Error(`The kitchen has no order ${number}.`);
  valueOf(port.bump(card));
}

function sendOrders(open: OpenTill): void {
  const session = createUnseenSession({
    till: open.till,
    open,
    actor: CHIARA,
    random: open.random,
    prepare: () => ok(undefined),
  });
  order(session, [
    { sku: "CLUB-SANDWICH", count: 2 },
    { sku: "SOUP-OF-THE-DAY" },
    { sku: "GREEN-SALAD" },
  ]);
  const salad = session.order()?.lines.at(-1);
  if (salad === undefined) throw new Error("There is no salad.");
  const off = [{ line: salad.id, count: salad.quantity }];
  valueOf(session.perform({ act: "void", voids: off, reason: "mistyped" }));
  session.newOrder();
  const others: ReadonlyArray<ReadonlyArray<Dish>> = [
    [{ sku: "CAESAR-SALAD", note: "no croutons" }, { sku: "ESPRESSO" }],
    [{ sku: "CLUB-SANDWICH" }],
    [
      { sku: "SOUP-OF-THE-DAY", count: 2 },
      { sku: "CAESAR-SALAD", note: "nut allergy" },
    ],
  ];
  for (const dishes of others) {
    order(session, dishes);
    valueOf(session.perform({ act: "pay", type: "cash", tendered: minor(session.cashDue()) }));
    session.newOrder();
  }
}

/** Sent. */
function order(session: TillSession, dishes: ReadonlyArray<Dish>): void {
  for (const { sku, count = 1, note } of dishes) {
    const { lines } = valueOf(addGoods(session, { sku, quantity: thousandths(count * 1000) }));
    const line = lines.at(-1);
    if (note !== undefined && line !== undefined)
      valueOf(session.perform({ act: "note", line: line.id, note }));
  }
  valueOf(session.perform({ act: "send" }));
}
