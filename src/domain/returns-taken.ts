/** Goods of receipts that come back for goods of an order: what of that waits for its payment. */

import { type ReturnTaken } from "./events/exchange-events.ts";
import { type OrderState } from "./folds/order-state.ts";
import { type EventId } from "./identity.ts";
import { minor, type MinorUnits, sumMinor } from "./money/amounts.ts";

export interface OpenReturn extends ReturnTaken {
  /** Of the event that said so. */
  readonly id: EventId;
}

/** Neither refunded nor taken off again, in the order in which they were said. */
export function openReturns({ returnsById = {} }: OrderState): ReadonlyArray<OpenReturn> {
  return Object.entries(returnsById).flatMap(([id, { taken, ends }]) =>
    taken === null || ends.length > 0 ? [] : [{ ...taken, id: id as EventId }],
  );
}

/** What they are worth together; never below zero. */
export function worthOfReturns(order: OrderState): MinorUnits {
  return minor(0 - sumMinor(openReturns(order), ({ total }) => total));
}
