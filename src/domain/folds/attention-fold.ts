/**
 * The fold of what belongs to one till and to no other stream: what was settled of its chains and papers,
 * and whose PINs somebody tries there.
 */

import { noteResolved, type ResolvedByName } from "../attention.ts";
import { VOICES_MAX } from "../events/attention-events.ts";
import { type KnownEvent } from "../events/kinds.ts";
import { type EventId } from "../identity.ts";
import { type Fold, noContributions } from "./fold.ts";

export interface AttentionState {
  readonly resolved: ResolvedByName;
  /** By staff number. */
  readonly missedPins?: Readonly<Record<string, MissedPins>>;
}

export interface MissedPins {
  /** In a row, when it was told last. */
  readonly misses: number;
  /** The last ones that told so. */
  readonly voices: ReadonlyArray<EventId>;
}

export const MISSED_PINS_TAG = "attention/pins-missed";

export const attentionFold: Fold<AttentionState> = {
  version: 2,
  empty: { resolved: {} },
  apply: (state: AttentionState, event: KnownEvent): AttentionState => {
    if (event.kind === "attention/resolved") {
      return { ...state, resolved: noteResolved(state.resolved, event.body) };
    }
    if (event.kind !== "staff/pins-missed") return state;
    const { staff, misses } = event.body;
    const { missedPins = {} } = state;
    const before = Object.hasOwn(missedPins, staff) ? missedPins[staff] : undefined;
    const voices = [...(before?.voices ?? []), event.id].slice(-VOICES_MAX);
    return { ...state, missedPins: { ...missedPins, [staff]: { misses, voices } } };
  },
  contributions: () => noContributions,
  tags: ({ missedPins }) => (missedPins === undefined ? [] : [MISSED_PINS_TAG]),
};
