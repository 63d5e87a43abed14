/**
 * Goods of paid orders that the kitchen still holds: their guests sit there, and no bill reminds anybody of them.
 *
 * They wait until their course is fired, until a kitchen's screen says that they are made or the goods come back, and at
 * the latest until the day of their receipt is closed.
 */

import { orderBalance } from "../balance/order-balance.ts";
import { heldQuantity, sentPieces } from "../balance/sent-pieces.ts";
import { HELD_ORDER_PREFIX } from "../folds/order-sums.ts";
import { isLineDone } from "../folds/ticket-fold.ts";
import { type EventId, streamName } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { type Thousandths, thousandths } from "../money/amounts.ts";
import { type OrderState } from "../state/order-state.ts";
import { type GoodsCount } from "../views.ts";
import { billsOfOrders } from "./gathered-order.ts";

type Looks = Pick<LedgerView, "state">;

/** More than wait in a shop at once; older ones are of nights long past. */
const BILLS_MAX = 200;

/** Returns the paid bills whose goods still wait, in the order in which they were opened. */
export function waitingBills(
  view: Looks & Pick<LedgerView, "lastTagged">,
): ReadonlyArray<OrderState> {
  const tagged = view.lastTagged(HELD_ORDER_PREFIX, BILLS_MAX);
  const orders = tagged.map(([, stream]) => streamName(stream) as EventId);
  return billsOfOrders(view, orders).filter((order) => waitingGoods(view, order).length > 0);
}

/** Returns nothing for an order that is not paid: its bill is open, and reminds people by itself. */
export function waitingGoods(view: Looks, order: OrderState): ReadonlyArray<GoodsCount> {
  const { status, lines } = orderBalance(order);
  const last = order.receipts.at(-1);
  if (status !== "paid" || last === undefined) return [];
  if (view.state("day", last.day).closes.length > 0) return [];
  return lines.flatMap(({ id, line, voided }): ReadonlyArray<GoodsCount> => {
    const { name = "", by } = line.added ?? {};
    const quantity = voided ? 0 : waitingQuantity(view, order, id);
    const soldBy = by === "weight" ? "weight" : "each";
    return quantity > 0 ? [{ name, quantity: thousandths(quantity), soldBy }] : [];
  });
}

function waitingQuantity(view: Looks, order: OrderState, line: EventId): number {
  const waiting = sentPieces(order, line)
    .filter(({ isHeld, ticket }) => {
      return isHeld && !isLineDone(view.state("ticket", streamName(ticket)), line);
    })
    .reduce((sum, { quantity }) => sum + quantity, 0);
  return Math.min(waiting, heldQuantity(order, line)) - returnedQuantity(order, line);
}

/** Returns how much of the line came back for its money. */
function returnedQuantity({ refunds }: OrderState, line: EventId): Thousandths {
  const items = refunds.flatMap(({ body }) => body.items.filter((item) => item.line === line));
  return thousandths(items.reduce((sum, { quantity }) => sum + Math.abs(quantity), 0));
}
