/**
 * The shifts of people, out of what was clocked at tills that may have been apart. The marks of a person
 * are read in the ledger's order, so every till comes to the same shifts, and no minute counts twice.
 */

import { compareInLedger } from "../events/event.ts";
import {
  shiftDayTag,
  staffDayTag,
  type ShiftFix,
  type ShiftMark,
  type ShiftState,
  type ShiftStep,
} from "../folds/shift-fold.ts";
import { type BusinessDay, type EventId, type StreamId, streamName } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { addDays, daysFromTo, hasDate } from "../text/civil-time.ts";
import { type WallTime } from "../text/clock-text.ts";

export interface ShiftBreak {
  readonly from: ShiftMark;
  /** Null while it lasts, and where the shift's end ended it. */
  readonly to: ShiftMark | null;
  readonly paid: boolean;
}

export interface WorkedShift {
  /** The id of the clocking in that counts. */
  readonly id: EventId;
  readonly staff: string;
  /** The business day of the clocking in. */
  readonly day: BusinessDay;
  /** What was clocked, whatever was corrected since. */
  readonly clocked: { readonly in: ShiftMark; readonly out: ShiftMark | null };
  readonly in: WallTime;
  readonly out: WallTime | null;
  readonly breaks: ReadonlyArray<ShiftBreak>;
  /** The latest correction; undefined where there is none. */
  readonly fix: ShiftFix | undefined;
  /** Undefined while it is open, and where a clock said what is no date. */
  readonly minutes: ShiftMinutes | undefined;
  /** Whether a clock was in doubt at its beginning or its end. */
  readonly isDoubted: boolean;
  readonly contradictions: ReadonlyArray<Contradiction>;
}

/** Whole minutes. */
export interface ShiftMinutes {
  readonly presence: number;
  /** The presence less unpaid breaks. */
  readonly work: number;
  readonly paidBreaks: number;
  readonly unpaidBreaks: number;
}

/** `out`: a person clocked out of a shift that was over; `overlap`: a part counts in another shift already. */
export interface Contradiction {
  readonly type: "out" | "overlap";
  readonly at: ShiftMark;
}

export interface TimeCard {
  readonly shifts: ReadonlyArray<WorkedShift>;
  /** The clockings out for which nobody knows a shift. */
  readonly strays: ReadonlyArray<{ readonly staff: string; readonly at: ShiftMark }>;
}

/** The shift of the person at a till, as it knows it. */
export interface ShiftNow {
  /** When it began, `HH:MM`, with its date where that is long ago; undefined outside of one. */
  readonly since: string | undefined;
  /** When the break began that the person is on. */
  readonly breakSince: string | undefined;
  /** Whether it began so long ago that the person forgot to end it. */
  readonly isForgotten: boolean;
  /** Whether another till may know of one. */
  readonly mayBeElsewhere: boolean;
  /** Whether the shop asks for one at the log-in. */
  readonly asked: "off" | "offer" | "must";
}

export const NO_SHIFT: ShiftNow = {
  since: undefined,
  breakSince: undefined,
  isForgotten: false,
  mayBeElsewhere: false,
  asked: "off",
};

/** For so long after a clocking in a clocking out at a till that knew of none belongs to it. */
const SHIFT_MS_MAX = 86_400_000;
/** Nobody works that long: the person forgot to clock out. A second clocking in is another shift then. */
export const FORGOTTEN_MS = 57_600_000;
const MINUTE_MS = 60_000;
/** A shift is ended on the day after it at the latest, but for a clock that is off. */
const DAYS_AROUND = 2;
/** Days on end that a person's clockings in are followed back. */
const DAYS_BACK_MAX = 31;

/** What was clocked in one stream. */
interface Stream {
  readonly id: EventId;
  readonly state: ShiftState;
}

type Mark =
  | { readonly type: "in"; readonly at: ShiftMark; readonly stream: EventId }
  | { readonly type: "left"; readonly at: ShiftMark; readonly stream: EventId }
  | { readonly type: "step"; readonly at: ShiftStep; readonly stream: EventId }
  | { readonly type: "fixed"; readonly at: ShiftFix; readonly stream: EventId };

interface Draft {
  readonly streams: Set<EventId>;
  readonly staff: string;
  readonly in: ShiftMark;
  /** The last clocking in of it, where there were several apart. */
  lastIn: ShiftMark;
  out: ShiftMark | null;
  isOpen: boolean;
  readonly breaks: Array<{ from: ShiftMark; to: ShiftMark | null; paid: boolean }>;
  readonly fixes: Array<ShiftFix>;
  readonly contradictions: Array<Contradiction>;
}

