/** Decisions about shifts. A person has one open shift at a time, as far as this till knows. */

import * as z from "zod";

import { lazy } from "../../base/lazy.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { type Draft, type Kind } from "../../events/kinds.ts";
import { openShiftTag } from "../../folds/shift-fold.ts";
import {
  type BusinessDay,
  businessDaySchema,
  type EventId,
  type StreamId,
  streamName,
  toStreamId,
} from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { FORGOTTEN_MS, readTimeCard, shiftOf, type WorkedShift } from "../../people/time-card.ts";
import { readSetting } from "../../settings/settings.ts";
import { addDays, businessDate, wallMsAt } from "../../text/civil-time.ts";
import {
  type WallTime,
  clockText,
  markTwice,
  momentText,
  type OffsetAt,
} from "../../text/clock-text.ts";
import {
  type Decision,
  type DecisionContext,
  requirePermission,
  requireReason,
} from "../decision.ts";
import { type Refusal } from "../refusal.ts";

/** A shift is corrected to at most so long. */
export const DAY_MINUTES = 1440;
const MINUTE_MS = 60_000;
/** The latest shift of a person began at most so many days ago; an open one whenever it began. */
const LATEST_DAYS_BACK = 7;
/** So many people are listed at most. */
const PEOPLE_MAX = 1000;

/** A time of day as somebody typed it, in minutes after midnight. */
export type TimeOfDay = number;

export const timeOfDaySchema = lazy(() =>
  z
    .int()
    .min(0)
    .max(DAY_MINUTES - 1),
);

