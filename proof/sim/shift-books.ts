/**
 * The shifts of people by pen and paper: a strip for each person, on which stands what was clocked, in the ledger's
 * order. It shares no code with the product's time card.
 */

import { type KnownEvent } from "../../src/domain/events/kinds.ts";
import { type BusinessDay, type EventId } from "../../src/domain/identity.ts";
import { businessDate, daysBetween, hasDate } from "../../src/domain/text/civil-time.ts";
import { byLedger, sessionOf } from "./drawer-books.ts";
import { ZONE_OFFSET } from "./shop-set-up.ts";

export interface BookedShift {
  readonly id: EventId;
  readonly staff: string;
  readonly day: BusinessDay;
  /** As corrected. */
  readonly inMs: number;
  readonly outMs: number | null;
  /** Whole minutes; undefined while the shift is open. */
  readonly minutes: BookedMinutes | undefined;
  /** Whether somebody clocked out twice, more than a minute apart, and nobody has said since when it ended. */
  readonly isEndedTwice: boolean;
  /** Whether it begins before an earlier one of the person ends. */
  readonly isOverlapping: boolean;
}

export interface BookedMinutes {
  readonly presence: number;
  readonly paidBreaks: number;
  readonly unpaidBreaks: number;
}

export interface BookedPerson {
  readonly staff: string;
  /** By their beginnings. */
  readonly shifts: ReadonlyArray<BookedShift>;
  /** The clockings out that end no shift. */
  readonly strays: ReadonlyArray<{ readonly id: EventId; readonly day: BusinessDay }>;
  /** Whether each minute is certain: no clock was days off. */
  readonly isCertain: boolean;
}

interface Break {
  readonly fromMs: number;
  toMs: number | undefined;
  readonly isPaid: boolean;
}

