/** The shifts: the people at work, and since when. */

import { openShift, shiftStart } from "../../domain/commands/clock-staff.ts";
import { shiftDayTag, type ShiftMark } from "../../domain/folds/shift-fold.ts";
import { type BusinessDay, streamName } from "../../domain/identity.ts";
import { hasDate } from "../../domain/text/civil-time.ts";
import { markTwice, momentText } from "../../domain/text/clock-text.ts";
import { type Actor, type Till } from "../till.ts";

export interface ShiftEntry {
  readonly staff: string;
  readonly name: string;
  readonly day: BusinessDay;
  /** `YYYY-MM-DD HH:MM` on the wall, with its offset in the hour that comes twice. */
  readonly in: string;
  readonly out: string | null;
  /** Whole minutes between in and out. */
  readonly minutes: number | null;
}

export function clockedInSince(till: Till, actor: Actor): string | undefined {
  return till.ledger.read((view) => {
    const open = openShift(view, actor.number);
    return open === undefined ? undefined : shiftStart(view, open, till.offsetMinutes);
  });
}

/** Shifts that began on a business day, by their beginning. */
export function listShifts(till: Till, day: BusinessDay): ReadonlyArray<ShiftEntry> {
  const shifts = till.ledger.read((view) =>
    view.tagged(shiftDayTag(day)).map((stream) => view.state("shift", streamName(stream))),
  );
  return shifts
    .flatMap(({ staff, clockedIn, clockedOut }) =>
      clockedIn === null ? [] : [{ staff, from: clockedIn, to: clockedOut }],
    )
    .toSorted((a, b) => a.from.wallMs - b.from.wallMs)
    .map(({ staff, from, to }) => ({
      staff,
      name: till.staffName(staff),
      day: from.day,
      in: momentText(markTwice(from, till.offsetMinutes)),
      out: to === null ? null : momentText(markTwice(to, till.offsetMinutes)),
      minutes: to === null ? null : minutesBetween(from, to),
    }));
}

/** Null where one of the clocks said what is no date. */
function minutesBetween(from: ShiftMark, to: ShiftMark): number | null {
  if (!hasDate(from.wallMs) || !hasDate(to.wallMs)) return null;
  return Math.floor((to.wallMs - from.wallMs) / 60_000);
}
