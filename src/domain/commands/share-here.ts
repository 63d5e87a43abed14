/**
 * A line that lies on several bills, and more or less of it on one of them: all of it is so much more or
 * less, and where it lies is said by the same act, so that the other bills keep what they have.
 */

import { type Draft } from "../events/kinds.ts";
import { lineStream, orderStream } from "../folds/order-fold.ts";
import { type OrderState } from "../folds/order-state.ts";
import { overOf, registerValue } from "../folds/register.ts";
import { type EventId } from "../identity.ts";
import { isAllHere, piecesAt } from "../line-places.ts";
import { type Thousandths, thousandths } from "../money/amounts.ts";
import { type LineBalance } from "../order-balance.ts";

export interface ShareHere {
  /** Of all of the line now, and once there is as much here as is wanted. */
  readonly present: Thousandths;
  readonly quantity: Thousandths;
  readonly placed: Draft;
}

/** Undefined for a line that is on this bill alone. `wanted`: how much of it is to be here, zero for none. */
export function shareHere(
  order: OrderState,
  { id, line, quantity: here }: LineBalance,
  wanted: Thousandths,
): ShareHere | undefined {
  const where = order.gathered?.linesById[id];
  if (where === undefined || isAllHere(where)) return undefined;
  const present = registerValue(line.fields.quantity) ?? thousandths(0);
  let change = Math.abs(wanted) - Math.abs(here);
  const after: Array<{ order: EventId; weight: number }> = [];
  for (const { order: place, weight } of piecesAt({ line }, where)) {
    const own = Math.abs(weight);
    const isHere = where.orders.includes(place);
    const now = isHere ? Math.max(0, own + change) : own;
    if (isHere) change -= now - own;
    if (now > 0) after.push({ order: place, weight: now });
  }
  // Others were left with nothing of it by acts that were made apart.
  if (after.length === 0) return undefined;
  const at = after.map(({ order: place, weight }) => ({
    order: place,
    weight: thousandths(weight),
  }));
  const before = (line.fields.place && registerValue(line.fields.place)) ?? [];
  const streams = [
    lineStream(order, id),
    ...[...before, ...at].map((place) => orderStream(place.order)),
  ];
  const placed: Draft = {
    kind: "order/line-placed",
    streams: [...new Set(streams)],
    body: { line: id, at, over: overOf(line.fields.place) },
  };
  return { present, quantity: thousandths(present + wanted - here), placed };
}