/** `17:05`; undefined for what is no time of day. */
export function readTimeOfDay(typed: string): TimeOfDay | undefined {
  const { hours, minutes } =
    /^(?<hours>[01]?\d|2[0-3])[:.](?<minutes>[0-5]\d)$/u.exec(typed.trim())?.groups ?? {};
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

/** `left`: when the person left the shift that they forgot to clock out of. */
export function decideClockIn(
  context: DecisionContext,
  { left }: { readonly left?: TimeOfDay | undefined } = {},
): Decision {
  const allowed = requirePermission(context, "clock");
  if (!allowed.ok) return allowed;
  const staff = context.staff.number;
  const open = openShift(context.view, staff);
  const begun = { staff, ...clockDoubt(context) };
  if (open === undefined) {
    const streams = [toStreamId("shift", context.idAt(0))];
    return ok([{ kind: "shift/clocked-in", streams, body: begun }]);
  }
  if (left === undefined) return err(stillIn(context, open));
  const said = nextAt(context, open.in, left);
  if (said.wallMs > context.wall.nowMs) return err(stillIn(context, open, true));
  return ok([
    {
      kind: "shift/clocked-out",
      streams: [toStreamId("shift", open.id)],
      body: { said, ...clockDoubt(context) },
    },
    {
      kind: "shift/clocked-in",
      streams: [toStreamId("shift", context.idAt(1))],
      body: begun,
    },
  ]);
}

/**
 * At a till apart it waits for a shift that another till may know of. A shift that nobody can have worked
 * until now ends only when the person says when they left.
 */
export function decideClockOut(
  context: DecisionContext,
  { left }: { readonly left?: TimeOfDay | undefined } = {},
): Decision {
  const allowed = requirePermission(context, "clock");
  if (!allowed.ok) return allowed;
  const staff = context.staff.number;
  const open = openShift(context.view, staff);
  if (open !== undefined) return leftAt(context, open, left);
  if (context.hasOtherTills !== true || left !== undefined) {
    return err({ type: "shift/not-in", staff });
  }
  const streams = [toStreamId("shift", context.idAt(0))];
  return ok([{ kind: "shift/left", streams, body: { staff, ...clockDoubt(context) } }]);
}

function leftAt(
  context: DecisionContext,
  open: WorkedShift,
  left: TimeOfDay | undefined,
): Decision {
  const { wall, staff } = context;
  const said = left === undefined ? undefined : nextAt(context, open.in, left);
  const isForgot = said === undefined && isForgotten(open, wall.nowMs);
  if (isForgot || (said !== undefined && said.wallMs > wall.nowMs)) {
    const since = momentText(markTwice(open.in, wall.offsetAt));
    return err({ type: "shift/forgot-to-leave", staff: staff.number, since });
  }
  const body = { ...(said === undefined ? {} : { said }), ...clockDoubt(context) };
  return ok([{ kind: "shift/clocked-out", streams: [toStreamId("shift", open.id)], body }]);
}

export interface BreakWish {
  /** `turn`: whichever of the two is not the case now. */
  readonly way: "begin" | "end" | "turn";
  /** Whether it counts as work; as the shop usually has it where it is missing. */
  readonly paid?: boolean | undefined;
}

export function decideBreak(context: DecisionContext, { way, paid }: BreakWish): Decision {
  const allowed = requirePermission(context, "clock");
  if (!allowed.ok) return allowed;
  const { view, wall } = context;
  const staff = context.staff.number;
  const open = openShift(view, staff);
  if (open === undefined) return err({ type: "shift/not-in", staff });
  const streams = [toStreamId("shift", open.id)];
  const current = breakNow(open);
  if (current === undefined) {
    if (way === "end") return err({ type: "shift/no-break", staff });
    const counts = paid ?? readSetting(view, "break-paid") === "paid";
    const body = { paid: counts, ...clockDoubt(context) };
    return ok([{ kind: "shift/break-begun", streams, body }]);
  }
  if (way === "begin") {
    const since = clockText(markTwice(current.from, wall.offsetAt));
    return err({ type: "shift/on-break", staff, since });
  }
  return ok([{ kind: "shift/break-ended", streams, body: clockDoubt(context) }]);
}

export interface ShiftCorrection {
  readonly shift: string;
  readonly in?: TimeOfDay | undefined;
  readonly out?: TimeOfDay | undefined;
  /** All unpaid breaks together. */
  readonly breakMinutes?: number | undefined;
  /** Refused without one. */
  readonly reason?: string | undefined;
}

/** Corrects a shift. What was clocked stays beside it. */
export function decideCorrectShift(context: DecisionContext, fix: ShiftCorrection): Decision {
  const allowed = requirePermission(context, "reports");
  if (!allowed.ok) return allowed;
  const { view, wall } = context;
  const shift = findShift(view, fix.shift, context.day);
  if (shift === undefined) return err({ type: "shift/unknown", shift: fix.shift });
  const why = requireReason(fix.reason ?? "", { type: "shift/no-reason" });
  if (!why.ok) return why;
  const times = correctedTimes(context, shift, fix);
  if (!times.ok) return times;
  const { begin, end } = times.value;
  const body = {
    ...(begin === undefined ? {} : { in: begin }),
    ...(end === undefined ? {} : { out: end }),
    ...(fix.breakMinutes === undefined ? {} : { breakMinutes: fix.breakMinutes }),
    reason: why.value,
  };
  const other = overlapping(view, shift, { begin: begin ?? shift.in, end: end ?? shift.out });
  if (other !== undefined) {
    const since = momentText(markTwice(other.in, wall.offsetAt));
    return err({ type: "shift/overlaps", staff: shift.staff, since });
  }
  return ok([{ kind: "shift/corrected", streams: [toStreamId("shift", shift.id)], body }]);
}

/** The new moments, where they are said, that make a shift which ends after its beginning. */
function correctedTimes(
  context: DecisionContext,
  shift: WorkedShift,
  fix: ShiftCorrection,
): Result<{ readonly begin?: WallTime | undefined; readonly end?: WallTime | undefined }, Refusal> {
  const begin = fix.in === undefined ? undefined : nearestAt(context, shift.clocked.in, fix.in);
  const from = begin ?? shift.in;
  const end = fix.out === undefined ? undefined : nextAt(context, from, fix.out);
  const to = end ?? shift.out;
  const lastMs = Math.max(from.wallMs, begin?.wallMs ?? 0, end?.wallMs ?? 0);
  const minutes = to === null ? DAY_MINUTES : (to.wallMs - from.wallMs) / MINUTE_MS;
  const isOdd = lastMs > context.wall.nowMs || minutes < 0 || minutes > DAY_MINUTES;
  const isNothing = begin === undefined && end === undefined && fix.breakMinutes === undefined;
  if (isOdd || isNothing || (fix.breakMinutes ?? 0) > minutes) {
    return err({ type: "shift/times-odd", staff: shift.staff });
  }
  return ok({ begin, end });
}

/** Another shift of the person that the corrected one would reach into. */
function overlapping(
  view: LedgerView,
  { id, day, staff, in: before }: WorkedShift,
  { begin, end }: { readonly begin: WallTime; readonly end: WallTime | null },
): WorkedShift | undefined {
  const { shifts } = readTimeCard(view, { from: addDays(day, -2), to: addDays(day, 2), staff });
  const others = shifts.filter((other) => other.id !== id);
  if (end === null) {
    // A shift that is open reaches only back, and only where its beginning is moved.
    return others.find(
      ({ in: earlier, out }) =>
        begin.wallMs < before.wallMs &&
        earlier.wallMs < before.wallMs &&
        out !== null &&
        out.wallMs > begin.wallMs,
    );
  }
  return others.find(
    (other) =>
      other.in.wallMs < end.wallMs &&
      (other.out?.wallMs ?? Number.POSITIVE_INFINITY) > begin.wallMs,
  );
}

/** The shift with that name, such as `1/2026-11-20` (see `shiftNames`); the latest one of person `1`. */
function findShift(view: LedgerView, name: string, today: BusinessDay): WorkedShift | undefined {
  if (!name.includes("/")) {
    const from = addDays(today, -LATEST_DAYS_BACK);
    return (
      openShift(view, name) ?? readTimeCard(view, { from, to: today, staff: name }).shifts.at(-1)
    );
  }
  const { staff, day = "" } = /^(?<staff>[^/]+)\/(?<day>[^/]+)/u.exec(name)?.groups ?? {};
  const on = businessDaySchema.safeParse(day);
  if (!on.success) return undefined;
  const { shifts } = readTimeCard(view, { from: on.data, to: on.data, staff });
  return shiftNames(shifts).find((named) => named.name === name)?.shift;
}

/** Names shifts by person and day; the second of a day is `1/2026-11-20/2`. They come by their beginning. */
export function shiftNames(
  shifts: ReadonlyArray<WorkedShift>,
): ReadonlyArray<{ readonly name: string; readonly shift: WorkedShift }> {
  const counts = new Map<string, number>();
  return shifts.map((shift) => {
    const first = `${shift.staff}/${shift.day}`;
    const count = (counts.get(first) ?? 0) + 1;
    counts.set(first, count);
    return { name: count === 1 ? first : `${first}/${count}`, shift };
  });
}

export function openShift(view: LedgerView, staff: string): WorkedShift | undefined {
  return view
    .tagged(openShiftTag(staff))
    .map((stream) => ({
      stream,
      day: view.state("shift", streamName(stream)).clockedIn?.day ?? "",
    }))
    .toSorted((a, b) => (a.day < b.day ? 1 : -1))
    .map(({ stream }) => shiftOf(view, idOf(stream)))
    .find((shift) => shift?.out === null);
}

/** The open shifts of all people, by staff number. */
export function openShifts(view: LedgerView): ReadonlyArray<WorkedShift> {
  const tagged = view
    .lastTagged(openShiftTag(""), PEOPLE_MAX)
    .map(([, shift]) => view.state("shift", streamName(shift)).staff);
  return [...new Set(tagged)]
    .flatMap((staff) => openShift(view, staff) ?? [])
    .toSorted((a, b) => (a.staff < b.staff ? -1 : 1));
}

/** The break that the person is on. */
export function breakNow({ breaks, out }: WorkedShift): WorkedShift["breaks"][number] | undefined {
  const last = breaks.at(-1);
  return out === null && last?.to === null ? last : undefined;
}

/** `HH:MM` on the wall where the person clocked in; with its offset in the hour that comes twice. */
export function shiftStart({ in: begin }: WorkedShift, offsetAt: OffsetAt): string {
  return clockText(markTwice(begin, offsetAt));
}

/** Whether it began so long ago that the person forgot to end it. */
export function isForgotten({ in: begin }: WorkedShift, nowMs: number): boolean {
  return nowMs - begin.wallMs > FORGOTTEN_MS;
}

function stillIn(
  { wall: { nowMs, offsetAt } }: DecisionContext,
  shift: WorkedShift,
  isLeftSaid = false,
): Refusal {
  const { staff, in: begin } = shift;
  return isLeftSaid || isForgotten(shift, nowMs)
    ? { type: "shift/forgotten", staff, since: momentText(markTwice(begin, offsetAt)) }
    : { type: "shift/already-in", staff, since: clockText(markTwice(begin, offsetAt)) };
}

/** The first such time of day that is not before a moment. */
function nextAt(
  { wall: { offsetAt } }: DecisionContext,
  from: WallTime,
  time: TimeOfDay,
): WallTime {
  const day = businessDate(from.wallMs, from.offsetMinutes, 0);
  const todayMs = wallMsAt(day, time, offsetAt);
  // Whoever types the minute of the beginning means that minute, not a day later.
  const isBefore = todayMs <= from.wallMs - MINUTE_MS;
  const wallMs = isBefore ? wallMsAt(addDays(day, 1), time, offsetAt) : todayMs;
  return { wallMs: Math.max(wallMs, from.wallMs), offsetMinutes: offsetAt(wallMs) };
}

/** Such a time of day on the day of a moment, before or after midnight, whichever is nearest. */
function nearestAt(
  { wall: { offsetAt } }: DecisionContext,
  at: WallTime,
  time: TimeOfDay,
): WallTime {
  const day = businessDate(at.wallMs, at.offsetMinutes, 0);
  const [first = at.wallMs, ...others] = [-1, 0, 1].map((days) =>
    wallMsAt(addDays(day, days), time, offsetAt),
  );
  const wallMs = others.reduce(
    (best, ms) => (Math.abs(ms - at.wallMs) < Math.abs(best - at.wallMs) ? ms : best),
    first,
  );
  return { wallMs, offsetMinutes: offsetAt(wallMs) };
}

function clockDoubt({ doubts }: DecisionContext): {
  readonly clock?: { readonly aheadMs: number | null };
} {
  const clock = doubts?.().clock;
  return clock === undefined ? {} : { clock };
}

function idOf(stream: StreamId): EventId {
  return streamName(stream) as EventId;
}

/** What takes a shift, where the shop wants one. Money that is owed is taken from whoever brings it. */
const SELLING: ReadonlySet<Kind> = new Set<Kind>(["order/opened", "order/line-added"]);

/** Whether a person without a shift may not do this: the shop wants one of who sells. */
export function lacksShift(
  view: LedgerView,
  staff: string,
  drafts: ReadonlyArray<Pick<Draft, "kind">>,
): boolean {
  return (
    drafts.some(({ kind }) => SELLING.has(kind)) &&
    readSetting(view, "clock-in") === "must" &&
    openShift(view, staff) === undefined
  );
}
