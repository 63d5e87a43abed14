/**
 * The clock on the wall of one box: wrong by so much, too fast by so much, and somebody sets it. Timers
 * run in virtual time, as a machine's do: whoever sets the clock moves none of them.
 */

import { type Clock } from "../../src/domain/ports.ts";
import { type VirtualTime } from "./virtual-time.ts";

export interface BoxClock {
  readonly nowMs: () => number;
  /** Somebody, or a dead battery, sets it. */
  readonly set: (wallMs: number) => void;
  readonly jump: (byMs: number) => void;
  /** For one life of a process; timers end with it. */
  readonly forProcess: (run: (action: () => void) => void) => ProcessClock;
}

export interface ProcessClock extends Clock {
  readonly end: () => void;
}

export interface BoxClockOptions {
  readonly time: VirtualTime;
  /** The right time at the beginning of the run. */
  readonly startMs: number;
  readonly skewMs: number;
  /** Parts per million: 150 are 13 seconds a day. */
  readonly driftPpm: number;
}

const MILLION = 1_000_000;

export function createBoxClock({ time, startMs, skewMs, driftPpm }: BoxClockOptions): BoxClock {
  let set = { wallMs: startMs + skewMs, atMs: 0 };

  function nowMs(): number {
    const passedMs = time.nowMs() - set.atMs;
    return Math.floor(set.wallMs + passedMs * (1 + driftPpm / MILLION));
  }

  function setTo(wallMs: number): void {
    set = { wallMs, atMs: time.nowMs() };
  }

  return {
    nowMs,
    set: setTo,
    jump: (byMs) => {
      setTo(nowMs() + byMs);
    },
    forProcess: (run) => {
      const cancels = new Set<() => void>();
      let isOver = false;
      return {
        nowMs,
        after: (delayMs, action) => {
          if (isOver) return () => undefined;
          const cancel = time.after(delayMs, () => {
            cancels.delete(cancel);
            run(action);
          });
          cancels.add(cancel);
          return () => {
            cancels.delete(cancel);
            cancel();
          };
        },
        end: () => {
          isOver = true;
          for (const cancel of cancels) cancel();
          cancels.clear();
        },
      };
    },
  };
}
