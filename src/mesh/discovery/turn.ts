/** A timer for one thing to do later: the next one replaces it. */

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
