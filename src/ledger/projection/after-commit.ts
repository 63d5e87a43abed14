/** What follows from a commit: listeners are told, and the folded state is written down at times. */

import { type Clock } from "../../domain/ports.ts";
import { type Follower } from "./follower.ts";

/**
 * After this many commits the folded state is written down. More would be cheaper, but others wait
 * meanwhile: this many take some 6 ms.
 */
const FLUSH_AFTER = 64;
/** Of a process that never comes to rest. */
const FLUSH_AT_ONCE_AFTER = 96;
/**
 * While more of what was heard is still to fold: pages are written once for four times as many rows. It
 * takes some 20 ms, less than half of it with the lock.
 */
const FLUSH_BEHIND_AFTER = 256;

export interface AfterCommit {
  /**
   * What was committed has happened, whatever goes wrong with what follows from it. `isBehind`: much
   * was heard, and more of it is still to fold.
   */
  readonly changed: (isBehind?: boolean) => void;
  readonly close: () => void;
}

export function createAfterCommit(parts: {
  readonly follower: Pick<Follower, "unflushedCount" | "flush">;
  readonly clock: Clock;
  readonly listeners: ReadonlySet<() => void>;
  readonly onTrouble?: ((cause: unknown) => void) | undefined;
}): AfterCommit {
  const { follower, clock } = parts;
  let cancelFlush: (() => void) | undefined;

  function attempt(work: () => void): void {
    try {
      work();
    } catch (cause) {
      // A flush is tried again after the next commit; who listens looks again by itself.
      parts.onTrouble?.(cause);
    }
  }

  function flush(): void {
    cancelFlush?.();
    cancelFlush = undefined;
    if (follower.unflushedCount() >= FLUSH_AFTER) attempt(follower.flush);
  }

  return {
    changed: (isBehind = false) => {
      for (const listener of parts.listeners) attempt(listener);
      const count = follower.unflushedCount();
      if (count >= (isBehind ? FLUSH_BEHIND_AFTER : FLUSH_AT_ONCE_AFTER)) flush();
      else if (isBehind) return;
      // A cashier, or another till, waits for the word that it is done: that goes out first.
      else if (count >= FLUSH_AFTER) cancelFlush ??= clock.after(0, flush);
    },
    close: () => cancelFlush?.(),
  };
}
