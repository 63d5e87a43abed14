/** What an order names, and nobody here has heard. */

import { type OrderState } from "./folds/order-state.ts";
import { type EventId } from "./identity.ts";

/** Its opening, lines, payments, receipts, goods that come back, and writes of its discount. */
export function waitsOf(order: OrderState): ReadonlyArray<EventId> {
  if (order.gathered !== undefined) return order.gathered.orders.flatMap(waitsOf);
  const known = new Set<string>([
    ...Object.keys(order.linesById),
    ...Object.keys(order.paymentsById),
  ]);
  const lines = Object.entries(order.linesById).filter(([, { added }]) => added === null);
  const payments = Object.entries(order.paymentsById).filter(([, { started }]) => started === null);
  // Its own name is known before its opening: a receipt of it may have come without.
  const own = order.opened?.id ?? order.unopened;
  const named = order.receipts.flatMap(({ body }) => [
    ...body.items.filter((item) => item.birth === own).map((item) => item.line),
    ...body.uses.filter((use) => use.order === own).map((use) => use.payment),
  ]);
  const receipts = new Set(order.receipts.map(({ id }) => id));
  const refunded = order.refunds.map(({ body: { of } }) => of).filter((id) => !receipts.has(id));
  const { open, gone } = order.fields.discount;
  const writes = new Set([...open.map(({ id }) => id), ...gone]);
  const granted = order.receipts.flatMap(({ body }) =>
    body.items.flatMap(({ at, offWrite }) => (offWrite === null || at !== own ? [] : [offWrite])),
  );
  const discounts = [...new Set(granted)].filter((id) => !writes.has(id));
  const opening = order.unopened === undefined ? [] : [order.unopened];
  const absent = [...opening, ...named.filter((id) => !known.has(id)), ...refunded, ...discounts];
  const returns = Object.entries(order.returnsById ?? {}).filter(([, it]) => it.taken === null);
  return [...lines, ...payments, ...returns].map(([id]) => id as EventId).concat(absent);
}
