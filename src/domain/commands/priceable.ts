/** The limit of a line's worth: no line is worth more than an event may hold. */

import { type MinorUnits, oneUnit, type Thousandths } from "../money/amounts.ts";

/**
 * A barcode that was scanned into the price is a number of thirteen digits. With as many lines as an
 * order may have, what it comes to stays far within what an event may hold.
 */
export const LINE_GROSS_MAX = 10_000_000_000;

export function isPriceable(unitPrice: MinorUnits, quantity: Thousandths): boolean {
  return (Math.abs(unitPrice) / oneUnit) * Math.abs(quantity) <= LINE_GROSS_MAX;
}
