/** Logs an error that repeats once a minute. */

import { type Clock } from "../../domain/ports.ts";

const SAME_EVERY_MS = 60_000;

/** Returns a function that passes an error on unless it passed the same one less than a minute ago. */
export function throttled(clock: Clock, tell: (error: unknown) => void): (error: unknown) => void {
  let last = { words: "", atMs: Number.NEGATIVE_INFINITY };
  return (error) => {
    const entry = { words: String(error), atMs: clock.nowMs() };
    if (entry.words === last.words && entry.atMs - last.atMs < SAME_EVERY_MS) return;
    last = entry;
    tell(error);
  };
}
