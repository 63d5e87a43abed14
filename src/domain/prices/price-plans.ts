/**
 * Prices that are to hold from a business day on.
 *
 * Which price holds on a day follows from what was written and from that day alone, never from a clock:
 * every till that knows the same and stands on the same day sells at the same price.
 */

import { type BusinessDay, deviceOf, type EventId } from "../identity.ts";
import { type MinorUnits } from "../money/amounts.ts";
import {
  type EntryState,
  fieldRegister,
  fieldValue,
  PRICE_FIELD,
  type PricePlan,
} from "../state/entry-state.ts";
import { openWriteIds } from "../state/register.ts";

/** Returns the price in minor units; undefined when none is set. */
export function priceOn(entry: EntryState, day: BusinessDay): MinorUnits | undefined {
  return heldPrice(entry, day).price;
}

export interface HeldPrice {
  /** Undefined when none is set. */
  readonly price: MinorUnits | undefined;
  /** The writes that it hangs on: those that are open of the field, or the plan. */
  readonly writes: ReadonlyArray<EventId>;
  /** The plan of head office that has begun and does not hold: the shop had set another price than it was to follow. */
  readonly asked?: PricePlan;
}

/**
 * Returns which price holds on a day. A plan that says which price it follows holds where that one does, or where who
 * planned it has said the price since: what somebody else has set stays until a person takes the plan.
 */
export function heldPrice(entry: EntryState, day: BusinessDay): HeldPrice {
  let held: HeldPrice = {
    price: fieldValue(entry, PRICE_FIELD) as MinorUnits | undefined,
    writes: openWriteIds(fieldRegister(entry, PRICE_FIELD)),
  };
  if (entry.plans.length === 0) return held;
  // Of two prices for one day the later written one holds, and sorting keeps their order.
  const due = entry.plans
    .filter(({ fromDay }) => fromDay <= day)
    .toSorted((a, b) => (a.fromDay < b.fromDay ? -1 : Number(a.fromDay > b.fromDay)));
  for (const plan of due) {
    const { price, writes } = held;
    held = follows(plan, held)
      ? { price: plan.price, writes: [plan.id] }
      : { price, writes, asked: plan };
  }
  return held;
}

function follows({ id, price, instead }: PricePlan, held: HeldPrice): boolean {
  if (instead === undefined || held.price === undefined) return true;
  const last = held.writes.at(-1);
  const isOwn = last !== undefined && deviceOf(last) === deviceOf(id);
  return isOwn || held.price === instead || held.price === price;
}

/** Whether there is a day on which people are asked about a plan of head office. */
export function isPlannedApart(entry: EntryState): boolean {
  return entry.plans.some(
    ({ instead, fromDay }) =>
      instead !== undefined && heldPrice(entry, fromDay).asked !== undefined,
  );
}

/** Returns the planned prices, by rising day. */
export function comingPrices(entry: EntryState, day: BusinessDay): ReadonlyArray<PricePlan> {
  return entry.plans
    .filter(({ fromDay }) => fromDay > day)
    .toSorted((a, b) => (a.fromDay < b.fromDay ? -1 : Number(a.fromDay > b.fromDay)));
}
