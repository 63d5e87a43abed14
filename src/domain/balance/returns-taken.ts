/** Goods of receipts that come back for goods of an order: what of that waits for its payment. */

import { type ReturnTaken } from "../events/exchange-events.ts";
import { type EventId } from "../identity.ts";
import { minor, type MinorUnits, sumMinor } from "../money/amounts.ts";
import { type OrderState } from "../state/order-state.ts";

export interface OpenReturn extends ReturnTaken {
  /** The id of the event that took the goods back. */
  readonly id: EventId;
}

/** Returns the goods that are neither refunded nor taken off again, in order. */
export function openReturns({ returnsById = {} }: OrderState): ReadonlyArray<OpenReturn> {
  return Object.entries(returnsById).flatMap(([id, { taken, ends }]) =>
    taken === null || ends.length > 0 ? [] : [{ ...taken, id: id as EventId }],
  );
}

/** Returns their worth together; never below zero. */
export function worthOfReturns(order: OrderState): MinorUnits {
  return minor(0 - sumMinor(openReturns(order), ({ total }) => total));
}
