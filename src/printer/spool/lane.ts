/**
 * One printer's turns: one step at a time, at once for a new job, with growing pauses while there
 * is trouble. It knows when to work and nothing of the work.
 */

import { type Clock } from "../../domain/ports.ts";

/**
 * `more`: come again at once. `done`: nothing to do. `trouble`: try again after a pause, or sooner
 * when there is something new. `taken`: the same, but somebody else may have the printer for a moment, so
 * that the first pauses are short. `doubt`: the same, but the pause holds, because each try may cost.
 */
export type StepOutcome = "more" | "done" | "trouble" | "taken" | "doubt";

export interface Lane {
  /** Works now, whatever the pause. */
  readonly wake: () => void;
  /** Works now, because there is a new job, unless a pause after doubt holds it back. */
  readonly offer: () => void;
  /**
   * Works now and begins with short pauses again, because the printer may be reached again, unless a
   * pause after doubt holds it back.
   */
  readonly retry: () => void;
  readonly isRunning: () => boolean;
  /** Resolves when the present run is over. */
  readonly settled: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface LaneOptions {
  readonly clock: Clock;
  readonly step: () => Promise<StepOutcome>;
  /** A step threw. That counts as doubt: it is tried again after the pause. Must not throw. */
  readonly onFault: (error: unknown) => void;
}

const PAUSE_MS_MIN = 1000;
const PAUSE_MS_MAX = 30_000;
/** Between two papers of somebody else, and for how many tries in a row. */
const TAKEN_PAUSE_MS = 250;
const TAKEN_PAUSES_MAX = 16;

type Pausing = Exclude<StepOutcome, "more" | "done">;

export function createLane({ clock, step, onFault }: LaneOptions): Lane {
  /** `again`: what came in while a step was running must not wait for the next call. */
  const flow = { running: false, closed: false, again: new Set<"wake" | "offer">() };
  let pauseMs = PAUSE_MS_MIN;
  let shortPauses = 0;
  let pausing: { readonly after: Pausing; readonly cancel: () => void } | undefined;
  let present: Promise<void> = Promise.resolve();

  return {
    wake: () => {
      start("wake");
    },
    offer: () => {
      if (pausing?.after !== "doubt") start("offer");
    },
    retry: () => {
      if (pausing?.after === "doubt") return;
      pauseMs = PAUSE_MS_MIN;
      start("offer");
    },
    isRunning: () => flow.running,
    settled: () => present,
    async close() {
      flow.closed = true;
      endPause();
      await present;
    },
  };

  function start(why: "wake" | "offer"): void {
    if (flow.closed) return;
    endPause();
    if (flow.running) {
      flow.again.add(why);
      return;
    }
    flow.running = true;
    present = run();
  }

  /** Nothing may be awaited between the last look at `again` and the end of the run. */
  async function run(): Promise<void> {
    let outcome: StepOutcome;
    do {
      flow.again.clear();
      outcome = await stepOrDoubt();
      if (outcome === "more") pauseMs = PAUSE_MS_MIN;
      if (outcome !== "taken") shortPauses = 0;
    } while (!flow.closed && goesOn(outcome));
    if (outcome !== "more" && outcome !== "done" && !flow.closed) pause(outcome);
    flow.running = false;
  }

  async function stepOrDoubt(): Promise<StepOutcome> {
    try {
      return await step();
    } catch (error) {
      onFault(error);
      return "doubt";
    }
  }

  function goesOn(outcome: StepOutcome): boolean {
    if (outcome === "more" || flow.again.has("wake")) return true;
    return outcome !== "doubt" && flow.again.has("offer");
  }

  function pause(after: Pausing): void {
    const isShort = after === "taken" && shortPauses < TAKEN_PAUSES_MAX;
    const cancel = clock.after(isShort ? TAKEN_PAUSE_MS : pauseMs, () => {
      start("wake");
    });
    pausing = { after, cancel };
    if (isShort) shortPauses += 1;
    else pauseMs = Math.min(pauseMs * 2, PAUSE_MS_MAX);
  }

  function endPause(): void {
    pausing?.cancel();
    pausing = undefined;
  }
}
