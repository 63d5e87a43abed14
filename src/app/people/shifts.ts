/** Who works, since when. */

import { civilTime } from "../../domain/civil-time.ts";
import {
  decideClockIn,
  decideClockOut,
  openShift,
  shiftStart,
} from "../../domain/commands/clock-staff.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { shiftDayTag, type ShiftMark } from "../../domain/folds/shift-fold.ts";
import { type BusinessDay, streamName } from "../../domain/identity.ts";
import { ok, type Result } from "../../domain/result.ts";
import { type Actor, type Till } from "../till.ts";

export interface ShiftEntry {
  readonly staff: string;
  readonly name: string;
  readonly day: BusinessDay;
  /** `YYYY-MM-DD HH:MM` on the wall. */
  readonly in: string;
  readonly out: string | null;
  /** Whole minutes between in and out. */
  readonly minutes: number | null;
}

/** Returns the time on the wall, `HH:MM`. */
export function clockIn(till: Till, actor: Actor): Result<string, Refusal> {
  const done = till.act(actor, "clock in", decideClockIn);
  return done.ok ? ok(clockedInSince(till, actor) ?? "") : done;
}

export function clockOut(till: Till, actor: Actor): Result<string, Refusal> {
  const done = till.act(actor, "clock out", decideClockOut);
  if (!done.ok) return done;
  const { wallMs, offsetMinutes } = done.value.events[0]?.event.act ?? {
    wallMs: 0,
    offsetMinutes: 0,
  };
  return ok(civilTime(wallMs, offsetMinutes).time.slice(0, 5));
}

export function clockedInSince(till: Till, actor: Actor): string | undefined {
  return till.ledger.read((view) => {
    const open = openShift(view, actor.number);
    return open === undefined ? undefined : shiftStart(view, open);
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
      in: wallText(from),
      out: to === null ? null : wallText(to),
      minutes: to === null ? null : Math.floor((to.wallMs - from.wallMs) / 60_000),
    }));
}

function wallText({ wallMs, offsetMinutes }: ShiftMark): string {
  const { date, time } = civilTime(wallMs, offsetMinutes);
  return `${date} ${time.slice(0, 5)}`;
}
