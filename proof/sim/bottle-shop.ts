/** The deposits on bottles of a simulated shop. */

import { type GoodsDeposit } from "../../src/domain/goods/deposit.ts";
import { type SimOptions } from "./options.ts";

/** Whether drinks have a deposit on their bottle. A liar's own events are in no book. */
export function hasBottles({ without, hasLiar }: Pick<SimOptions, "without" | "hasLiar">): boolean {
  return !without.has("bottles") && !hasLiar;
}

export const BOTTLE_SKU = "BOTTLE";
export const BOTTLE_PRICE = 25;

/** The drinks that are sold in bottles. */
export const BOTTLED = ["WATER", "COLA"] as const;

/** Returns what an article of that shop asks for beside its price. */
export function depositsOn(sku: string): ReadonlyArray<GoodsDeposit> {
  const isBottled = sku === BOTTLE_SKU || BOTTLED.some((bottled) => bottled === sku);
  return isBottled ? [{ sku: BOTTLE_SKU, count: 1 }] : [];
}
