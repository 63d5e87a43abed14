/**
 * The fold of one shift: what was clocked, in the ledger's order. Which shift of a person counts, where
 * tills were apart, is decided over all of the person's shifts: see `people/time-card.ts`.
 */

import { type KnownEvent } from "../events/kinds.ts";
import { type BusinessDay, type EventId, type Origin, toStreamId } from "../identity.ts";
import { noteResolved, type ResolvedByName } from "../state/attention.ts";
import { type Fold, noContributions } from "../state/fold.ts";
import { type WallTime } from "../text/clock-text.ts";

export interface ShiftMark extends WallTime {
  readonly id: EventId;
  readonly hlc: number;
  readonly till: Origin;
  readonly day: BusinessDay;
  /** Whether the till's clock was in doubt. */
  readonly isDoubted: boolean;
}

export interface ShiftStep extends ShiftMark {
  readonly type: "out" | "break-begun" | "break-ended";
  /** Whether a break that begins here counts as work. */
  readonly paid: boolean;
}

/** A correction; a field that is missing is left as it was. */
export interface ShiftFix extends ShiftMark {
  readonly in?: WallTime;
  readonly out?: WallTime;
  readonly breakMinutes?: number;
  readonly reason: string;
  /** The staff number of the person who corrected it. */
  readonly by: string;
}

export interface ShiftState {
  readonly staff: string;
  readonly clockedIn: ShiftMark | null;
  /** A clocking out at a till that knew of no shift: it stands alone in its stream. */
  readonly left: ShiftMark | null;
  /** All that followed, in the ledger's order: tills apart may have said it twice. */
  readonly steps: ReadonlyArray<ShiftStep>;
  readonly fixes: ReadonlyArray<ShiftFix>;
  /** The questions about it that people have settled; missing until one is. */
  readonly resolved?: ResolvedByName;
}

/** The tag of shifts that nothing in their own stream ends. */
export function openShiftTag(staff: string): string {
  return `shift/open/${staff}`;
}

export function shiftDayTag(day: BusinessDay): string {
  return `shift/day/${day}`;
}

/** The same of one person. */
export function staffDayTag(staff: string, day: BusinessDay): string {
  return `shift/of/${staff}/${day}`;
}

export const shiftFold: Fold<ShiftState> = {
  version: 2,
  empty: { staff: "", clockedIn: null, left: null, steps: [], fixes: [] },
  apply: applyShiftEvent,
  contributions: () => noContributions,
  tags: ({ staff, clockedIn, left, steps, fixes }) => {
    const begun = clockedIn ?? left;
    if (begun === null) return [];
    const days = [shiftDayTag(begun.day), staffDayTag(staff, begun.day)];
    const hasEnd =
      clockedIn === null ||
      steps.some(({ type }) => type === "out") ||
      fixes.some(({ out }) => out !== undefined);
    return hasEnd ? days : [...days, openShiftTag(staff)];
  },
};

function applyShiftEvent(state: ShiftState, event: KnownEvent, stream: string): ShiftState {
  switch (event.kind) {
    case "shift/clocked-in":
      // The shift is begun only by the event that it is named for.
      return toStreamId("shift", event.id) === stream
        ? { ...state, staff: event.body.staff, clockedIn: toMark(event, event.body) }
        : state;
    case "shift/left":
      return toStreamId("shift", event.id) === stream
        ? { ...state, staff: event.body.staff, left: toMark(event, event.body) }
        : state;
    case "shift/clocked-out":
      return withStep(state, { ...toMark(event, event.body), ...event.body.said, type: "out" });
    case "shift/break-begun": {
      const { paid } = event.body;
      return withStep(state, { ...toMark(event, event.body), type: "break-begun", paid });
    }
    case "shift/break-ended":
      return withStep(state, { ...toMark(event, event.body), type: "break-ended" });
    case "shift/corrected": {
      const fix = { ...event.body, ...toMark(event, {}), by: event.act.by };
      return { ...state, fixes: [...state.fixes, fix] };
    }
    case "attention/resolved":
      return { ...state, resolved: noteResolved(state.resolved, event.body, event.act) };
    default:
      return state;
  }
}

function withStep(
  state: ShiftState,
  step: Omit<ShiftStep, "paid"> & Partial<Pick<ShiftStep, "paid">>,
): ShiftState {
  return { ...state, steps: [...state.steps, { paid: false, ...step }] };
}

function toMark({ id, key, act }: KnownEvent, { clock }: { readonly clock?: unknown }): ShiftMark {
  const { day, wallMs, offsetMinutes } = act;
  const isDoubted = clock !== undefined;
  return { id, hlc: key.hlc, till: key.origin, day, wallMs, offsetMinutes, isDoubted };
}