/** What stands on the strip of one shift. */
interface Strip {
  readonly id: EventId;
  readonly day: BusinessDay;
  readonly homes: Set<EventId>;
  readonly breaks: Break[];
  inMs: number;
  lastInMs: number;
  outMs: number | undefined;
  /** The end that somebody corrected it to. */
  fixedOutMs: number | undefined;
  breakMinutes: number | undefined;
  isEndedTwice: boolean;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Who clocks in once more within so long of an open shift has clocked in twice (docs/hours.md). */
const SAME_SHIFT_MS = 16 * HOUR_MS;
/** The most days from the first mark to the last: more are of a clock that forgot the year. */
const DAYS_MAX = 7;

/** Returns the time cards of everybody who clocked. */
export function bookedShifts(events: ReadonlyArray<KnownEvent>): ReadonlyArray<BookedPerson> {
  const clocked = events.filter(({ kind }) => kind.startsWith("shift/")).toSorted(byLedger);
  const owners = new Map(
    clocked.flatMap((event) =>
      event.kind === "shift/clocked-in" || event.kind === "shift/left"
        ? [[sessionOf(event), event.body.staff] as const]
        : [],
    ),
  );
  const byPerson = Map.groupBy(clocked, (event) => owners.get(sessionOf(event)) ?? "");
  byPerson.delete("");
  return [...byPerson].map(([staff, own]) => personOf(staff, own));
}

function personOf(staff: string, events: ReadonlyArray<KnownEvent>): BookedPerson {
  const strips: Strip[] = [];
  const strays: Array<BookedPerson["strays"][number]> = [];
  for (const event of events) {
    if (event.kind === "shift/clocked-in") clockIn(strips, event);
    else if (event.kind === "shift/left") {
      const { wallMs, day } = event.act;
      const strip = strips.findLast((it) => isOpen(it) && isWithin(it, wallMs, DAY_MS));
      if (strip === undefined) strays.push({ id: event.id, day });
      else clockOut(strip, wallMs);
    } else {
      const strip = strips.find(({ homes }) => homes.has(sessionOf(event)));
      if (strip !== undefined) write(strip, event);
    }
  }
  return {
    staff,
    shifts: countedOnce(staff, strips),
    strays,
    isCertain: isCertain(events),
  };
}

/** A person who clocks in at a second till, which has not heard of the first one, begins no second shift. */
function clockIn(strips: Strip[], { id, act: { wallMs, day } }: KnownEvent): void {
  const open = strips.findLast((it) => isOpen(it) && isWithin(it, wallMs, SAME_SHIFT_MS));
  if (open !== undefined) {
    open.homes.add(id);
    open.lastInMs = wallMs;
    return;
  }
  strips.push({
    id,
    day,
    homes: new Set([id]),
    breaks: [],
    inMs: wallMs,
    lastInMs: wallMs,
    outMs: undefined,
    fixedOutMs: undefined,
    breakMinutes: undefined,
    isEndedTwice: false,
  });
}

function write(strip: Strip, event: KnownEvent): void {
  const { wallMs } = event.act;
  switch (event.kind) {
    case "shift/clocked-out":
      clockOut(strip, event.body.said?.wallMs ?? wallMs);
      break;
    case "shift/break-begun":
      if (isOpen(strip) && !isOnBreak(strip)) {
        strip.breaks.push({ fromMs: wallMs, toMs: undefined, isPaid: event.body.paid });
      }
      break;
    case "shift/break-ended": {
      const last = strip.breaks.at(-1);
      if (isOpen(strip) && last?.toMs === undefined && last !== undefined) last.toMs = wallMs;
      break;
    }
    case "shift/corrected": {
      const { in: begin, out, breakMinutes } = event.body;
      if (begin !== undefined) strip.inMs = begin.wallMs;
      if (breakMinutes !== undefined) strip.breakMinutes = breakMinutes;
      if (out === undefined) break;
      strip.fixedOutMs = out.wallMs;
      strip.isEndedTwice = false;
      break;
    }
    default:
  }
}

function clockOut(strip: Strip, wallMs: number): void {
  if (strip.outMs === undefined) strip.outMs = wallMs;
  else if (Math.abs(wallMs - strip.outMs) > MINUTE_MS) strip.isEndedTwice = true;
}

function isOpen({ outMs, fixedOutMs }: Strip): boolean {
  return outMs === undefined && fixedOutMs === undefined;
}

function isOnBreak({ breaks }: Strip): boolean {
  const last = breaks.at(-1);
  return last !== undefined && last.toMs === undefined;
}

function isWithin({ lastInMs }: Strip, wallMs: number, mostMs: number): boolean {
  return Math.abs(wallMs - lastInMs) <= mostMs;
}

/** Of a moment that several shifts have the one that began first has it alone. */
function countedOnce(staff: string, strips: ReadonlyArray<Strip>): ReadonlyArray<BookedShift> {
  let takenToMs = Number.NEGATIVE_INFINITY;
  return strips
    .toSorted((one, other) => one.inMs - other.inMs)
    .map((strip) => {
      const { id, day, inMs, isEndedTwice } = strip;
      const outMs = strip.fixedOutMs ?? strip.outMs ?? null;
      const fromMs = Math.max(inMs, takenToMs);
      const isOverlapping = outMs !== null && fromMs > inMs;
      if (outMs !== null) takenToMs = Math.max(takenToMs, outMs);
      const minutes =
        outMs === null ? undefined : minutesIn(strip, fromMs, Math.max(fromMs, outMs));
      return { id, staff, day, inMs, outMs, minutes, isEndedTwice, isOverlapping };
    });
}

/** Cuts the shift wherever a break begins or ends, so that a piece belongs to one break or to none. */
function minutesIn(strip: Strip, inMs: number, outMs: number): BookedMinutes {
  const { breakMinutes } = strip;
  // A person reads minutes off the clock, and counts from one to the other.
  const [fromMs, toMs] = [onTheMinute(inMs), onTheMinute(outMs)];
  const inTurn = strip.breaks.toSorted((one, other) => one.fromMs - other.fromMs);
  const breaks = inTurn.map((it) => ({
    isPaid: it.isPaid,
    fromMs: onTheMinute(it.fromMs),
    toMs: it.toMs === undefined ? toMs : onTheMinute(it.toMs),
  }));
  const cuts = breaks
    .flatMap((it) => [it.fromMs, it.toMs])
    .filter((ms) => fromMs < ms && ms < toMs);
  const edges = [fromMs, ...cuts.toSorted((one, other) => one - other), toMs];
  const ms = { paid: 0, unpaid: 0 };
  for (const [at, beginMs] of edges.slice(0, -1).entries()) {
    const endMs = edges[at + 1] ?? beginMs;
    const owner = breaks.find((it) => it.fromMs <= beginMs && endMs <= it.toMs);
    if (owner !== undefined) ms[owner.isPaid ? "paid" : "unpaid"] += endMs - beginMs;
  }
  const presence = (toMs - fromMs) / MINUTE_MS;
  return {
    presence,
    paidBreaks: ms.paid / MINUTE_MS,
    unpaidBreaks: Math.min(presence, breakMinutes ?? ms.unpaid / MINUTE_MS),
  };
}

function onTheMinute(wallMs: number): number {
  return wallMs - (wallMs % MINUTE_MS);
}

function isCertain(events: ReadonlyArray<KnownEvent>): boolean {
  const walls = events.map(({ act }) => act.wallMs);
  if (!walls.every(hasDate)) return false;
  const days = events
    .flatMap(({ act: { day, wallMs } }) => [day, businessDate(wallMs, ZONE_OFFSET, 0)])
    .toSorted();
  const [first, last] = [days[0], days.at(-1)];
  return first !== undefined && last !== undefined && daysBetween(first, last) <= DAYS_MAX;
}
