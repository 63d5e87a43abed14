/** The cover of lines by receipts, with each part of a split bill counted once. */

import { type AttentionFact } from "./attention.ts";
import { type ReceiptItem } from "./events/order-events.ts";
import { type OrderState, type ReceiptState } from "./folds/order-state.ts";
import { type EventId } from "./identity.ts";
import { type MinorUnits, sumMinor } from "./money/amounts.ts";

/** Returns the line's items on receipts, without those of a part that an earlier receipt had covered. */
export function itemsOf(order: OrderState, line: EventId): ReadonlyArray<ReceiptItem> {
  const own = receiptsHeardOf(order).filter(({ body }) =>
    body.items.some((item) => item.line === line),
  );
  const standing = own.filter((receipt, at) => firstOfPart(own, receipt.body.part?.id) >= at);
  return standing.flatMap(({ body }) => body.items.filter((item) => item.line === line));
}

/** Whether a receipt is of one of these orders: lines that lie elsewhere are paid on receipts of other bills. */
export function isReceiptOf(
  orders: ReadonlySet<EventId | undefined>,
  { home, body }: ReceiptState,
): boolean {
  return home || body.items.some(({ at }) => orders.has(at));
}

/** Returns the receipts, with those of other bills that its lines were on. */
function receiptsHeardOf({ gathered, receipts }: OrderState): OrderState["receipts"] {
  if (gathered === undefined) return receipts;
  const heard = new Set(gathered.receipts.map(({ id }) => id));
  return [...gathered.receipts, ...receipts.filter(({ id }) => !heard.has(id))];
}

/** Returns the position of the first receipt of that part; beyond all for no part. */
function firstOfPart(receipts: OrderState["receipts"], part: string | undefined): number {
  if (part === undefined) return receipts.length;
  return receipts.findIndex(({ body }) => body.part?.id === part);
}

/** Lines of the receipt that an earlier receipt of the same part of the bill covers too. */
export function linesPaidTwice(
  { receipts }: OrderState,
  { id, body: { part, items } }: ReceiptState,
): ReadonlySet<EventId> {
  const at = receipts.findIndex((receipt) => receipt.id === id);
  const before = receipts.slice(0, at).filter(({ body }) => body.part?.id === part?.id);
  const covered = new Set(before.flatMap(({ body }) => body.items.map(({ line }) => line)));
  return new Set(items.flatMap(({ line }) => (covered.has(line) ? [line] : [])));
}

/** Receipts that cover again what another one had covered of their part, each with that sum. */
export function paidTwice({ receipts }: OrderState): ReadonlyMap<EventId, MinorUnits> {
  const coveredByPart = new Map<string, Set<EventId>>();
  const twice = new Map<EventId, MinorUnits>();
  for (const { id, body } of receipts) {
    if (body.part === undefined) continue;
    const covered = coveredByPart.get(body.part.id);
    const lines = new Set(body.items.map(({ line }) => line));
    if (covered === undefined) {
      coveredByPart.set(body.part.id, lines);
      continue;
    }
    const again = body.items.filter(({ line }) => covered.has(line));
    if (again.length === 0) continue;
    const isAll = again.length === body.items.length;
    twice.set(id, isAll ? body.total : sumMinor(again, ({ net }) => net));
    coveredByPart.set(body.part.id, covered.union(lines));
  }
  return twice;
}

export function partTwice(subject: EventId, amount: MinorUnits): AttentionFact {
  return { type: "part/paid-twice", subject, amount };
}
