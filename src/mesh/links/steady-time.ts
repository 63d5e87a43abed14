/**
 * Time that only goes forward, counted from a clock that people and networks may set.
 *
 * A till's clock jumps when its battery is dead and the network tells it the time: what was heard a
 * second ago is then still a second old. Whoever counts looks often; a longer gap counts as this much.
 */

import { type Clock } from "../../domain/ports.ts";

const STEP_MS_MAX = 5000;

/** Milliseconds since the call. */
export function createSteadyTime(clock: Clock): () => number {
  let lastMs = clock.nowMs();
  let steadyMs = 0;

  return () => {
    const nowMs = clock.nowMs();
    steadyMs += Math.min(Math.max(0, nowMs - lastMs), STEP_MS_MAX);
    lastMs = nowMs;
    return steadyMs;
  };
}
