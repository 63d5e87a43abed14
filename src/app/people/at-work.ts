/** Who works now, at whichever till they clocked in, and who has left today: every till shows it. */

import {
  breakNow,
  isForgotten,
  openShifts,
  shiftNames,
  shiftStart,
} from "../../domain/commands/people/clock-staff.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { readTimeCard, type WorkedShift } from "../../domain/people/time-card.ts";
import { type WallTime, clockText, markTwice, momentText } from "../../domain/text/clock-text.ts";
import { type ShownShift } from "../../tui/ports/people-port.ts";
import { tillNameOf } from "../membership/till-name.ts";
import { type Till } from "../till/till.ts";

/** Returns the open shifts by their beginning, whenever they began, then those of today that are over. */
export function shownShifts(till: Till, nowMs: number): ReadonlyArray<ShownShift> {
  const { now: today } = till.days();
  return till.ledger.read((view) => {
    const open = openShifts(view);
    const over = readTimeCard(view, { from: today, to: today }).shifts.filter(
      ({ out }) => out !== null,
    );
    return [open, over].flatMap((shifts) =>
      shifts
        .toSorted((a, b) => a.in.wallMs - b.in.wallMs)
        .map((shift) => toShown(till, view, { shift, nowMs })),
    );
  });
}

function toShown(
  till: Till,
  view: LedgerView,
  { shift, nowMs }: { readonly shift: WorkedShift; readonly nowMs: number },
): ShownShift {
  const current = breakNow(shift);
  const isOld = shift.out === null && isForgotten(shift, nowMs);

  function time(at: WallTime): string {
    return clockText(markTwice(at, till.offsetMinutes));
  }

  return {
    shift: shiftName(view, shift),
    staff: shift.staff,
    name: till.staffName(shift.staff),
    since: isOld
      ? momentText(markTwice(shift.in, till.offsetMinutes))
      : shiftStart(shift, till.offsetMinutes),
    breakSince: current && time(current.from),
    leftAt: shift.out === null ? undefined : time(shift.out),
    till: tillNameOf(till.ledger.admission(), shift.clocked.in.till),
  };
}

/** Names the shift as `till clock list` does. */
export function shiftName(view: LedgerView, { id, staff, day }: WorkedShift): string {
  const { shifts } = readTimeCard(view, { from: day, to: day, staff });
  return shiftNames(shifts).find(({ shift }) => shift.id === id)?.name ?? `${staff}/${day}`;
}
