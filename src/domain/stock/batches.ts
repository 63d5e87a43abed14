/**
 * What of the deliveries is still there. Nobody says of which batch a sale takes, so it is taken to be the one
 * that expires first, and what never expires before all: so nothing is warned of too late.
 */

import { compareKeys } from "../events/event.ts";
import { type BusinessDay } from "../identity.ts";
import { type StockDelivery, type StockState } from "../state/stock-state.ts";

export interface BatchLeft {
  readonly delivery: StockDelivery;
  /** The last day on which it may be sold. */
  readonly expires: BusinessDay;
  /** In millionths, above zero. */
  readonly left: number;
}

/** Returns the batches with a last day of which something is left, of a level that is here, the last day first. */
export function batchesLeft(
  { deliveries }: Pick<StockState, "deliveries">,
  level: number,
): ReadonlyArray<BatchLeft> {
  const dated = deliveries.flatMap((delivery) =>
    delivery.expires === null ? [] : [{ delivery, expires: delivery.expires }],
  );
  const latestFirst = dated.toSorted((one, other) =>
    one.expires === other.expires
      ? compareKeys(other.delivery, one.delivery)
      : one.expires < other.expires
        ? 1
        : -1,
  );
  let rest = level;
  const left: BatchLeft[] = [];
  for (const { delivery, expires } of latestFirst) {
    const here = Math.min(rest, delivery.quantity);
    if (here <= 0) break;
    left.push({ delivery, expires, left: here });
    rest -= here;
  }
  return left;
}
