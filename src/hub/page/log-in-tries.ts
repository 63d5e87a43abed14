/**
 * Tries to log in, counted. Whoever was wrong too often from an address waits there, up to five minutes a try. A name that
 * many addresses try waits a few seconds only, so that strangers can't keep its owner out.
 */

import { type Clock } from "../../domain/ports.ts";

export interface LogInTries {
  /** Counts a try as wrong before it is made. Returns how long it has to wait; 0 where it may be made now. */
  readonly begin: (address: string, name: string) => number;
  /** The try was right. */
  readonly wasRight: (address: string, name: string) => void;
}

/** The waits after the first wrong try, the second, …; the last one holds for all that follow. */
const ADDRESS_WAITS_MS = [0, 0, 0, 5000, 15_000, 60_000, 300_000] as const;
const NAME_WAITS_MS = [0, 0, 0, 0, 1000, 2000, 5000] as const;
/** Misses are forgotten after that long. */
const KEPT_MS = 3_600_000;
const ENTRIES_MAX = 10_000;

interface Misses {
  readonly count: number;
  readonly atMs: number;
}

type MissesBy = Map<string, Misses>;

export function createLogInTries(clock: Pick<Clock, "nowMs">): LogInTries {
  const byAddress: MissesBy = new Map();
  const byName: MissesBy = new Map();

  function waitOf(misses: MissesBy, key: string, waits: ReadonlyArray<number>): number {
    const { count, atMs } = misses.get(key) ?? { count: 0, atMs: 0 };
    const wait = count === 0 ? 0 : (waits[Math.min(count, waits.length) - 1] ?? 0);
    return Math.max(0, Math.min(wait, atMs + wait - clock.nowMs()));
  }

  function count(misses: MissesBy, key: string): void {
    const nowMs = clock.nowMs();
    const before = misses.get(key);
    misses.delete(key);
    // The oldest stand first.
    for (const [other, { atMs }] of misses) {
      if (misses.size < ENTRIES_MAX && nowMs - atMs <= KEPT_MS) break;
      misses.delete(other);
    }
    const isKept = before !== undefined && nowMs - before.atMs <= KEPT_MS;
    misses.set(key, { count: isKept ? before.count + 1 : 1, atMs: nowMs });
  }

  return {
    begin: (address, name) => {
      const waitMs = Math.max(
        waitOf(byAddress, address, ADDRESS_WAITS_MS),
        waitOf(byName, name, NAME_WAITS_MS),
      );
      if (waitMs > 0) return waitMs;
      count(byAddress, address);
      count(byName, name);
      return 0;
    },
    wasRight: (address, name) => {
      byAddress.delete(address);
      byName.delete(name);
    },
  };
}
