/** What follows from a commit: the folded state is written down at times, and listeners are told. */

import { type Follower } from "./follower.ts";

/**
 * After this many commits the folded state is written down. More would be cheaper, but others wait
 * meanwhile: this many take some 6 ms.
 */
const FLUSH_AFTER = 64;

/** What was committed has happened, whatever goes wrong with what follows from it. */
export function createAfterCommit(parts: {
  readonly follower: Follower;
  readonly listeners: ReadonlySet<() => void>;
  readonly onTrouble: ((cause: unknown) => void) | undefined;
}): () => void {
  function attempt(work: () => void): void {
    try {
      work();
    } catch (cause) {
      // A flush is tried again after the next commit; who listens looks again by itself.
      parts.onTrouble?.(cause);
    }
  }
  return () => {
    if (parts.follower.unflushedCount() >= FLUSH_AFTER) attempt(parts.follower.flush);
    for (const listener of parts.listeners) attempt(listener);
  };
}
