/** The fold of a day's tips: the pools that they were shared out by. There is one, unless tills did it apart. */

import { noteResolved, type ResolvedByName } from "../attention.ts";
import { type KnownEvent } from "../events/kinds.ts";
import { type TipsPooled } from "../events/tips-events.ts";
import { type BusinessDay, type EventId, type Origin } from "../identity.ts";
import { type Fold, noContributions } from "../state/fold.ts";
import { whoAndWhen } from "./who-and-when.ts";

export interface TipPool extends ReturnType<typeof whoAndWhen> {
  readonly id: EventId;
  readonly till: Origin;
  readonly body: TipsPooled;
}

export interface TipsState {
  /** In the ledger's order. */
  readonly pools: ReadonlyArray<TipPool>;
  /** The questions about them that people have settled; missing until one is. */
  readonly resolved?: ResolvedByName;
}

/** Days whose tips were shared out more than once. */
export const TIPS_TWICE_TAG = "tips/twice";

/** The tag of days whose tips were shared out on that day. */
export function pooledOnTag(day: BusinessDay): string {
  return `tips/on/${day}`;
}

/** More are the work of a fault. */
const KEPT_MAX = 20;

export const tipsFold: Fold<TipsState> = {
  version: 2,
  empty: { pools: [] },
  apply: (state: TipsState, event: KnownEvent): TipsState => {
    if (event.kind === "attention/resolved") {
      return { ...state, resolved: noteResolved(state.resolved, event.body, event.act) };
    }
    if (event.kind !== "tips/pooled") return state;
    const { id, key, body } = event;
    const pool = { id, till: key.origin, body, ...whoAndWhen(event) };
    return { ...state, pools: [...state.pools, pool].slice(-KEPT_MAX) };
  },
  contributions: () => noContributions,
  tags: ({ pools }) => {
    const days = new Set(pools.map(({ day }) => pooledOnTag(day)));
    return pools.length > 1 ? [TIPS_TWICE_TAG, ...days] : [...days];
  },
};
