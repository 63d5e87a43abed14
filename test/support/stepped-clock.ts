/** A clock that stands still until a test moves it. */
import { type Clock } from "../../src/domain/ports.ts";

export interface SteppedClock extends Clock {
  /** Moves on, and runs what falls due on the way, in order. */
  readonly advance: (durationMs: number) => void;
  readonly pendingCount: () => number;
}

interface Timer {
  readonly dueMs: number;
  readonly action: () => void;
}

export function createSteppedClock(startMs = 0): SteppedClock {
  const timers = new Set<Timer>();
  let nowMs = startMs;

  function runDue(untilMs: number): void {
    const [next] = [...timers]
      .filter(({ dueMs }) => dueMs <= untilMs)
      .toSorted((a, b) => a.dueMs - b.dueMs);
    if (next === undefined) return;
    timers.delete(next);
    nowMs = Math.max(nowMs, next.dueMs);
    next.action();
    runDue(untilMs);
  }

  return {
    nowMs: () => nowMs,
    after(delayMs, action) {
      const timer = { dueMs: nowMs + delayMs, action };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    advance(durationMs) {
      const untilMs = nowMs + durationMs;
      runDue(untilMs);
      nowMs = untilMs;
    },
    pendingCount: () => timers.size,
  };
}
