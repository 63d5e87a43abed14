/** The shifts: the people at work, since when, and how long they worked. */

import { assertNever } from "../../domain/base/assert-never.ts";
import {
  breakNow,
  isForgotten,
  openShift,
  openShifts,
  shiftNames,
  shiftStart,
} from "../../domain/commands/people/clock-staff.ts";
import { isTraining } from "../../domain/events/series.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { hasOtherTills } from "../../domain/membership/admission.ts";
import { readStaffMember } from "../../domain/people/staff.ts";
import {
  type Contradiction,
  NO_SHIFT,
  readTimeCard,
  type ShiftMinutes,
  type ShiftNow,
  type WorkedShift,
} from "../../domain/people/time-card.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import {
  type WallTime,
  clockText,
  markEnds,
  markTwice,
  momentText,
} from "../../domain/text/clock-text.ts";
import { stepOf } from "../../report/sales/report-steps.ts";
import { tillNameOf } from "../membership/till-name.ts";
import { type Actor, type Till } from "../till/till.ts";
import { shiftName } from "./at-work.ts";
import { type HoursBy } from "./hours-periods.ts";

export interface ShiftEntry {
  /** Names it for `till clock fix`, such as `1/2026-11-20`. */
  readonly shift: string;
  readonly staff: string;
  readonly name: string;
  readonly day: BusinessDay;
  /** The code and the name of the till at which it began. */
  readonly till: string;
  /** `YYYY-MM-DD HH:MM` on the wall; with its offset in the hour that comes twice, or where clocks were set within. */
  readonly in: string;
  readonly out: string | null;
  /** Whole minutes between in and out. */
  readonly minutes: number | null;
  /** The same less unpaid breaks. */
  readonly work: number | null;
  readonly breaks: ReadonlyArray<BreakEntry>;
  /** Whether a clock was in doubt at its beginning or its end. */
  readonly doubted: boolean;
  /** The latest correction, and what had been clocked. */
  readonly corrected: CorrectionEntry | null;
  readonly contradictions: ReadonlyArray<Contradiction["type"]>;
}

interface BreakEntry {
  /** `HH:MM`. */
  readonly from: string;
  readonly to: string | null;
  readonly paid: boolean;
}

interface CorrectionEntry {
  /** The staff number and the name of the person who did it. */
  readonly by: string;
  readonly name: string;
  readonly reason: string;
  readonly in: string;
  readonly out: string | null;
}

export function clockedInSince(till: Till, actor: Actor): string | undefined {
  return till.ledger.read((view) => {
    const open = openShift(view, actor.number);
    return open === undefined ? undefined : shiftStart(open, till.offsetMinutes);
  });
}

/** The shift of a person as this till knows it. */
export function shiftNow(till: Till, actor: Actor, nowMs: number): ShiftNow {
  const { open, asked } = till.ledger.read((view) => ({
    open: openShift(view, actor.number),
    asked: askedOf(till, view, actor),
  }));
  const { ledger } = till;
  const mayBeElsewhere = hasOtherTills(ledger.admission(), ledger.identity.key.device);
  if (open === undefined) return { ...NO_SHIFT, mayBeElsewhere, asked };
  const current = breakNow(open);
  const isOld = isForgotten(open, nowMs);
  return {
    since: isOld
      ? momentText(markTwice(open.in, till.offsetMinutes))
      : shiftStart(open, till.offsetMinutes),
    breakSince: current && clockText(markTwice(current.from, till.offsetMinutes)),
    isForgotten: isOld,
    mayBeElsewhere,
    asked,
  };
}

/** Nobody is offered a shift in a training, or without the right to clock in. */
function askedOf({ founding }: Till, view: LedgerView, { number }: Actor): ShiftNow["asked"] {
  const asked = readSetting(view, "clock-in");
  if (asked !== "offer") return asked;
  const mayClock = readStaffMember(view, number)?.permissions.has("clock") === true;
  return mayClock && !isTraining(founding) ? "offer" : "off";
}

/** Shifts that began on these business days, by their beginning. */
export function listShifts(
  till: Till,
  from: BusinessDay,
  to: BusinessDay = from,
): ReadonlyArray<ShiftEntry> {
  const { shifts } = till.ledger.read((view) => readTimeCard(view, { from, to }));
  return shiftNames(shifts)
    .toSorted((a, b) => a.shift.in.wallMs - b.shift.in.wallMs)
    .map(({ name, shift }) => toEntry(till, name, shift));
}

/** Shifts that began before a business day and that nobody has ended, by their beginning. */
export function listStillOpen(till: Till, day: BusinessDay): ReadonlyArray<ShiftEntry> {
  return till.ledger.read((view) =>
    openShifts(view)
      .filter((shift) => shift.day < day)
      .toSorted((a, b) => a.in.wallMs - b.in.wallMs)
      .map((shift) => toEntry(till, shiftName(view, shift), shift)),
  );
}

