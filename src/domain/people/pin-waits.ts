/**
 * How often the PIN of a staff number was wrong in a row, and how long the next try has to wait.
 *
 * Kept by each device for itself; every few wrong ones in a row are told to the others. Nobody is locked
 * out for ever: a thief at a till must not be able to
 * shut the shop's managers out.
 */

import * as z from "zod";

import { isStaffNumber } from "./staff-number.ts";

/** The waits after the first wrong PIN, the second, …; the last one holds for all that follow. */
const WAITS_MS = [0, 0, 0, 5000, 15_000, 60_000, 300_000] as const;

/**
 * The most numbers that are kept, so that trying many doesn't fill the disk. A number is only
 * pushed out by as many others that were tried as often, which takes longer than any wait.
 */
const NUMBERS_MAX = 500;

/** Texts that can't be a staff number share one wait. */
export const NOBODY = "nobody";

const pinWaitSchema = z.object({
  misses: z.int().positive(),
  /** The last one, by the device's clock. */
  atMs: z.int(),
});
export const pinWaitsSchema = z.record(z.string(), pinWaitSchema);
/** The waits by staff number, taken or not: the numbers that are taken must not stand out. */
export type PinWaits = z.infer<typeof pinWaitsSchema>;

export interface PinTry {
  /** The waits with this try counted as wrong; `waitMs` is the wait after it. */
  readonly type: "may" | "must-wait";
  readonly waitMs: number;
  readonly waits: PinWaits;
  /** The wrong tries in a row. */
  readonly misses: number;
}

/** Tries that were cut short and are taken back within an hour: more count, whatever cut them short. */
const TAKEN_BACK_MAX = 10;

/** Tries whose process was killed before anybody had judged them. */
export const cutShortSchema = z.object({
  /** The try that has begun and is not judged, with the wait of its number before it. */
  unjudged: z.object({ number: z.string(), before: pinWaitSchema.nullable() }).nullable(),
  /** When earlier ones were taken back, by the device's clock. */
  takenBackMs: z.array(z.int()).max(TAKEN_BACK_MAX),
});
export type CutShort = z.infer<typeof cutShortSchema>;

export const NONE_CUT_SHORT: CutShort = { unjudged: null, takenBackMs: [] };

export interface CountedTries {
  readonly waits: PinWaits;
  readonly recent: RecentMisses;
  readonly cutShort: CutShort;
}

/** Counts a try as wrong before it is made. A try that must wait is not made, and does not count. */
export function beginTry(
  counted: CountedTries,
  number: string,
  nowMs: number,
): readonly [CountedTries, PinTry] {
  const { waits, recent, cutShort } = withoutCutShort(counted, nowMs);
  const made = tryPin(waits, number, nowMs);
  if (made.type === "must-wait") return [{ waits: made.waits, recent, cutShort }, made];
  const unjudged = { number, before: waits[keyOf(number)] ?? null };
  return [
    {
      waits: made.waits,
      recent: noteMiss(recent, nowMs),
      cutShort: { ...cutShort, unjudged },
    },
    made,
  ];
}

/** The try was judged. */
export function endTry(
  { waits, recent, cutShort }: CountedTries,
  number: string,
  isRight: boolean,
): CountedTries {
  const judged = { ...cutShort, unjudged: null };
  return isRight
    ? { waits: endPinWait(waits, number), recent: withoutLastMiss(recent), cutShort: judged }
    : { waits, recent, cutShort: judged };
}

/**
 * Takes back a try that nobody has judged, because its process was killed: nobody has learned anything by it. Not
 * without end: what is told after a disk has filled up in between must be no way to try every PIN.
 */
function withoutCutShort(counted: CountedTries, nowMs: number): CountedTries {
  const { waits, recent, cutShort } = counted;
  if (cutShort.unjudged === null) return counted;
  const lately = cutShort.takenBackMs.filter((atMs) => Math.min(atMs, nowMs) > nowMs - HOUR_MS);
  if (lately.length >= TAKEN_BACK_MAX) {
    return { waits, recent, cutShort: { unjudged: null, takenBackMs: lately } };
  }
  const { number, before } = cutShort.unjudged;
  const others = endPinWait(waits, number);
  return {
    waits: before === null ? others : { ...others, [keyOf(number)]: before },
    recent: withoutLastMiss(recent),
    cutShort: { unjudged: null, takenBackMs: [...lately, nowMs] },
  };
}

/** The key for the misses of all numbers together: a few of each number are never five in a row. */
export const EVERYBODY = "everybody";
/** The wrong tries within an hour after which a report is made. Source: docs/rules/belief.md, B19. */
export const HOUR_MISSES_PER_REPORT = 30;
const HOUR_MS = 3_600_000;

/** When a PIN was wrong, whoever's, by the device's clock: not older than an hour, nor told by now. */
export const recentMissesSchema = z.array(z.int()).max(HOUR_MISSES_PER_REPORT);
export type RecentMisses = z.infer<typeof recentMissesSchema>;

/** A clock that was set back makes none of them younger. */
function noteMiss(recent: RecentMisses, nowMs: number): RecentMisses {
  const within = recent
    .map((atMs) => Math.min(atMs, nowMs))
    .filter((atMs) => atMs > nowMs - HOUR_MS);
  return [...within, nowMs].slice(-HOUR_MISSES_PER_REPORT);
}

/** Takes back the last miss, because the try was right, or none. */
function withoutLastMiss(recent: RecentMisses): RecentMisses {
  return recent.slice(0, -1);
}

/** Whether the misses are to be reported; after that they are counted anew. */
export function isBurst(recent: RecentMisses): boolean {
  return recent.length >= HOUR_MISSES_PER_REPORT;
}

/** Counts a try as wrong. One that must wait is not made, and does not count. */
export function tryPin(waits: PinWaits, number: string, nowMs: number): PinTry {
  const key = keyOf(number);
  const { misses, atMs } = waits[key] ?? { misses: 0, atMs: nowMs };
  // A clock that was set back says nothing of the time between: the wait begins again, once.
  const lastMs = Math.min(atMs, nowMs);
  const leftMs = lastMs + waitAfter(misses) - nowMs;
  if (leftMs > 0) {
    const anchored = { ...waits, [key]: { misses, atMs: lastMs } };
    return { type: "must-wait", waitMs: leftMs, waits: anchored, misses };
  }
  const counted = { ...waits, [key]: { misses: misses + 1, atMs: nowMs } };
  return {
    type: "may",
    waitMs: waitAfter(misses + 1),
    waits: withinLimit(counted, key),
    misses: misses + 1,
  };
}

/** The PIN was right. */
export function endPinWait(waits: PinWaits, number: string): PinWaits {
  const { [keyOf(number)]: _, ...others } = waits;
  return others;
}

function keyOf(number: string): string {
  return isStaffNumber(number) ? number : NOBODY;
}

function waitAfter(misses: number): number {
  return misses === 0 ? 0 : (WAITS_MS[Math.min(misses, WAITS_MS.length) - 1] ?? 0);
}

/** Drops the number that was tried least, and of those the one that was tried first. */
function withinLimit(waits: PinWaits, kept: string): PinWaits {
  const otherWaits = Object.entries(waits).filter(([key]) => key !== kept);
  if (otherWaits.length < NUMBERS_MAX) return waits;
  const [least] = otherWaits.toSorted(([, a], [, b]) => a.misses - b.misses || a.atMs - b.atMs);
  return Object.fromEntries(Object.entries(waits).filter(([key]) => key !== least?.[0]));
}
