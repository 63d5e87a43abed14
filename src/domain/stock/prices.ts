/** What articles cost when they were delivered. */

import { type BusinessDay } from "../identity.ts";
import { minor, type MinorUnits } from "../money/amounts.ts";
import { type StockDelivery, type StockState } from "../state/stock-state.ts";
import { shareOf } from "./cost.ts";

/** So much for so many: prices of one are fractions of a cent where crates are bought. */
export interface Price {
  readonly quantity: number;
  readonly cost: number;
  readonly supplier: string;
  readonly day: BusinessDay;
}

/** Returns what the last delivery cost of which somebody said so. */
export function lastPrice({ deliveries }: Pick<StockState, "deliveries">): Price | undefined {
  return pricedOnes(deliveries).at(-1);
}

/** Returns the price before the last one, with which it is compared. */
export function priceBefore({ deliveries }: Pick<StockState, "deliveries">): Price | undefined {
  return pricedOnes(deliveries).at(-2);
}

function pricedOnes(deliveries: ReadonlyArray<StockDelivery>): ReadonlyArray<Price> {
  return deliveries.flatMap(({ quantity, cost, supplier, day }) =>
    cost === null ? [] : [{ quantity, cost, supplier, day }],
  );
}

/** Returns what so much costs at a price, rounded as money is. */
export function priceOf(price: Pick<Price, "quantity" | "cost">, quantity: number): MinorUnits {
  return minor(shareOf(price.cost, quantity, price.quantity));
}

/** Returns by how many thousandths of a percent a price is above another, below zero where it is lower; null from nothing. */
export function priceRise(
  now: Pick<Price, "quantity" | "cost">,
  before: Pick<Price, "quantity" | "cost">,
): number | null {
  const base = BigInt(before.cost) * BigInt(now.quantity);
  if (base === 0n) return null;
  const more = BigInt(now.cost) * BigInt(before.quantity) - base;
  return Number((more * 100_000n) / base);
}
