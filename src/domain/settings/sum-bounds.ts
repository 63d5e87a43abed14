/**
 * How large a sum of a setting may be, in the largest notes of a currency: so 500.00 euros and 20,000.00 forints are
 * bounds alike.
 */

import { CASH_MAX } from "../events/drawer-events.ts";
import { minor, type MinorUnits } from "../money/amounts.ts";
import { type Currency } from "../money/currency.ts";

/** The notes that go with one point at most. */
export const POINT_NOTES = 1;
/** The notes that are paid for one point, or go out for one payment or for one guest, at most. */
export const PAYMENT_NOTES = 10;
/** The notes that one person decides about, or that lie in a drawer, at most. */
export const DRAWER_NOTES = 100;
/** The notes that a line comes to at most, which may be a whole feast. */
export const LINE_NOTES = 200;

/** The largest note of all currencies, in minor units: 20,000 forints. */
const LARGEST_NOTE = 2_000_000;

/** Returns the bound of a schema, which doesn't know the shop's currency: that of the largest note there is. */
export function mostOfAny(notes: number): number {
  return Math.min(notes * LARGEST_NOTE, CASH_MAX);
}

/** Returns the bound of what somebody types, in minor units of the shop's currency. */
export function mostOf(
  notes: number,
  { denominations: [note = 1] }: Pick<Currency, "denominations">,
): MinorUnits {
  return minor(Math.min(notes * note, CASH_MAX));
}
