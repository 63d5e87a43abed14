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
import { isContested, openWriteIds } from "../state/register.ts";

/** Returns the price in minor units; undefined when none is set. */
export function priceOn(entry: EntryState, day: BusinessDay): MinorUnits | undefined {
  return heldPrice(entry, day).price;
}

export interface HeldPrice {
  /** Undefined when none is set. */
  readonly price: MinorUnits | undefined;
  /** The writes that it hangs on: those that are open of the field, or the plan. */
  readonly writes: ReadonlyArray<EventId>;
  /** A plan of head office that has begun, and what the shop had set otherwise than the price that it was to follow. */
  readonly asked?: { readonly plan: PricePlan; readonly own: MinorUnits };
}

interface PriceWrite {
  readonly id: EventId;
  readonly value: MinorUnits;
}

/**
 * Returns which price holds on a day. A plan that says which price it follows holds where that one does, or where who
 * planned it has said the price since: what somebody else has set stays until a person takes the plan. Where both have
 * set one apart, the later of them holds until then, and the plan goes on where that is who planned it.
 */
export function heldPrice(entry: EntryState, day: BusinessDay): HeldPrice {
  const register = fieldRegister(entry, PRICE_FIELD);
  const price = fieldValue(entry, PRICE_FIELD) as MinorUnits | undefined;
  let held: HeldPrice = { price, writes: openWriteIds(register) };
  if (entry.plans.length === 0) return held;
  const open = (register?.open ?? []) as ReadonlyArray<PriceWrite>;
  let standing = register !== undefined && isContested(register) ? open : open.slice(-1);
  // Of two prices for one day the later written one holds, and sorting keeps their order.
  const due = entry.plans
    .filter(({ fromDay }) => fromDay <= day)
    .toSorted((a, b) => (a.fromDay < b.fromDay ? -1 : Number(a.fromDay > b.fromDay)));
  for (const plan of due) {
    const others = standing.filter((write) => !isFollowed(write, plan));
    const own = others.at(-1);
    const by = { price: plan.price, writes: [plan.id] };
    const asked = own === undefined ? {} : { asked: { plan, own: own.value } };
    if (own !== undefined && own === standing.at(-1)) {
      held = { price: held.price, writes: held.writes, ...asked };
    } else {
      held = { ...by, ...asked };
      standing = [...others, { id: plan.id, value: plan.price }];
    }
  }
  return held;
}

function isFollowed({ id: write, value }: PriceWrite, { id, price, instead }: PricePlan): boolean {
  if (instead === undefined || deviceOf(write) === deviceOf(id)) return true;
  return value === instead || value === price;
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
