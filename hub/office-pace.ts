/**
 * How much an office does for each shop. With a few it is as quick as a till. A thousand would take all of the machine
 * at that pace, so that each is looked at less often; and while much is sold, what comes waits for more of its shop.
 */

import { type MeshPace } from "../src/app/mesh/running-mesh.ts";

export interface OfficePace extends MeshPace {
  /** Notes that so many transactions came. */
  readonly came: (count: number) => void;
}

interface OfficePaceDeps {
  /** Returns how many shops are open. */
  readonly shops: () => number;
  /** Milliseconds by a clock that never jumps. */
  readonly steadyMs: () => number;
}

const TICK_MS = { each: 10, min: 100, max: 2000 };
const LOOK_MS = { each: 25, min: 250, max: 10_000 };
/** Twenty sales a second of four transactions each, over some seconds. */
const BUSY_COUNT = 400;
const BUSY_OVER_MS = 5000;
/** About as long as a sale takes from its first key to its last. */
const GATHER_MS = 10_000;

export function createOfficePace({ shops, steadyMs }: OfficePaceDeps): OfficePace {
  let spanBeganAtMs = steadyMs();
  let count = 0;
  let countBefore = 0;

  function pass(): void {
    const spans = Math.floor((steadyMs() - spanBeganAtMs) / BUSY_OVER_MS);
    if (spans === 0) return;
    countBefore = spans === 1 ? count : 0;
    count = 0;
    spanBeganAtMs += spans * BUSY_OVER_MS;
  }

  function spread({ each, min, max }: typeof TICK_MS): number {
    return Math.min(max, Math.max(min, each * shops()));
  }

  return {
    tickMs: () => spread(TICK_MS),
    lookMs: () => spread(LOOK_MS),
    gatherMs: () => {
      pass();
      return Math.max(count, countBefore) > BUSY_COUNT ? GATHER_MS : 0;
    },
    came: (more) => {
      pass();
      count += more;
    },
  };
}
