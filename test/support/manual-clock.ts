/** A clock that stands still until a test moves it. */

import { type Clock } from "../../src/domain/ports.ts";

export interface ManualClock extends Clock {
  /** Moves on, and runs what falls due on the way, in order. */
  readonly advance: (byMs: number) => void;
  /** Jumps, forward or back, as a wall clock does; timers stay where they were. */
  readonly set: (nowMs: number) => void;
  readonly pendingCount: () => number;
}

export function createManualClock(startMs = 0): ManualClock {
  let nowMs = startMs;
  let timers: ReadonlyArray<{ readonly atMs: number; readonly action: () => void }> = [];

  return {
    nowMs: () => nowMs,
    after: (delayMs, action) => {
      const timer = { atMs: nowMs + delayMs, action };
      timers = [...timers, timer];
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance: (byMs) => {
      const untilMs = nowMs + byMs;
      for (;;) {
        const next = timers
          .filter(({ atMs }) => atMs <= untilMs)
          .toSorted((left, right) => left.atMs - right.atMs)[0];
        if (next === undefined) break;
        timers = timers.filter((other) => other !== next);
        nowMs = Math.max(nowMs, next.atMs);
        next.action();
      }
      nowMs = untilMs;
    },
    set: (toMs) => {
      nowMs = toMs;
    },
    pendingCount: () => timers.length,
  };
}
