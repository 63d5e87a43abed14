/**
 * The hybrid logical clock: milliseconds × 1024 + counter, so that causes sort before effects
 * whatever the clocks on the wall say (Kulkarni et al., 2014).
 *
 * A device's clock follows what it hears up to five minutes ahead of its own wall. An event sorts
 * after everything admitted in the streams that it touches, also after what a till with a clock at
 * 2099 wrote there; the poison stays in those streams.
 */

import { type StreamId } from "../../domain/identity.ts";
import { type Clock } from "../../domain/ports.ts";

const COUNTS_PER_MS = 1024;
const AHEAD_MS_MAX = 5 * 60_000;
/** 2100-01-01: a wall beyond it is broken. */
const WALL_MS_MAX = 4_102_444_800_000;

export interface HybridClock {
  /** Largest key that may still move this device's clock. */
  readonly trustedMax: () => number;
  readonly forTransaction: (heard: Heard) => TransactionClock;
}

export interface TransactionClock {
  /** The key of the next event of the transaction, in these streams. */
  readonly next: (streams: ReadonlyArray<StreamId>) => number;
}

export interface Heard {
  readonly seenHlc: () => number;
  /** Largest admitted key of a stream; 0 when it has no events. */
  readonly lastHlc: (stream: StreamId) => number;
}

export function createHybridClock(clock: Clock): HybridClock {
  function wallMs(): number {
    return Math.min(Math.max(clock.nowMs(), 0), WALL_MS_MAX);
  }

  return {
    trustedMax: () => (wallMs() + AHEAD_MS_MAX) * COUNTS_PER_MS,
    forTransaction: (heard) => {
      const now = Math.max(wallMs() * COUNTS_PER_MS, heard.seenHlc());
      const written = new Map<StreamId, number>();
      return {
        next: (streams) => {
          const before = streams.map((stream) => written.get(stream) ?? heard.lastHlc(stream));
          const hlc = 1 + Math.max(now, ...before);
          for (const stream of streams) written.set(stream, hlc);
          return hlc;
        },
      };
    },
  };
}
