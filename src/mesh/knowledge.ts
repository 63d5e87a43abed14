/** What each device is known to hold, by its own word or by a third one's; also of one that is gone. */

import { type ChainEnd, type DeviceId, type Origin } from "../domain/identity.ts";
import { type MeshLedger } from "./ports.ts";

export interface DeviceKnowledge {
  /** When it last said something to us, by our steady clock. */
  readonly heardAtMs: number;
  /** Number of the last event that it holds of each chain. */
  readonly held: ReadonlyMap<Origin, number>;
  /** Whether it had the same secrets when it last told. */
  readonly hadSecrets: boolean;
}

export interface Knowledge {
  readonly devices: () => Iterable<readonly [DeviceId, DeviceKnowledge]>;
  readonly heard: (device: DeviceId, nowMs: number) => void;
  readonly holds: (device: DeviceId, ends: ReadonlyArray<ChainEnd>) => void;
  readonly hasSecrets: (device: DeviceId, areSame: boolean) => void;
  /** Other devices of the shop that hold all that this one has said. */
  readonly safeOn: () => number;
}

interface Entry {
  heardAtMs: number;
  readonly held: Map<Origin, number>;
  hadSecrets: boolean;
}

export function createKnowledge(ledger: MeshLedger): Knowledge {
  const entries = new Map<DeviceId, Entry>();

  function entryOf(device: DeviceId): Entry {
    const entry = entries.get(device) ?? {
      heardAtMs: Number.NEGATIVE_INFINITY,
      held: new Map(),
      hadSecrets: false,
    };
    entries.set(device, entry);
    return entry;
  }

  return {
    devices: () => entries,
    heard: (device, nowMs) => {
      entryOf(device).heardAtMs = nowMs;
    },
    holds: (device, ends) => {
      const { held } = entryOf(device);
      for (const { origin, seq } of ends) held.set(origin, Math.max(seq, held.get(origin) ?? 0));
    },
    hasSecrets: (device, areSame) => {
      entryOf(device).hadSecrets = areSame;
    },
    safeOn: () => {
      const [own] = ledger.endsOf(ledger.ownOrigin());
      if (own === undefined) return 0;
      return [...entries].filter(
        ([device, { held }]) =>
          device !== ledger.device &&
          ledger.isActive(device) &&
          (held.get(own.origin) ?? 0) >= own.seq,
      ).length;
    },
  };
}
