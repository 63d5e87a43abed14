/**
 * Tries to log in, counted. Whoever was wrong too often from an address waits there, up to five minutes a try. A name
 * that many addresses try is tried once a second, by whoever is next: strangers can't keep its owner out.
 */

import { type Clock } from "../../src/domain/ports.ts";

export interface LogInTries {
  /** Returns how long a try of the address has to wait; 0 where it may be made now. */
  readonly waitMs: (address: string) => number;
  /** Counts a try of the address as wrong before it is made. */
  readonly begin: (address: string) => void;
  /** Returns how often the address was wrong. */
  readonly missesOf: (address: string) => number;
  /** Returns when the name may be tried next; the past where it may be now. */
  readonly readyMs: (name: string) => number;
  /** Counts a try of the name as wrong before it is made. */
  readonly beginName: (name: string) => void;
  /** The try was right. */
  readonly wasRight: (address: string, name: string) => void;
}

/** The waits after the first wrong try, the second, …; the last one holds for all that follow. */
const ADDRESS_WAITS_MS = [0, 0, 0, 5000, 15_000, 60_000, 300_000] as const;
/** So many tries of a name are made as they come. */
const NAME_TRIES = 5;
const NAME_PACE_MS = 1000;
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
    waitMs: (address) => {
      const { count: misses, atMs } = byAddress.get(address) ?? { count: 0, atMs: 0 };
      const at = Math.min(misses, ADDRESS_WAITS_MS.length) - 1;
      const wait = ADDRESS_WAITS_MS[at] ?? 0;
      return Math.max(0, Math.min(wait, atMs + wait - clock.nowMs()));
    },
    begin: (address) => {
      count(byAddress, address);
    },
    missesOf: (address) => byAddress.get(address)?.count ?? 0,
    readyMs: (name) => {
      const { count: tries, atMs } = byName.get(name) ?? { count: 0, atMs: 0 };
      // A clock that went back makes nobody wait for longer.
      const isAhead = atMs > clock.nowMs();
      return tries < NAME_TRIES || isAhead ? 0 : atMs + NAME_PACE_MS;
    },
    beginName: (name) => {
      count(byName, name);
    },
    wasRight: (address, name) => {
      byAddress.delete(address);
      byName.delete(name);
    },
  };
}
