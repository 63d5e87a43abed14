/** Lets signals and timers of the real machine have their turn, and ends a story that nobody wants to see. */

import { systemClock } from "../../src/app/system/clock.ts";
import { StoryBreak } from "./story.ts";

export type Breath = (ms?: number) => Promise<void>;

export function createBreath(signal: AbortSignal | undefined): Breath {
  return async (ms = 0) => {
    await new Promise<void>((resolve) => {
      systemClock.after(ms, resolve);
    });
    if (signal?.aborted === true) throw new StoryBreak("Somebody ended it.");
  };
}
