/**
 * The hybrid logical clock: milliseconds × 1024 + counter, so that causes sort before effects
 * whatever the clocks on the wall say (Kulkarni et al., 2014).
 *
 * A device's clock follows what it hears up to five minutes ahead of its own wall. An event sorts
 * after everything admitted in the streams that it touches, also after what a till with a clock at
 * 2099 wrote there; the poison stays in those streams. At the end of all keys a commit has room as well:
 * it gets the last key once more. Source: docs/rules/belief.md, B16 and B17.
 *
 * A wall that has lost the date says nothing: one before the till's business day, or more than a year
 * after it. The device's clock then goes on from the largest key that it has seen of that day, so that
 * what it sells in an hour of 2019 stands after what it sold before.
 */

import { HLC_PER_MS } from "../../domain/events/event.ts";
import { type BusinessDay, type StreamId } from "../../domain/identity.ts";
import { type Clock } from "../../domain/ports.ts";
import { wallMsAt } from "../../domain/text/civil-time.ts";
import { HLC_MAX } from "./event-header.ts";

const AHEAD_MS_MAX = 5 * 60_000;
/** A wall clock after 2100-01-01 is broken. */
const WALL_MS_MAX = 4_102_444_800_000;
const DAY_MS = 86_400_000;
/** The zone furthest to the east: no business day begins earlier before its midnight in UTC. */
const EAST_MS_MAX = 14 * 3_600_000;
/** A business day lasts into the night after it, and zones reach as far to the west. */
const DAY_LASTS_MS_MAX = 2 * DAY_MS;
/** No shop is closed for longer. */
const CLOSED_MS_MAX = 367 * DAY_MS;

export interface HybridClock {
  /** Returns the largest key that may still move this device's clock. */
  readonly trustedMax: () => number;
  /** Returns the clock of a transaction on that business day, which becomes the till's. */
  readonly forTransaction: (heard: Heard, day?: BusinessDay) => TransactionClock;
}

interface TransactionClock {
  /** The key of the next event of the transaction, in these streams. */
  readonly next: (streams: ReadonlyArray<StreamId>) => number;
}

interface Heard {
  readonly seenHlc: () => number;
  /** Largest admitted key of a stream; 0 when it has no events. */
  readonly lastHlc: (stream: StreamId) => number;
}

/**
 * Makes the clock; `lastDay` returns the business day of the till's last transaction, undefined
 * before its first.
 */
export function createHybridClock(
  clock: Clock,
  lastDay: () => BusinessDay | undefined = () => undefined,
): HybridClock {
  let day: BusinessDay | undefined;

  function now(): { readonly wallMs: number; readonly trustedMsMax: number } {
    const wallMs = Math.min(Math.max(clock.nowMs(), 0), WALL_MS_MAX);
    // The day is read once, since each event of a history comes by here.
    day ??= lastDay();
    const midnightMs = day === undefined ? wallMs : wallMsAt(day, 0, () => 0);
    const isLost = wallMs < midnightMs - EAST_MS_MAX || wallMs > midnightMs + CLOSED_MS_MAX;
    return isLost
      ? {
          wallMs: Math.max(0, midnightMs - EAST_MS_MAX),
          trustedMsMax: midnightMs + DAY_LASTS_MS_MAX,
        }
      : { wallMs, trustedMsMax: wallMs + AHEAD_MS_MAX };
  }

  return {
    trustedMax: () => now().trustedMsMax * HLC_PER_MS,
    forTransaction: (heard, today) => {
      day = today ?? day;
      const start = Math.max(now().wallMs * HLC_PER_MS, heard.seenHlc());
      const written = new Map<StreamId, number>();
      return {
        next: (streams) => {
          const before = streams.map((stream) => written.get(stream) ?? heard.lastHlc(stream));
          // No key follows the last one, so a commit gets the last key again where a rogue wrote
          // it.
          const hlc = Math.min(HLC_MAX, 1 + Math.max(start, ...before));
          for (const stream of streams) written.set(stream, hlc);
          return hlc;
        },
      };
    },
  };
}
