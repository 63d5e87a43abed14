/** Tells once a minute that the time on the screen has changed. */

import { type Clock } from "../domain/ports.ts";

const MINUTE_MS = 60_000;

/** Returns what stops it. */
export function startMinuteTick(clock: Clock, onMinute: () => void): () => void {
  let cancel: (() => void) | undefined;

  function wait(): void {
    cancel = clock.after(MINUTE_MS - (clock.nowMs() % MINUTE_MS), () => {
      wait();
      onMinute();
    });
  }

  wait();
  return () => cancel?.();
}
