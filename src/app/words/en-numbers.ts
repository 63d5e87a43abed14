/** Numbers with their nouns, in English. */

import { counted } from "../counted.ts";

/** Rounded up: who waits that long need not wait again. */
export function seconds(ms: number): string {
  return counted(Math.ceil(ms / 1000), "second");
}

/** How many may be chosen. */
export function limits(min: number, max: number): string {
  if (min === max) return `exactly ${min}`;
  return min === 0 ? `at most ${max}` : `${min} to ${max}`;
}
