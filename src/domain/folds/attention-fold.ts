/**
 * The fold of what belongs to one till and to no other stream: what was settled of its chains and papers,
 * whose PINs somebody tries there, what it refused to whom, and whether it was ended.
 */

import { VOICES_MAX } from "../events/attention-events.ts";
import { type KnownEvent } from "../events/kinds.ts";
import { type PresentDiffered } from "../events/present-events.ts";
import { type EventId } from "../identity.ts";
import { noteResolved, type ResolvedByName } from "../state/attention.ts";
import { type Fold, noContributions } from "../state/fold.ts";
import { addPinRun, addRefusals, type RefusalsByDay } from "./refusals-of-day.ts";

export interface AttentionState {
  readonly resolved: ResolvedByName;
  /** The missed PINs by staff number. */
  readonly missedPins?: Readonly<Record<string, MissedPins>>;
  /** The refusals of the last days. */
  readonly refusals?: RefusalsByDay;
  /** What the till was told of today and that was otherwise, the newest last. */
  readonly differed?: ReadonlyArray<Differed>;
  /** The last time that the till was ended properly; an event after it on its chain takes that back. */
  readonly ended?: { readonly seq: number; readonly wallMs: number };
}

export interface MissedPins {
  /** The misses in a row at the last report. */
  readonly misses: number;
  /** The events that last reported it. */
  readonly voices: ReadonlyArray<EventId>;
}

export interface Differed extends PresentDiffered {
  readonly id: EventId;
}

/** A till is told today once in months: more than so many are nobody's mistake. */
const DIFFERED_MAX = 20;

export const MISSED_PINS_TAG = "attention/pins-missed";
/** A till that refused somebody something, or where somebody has seen that one did. */
export const REFUSALS_TAG = "attention/refusals";
/** A till that sold by what was otherwise. */
export const DIFFERED_TAG = "attention/differed";
export const REFUSED_OFTEN = "staff/refused-often";

export const attentionFold: Fold<AttentionState> = {
  version: 3,
  empty: { resolved: {} },
  apply: (state: AttentionState, event: KnownEvent): AttentionState => {
    switch (event.kind) {
      case "attention/resolved":
        return { ...state, resolved: noteResolved(state.resolved, event.body) };
      case "staff/pins-missed":
        return notePinsMissed(state, event);
      case "journal/noted": {
        const day = event.body.day ?? event.act.day;
        return { ...state, refusals: addRefusals(state.refusals ?? {}, day, event.body) };
      }
      case "present/differed": {
        const { differed = [] } = state;
        const next = [...differed, { ...event.body, id: event.id }].slice(-DIFFERED_MAX);
        return { ...state, differed: next };
      }
      case "till/ended":
        return { ...state, ended: { seq: event.key.seq, wallMs: event.act.wallMs } };
      default:
        return state;
    }
  },
  contributions: () => noContributions,
  tags: ({ missedPins, refusals, resolved, differed }) => [
    ...(missedPins === undefined ? [] : [MISSED_PINS_TAG]),
    ...(differed === undefined ? [] : [DIFFERED_TAG]),
    ...(refusals === undefined && !hasSeenRefusals(resolved) ? [] : [REFUSALS_TAG]),
  ],
};

function notePinsMissed(
  state: AttentionState,
  { id, body: { staff, misses }, act }: Extract<KnownEvent, { readonly kind: "staff/pins-missed" }>,
): AttentionState {
  const { missedPins = {} } = state;
  const missed = Object.hasOwn(missedPins, staff) ? missedPins[staff] : undefined;
  const voices = [...(missed?.voices ?? []), id].slice(-VOICES_MAX);
  return {
    ...state,
    missedPins: { ...missedPins, [staff]: { misses, voices } },
    refusals: addPinRun(state.refusals ?? {}, act.day, staff),
  };
}

function hasSeenRefusals(resolved: ResolvedByName): boolean {
  return Object.keys(resolved).some((name) => name.startsWith(`${REFUSED_OFTEN} `));
}
