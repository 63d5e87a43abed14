/**
 * What follows from a commit: listeners are told, and at times the folded state is written down and the
 * database's log carried over into its file.
 *
 * Both take some milliseconds in which nobody's key is answered, so both wait until nothing has been
 * committed for a moment, one after the other. SQLite alone would carry its log over within some
 * commit: of a hundred sales, one or two took 8 ms longer for it.
 */

import { type Clock } from "../../domain/ports.ts";
import { type Follower } from "./follower.ts";

/**
 * The number of commits after which the folded state is written down. More would be cheaper, but
 * other processes wait meanwhile: this many take some 6 ms.
 */
const FLUSH_AFTER = 64;
/** Longer than between two commands of a script, shorter than between two keys of a cashier. */
const REST_MS = 40;
/**
 * The number of commits after which a process that never pauses writes at once; it takes some 15
 * ms, half of it with the lock.
 */
const FLUSH_AT_ONCE_AFTER = 192;
/**
 * While more of what was heard is still to fold: pages are written once for four times as many rows. It
 * takes some 20 ms, less than half of it with the lock.
 */
const FLUSH_BEHIND_AFTER = 256;

export interface AfterCommit {
  /**
   * Call it after each commit. It never throws, because what was committed has happened.
   * `isBehind`: much was received, and more of it is still to fold.
   */
  readonly changed: (isBehind?: boolean) => void;
  readonly close: () => void;
}

export function createAfterCommit(parts: {
  readonly follower: Pick<Follower, "unflushedCount" | "flush">;
  /** Carries the database's log over into its file, as far as nobody reads in it. */
  readonly carryOver: () => void;
  readonly clock: Clock;
  readonly listeners: ReadonlySet<() => void>;
  readonly onTrouble?: ((cause: unknown) => void) | undefined;
}): AfterCommit {
  const { follower, carryOver, clock } = parts;
  let isToCarryOver = false;
  let cancelRest: (() => void) | undefined;

  function attempt(work: () => void): void {
    try {
      work();
    } catch (cause) {
      // A flush is tried again after the next commit; who listens looks again by itself.
      parts.onTrouble?.(cause);
    }
  }

  function flush(): void {
    isToCarryOver = true;
    attempt(follower.flush);
  }

  /** Each pause does one thing, so that a key in between is answered in between. */
  function useRest(): void {
    cancelRest = undefined;
    if (isToFlush()) {
      flush();
      if (!isToFlush()) waitForRest();
    } else if (isToCarryOver) {
      isToCarryOver = false;
      attempt(carryOver);
    }
  }

  function isToFlush(): boolean {
    return follower.unflushedCount() >= FLUSH_AFTER;
  }

  function waitForRest(): void {
    cancelRest?.();
    cancelRest = clock.after(REST_MS, useRest);
  }

  return {
    changed: (isBehind = false) => {
      for (const listener of parts.listeners) attempt(listener);
      const count = follower.unflushedCount();
      if (count >= (isBehind ? FLUSH_BEHIND_AFTER : FLUSH_AT_ONCE_AFTER)) flush();
      // A process that is behind goes on at once.
      if (!isBehind && (isToCarryOver || isToFlush())) waitForRest();
    },
    close: () => cancelRest?.(),
  };
}
