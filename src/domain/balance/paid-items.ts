/**
 * The receipts and refunds that say what of a bill's goods is paid, with each part of a split bill counted
 * once.
 */

import { type ReceiptItem } from "../events/order-events.ts";
import { type EventId } from "../identity.ts";
import { type OrderState, type ReceiptState, type RefundState } from "../state/order-state.ts";

/** An item of a receipt that covers a line, with the receipt that it is on. */
export type PaidItem = ReceiptItem & { readonly receipt: EventId };

/** Returns the line's items on receipts. A part of the bill that was paid before is covered by its first receipt. */
export function paidItemsOf(order: OrderState, line: EventId): ReadonlyArray<PaidItem> {
  const heard = receiptsHeardOf(order);
  const naming = heard.filter(({ body }) => body.items.some((item) => item.line === line));
  const counting = naming.length > 1 ? countedOnce(heard) : naming;
  return counting.flatMap(({ id, body }) =>
    body.items.flatMap((item) => (item.line === line ? [{ ...item, receipt: id }] : [])),
  );
}

/** Whether a receipt is of one of these orders: lines that lie elsewhere are paid on receipts of other bills. */
export function isReceiptOf(
  orders: ReadonlySet<EventId | undefined>,
  { home, body }: ReceiptState,
): boolean {
  return home || body.items.some(({ at }) => orders.has(at));
}

/** Returns the receipts, with those of other bills that its lines were on. */
export function receiptsHeardOf({ gathered, receipts }: OrderState): OrderState["receipts"] {
  return gathered === undefined ? receipts : eachOnce(gathered.receipts, receipts);
}

/** Returns the refunds, with those of receipts of other bills that its lines were on. */
export function refundsHeardOf({ gathered, refunds }: OrderState): OrderState["refunds"] {
  return gathered === undefined ? refunds : eachOnce(gathered.refunds, refunds);
}

function eachOnce<Paper extends { readonly id: EventId }>(
  papers: ReadonlyArray<Paper>,
  more: ReadonlyArray<Paper>,
): ReadonlyArray<Paper> {
  const ids = new Set(papers.map(({ id }) => id));
  return [...papers, ...more.filter(({ id }) => !ids.has(id))];
}

/** Returns the refunds of one receipt. */
export function refundsOf(
  refunds: ReadonlyArray<RefundState>,
  receipt: EventId,
): ReadonlyArray<RefundState> {
  return refunds.filter(({ body }) => body.of === receipt);
}

/**
 * Returns the receipts of a part of the bill that another receipt had paid before. All of such a receipt
 * is too much, also where only some of its lines were paid twice.
 */
export function paidTwice(receipts: ReadonlyArray<ReceiptState>): ReadonlySet<EventId> {
  const linesByPart = new Map<string, ReadonlySet<EventId>>();
  const twice = new Set<EventId>();
  for (const { id, body } of receipts) {
    if (body.part === undefined) continue;
    const paid = linesByPart.get(body.part.id) ?? new Set();
    const lines = new Set(body.items.map(({ line }) => line));
    if (paid.isDisjointFrom(lines)) linesByPart.set(body.part.id, paid.union(lines));
    else twice.add(id);
  }
  return twice;
}

/** Returns the receipts that count: one of a part that was paid before covers nothing. */
export function countedOnce(receipts: ReadonlyArray<ReceiptState>): ReadonlyArray<ReceiptState> {
  const twice = paidTwice(receipts);
  return receipts.filter(({ id }) => !twice.has(id));
}
