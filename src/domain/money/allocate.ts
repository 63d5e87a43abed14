/**
 * Sharing an amount out so that the parts always sum to the whole.
 *
 * The method is the largest remainder: each part gets its exact share cut to a whole cent, then the
 * cents left over go one each to the largest cut-off fractions, the lowest index first among equals.
 * Negative totals mirror positive ones.
 */

import { minor, type MinorUnits, zeroMinor } from "./amounts.ts";
import { productOf, toSafeNumber } from "./rounding.ts";

/**
 * Shares `total` out by `weights` (integers, none negative), in the order of the weights.
 *
 * Throws RangeError for a negative weight, and for an amount to be shared over no weight at all:
 * there is no right answer then, and the caller has to choose one first. Zero can always be shared.
 * Source: docs/rules/arithmetic.md, R3 and R15; fixtures/vectors/discounts.json, A01 and A02.
 */
export function allocate(
  total: MinorUnits,
  weights: ReadonlyArray<number>,
): ReadonlyArray<MinorUnits> {
  if (weights.some((weight) => weight < 0)) throw new RangeError("A weight is negative");
  if (total === 0) return weights.map(() => zeroMinor);
  const sum = weights.reduce((running, weight) => running + productOf(weight), 0n);
  if (sum === 0n) throw new RangeError("Nothing to share the amount over: all weights are zero");
  return apportion({
    total,
    numerators: weights.map((weight) => productOf(total, weight)),
    denominator: sum,
  });
}

/**
 * Shares `total` out in `parts` even parts, the odd cents to the first ones.
 *
 * Throws RangeError unless `parts` is a whole number of at least one. Source: docs/rules/arithmetic.md, R10.
 */
export function splitEvenly(total: MinorUnits, parts: number): ReadonlyArray<MinorUnits> {
  if (!Number.isSafeInteger(parts) || parts < 1) throw new RangeError(`Not a count: ${parts}`);
  return allocate(
    total,
    Array.from({ length: parts }, () => 1),
  );
}

/** Parts that should be `numerators / denominator` exactly and have to be whole and sum to `total`. */
export interface ExactShares {
  readonly total: MinorUnits;
  /** May have either sign: goods that come back stand beside goods that are sold. */
  readonly numerators: ReadonlyArray<bigint>;
  /** Positive. */
  readonly denominator: bigint;
}

/**
 * The whole parts nearest to exact shares, in their order, summing to `total`.
 *
 * Unlike `allocate` it needs no positive sum of weights, so a tax can be spread over sold and
 * returned lines together. Throws RangeError when there is no share to carry a total.
 * Source: docs/rules/arithmetic.md, R5.
 */
export function apportion(shares: ExactShares): ReadonlyArray<MinorUnits> {
  const parts = shares.numerators.map((numerator) => numerator / shares.denominator);
  const missing = BigInt(shares.total) - parts.reduce((sum, part) => sum + part, 0n);
  const count = BigInt(parts.length);
  if (count === 0n) {
    if (missing !== 0n) throw new RangeError("No part to carry the amount");
    return [];
  }
  const direction = missing < 0n ? -1n : 1n;
  const lucky = new Set(
    byFraction(shares, direction).slice(0, Number((missing * direction) % count)),
  );
  const everyone = missing / count;
  return parts.map((part, index) =>
    minor(toSafeNumber(part + everyone + (lucky.has(index) ? direction : 0n))),
  );
}

/** Indexes of the parts, those first that lost most in `direction` when they were cut. */
function byFraction(shares: ExactShares, direction: bigint): ReadonlyArray<number> {
  return shares.numerators
    .map((numerator, index) => ({ lost: (numerator % shares.denominator) * direction, index }))
    .toSorted(
      (one, other) =>
        Number(one.lost < other.lost) - Number(one.lost > other.lost) || one.index - other.index,
    )
    .map(({ index }) => index);
}
