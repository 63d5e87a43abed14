/**
 * Prices that are to hold from a business day on.
 *
 * Which price holds on a day follows from what was written and from that day alone, never from a clock:
 * every till that knows the same and stands on the same day sells at the same price.
 */

import { type BusinessDay } from "../identity.ts";
import { type MinorUnits } from "../money/amounts.ts";
import { type EntryState, fieldValue, PRICE_FIELD, type PricePlan } from "../state/entry-state.ts";

/** Returns the price in minor units; undefined when none is set. */
export function priceOn(entry: EntryState, day: BusinessDay): MinorUnits | undefined {
  const due = entry.plans.filter(({ fromDay }) => fromDay <= day);
  const newest = due.reduce<PricePlan | undefined>(
    // Of two prices for one day the later written one holds.
    (best, plan) => (best === undefined || plan.fromDay >= best.fromDay ? plan : best),
    undefined,
  );
  return newest?.price ?? (fieldValue(entry, PRICE_FIELD) as MinorUnits | undefined);
}

/** Returns the planned prices, by rising day. */
export function comingPrices(entry: EntryState, day: BusinessDay): ReadonlyArray<PricePlan> {
  return entry.plans
    .filter(({ fromDay }) => fromDay > day)
    .toSorted((a, b) => (a.fromDay < b.fromDay ? -1 : Number(a.fromDay > b.fromDay)));
}
