/**
 * The chain ends that each device is known to hold, by its own statement or a third one's; also of
 * devices that are gone.
 */

import { type ChainEnd, type DeviceId, deviceOf, type Origin } from "../../domain/identity.ts";
import { type MeshLedger } from "./ports.ts";
import { CLAIMED_ENDS_MAX } from "./violation-log.ts";

export interface DeviceKnowledge {
  /** When it first and last said something to us, by our steady clock. */
  readonly firstHeardAtMs: number;
  readonly heardAtMs: number;
  /** Ends that it has named of each chain, the last word first. It holds what leads up to each. */
  readonly held: ReadonlyMap<Origin, ReadonlyArray<ChainEnd>>;
  /** Whether it had the same secrets when it last told. */
  readonly hadSecrets: boolean;
  /** Whether a person works at it; false for a box that was only here to fetch the shop that it joined. */
  readonly wasOpen: boolean;
}

export interface Knowledge {
  readonly devices: () => Iterable<readonly [DeviceId, DeviceKnowledge]>;
  readonly heard: (device: DeviceId, nowMs: number) => void;
  readonly opened: (device: DeviceId) => void;
  readonly holds: (device: DeviceId, ends: ReadonlyArray<ChainEnd>) => void;
  readonly hasSecrets: (device: DeviceId, areSame: boolean) => void;
  /**
   * The number of other devices of the shop that hold all of this one's events; undefined where it
   * has none.
   */
  readonly safeOn: () => number | undefined;
  /** The same for each device whose events are stored here. This device counts too: it holds what it knows. */
  readonly safety: () => ReadonlyArray<DeviceSafety>;
}

export interface DeviceSafety {
  readonly device: DeviceId;
  readonly safeOn: number;
}

interface Entry {
  firstHeardAtMs: number;
  heardAtMs: number;
  readonly held: Map<Origin, ReadonlyArray<ChainEnd>>;
  /** How many ends that are. */
  heldCount: number;
  hadSecrets: boolean;
  wasOpen: boolean;
}

/**
 * The number of ends that a device named before and that are kept: it may be further by now than is
 * known here, and holds those all the same.
 */
const NAMED_BEFORE_MAX = 4;

export function createKnowledge(ledger: MeshLedger): Knowledge {
  const entries = new Map<DeviceId, Entry>();

  function entryOf(device: DeviceId): Entry {
    const entry = entries.get(device) ?? {
      firstHeardAtMs: Number.POSITIVE_INFINITY,
      heardAtMs: Number.NEGATIVE_INFINITY,
      held: new Map(),
      heldCount: 0,
      hadSecrets: false,
      wasOpen: false,
    };
    entries.set(device, entry);
    return entry;
  }

  function holders(said: ReadonlyArray<ChainEnd>, by: DeviceId): number {
    return [...entries].filter(
      ([device, { held }]) =>
        device !== ledger.device &&
        device !== by &&
        ledger.isActive(device) &&
        said.every((end) => hasNamed(held, end)),
    ).length;
  }

  function hold(entry: Entry, origin: Origin, named: ReadonlyArray<ChainEnd>): void {
    const before = entry.held.get(origin) ?? [];
    const others = before.filter((one) => !named.some((end) => isSameEnd(one, end)));
    const ends = [...named, ...others.slice(0, NAMED_BEFORE_MAX)];
    const count = entry.heldCount + ends.length - before.length;
    // No shop has so many: they are made up.
    if (count > CLAIMED_ENDS_MAX) return;
    entry.heldCount = count;
    entry.held.set(origin, ends);
  }

  return {
    devices: () => entries,
    heard: (device, nowMs) => {
      const entry = entryOf(device);
      entry.firstHeardAtMs = Math.min(entry.firstHeardAtMs, nowMs);
      entry.heardAtMs = nowMs;
    },
    opened: (device) => {
      entryOf(device).wasOpen = true;
    },
    holds: (device, ends) => {
      const entry = entryOf(device);
      for (const [origin, named] of Map.groupBy(ends, (end) => end.origin)) {
        hold(entry, origin, named);
      }
    },
    hasSecrets: (device, areSame) => {
      entryOf(device).hadSecrets = areSame;
    },
    safeOn: () => {
      const own = ledger.endsOf(ledger.ownOrigin());
      return own.length === 0 ? undefined : holders(own, ledger.device);
    },
    safety: () => {
      const byDevice = Map.groupBy(ledger.ends(), ({ origin }) => deviceOf(origin));
      return [...byDevice].map(([device, said]) => {
        const isHere = device !== ledger.device && ledger.isActive(ledger.device);
        return { device, safeOn: holders(said, device) + Number(isHere) };
      });
    },
  };
}

/**
 * Whether it is known to hold the chain that ends so. An end of ours is on no other chain that is here,
 * and of what isn't here nobody knows whether it goes on from it: a copied disk has another branch.
 */
export function hasNamed(held: DeviceKnowledge["held"], end: ChainEnd): boolean {
  return held.get(end.origin)?.some((one) => isSameEnd(one, end)) === true;
}

/** Whether two ends of one chain are the same. */
export function isSameEnd(one: ChainEnd, other: ChainEnd): boolean {
  return one.seq === other.seq && one.hash === other.hash;
}
