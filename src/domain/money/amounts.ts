/**
 * The three numbers of the trade, each an integer of its own kind, so that an amount and a count
 * can't swap. There are no fractions anywhere; only the functions of `rounding.ts` and `allocate.ts` divide.
 * Source: docs/rules/arithmetic.md, R1.
 */

import * as z from "zod";

/**
 * Largest amount and quantity that anybody may write. Sums over thousands of them are still exact
 * integers, so that they are equal in whatever order they are added up.
 */
const MINOR_UNITS_MAX = 10_000_000_000_000;
export const THOUSANDTHS_MAX = 1_000_000_000;
/** 100 %. */
const MILLI_PERCENT_MAX = 100_000;

export const minorUnitsSchema = z
  .int()
  .min(-MINOR_UNITS_MAX)
  .max(MINOR_UNITS_MAX)
  .brand<"MinorUnits">()
  .meta({
    title: "amount",
    description:
      "Money: a count of the currency's minor unit (cents). Negative for what goes back.",
  });
export type MinorUnits = z.infer<typeof minorUnitsSchema>;

export const thousandthsSchema = z
  .int()
  .min(-THOUSANDTHS_MAX)
  .max(THOUSANDTHS_MAX)
  .brand<"Thousandths">()
  .meta({
    title: "quantity",
    description: "A quantity in thousandths of its unit: 2 pieces = 2000, 0.350 kg = 350.",
  });
export type Thousandths = z.infer<typeof thousandthsSchema>;

/** What a quantity counts: pieces, or kilograms. */
export type SoldBy = "each" | "weight";

export const milliPercentSchema = z
  .int()
  .nonnegative()
  .max(MILLI_PERCENT_MAX)
  .brand<"MilliPercent">()
  .meta({
    title: "rate",
    description: "A rate in 1/1000 %: 9 % = 9000, 8.875 % = 8875.",
  });
export type MilliPercent = z.infer<typeof milliPercentSchema>;

export function minor(value: number): MinorUnits {
  return exact(value) as MinorUnits;
}

export function thousandths(value: number): Thousandths {
  return exact(value) as Thousandths;
}

export function milliPercent(value: number): MilliPercent {
  const rate = exact(value);
  if (rate < 0 || rate > MILLI_PERCENT_MAX) throw new RangeError(`Not a rate: ${value}`);
  return rate as MilliPercent;
}

export const zeroMinor = minor(0);

/** The quantity of one piece, or of one kilogram. */
export const oneUnit = thousandths(1000);

export function addMinor(...amounts: ReadonlyArray<number>): MinorUnits {
  return minor(amounts.reduce((sum, amount) => sum + amount, 0));
}

export function subtractMinor(from: MinorUnits, amount: MinorUnits): MinorUnits {
  return minor(from - amount);
}

/** Sum of one amount of each item. */
export function sumMinor<Item>(
  items: Iterable<Item>,
  amountOf: (item: Item) => number,
): MinorUnits {
  let sum = 0;
  for (const item of items) sum += amountOf(item);
  return minor(sum);
}

function exact(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`Not a safe integer: ${value}`);
  // Minus zero would make equal states differ byte by byte.
  return value === 0 ? 0 : value;
}
