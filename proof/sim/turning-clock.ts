/**
 * The timers of a program that waits for promises, where the simulator's time waits for nobody: after what
 * may resolve one, time stands still until all that follows from it has happened.
 */

import { type Clock } from "../../src/domain/ports.ts";
import { type Life } from "./life.ts";
import { type VirtualTime } from "./virtual-time.ts";

/** A process that hangs does it when it goes on. */
const AWAKE_EVERY_MS = 100;
/** The promises to wait for: more than depend on each other in one step of the queue. */
const TURNS = 60;

export interface TurningDeps {
  readonly time: VirtualTime;
  readonly life: Life;
  readonly nowMs: Clock["nowMs"];
  /** Called once all that follows from a timer has happened. */
  readonly afterwards?: () => void;
}

/** Timers of one life; what each of them resolves goes on before time does. */
export function createTurningClock({ time, life, nowMs, afterwards }: TurningDeps): Clock {
  function after(delayMs: number, action: () => void): () => void {
    let cancel = time.after(delayMs, act);
    function act(): void | Promise<void> {
      if (life.isOver()) return undefined;
      if (!life.isAwake()) {
        cancel = time.after(AWAKE_EVERY_MS, act);
        return undefined;
      }
      life.run(action);
      return allTurns().then(afterwards);
    }

    return () => {
      cancel();
    };
  }

  return { nowMs, after };
}

/** Timers of what is no program of a box and outlives each, such as a terminal. */
export function turningTime({ after }: VirtualTime, nowMs: Clock["nowMs"]): Clock {
  return {
    nowMs,
    after: (delayMs, action) =>
      after(delayMs, () => {
        action();
        return allTurns();
      }),
  };
}

function allTurns(): Promise<void> {
  return turns(TURNS);
}

async function turns(count: number): Promise<void> {
  if (count > 0) await Promise.resolve().then(() => turns(count - 1));
}