/** The shifts that began on these business days, by person and beginning; of one person where one is named. */
export function readTimeCard(
  view: LedgerView,
  { from, to, staff }: { from: BusinessDay; to: BusinessDay; staff?: string | undefined },
): TimeCard {
  const streams = streamsAround(view, { from, to, staff });
  const people = [...new Set(streams.map(({ state }) => state.staff))].toSorted();
  const cards = people.map((person) =>
    cardOf(streams.filter(({ state }) => state.staff === person)),
  );

  function isWithin(day: BusinessDay): boolean {
    return day >= from && day <= to;
  }

  return {
    shifts: cards.flatMap(({ shifts }) => shifts.filter(({ day }) => isWithin(day))),
    strays: cards.flatMap(({ strays }) => strays.filter(({ at }) => isWithin(at.day))),
  };
}

/** The shift that a clocking in belongs to, which may be one that was begun at another till. */
export function shiftOf(view: LedgerView, id: EventId): WorkedShift | undefined {
  const { clockedIn, staff } = view.state("shift", id);
  if (clockedIn === null) return undefined;
  const { day } = clockedIn;
  const { shifts } = readTimeCard(view, { from: addDays(day, -DAYS_AROUND), to: day, staff });
  return (
    shifts.findLast((shift) => shift.id === id) ?? shifts.findLast((shift) => shift.day <= day)
  );
}

function streamsAround(
  view: LedgerView,
  { from, to, staff }: { from: BusinessDay; to: BusinessDay; staff?: string | undefined },
): ReadonlyArray<Stream> {
  const days = daysFromTo(addDays(from, -DAYS_AROUND), addDays(to, DAYS_AROUND));
  const found = days.flatMap((day) => streamsOn(view, day, staff));
  // A clocking in may belong to the shift of the day before, and so on.
  let earliest = found;
  for (let back = DAYS_AROUND + 1; back <= DAYS_BACK_MAX; back += 1) {
    const before = streamsOn(view, addDays(from, -back), staff);
    if (!mayBeOne(before, earliest)) break;
    found.push(...before);
    earliest = [...before];
  }
  return found;
}

/** Whether a clocking in of the later ones may belong to a shift of the earlier ones. */
function mayBeOne(earlier: ReadonlyArray<Stream>, later: ReadonlyArray<Stream>): boolean {
  return earlier.some(({ state: one }) =>
    later.some(
      ({ state: other }) =>
        one.staff === other.staff && isNear(one.clockedIn, other.clockedIn, FORGOTTEN_MS),
    ),
  );
}

function isNear(one: ShiftMark | null, other: ShiftMark | null, mostMs: number): boolean {
  return one !== null && other !== null && Math.abs(one.wallMs - other.wallMs) <= mostMs;
}

function streamsOn(
  view: LedgerView,
  day: BusinessDay,
  staff: string | undefined,
): ReadonlyArray<Stream> {
  return view
    .tagged(staff === undefined ? shiftDayTag(day) : staffDayTag(staff, day))
    .map((stream) => toStream(view, stream));
}

function toStream(view: LedgerView, stream: StreamId): Stream {
  const name = streamName(stream);
  return { id: name as EventId, state: view.state("shift", name) };
}

/** The time card of one person. */
function cardOf(streams: ReadonlyArray<Stream>): TimeCard {
  const staff = streams[0]?.state.staff ?? "";
  const drafts: Array<Draft> = [];
  const strays: Array<TimeCard["strays"][number]> = [];
  for (const mark of marksIn(streams)) {
    if (mark.type === "in") clockIn(drafts, mark, staff);
    else if (mark.type === "left") {
      const draft = openAt(drafts, mark.at, SHIFT_MS_MAX);
      if (draft === undefined) strays.push({ staff, at: mark.at });
      else end(draft, mark.at);
    } else {
      const draft = drafts.find((it) => it.streams.has(mark.stream));
      if (draft !== undefined) apply(draft, mark);
    }
  }
  return { shifts: counted(drafts), strays };
}

function marksIn(streams: ReadonlyArray<Stream>): ReadonlyArray<Mark> {
  return streams
    .flatMap(({ id: stream, state: { clockedIn, left, steps, fixes } }): ReadonlyArray<Mark> => {
      const alone = left === null ? [] : [{ type: "left", at: left, stream } as const];
      if (clockedIn === null) return alone;
      return [
        { type: "in", at: clockedIn, stream },
        ...steps.map((at) => ({ type: "step", at, stream }) as const),
        ...fixes.map((at) => ({ type: "fixed", at, stream }) as const),
      ];
    })
    .toSorted((a, b) => compareInLedger(a.at, b.at));
}

/** The latest shift that is open, and was begun so long before at most. */
function openAt(drafts: ReadonlyArray<Draft>, at: ShiftMark, mostMs: number): Draft | undefined {
  return drafts.findLast(({ isOpen, lastIn }) => isOpen && isNear(at, lastIn, mostMs));
}

