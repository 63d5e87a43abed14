/** The fold of one shift: a person clocked in once, and out at most once that counts. */

import { type KnownEvent } from "../events/kinds.ts";
import { type BusinessDay, type EventId, type Origin, toStreamId } from "../identity.ts";
import { type Fold, noContributions } from "../state/fold.ts";

export interface ShiftMark {
  readonly id: EventId;
  readonly till: Origin;
  readonly day: BusinessDay;
  readonly wallMs: number;
  readonly offsetMinutes: number;
}

export interface ShiftState {
  readonly staff: string;
  readonly clockedIn: ShiftMark | null;
  /** The first by key: a second one, made apart, changes nothing. */
  readonly clockedOut: ShiftMark | null;
}

export function openShiftTag(staff: string): string {
  return `shift/open/${staff}`;
}

export function shiftDayTag(day: BusinessDay): string {
  return `shift/day/${day}`;
}

export const shiftFold: Fold<ShiftState> = {
  version: 1,
  empty: { staff: "", clockedIn: null, clockedOut: null },
  apply: applyShiftEvent,
  contributions: () => noContributions,
  tags: ({ staff, clockedIn, clockedOut }) =>
    clockedIn === null
      ? []
      : [shiftDayTag(clockedIn.day), ...(clockedOut === null ? [openShiftTag(staff)] : [])],
};

function applyShiftEvent(state: ShiftState, event: KnownEvent, stream: string): ShiftState {
  switch (event.kind) {
    case "shift/clocked-in":
      // The shift is begun only by the event that it is named for.
      return toStreamId("shift", event.id) === stream
        ? { ...state, staff: event.body.staff, clockedIn: toMark(event) }
        : state;
    case "shift/clocked-out":
      return state.clockedOut === null ? { ...state, clockedOut: toMark(event) } : state;
    default:
      return state;
  }
}

function toMark({ id, key, act }: KnownEvent): ShiftMark {
  const { day, wallMs, offsetMinutes } = act;
  return { id, till: key.origin, day, wallMs, offsetMinutes };
}
