/**
 * One printer's turn-taking: one step at a time, at once when woken, with growing pauses while there
 * is trouble. It knows when to work and nothing of what the work is.
 */

import { type Clock } from "../domain/ports.ts";

/** `more`: come again at once. `done`: nothing to do. `trouble`: try again after a pause. */
export type StepOutcome = "more" | "done" | "trouble";

export interface Lane {
  readonly wake: () => void;
  readonly isRunning: () => boolean;
  /** Resolves when the present run is over; rejects when a step threw. */
  readonly settled: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface LaneOptions {
  readonly clock: Clock;
  readonly step: () => Promise<StepOutcome>;
}

const PAUSE_MS_MIN = 1000;
const PAUSE_MS_MAX = 30_000;

export function createLane({ clock, step }: LaneOptions): Lane {
  const flow = { running: false, wokenAgain: false, closed: false };
  let pauseMs = PAUSE_MS_MIN;
  let cancelPause: (() => void) | undefined;
  let present: Promise<void> = Promise.resolve();

  return {
    wake,
    isRunning: () => flow.running,
    settled: () => present,
    async close() {
      flow.closed = true;
      cancelPause?.();
      await present;
    },
  };

  function wake(): void {
    if (flow.closed) return;
    cancelPause?.();
    // What came in while a run is ending must not wait for the next call.
    flow.wokenAgain = flow.running;
    if (!flow.running) {
      flow.running = true;
      present = run();
    }
  }

  /** Nothing may be awaited between the last look at `wokenAgain` and the end of the run. */
  async function run(): Promise<void> {
    try {
      let outcome: StepOutcome;
      do {
        flow.wokenAgain = false;
        outcome = await step();
        if (outcome === "more") pauseMs = PAUSE_MS_MIN;
      } while (!flow.closed && (outcome === "more" || flow.wokenAgain));
      if (outcome === "trouble" && !flow.closed) pause();
    } finally {
      flow.running = false;
    }
  }

  function pause(): void {
    cancelPause = clock.after(pauseMs, wake);
    pauseMs = Math.min(pauseMs * 2, PAUSE_MS_MAX);
  }
}