/** A second clocking in, made apart, is the same shift. */
function clockIn(
  drafts: Array<Draft>,
  { at, stream }: Pick<Mark, "stream"> & { readonly at: ShiftMark },
  staff: string,
): void {
  const open = openAt(drafts, at, FORGOTTEN_MS);
  if (open === undefined) {
    const streams = new Set([stream]);
    const nothing = { out: null, isOpen: true, breaks: [], fixes: [], contradictions: [] };
    drafts.push({ streams, staff, in: at, lastIn: at, ...nothing });
    return;
  }
  open.streams.add(stream);
  open.lastIn = at;
}

function apply(draft: Draft, mark: Extract<Mark, { readonly type: "step" | "fixed" }>): void {
  if (mark.type === "fixed") {
    draft.fixes.push(mark.at);
    if (mark.at.out === undefined) return;
    draft.isOpen = false;
    // Whoever says when it ended has seen what was clocked until then.
    draft.contradictions.length = 0;
    return;
  }
  const { at } = mark;
  if (at.type === "out") {
    end(draft, at);
    return;
  }
  if (!draft.isOpen) return;
  const current = draft.breaks.at(-1);
  const isOn = current?.to === null;
  // Tills apart may each have begun the break, or ended it: once is enough.
  if (at.type === "break-ended" && isOn) current.to = at;
  if (at.type === "break-begun" && !isOn) draft.breaks.push({ from: at, to: null, paid: at.paid });
}

function end(draft: Draft, at: ShiftMark): void {
  draft.isOpen = false;
  if (draft.out === null) draft.out = at;
  else if (!isNear(at, draft.out, MINUTE_MS)) draft.contradictions.push({ type: "out", at });
}

/** The shifts with their minutes: what one of them counts, no later one counts again. */
function counted(drafts: ReadonlyArray<Draft>): ReadonlyArray<WorkedShift> {
  let countedToMs = Number.NEGATIVE_INFINITY;
  return drafts
    .map((draft) => ({ draft, ...corrected(draft) }))
    .toSorted((a, b) => a.in.wallMs - b.in.wallMs || compareInLedger(a.draft.in, b.draft.in))
    .map(({ draft, in: begin, out, breakMinutes, fix }) => {
      const { breaks, contradictions, staff } = draft;
      const fromMs = Math.max(begin.wallMs, countedToMs);
      const isOver = out !== null && hasDate(begin.wallMs) && hasDate(out.wallMs);
      const isCut = isOver && fromMs > begin.wallMs;
      if (isOver) countedToMs = Math.max(countedToMs, out.wallMs);
      return {
        id: draft.in.id,
        staff,
        day: draft.in.day,
        clocked: { in: draft.in, out: draft.out },
        in: begin,
        out,
        breaks,
        fix,
        minutes: isOver
          ? minutesOf({ fromMs, toMs: Math.max(fromMs, out.wallMs) }, { breaks, breakMinutes })
          : undefined,
        isDoubted: draft.in.isDoubted || draft.out?.isDoubted === true,
        contradictions: isCut
          ? [...contradictions, { type: "overlap" as const, at: draft.in }]
          : contradictions,
      };
    });
}

/** Of each field the latest correction counts. */
function corrected({ in: begin, out, fixes }: Draft): {
  readonly in: WallTime;
  readonly out: WallTime | null;
  readonly breakMinutes: number | undefined;
  readonly fix: ShiftFix | undefined;
} {
  return {
    in: fixes.findLast((fix) => fix.in !== undefined)?.in ?? begin,
    out: fixes.findLast((fix) => fix.out !== undefined)?.out ?? out,
    breakMinutes: fixes.findLast((fix) => fix.breakMinutes !== undefined)?.breakMinutes,
    fix: fixes.at(-1),
  };
}

/** Counts between minutes as clocks show them: 9:00:40 to 17:00:10 are the eight hours that a person reads. */
function minutesOf(
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  how: {
    readonly breaks: ReadonlyArray<ShiftBreak>;
    readonly breakMinutes: number | undefined;
  },
): ShiftMinutes {
  const [first, end] = [shownMinute(fromMs), shownMinute(toMs)];
  let brokenTo = first;
  const sums = { paid: 0, unpaid: 0 };
  // One till's clock may be ahead of another's: a moment that two breaks have belongs to the one that began first.
  const breaks = how.breaks.toSorted((a, b) => a.from.wallMs - b.from.wallMs);
  for (const { from, to, paid } of breaks) {
    const begin = Math.max(shownMinute(from.wallMs), brokenTo);
    const over = Math.min(shownMinute(to?.wallMs ?? toMs), end);
    sums[paid ? "paid" : "unpaid"] += Math.max(0, over - begin);
    brokenTo = Math.max(brokenTo, over);
  }
  const presence = end - first;
  const unpaidBreaks = Math.min(presence, how.breakMinutes ?? sums.unpaid);
  const paidBreaks = sums.paid;
  return { presence, work: presence - unpaidBreaks, paidBreaks, unpaidBreaks };
}

function shownMinute(wallMs: number): number {
  return Math.floor(wallMs / MINUTE_MS);
}
