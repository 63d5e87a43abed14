/** The fold of a day's tips: the pools that they were shared out by. There is one, unless tills did it apart. */

import { type KnownEvent } from "../events/kinds.ts";
import { type TipsPooled } from "../events/tips-events.ts";
import { type BusinessDay, type EventId, type Origin } from "../identity.ts";
import { noteResolved, type ResolvedByName } from "../state/attention.ts";
import { type Fold } from "../state/fold.ts";
import { pooledTips, tipContribution, tipsHadTag } from "./tip-sums.ts";
import { whoAndWhen } from "./who-and-when.ts";

export interface TipPool extends ReturnType<typeof whoAndWhen> {
  readonly id: EventId;
  readonly till: Origin;
  /** Whether this is the first day of the pool: only there it counts. */
  readonly home: boolean;
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
  version: 3,
  empty: { pools: [] },
  apply: (state: TipsState, event: KnownEvent, stream: string): TipsState => {
    if (event.kind === "attention/resolved") {
      return { ...state, resolved: noteResolved(state.resolved, event.body, event.act) };
    }
    if (event.kind !== "tips/pooled") return state;
    const { id, key, body } = event;
    const home = event.streams[0] === stream;
    const pool = { id, till: key.origin, home, body, ...whoAndWhen(event) };
    return { ...state, pools: [...state.pools, pool].slice(-KEPT_MAX) };
  },
  contributions: ({ pools }) =>
    pools.flatMap(({ home, body }, at) =>
      home ? pooledTips({ body, isFirst: at === 0 }).map(tipContribution) : [],
    ),
  tags: ({ pools }) => {
    const days = new Set(pools.map(({ day }) => pooledOnTag(day)));
    const takers = pools.flatMap(({ home, body }) =>
      home ? body.taken.map(({ staff }) => tipsHadTag(staff)) : [],
    );
    return [...(pools.length > 1 ? [TIPS_TWICE_TAG] : []), ...days, ...new Set(takers)];
  },
};
