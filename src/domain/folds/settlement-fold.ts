/** The fold of a part of an acquirer's settlement: the first event says it, and the same file says no other. */

import { type KnownEvent } from "../events/kinds.ts";
import { type SettlementImported } from "../events/settlement-events.ts";
import { type BusinessDay, type EventId } from "../identity.ts";
import { type Fold, noContributions } from "../state/fold.ts";
import { whoAndWhen } from "./who-and-when.ts";

export interface SettlementState {
  readonly imported:
    | ({ readonly id: EventId; readonly body: SettlementImported } & ReturnType<typeof whoAndWhen>)
    | null;
}

/** Parts with rows of that day. */
export function settlementDayTag(day: BusinessDay): string {
  return `settlement/day/${day}`;
}

/** The parts of a file. */
export function settlementFileTag(file: string): string {
  return `settlement/file/${file}`;
}

export const settlementFold: Fold<SettlementState> = {
  version: 1,
  empty: { imported: null },
  apply: (state: SettlementState, event: KnownEvent): SettlementState => {
    if (event.kind !== "settlement/imported" || state.imported !== null) return state;
    return { imported: { id: event.id, body: event.body, ...whoAndWhen(event) } };
  },
  contributions: () => noContributions,
  tags: ({ imported }) => {
    if (imported === null) return [];
    const days = new Set(imported.body.rows.map(({ day }) => day));
    return [settlementFileTag(imported.body.file), ...[...days].map(settlementDayTag)];
  },
};
