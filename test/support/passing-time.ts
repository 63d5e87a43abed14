/** Virtual time that goes on while real bytes are on their way, for transports over real wires. */

import { type ManualClock } from "./manual-clock.ts";

export interface PassingTime {
  /** Lets time pass, in small steps, until the promise is settled. */
  readonly until: <Value>(promise: Promise<Value>) => Promise<Value>;
  /** So much time passes, and everything that is on its way arrives. */
  readonly pass: (ms: number) => Promise<void>;
}

export interface PassingTimeOptions {
  /** Smaller while something is on its way. */
  readonly stepMs?: () => number;
  /** What a wire needs to bring something to its other end. */
  readonly arrive?: () => Promise<void>;
}

/** Of the event loop: each looks at all sockets. */
const TURNS = 8;

export function createPassingTime(
  clock: ManualClock,
  { stepMs = () => 100, arrive = turns }: PassingTimeOptions = {},
): PassingTime {
  return {
    until: async (promise) => {
      const state = { isSettled: false };
      function settled(): void {
        state.isSettled = true;
      }
      promise.then(settled, settled);
      while (!state.isSettled) {
        await arrive();
        if (!state.isSettled) clock.advance(stepMs());
      }
      return promise;
    },
    pass: async (ms) => {
      const endMs = clock.nowMs() + ms;
      while (clock.nowMs() < endMs) {
        await arrive();
        clock.advance(Math.min(stepMs(), endMs - clock.nowMs()));
      }
      await arrive();
    },
  };
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
