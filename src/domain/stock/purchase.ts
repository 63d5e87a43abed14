/** What of a purchase order is still to come. */

import { type PurchaseLine } from "../events/purchase-events.ts";
import { type PurchaseState } from "../state/purchase-state.ts";

/** What became of an article that was ordered. */
export interface AwaitedLine extends PurchaseLine {
  /** All that came of it for this order. */
  readonly came: number;
  /** What is still to come, unless the order is closed. */
  readonly awaited: number;
}

/** Returns what was ordered with what came of it, in the order's own order. An article stands on one line. */
export function awaitedLines({ ordered, received }: PurchaseState): ReadonlyArray<AwaitedLine> {
  const lines = ordered?.body.lines ?? [];
  return lines.map((line) => {
    const came = received[line.sku] ?? 0;
    return Object.assign({}, line, { came, awaited: Math.max(0, line.quantity - came) });
  });
}

/** Says whether something of an order is still to come, and nobody said that it won't. */
export function isAwaited(state: PurchaseState): boolean {
  if (state.ordered === null || state.closed.length > 0) return false;
  return awaitedLines(state).some(({ awaited }) => awaited > 0);
}

/** Returns the articles that came for an order without being on it, with how much. */
export function unordered({ ordered, received }: PurchaseState): ReadonlyArray<[string, number]> {
  const asked = new Set(ordered?.body.lines.map(({ sku }) => sku));
  return Object.entries<number>(received).filter(([sku]) => !asked.has(sku));
}
