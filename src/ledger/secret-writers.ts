/**
 * Whose value of a secret holds. That changes without a word about any secret: a device is promoted, or
 * enrolled anew by somebody senior, and what it wrote long ago counts, or goes before what others wrote.
 */

import { hash as digest } from "node:crypto";

import { type DeviceId } from "../domain/identity.ts";
import { type Admission } from "../domain/membership/admission.ts";
import { type CompareDevices } from "../domain/membership/seniority.ts";

export interface SecretWriters {
  /** The same on every process that knows the same devices in the same order. */
  readonly revision: () => string;
  /** Whether nothing but new devices has come since then: no value of before holds where it didn't. */
  readonly haveOnlyGrown: (since: string) => boolean;
}

export interface SecretWritersDeps {
  readonly admission: () => Admission;
  readonly compareDevices: CompareDevices;
}

/** Revisions of which it is remembered who they stand for: whoever asks for an older one reads all anew. */
const REMEMBERED_MAX = 16;

interface Ranks {
  readonly devices: Admission;
  readonly revision: string;
  /** The most senior first, with whether it is an authority. */
  readonly ranks: ReadonlyArray<string>;
}

export function createSecretWriters({
  admission,
  compareDevices,
}: SecretWritersDeps): SecretWriters {
  const ranksByRevision = new Map<string, ReadonlyArray<string>>();
  let known: Ranks | undefined;

  function look(devices: Admission): Ranks {
    const ranks = ([...devices.keys()] as DeviceId[])
      .toSorted((a, b) => compareDevices(a, b) || (a < b ? -1 : 1))
      .map((device) => `${device} ${devices.get(device)?.authority === true}`);
    const revision = digest("sha256", ranks.join("\n")).slice(0, 16);
    ranksByRevision.delete(revision);
    ranksByRevision.set(revision, ranks);
    const [oldest] = ranksByRevision.keys();
    if (ranksByRevision.size > REMEMBERED_MAX && oldest !== undefined) {
      ranksByRevision.delete(oldest);
    }
    return { devices, revision, ranks };
  }

  function now(): Ranks {
    const devices = admission();
    if (known?.devices !== devices) known = look(devices);
    return known;
  }

  return {
    revision: () => now().revision,
    haveOnlyGrown: (since) => {
      const { revision, ranks } = now();
      if (revision === since) return true;
      const before = ranksByRevision.get(since);
      if (before === undefined) return false;
      const known = new Set(before);
      const same = ranks.filter((rank) => known.has(rank));
      return same.length === before.length && same.every((rank, at) => rank === before[at]);
    },
  };
}
