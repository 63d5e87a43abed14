/** What each device is known to hold, by its own word or by a third one's; also of one that is gone. */

import { type ChainEnd, type DeviceId, deviceOf, type Origin } from "../domain/identity.ts";
import { TOLD_ENDS_MAX } from "./conduct.ts";
import { type MeshLedger } from "./ports.ts";

export interface DeviceKnowledge {
  /** When it first and last said something to us, by our steady clock. */
  readonly firstHeardAtMs: number;
  readonly heardAtMs: number;
  /** Number of the last event that it holds of each chain. */
  readonly held: ReadonlyMap<Origin, number>;
  /** Whether it had the same secrets when it last told. */
  readonly hadSecrets: boolean;
  /** It was here as a till at which somebody works, and not only to fetch the shop that it joined. */
  readonly wasOpen: boolean;
}

export interface Knowledge {
  readonly devices: () => Iterable<readonly [DeviceId, DeviceKnowledge]>;
  readonly heard: (device: DeviceId, nowMs: number) => void;
  readonly opened: (device: DeviceId) => void;
  readonly holds: (device: DeviceId, ends: ReadonlyArray<ChainEnd>) => void;
  readonly hasSecrets: (device: DeviceId, areSame: boolean) => void;
  /** Other devices of the shop that hold all that this one has said; undefined where it has said nothing. */
  readonly safeOn: () => number | undefined;
  /** The same of each device that something is here of: this one counts too, it holds what it knows. */
  readonly safety: () => ReadonlyArray<DeviceSafety>;
}

export interface DeviceSafety {
  readonly device: DeviceId;
  readonly safeOn: number;
}

interface Entry {
  firstHeardAtMs: number;
  heardAtMs: number;
  readonly held: Map<Origin, number>;
  hadSecrets: boolean;
  wasOpen: boolean;
}

export function createKnowledge(ledger: MeshLedger): Knowledge {
  const entries = new Map<DeviceId, Entry>();

  function entryOf(device: DeviceId): Entry {
    const entry = entries.get(device) ?? {
      firstHeardAtMs: Number.POSITIVE_INFINITY,
      heardAtMs: Number.NEGATIVE_INFINITY,
      held: new Map(),
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
        said.every(({ origin, seq }) => (held.get(origin) ?? 0) >= seq),
    ).length;
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
      const { held } = entryOf(device);
      for (const { origin, seq } of ends) {
        const known = held.get(origin);
        if (known === undefined && held.size >= TOLD_ENDS_MAX) continue;
        held.set(origin, Math.max(seq, known ?? 0));
      }
    },
    hasSecrets: (device, areSame) => {
      entryOf(device).hadSecrets = areSame;
    },
    safeOn: () => {
      const [own] = ledger.endsOf(ledger.ownOrigin());
      return own === undefined ? undefined : holders([own], ledger.device);
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
