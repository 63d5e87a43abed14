/** Refusals that no event says yet: one entry for each person, act and business day. */

import * as z from "zod";

import { businessDaySchema } from "../../domain/identity.ts";
import { MORE_REFUSALS } from "../../domain/refusals-of-day.ts";

export const pendingRefusalsSchema = z.array(
  z.object({
    day: businessDaySchema,
    staff: z.string(),
    what: z.string(),
    count: z.int().positive(),
    /** The first of them, by this box's clock. */
    sinceMs: z.int(),
  }),
);
export type PendingRefusal = z.infer<typeof pendingRefusalsSchema>[number];
export type PendingRefusals = ReadonlyArray<PendingRefusal>;
export type Refused = Pick<PendingRefusal, "staff" | "what">;

export const ADDED_UP_MS = 10 * 60_000;
/** Nobody is refused that often in ten minutes; an event takes no more. */
const COUNT_MAX = 1_000_000;

/** Adds up those of one person, act and day. */
export function mergeRefusals(one: PendingRefusals, other: PendingRefusals): PendingRefusals {
  const merged = [...one];
  for (const more of other) {
    const at = merged.findIndex((it) => isSame(it, more) && it.day === more.day);
    const before = merged[at];
    if (before === undefined) merged.push(more);
    else merged[at] = { ...before, count: Math.min(COUNT_MAX, before.count + more.count) };
  }
  return merged;
}

export function withoutOne(pending: PendingRefusals, taken: Refused): PendingRefusals {
  const at = pending.findLastIndex((it) => isSame(it, taken));
  const before = pending[at];
  if (before === undefined) return pending;
  return before.count === 1
    ? pending.toSpliced(at, 1)
    : pending.with(at, { ...before, count: before.count - 1 });
}

/** What goes beyond the lines of a day is counted without names. */
export function unnamed({ day, count, sinceMs }: PendingRefusal): PendingRefusal {
  return { day, count, sinceMs, staff: "", what: MORE_REFUSALS };
}

export type Due = "due" | "all";

/** Whether an event is to say it; the count of what went beyond a day's lines waits for the next day. */
export function isDue(
  { what, day: own, sinceMs }: PendingRefusal,
  { how, nowMs, day }: { readonly how: Due; readonly nowMs: number; readonly day: string },
): boolean {
  if (what === MORE_REFUSALS) return own < day;
  // A clock that was set back must not hold it for years.
  return how === "all" || sinceMs > nowMs || nowMs - sinceMs >= ADDED_UP_MS;
}

function isSame(one: Refused, other: Refused): boolean {
  return one.staff === other.staff && one.what === other.what;
}
