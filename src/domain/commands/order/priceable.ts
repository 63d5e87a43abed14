/** The limits of a line's worth and of how much it is: no line is worth more than an event may hold. */

import { type LineAdded } from "../../events/line-events.ts";
import { minor, type MinorUnits, oneUnit, type Thousandths } from "../../money/amounts.ts";

/**
 * A barcode that was scanned into the price is a number of thirteen digits. With as many lines as an
 * order may have, what it comes to stays far within what an event may hold.
 */
export const LINE_GROSS_MAX = 10_000_000_000;

export function isPriceable(unitPrice: MinorUnits, quantity: Thousandths): boolean {
  return (Math.abs(unitPrice) / oneUnit) * Math.abs(quantity) <= LINE_GROSS_MAX;
}

const QUANTITY_MAX = 9_999_000;

/** Whole pieces, or so much by weight. */
export function isQuantity(quantity: Thousandths, by: LineAdded["by"]): boolean {
  const isWhole = by === "weight" || quantity % oneUnit === 0;
  return quantity > 0 && quantity <= QUANTITY_MAX && isWhole;
}

/** Returns what so much costs, before discounts and taxes on top. */
export function grossOf(unit: MinorUnits, quantity: Thousandths): MinorUnits {
  return minor(Math.round((unit * quantity) / oneUnit));
}
