/** The life of one process: what it does while it runs, later when it hangs, never when it is over. */

import { type VirtualTime } from "./virtual-time.ts";

export interface Life {
  /** Does it, as soon as the process can. */
  readonly run: (action: () => void) => void;
  readonly isAwake: () => boolean;
  readonly isOver: () => boolean;
  readonly freeze: (forMs: number) => void;
  readonly end: () => void;
}

export function createLife(time: VirtualTime, onDeath: (cause: unknown) => void): Life {
  const backlog: Array<() => void> = [];
  let isOver = false;
  let frozenUntilMs = 0;

  function isAwake(): boolean {
    return !isOver && time.nowMs() >= frozenUntilMs;
  }

  function isDead(): boolean {
    return isOver;
  }

  function run(action: () => void): void {
    if (isOver) return;
    if (!isAwake()) {
      backlog.push(action);
      return;
    }
    try {
      action();
    } catch (cause) {
      // Whatever was in hand when it ended was broken off.
      if (!isDead()) onDeath(cause);
    }
  }

  return {
    run,
    isAwake,
    isOver: isDead,
    freeze: (forMs) => {
      frozenUntilMs = Math.max(frozenUntilMs, time.nowMs() + forMs);
      time.after(forMs, () => {
        if (isAwake()) for (const action of backlog.splice(0)) run(action);
      });
    },
    end: () => {
      isOver = true;
    },
  };
}
