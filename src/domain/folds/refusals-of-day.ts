/**
 * Refusals by business day, as one till noted them, and which of them are so many that somebody should
 * look. Tills that hold the same events find the same ones.
 */

import { MISSES_PER_REPORT } from "../events/missed-pins.ts";
import { type BusinessDay } from "../identity.ts";
import { daysBetween } from "../text/civil-time.ts";

/** The mark for a wrong PIN in the place of a permission. */
export const WRONG_PIN = "pin";
/** A log-in of somebody who may not sign in any more. */
export const INACTIVE = "inactive";
/** The mark for refusals beyond the day's limit. */
export const MORE_REFUSALS = "more";

/** Lines that one till writes for one business day; one more line counts the refusals beyond it. */
export const LINES_PER_DAY_MAX = 500;
/**
 * The refusals of one person and act on one business day, at all tills together, after which
 * somebody is asked to look.
 */
export const REPEATED_MIN = 10;
/** Days that are kept before the last one of a till: journals read further back. */
const DAYS_KEPT = 31;

export interface DayRefusals {
  /** Lines written; of the one that counts what went beyond them none. */
  readonly lines: number;
  /** The counts by `refusalKey`. */
  readonly counts: Readonly<Record<string, number>>;
  /** How often five wrong PINs in a row were told at once, by `refusalKey`. */
  readonly pinRuns: Readonly<Record<string, number>>;
}

export type RefusalsByDay = Readonly<Record<string, DayRefusals>>;

export interface RepeatedRefusal {
  readonly day: BusinessDay;
  readonly staff: string;
  readonly what: string;
  /** The count at all tills together. */
  readonly count: number;
  /** How many times `REPEATED_MIN` was reached: each one asks anew. */
  readonly step: number;
}

const NO_REFUSALS: DayRefusals = { lines: 0, counts: {}, pinRuns: {} };

/** Joins both texts with a blank, because neither has one. */
export function refusalKey(staff: string, what: string): string {
  return `${staff} ${what}`;
}

export function addRefusals(
  byDay: RefusalsByDay,
  day: BusinessDay,
  { staff, what, count }: { readonly staff: string; readonly what: string; readonly count: number },
): RefusalsByDay {
  const before = byDay[day] ?? NO_REFUSALS;
  const key = refusalKey(staff, what);
  const counts = { ...before.counts, [key]: (before.counts[key] ?? 0) + count };
  const lines = before.lines + (what === MORE_REFUSALS ? 0 : 1);
  return recent({ ...byDay, [day]: { ...before, lines, counts } });
}

/** Five wrong PINs in a row ask somebody by themselves, so they are not counted once more. */
export function addPinRun(byDay: RefusalsByDay, day: BusinessDay, staff: string): RefusalsByDay {
  const before = byDay[day] ?? NO_REFUSALS;
  const key = refusalKey(staff, WRONG_PIN);
  const pinRuns = { ...before.pinRuns, [key]: (before.pinRuns[key] ?? 0) + 1 };
  return recent({ ...byDay, [day]: { ...before, pinRuns } });
}

/** Returns the refusals of all tills that repeat, by rising day. */
export function repeatedRefusals(
  tills: ReadonlyArray<RefusalsByDay>,
): ReadonlyArray<RepeatedRefusal> {
  const counts = new Map<string, number>();
  const reportedMisses = new Map<string, number>();
  for (const till of tills) {
    for (const [day, refusals] of Object.entries(till)) {
      increaseAll(counts, day, refusals.counts);
      increaseAll(reportedMisses, day, refusals.pinRuns);
    }
  }
  return [...counts]
    .flatMap(([name, count]) => {
      const [day = "", staff = "", what = ""] = name.split(" ");
      const asking = count - (reportedMisses.get(name) ?? 0) * MISSES_PER_REPORT;
      const step = Math.floor(asking / REPEATED_MIN);
      const isRepeated = step > 0 && what !== MORE_REFUSALS;
      return isRepeated ? [{ name, day: day as BusinessDay, staff, what, count, step }] : [];
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name: _name, ...repeated }) => repeated);
}

/** Names the item; it is another one once `REPEATED_MIN` more came. */
export function repeatedSubject({ staff, what, step }: RepeatedRefusal): string {
  return `${refusalKey(staff, what)} ${step}`;
}

function increaseAll(
  sums: Map<string, number>,
  day: string,
  counts: Readonly<Record<string, number>>,
): void {
  for (const [key, count] of Object.entries(counts)) {
    const name = `${day} ${key}`;
    sums.set(name, (sums.get(name) ?? 0) + count);
  }
}

/** Drops the days that are so far before the last one that nobody looks at them any more. */
function recent(byDay: RefusalsByDay): RefusalsByDay {
  const days = Object.keys(byDay).toSorted() as BusinessDay[];
  const last = days.at(-1);
  const kept = days.filter((day) => last !== undefined && daysBetween(day, last) <= DAYS_KEPT);
  return kept.length === days.length
    ? byDay
    : Object.fromEntries(kept.map((day) => [day, byDay[day] ?? NO_REFUSALS]));
}
