/** Tells what comes again and again once a minute. */

import { type Clock } from "../domain/ports.ts";

const SAME_EVERY_MS = 60_000;

export function seldom(clock: Clock, tell: (error: unknown) => void): (error: unknown) => void {
  let last = { words: "", atMs: Number.NEGATIVE_INFINITY };
  return (error) => {
    const told = { words: String(error), atMs: clock.nowMs() };
    if (told.words === last.words && told.atMs - last.atMs < SAME_EVERY_MS) return;
    last = told;
    tell(error);
  };
}
