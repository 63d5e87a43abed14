/** The goods of a simulated shop of which tills that don't hear each other say more than one thing. */

import { type SimOptions } from "./options.ts";

/** One shop in so many. */
const SHOPS = 3;

/**
 * Whether people there set out to say things apart. A liar's own events are in no book, and whoever is told of today
 * before the past knows more than the book can see.
 */
export function hasApart({
  seed,
  without,
  manners,
  hasLiar,
  hearsLate,
}: Pick<SimOptions, "seed" | "without" | "manners" | "hasLiar" | "hearsLate">): boolean {
  const isLeftOut = without.has("apart") || hasLiar || hearsLate;
  return !isLeftOut && manners === "rough" && seed % SHOPS === 0;
}

/** Each piece of it has a number. */
export const PIECE_SKU = "DRILL";
export const PIECE_PRICE = 5990;
export const PIECES = ["SN-1", "SN-2", "SN-3", "SN-4", "SN-5"] as const;

/** What suppliers bring and people count, and nobody sells. */
export const APART_GOODS = ["FLOUR", "SUGAR"] as const;

/** How an entry was typed that stands for all others of its article on the sheet. */
export const INSTEAD = "seen instead";
