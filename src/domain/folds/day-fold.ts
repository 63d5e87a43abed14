/** The fold of one business day: which tills began it, and how they knew. */

import { type KnownEvent } from "../events/kinds.ts";
import { type EventId, type Origin } from "../identity.ts";
import { type Fold, noContributions } from "./fold.ts";

export interface DayState {
  readonly began: ReadonlyArray<{
    readonly id: EventId;
    readonly till: Origin;
    readonly how: "clock" | "peer" | "person";
    readonly wallMs: number;
    readonly offsetMinutes: number;
  }>;
}

export const dayFold: Fold<DayState> = {
  version: 1,
  empty: { began: [] },
  apply: (state: DayState, event: KnownEvent): DayState => {
    if (event.kind !== "day/began") return state;
    const { wallMs, offsetMinutes } = event.act;
    const { id, key, body } = event;
    const began = { id, till: key.origin, how: body.how, wallMs, offsetMinutes };
    return { began: [...state.began, began] };
  },
  contributions: () => noContributions,
  tags: () => ["day"],
};