/** A clocking out for which nobody knows a shift. */
export interface StrayEntry {
  readonly staff: string;
  readonly name: string;
  /** `YYYY-MM-DD HH:MM`. */
  readonly at: string;
}

/** The clockings out on a business day that end no shift. */
export function listStrays(till: Till, day: BusinessDay): ReadonlyArray<StrayEntry> {
  const { strays } = till.ledger.read((view) => readTimeCard(view, { from: day, to: day }));
  return strays.map(({ staff, at }) => {
    const name = till.staffName(staff);
    return { staff, name, at: momentText(markTwice(at, till.offsetMinutes)) };
  });
}

function toEntry(till: Till, shiftName: string, shift: WorkedShift): ShiftEntry {
  const { staff, day, breaks, minutes, fix, clocked } = shift;

  function endsOf(span: {
    readonly in: WallTime;
    readonly out: WallTime | null;
  }): Pick<ShiftEntry, "in" | "out"> {
    const ends = markEnds(span, till.offsetMinutes);
    return { in: momentText(ends.in), out: ends.out === null ? null : momentText(ends.out) };
  }

  function time(at: WallTime): string {
    return clockText(markTwice(at, till.offsetMinutes));
  }

  const original = endsOf(clocked);
  return {
    shift: shiftName,
    staff,
    name: till.staffName(staff),
    day,
    till: tillNameOf(till.ledger.admission(), clocked.in.till),
    ...endsOf(shift),
    minutes: minutes?.presence ?? null,
    work: minutes?.work ?? null,
    breaks: breaks.map(({ from, to, paid }) => ({
      from: time(from),
      to: to === null ? null : time(to),
      paid,
    })),
    doubted: shift.isDoubted,
    corrected:
      fix === undefined
        ? null
        : { by: fix.by, name: till.staffName(fix.by), reason: fix.reason, ...original },
    contradictions: shift.contradictions.map(({ type }) => type),
  };
}

/** The hours of a person in a period, in whole minutes. */
export interface HoursRow extends ShiftMinutes {
  /** The business day, `2026-W47` or `2026-11`; empty for all days that were asked for. */
  readonly period: string;
  readonly staff: string;
  readonly name: string;
  readonly shifts: number;
  /** Shifts that nobody has ended: they count no minute. */
  readonly open: number;
  /** Shifts with a clock in doubt, and those that were corrected. */
  readonly doubted: number;
  readonly corrected: number;
}

export interface HoursWish {
  readonly from: BusinessDay;
  readonly to: BusinessDay;
  readonly by: HoursBy;
  readonly staff?: string | undefined;
}

/** The hours of shifts that began on these business days, by period and person. */
export function workedHours(till: Till, { by, ...wish }: HoursWish): ReadonlyArray<HoursRow> {
  const { shifts } = till.ledger.read((view) => readTimeCard(view, wish));
  const rows = new Map<string, HoursRow>();
  for (const shift of shifts) {
    const period = periodOf(shift.day, by);
    const key = `${period} ${shift.staff}`;
    const row = rows.get(key) ?? emptyRow(till, period, shift.staff);
    rows.set(key, added(row, shift));
  }
  return [...rows.values()].toSorted(
    (a, b) => compare(a.period, b.period) || compare(a.staff.padStart(12), b.staff.padStart(12)),
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function periodOf(day: BusinessDay, by: HoursBy): string {
  switch (by) {
    case "person":
      return "";
    case "day":
    case "week":
    case "month":
      return stepOf(day, by);
    default:
      return assertNever(by, "period");
  }
}

function emptyRow(till: Till, period: string, staff: string): HoursRow {
  return {
    period,
    staff,
    name: till.staffName(staff),
    shifts: 0,
    open: 0,
    presence: 0,
    work: 0,
    paidBreaks: 0,
    unpaidBreaks: 0,
    doubted: 0,
    corrected: 0,
  };
}

function added(row: HoursRow, { minutes, out, isDoubted, fix }: WorkedShift): HoursRow {
  return {
    ...row,
    shifts: row.shifts + 1,
    open: row.open + (out === null ? 1 : 0),
    presence: row.presence + (minutes?.presence ?? 0),
    work: row.work + (minutes?.work ?? 0),
    paidBreaks: row.paidBreaks + (minutes?.paidBreaks ?? 0),
    unpaidBreaks: row.unpaidBreaks + (minutes?.unpaidBreaks ?? 0),
    doubted: row.doubted + (isDoubted ? 1 : 0),
    corrected: row.corrected + (fix === undefined ? 0 : 1),
  };
}
