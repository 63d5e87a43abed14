/** One thing to do later, at most: whatever is next takes its place. */

import { type Clock } from "../../domain/ports.ts";

export interface Turn {
  readonly next: (delayMs: number, action: () => void) => void;
  readonly stop: () => void;
}

export function createTurn(clock: Clock): Turn {
  let cancel: (() => void) | undefined;

  return {
    next: (delayMs, action) => {
      cancel?.();
      cancel = clock.after(delayMs, action);
    },
    stop: () => {
      cancel?.();
      cancel = undefined;
    },
  };
}
