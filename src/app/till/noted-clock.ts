/**
 * That this box's clock is off what the other tills say, kept for whoever decides on a day: another
 * process than the one that has the links, or the same one when nobody is connected any more. This box's
 * own affair, in no event.
 */

import * as z from "zod";

import { type Store } from "../../ledger/store.ts";

const KEY = "clock-ahead";
/** The time that a note is valid: by then somebody has set the clock, or nobody remembers. */
const GOOD_FOR_MS = 86_400_000;

const noteSchema = z.object({ aheadMs: z.number(), atMs: z.number() });
export type ClockNote = z.infer<typeof noteSchema>;

/** Returns by how much this box's clock was ahead of most of the others when they were last heard, 0 for a minute at most. */
export function notedAheadMs(store: Pick<Store, "local">, nowMs: number): number {
  const note = clockNote(store);
  // A clock that was set back since is another one.
  const isGood = note !== undefined && nowMs >= note.atMs && nowMs - note.atMs < GOOD_FOR_MS;
  return isGood ? note.aheadMs : 0;
}

export function clockNote(store: Pick<Store, "local">): ClockNote | undefined {
  const text = store.local(KEY);
  return text === undefined ? undefined : noteSchema.safeParse(JSON.parse(text)).data;
}

export function keepClockNote(store: Pick<Store, "setLocal">, note: ClockNote): void {
  store.setLocal(KEY, JSON.stringify(note));
}
