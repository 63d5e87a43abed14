/** The machine's own time and timers, for whoever watches the register too: it loads nothing for them. */

import { type Clock } from "../../domain/ports.ts";

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  after: (delayMs, action) => {
    const timer = setTimeout(action, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
};

/** `2026-11-20T13:32:00Z`, for logs. */
export function utcText(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}

/** Returns the time since the machine began: all processes share it, and it never jumps. */
export function machineMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** Milliseconds since the process began: never jumps, and says nothing of the time of day. */
export function systemSteadyMs(): number {
  return performance.now();
}

/** Resolves when everything else that is due in this process was done. */
export function systemTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
