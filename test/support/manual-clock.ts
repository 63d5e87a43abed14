/** A clock that moves only when a test says so. */
import { type Clock } from "../../src/domain/ports.ts";

export interface ManualClock extends Clock {
  /** Moves time on and runs what falls due, in order. */
  readonly advance: (byMs: number) => void;
  readonly set: (nowMs: number) => void;
}

export function createManualClock(startMs: number): ManualClock {
  let nowMs = startMs;
  let timers: Array<{ readonly atMs: number; readonly action: () => void }> = [];
  return {
    nowMs: () => nowMs,
    after: (delayMs, action) => {
      const timer = { atMs: nowMs + delayMs, action };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance: (byMs) => {
      const endMs = nowMs + byMs;
      for (;;) {
        const due = timers.filter(({ atMs }) => atMs <= endMs).toSorted((a, b) => a.atMs - b.atMs)[0];
        if (due === undefined) break;
        timers = timers.filter((other) => other !== due);
        nowMs = Math.max(nowMs, due.atMs);
        due.action();
      }
      nowMs = endMs;
    },
    set: (toMs) => {
      nowMs = toMs;
    },
  };
}
