/**
 * The only division of the house: exact integers in, the nearest integer out.
 *
 * Rounding goes by magnitude, away from zero at an exact half, so that a refund is the mirror of its
 * sale to the cent. Products are made in BigInt: a large amount times a rate passes 2^53 long before either of
 * them is unreasonable. Source: docs/rules/arithmetic.md, R1, R2 and R8.
 */

import { NUMBER_MAX } from "../base/bounds.ts";

/** The rounding of an exact half, a setting of the shop: away from zero, or to the even neighbour. */
export type HalfRule = "up" | "even";

/**
 * The quotient of two integers as the nearest integer.
 *
 * Throws RangeError when the denominator is zero, when a number is no safe integer, or when the
 * result is none. Source: docs/rules/arithmetic.md, R2, R4 and R8.
 */
export function divideRounded(
  numerator: number | bigint,
  denominator: number | bigint,
  half: HalfRule,
): number {
  const over = toExact(denominator);
  if (over === 0n) throw new RangeError("Division by zero");
  const value = toExact(numerator);
  const quotient = roundedMagnitude(magnitude(value), magnitude(over), half);
  return toSafeNumber(value < 0n === over < 0n ? quotient : -quotient);
}

/** The exact product of safe integers. Throws RangeError for any other number. */
export function productOf(...factors: ReadonlyArray<number>): bigint {
  return factors.reduce((product, factor) => product * toExact(factor), 1n);
}

/** An exact integer back as a number. Throws RangeError beyond 2^53; never gives minus zero. */
export function toSafeNumber(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`Too large to count: ${value}`);
  return number;
}

function toExact(value: number | bigint): bigint {
  if (typeof value === "number" && !Number.isSafeInteger(value)) {
    throw new RangeError(`Not a safe integer: ${value}`);
  }
  return BigInt(value);
}

function roundedMagnitude(value: bigint, over: bigint, half: HalfRule): bigint {
  const floor = value / over;
  const twiceRest = (value % over) * 2n;
  if (twiceRest < over) return floor;
  const staysEven = half === "even" && twiceRest === over && floor % 2n === 0n;
  return staysEven ? floor : floor + 1n;
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** A share that takes larger numbers is said to so many parts: it is for papers, and amounts decide. */
const SHARE_PARTS = 1_000_000_000;

/** Returns the same share with the smallest numbers; both above zero. */
export function lowestTerms(
  num: number,
  den: number,
): { readonly num: number; readonly den: number } {
  if (num > NUMBER_MAX || den > NUMBER_MAX) {
    return lowestTerms(Math.max(1, Math.round((num / den) * SHARE_PARTS)), SHARE_PARTS);
  }
  const by = greatestCommonDivisor(num, den);
  return { num: num / by, den: den / by };
}

interface Fraction {
  readonly num: number;
  readonly den: number;
}

/** Returns what shares leave of a whole; undefined where they are all of it, or nothing that can be worked with. */
export function shareLeft(shares: ReadonlyArray<Fraction>): Fraction | undefined {
  let [left, whole] = [1, 1];
  for (const { num, den } of shares) {
    [left, whole] = [left * den - num * whole, whole * den];
    if (!Number.isSafeInteger(whole) || !Number.isSafeInteger(left)) return undefined;
  }
  return left > 0 ? lowestTerms(left, whole) : undefined;
}

/** A share of a quantity, at most the whole of it, to the nearest thousandth. */
export function quantityOfShare(
  quantity: number,
  { num, den }: { readonly num: number; readonly den: number },
): number {
  return divideRounded(productOf(quantity, Math.min(num, den)), den, "up");
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other);
}
