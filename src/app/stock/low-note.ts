/** Low stock, which is told of a product at one till once for each business day. */

import { type Till } from "../till/till.ts";

/** Returns what says whether somebody is to be told now: true once, and not again that day. */
export function createLowNote(till: Pick<Till, "stockLeft" | "days">): (sku: string) => boolean {
  const told = new Set<string>();
  return (sku) => {
    if (till.stockLeft(sku)?.isLow !== true) return false;
    const name = `${till.days().now} ${sku}`;
    const isNew = !told.has(name);
    told.add(name);
    return isNew;
  };
}
