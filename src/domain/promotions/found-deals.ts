/** What deals are worth, in cents. */

import { type BasketPart, type DealRule, type FoundDeal } from "./basket.ts";

/**
 * Returns the cents that a deal of these pieces takes off, the dearest piece first; below zero for a
 * bundle that is dearer than its pieces.
 */
export function savingOf(
  { classes }: BasketPart,
  rule: DealRule,
  pieces: ReadonlyArray<number>,
): number {
  let sum = 0;
  for (const [at, piece] of pieces.entries()) {
    if (rule.type === "bundle") sum += classes[piece]?.price ?? 0;
    else if (rule.type === "from" || at >= rule.paid) sum += rule.offs[piece] ?? 0;
  }
  return rule.type === "bundle" ? sum - rule.price : sum;
}

/** Returns the cents that persons take off these pieces while they are in no deal. */
export function offOf({ classes }: BasketPart, pieces: ReadonlyArray<number>): number {
  return pieces.reduce((sum, piece) => sum + (classes[piece]?.off ?? 0), 0);
}

/** Returns the cents that the deals save beyond what persons would take off their pieces. */
export function gainOf(part: BasketPart, deals: ReadonlyArray<FoundDeal>): number {
  return deals.reduce((sum, { saving, pieces }) => sum + saving - offOf(part, pieces), 0);
}
