/** The sum that no line of an order comes to unless somebody says that it is meant. */

import { oncePer } from "../base/lazy.ts";
import { type MinorUnits, minor, zeroMinor } from "../money/amounts.ts";
import { type Catalogue } from "./catalogue.ts";

/** A line of more than so many times the dearest goods is mostly a number that was typed as a quantity. */
const TIMES_DEAREST = 10;

const dearestOf = oncePer(dearestIn);

/** Returns the limit: what the shop has set, or what follows from its goods. Zero where nothing has a price. */
export function lineLimit(set: number, catalogue: Catalogue): MinorUnits {
  if (set > 0) return minor(set);
  return minor(dearestOf(catalogue) * TIMES_DEAREST);
}

function dearestIn({ productsBySku }: Catalogue): MinorUnits {
  let dearest = zeroMinor;
  for (const { active, price } of productsBySku.values()) {
    if (active && price > dearest) dearest = price;
  }
  return dearest;
}
