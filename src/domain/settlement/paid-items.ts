/** The cover of lines by receipts, with each part of a split bill counted once. */

import { type ReceiptItem } from "../events/order-events.ts";
import { type OrderState, type ReceiptState } from "../folds/order-state.ts";
import { type EventId } from "../identity.ts";
import { type MinorUnits } from "../money/amounts.ts";

/** An item of a receipt that covers a line, with the receipt that it is on. */
export type PaidItem = ReceiptItem & { readonly receipt: EventId };

/** Returns the line's items on receipts. A part of the bill that was paid before is covered by its first receipt. */
export function itemsOf(order: OrderState, line: EventId): ReadonlyArray<PaidItem> {
  const own = receiptsHeardOf(order).filter(({ body }) =>
    body.items.some((item) => item.line === line),
  );
  const twice = own.length > 1 ? paidTwice({ receipts: receiptsHeardOf(order) }) : NONE_TWICE;
  return own.flatMap(({ id, body }) => {
    if (twice.has(id)) return [];
    return body.items.flatMap((item) => (item.line === line ? [{ ...item, receipt: id }] : []));
  });
}

const NONE_TWICE: ReadonlyMap<EventId, MinorUnits> = new Map();

/** Whether a receipt is of one of these orders: lines that lie elsewhere are paid on receipts of other bills. */
export function isReceiptOf(
  orders: ReadonlySet<EventId | undefined>,
  { home, body }: ReceiptState,
): boolean {
  return home || body.items.some(({ at }) => orders.has(at));
}

/** Returns the receipts, with those of other bills that its lines were on. */
export function receiptsHeardOf({ gathered, receipts }: OrderState): OrderState["receipts"] {
  if (gathered === undefined) return receipts;
  const heard = new Set(gathered.receipts.map(({ id }) => id));
  return [...gathered.receipts, ...receipts.filter(({ id }) => !heard.has(id))];
}

/** Returns the refunds, with those of receipts of other bills that its lines were on. */
export function refundsHeardOf({ gathered, refunds }: OrderState): OrderState["refunds"] {
  if (gathered === undefined) return refunds;
  const heard = new Set(gathered.refunds.map(({ id }) => id));
  return [...gathered.refunds, ...refunds.filter(({ id }) => !heard.has(id))];
}

/**
 * Returns the receipts of a part of the bill that another receipt had paid before, each with its
 * total. All of it is too much, also where only some of its lines were paid twice.
 */
export function paidTwice({
  receipts,
}: Pick<OrderState, "receipts">): ReadonlyMap<EventId, MinorUnits> {
  const coveredByPart = new Map<string, Set<EventId>>();
  const twice = new Map<EventId, MinorUnits>();
  for (const { id, body } of receipts) {
    if (body.part === undefined) continue;
    const covered = coveredByPart.get(body.part.id);
    const lines = new Set(body.items.map(({ line }) => line));
    if (covered === undefined) coveredByPart.set(body.part.id, lines);
    else if (body.items.some(({ line }) => covered.has(line))) twice.set(id, body.total);
    else coveredByPart.set(body.part.id, covered.union(lines));
  }
  return twice;
}
