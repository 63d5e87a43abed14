/** The fold of one move of cash into the shop's safe, or out of it; what lies in it is the sum of all. */

import { type SafeMoved } from "../events/drawer-events.ts";
import { type KnownEvent } from "../events/kinds.ts";
import { counted } from "../figures/day-sums.ts";
import { type BusinessDay } from "../identity.ts";
import { type DrawerActOf } from "../state/drawer-state.ts";
import { type Fold } from "../state/fold.ts";
import { safeKey } from "./drawer-sums.ts";

export interface SafeState {
  readonly moved: DrawerActOf<SafeMoved> | null;
}

/** Moves of the safe on that day. */
export function safeDayTag(day: BusinessDay): string {
  return `safe/day/${day}`;
}

export const safeFold: Fold<SafeState> = {
  version: 1,
  empty: { moved: null },
  apply: (state: SafeState, event: KnownEvent): SafeState => {
    if (event.kind !== "safe/moved") return state;
    const { id, key, body } = event;
    return { moved: { ...event.act, id, till: key.origin, hlc: key.hlc, body } };
  },
  contributions: ({ moved }) => {
    if (moved === null) return [];
    const { what, currency, amount } = moved.body;
    const signed = what === "in" ? amount : 0 - amount;
    return [[safeKey(currency), signed], ...counted("safeMoved", moved, moved.body)];
  },
  tags: ({ moved }) => (moved === null ? [] : [safeDayTag(moved.day)]),
};
