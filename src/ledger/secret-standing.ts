/** What counts of secrets, and what has changed of that. */

import { hash as digest } from "node:crypto";

import { type SecretState } from "../domain/folds/secret-fold.ts";
import { type DeviceId, type Hash } from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { type Admission } from "../domain/membership/admission.ts";
import { type CompareDevices } from "../domain/membership/seniority.ts";
import { SECRET_VALUE_MAX, type SecretTable } from "./secret-table.ts";

/**
 * What one writer may have kept at others, in values and in characters of them: twenty years of a shop with
 * 5,000 new customers a year. What it names beyond is asked for by nobody.
 */
export const SECRET_ROWS_MAX = 100_000;
export const SECRET_BYTES_MAX = 16 * 1024 * 1024;

/** One value of a secret, as a counting event names it. */
export interface CountingValue {
  readonly hash: Hash;
  readonly by: DeviceId;
}

/** What counts of a secret: the same on every till that has heard the same. */
export interface SecretStanding {
  /** The one that holds first; none where nobody has written it who may. */
  readonly values: ReadonlyArray<CountingValue>;
  /** To be destroyed: it is read and handed on nowhere. */
  readonly isHidden: boolean;
}

/** What is asked of secrets besides their values. */
export interface SecretLooks {
  readonly standing: (id: string) => SecretStanding;
  /** Another text whenever something else may be read, whichever process on the store has changed it. */
  readonly revision: () => string;
  /** Ids of what may be read otherwise since then; undefined where that isn't known any more. */
  readonly changedAfter: (revision: string) => ReadonlyArray<string> | undefined;
  /** Whether that value would be taken if it came. */
  readonly mayTake: (value: CountingValue) => boolean;
}

export interface SecretLooksDeps {
  readonly table: SecretTable;
  /** In one consistent state. */
  readonly read: <Value>(look: (view: LedgerView) => Value) => Value;
  readonly admission: () => Admission;
  readonly compareDevices: CompareDevices;
  /** The disk has room for what others tell. */
  readonly hasRoom: () => boolean;
}

export function createSecretLooks(deps: SecretLooksDeps): SecretLooks {
  const { table, read, hasRoom } = deps;
  const writers = createSecretWriters(deps);

  /** Of the values, of the events, and of who wrote them. */
  function revision(view: LedgerView): string {
    return `${table.revision()}.${view.revision("secret")}.${writers.revision()}`;
  }

  function changedAfter(view: LedgerView, since: string): ReadonlyArray<string> | undefined {
    const [kept, said, ranks = ""] = since.split(".");
    if (!writers.haveOnlyGrown(ranks)) return undefined;
    const streams = view.changedSince("secret", Number(said));
    if (streams === undefined) return undefined;
    const ids = [...streams].map((stream) => stream.slice(SECRET_STREAM.length));
    return [...new Set([...ids, ...table.idsAfter(Number(kept))])];
  }

  return {
    standing: createStandings(deps),
    revision: () => read(revision),
    changedAfter: (since) => read((view) => changedAfter(view, since)),
    mayTake: ({ by }) => {
      if (!hasRoom()) return false;
      const { rows, bytes } = table.roomOf(by);
      return rows < SECRET_ROWS_MAX && bytes + SECRET_VALUE_MAX <= SECRET_BYTES_MAX;
    },
  };
}

const SECRET_STREAM = "secret/";

/** Whose key it is may ask that nothing be known of them any more; nothing else can ever be destroyed. */
export function isDestroyable(id: string): boolean {
  return /^(?:person|customer)\//u.test(id);
}

/** What any till writes when it changes a PIN or a name, or adds a customer. */
function isEverydaySecret(id: string): boolean {
  return id.startsWith("pin/") || isDestroyable(id);
}

/** What was looked up is kept as long as it is so: twenty thousand customers are looked up one by one. */
function createStandings({
  read,
  admission,
  compareDevices,
}: SecretLooksDeps): (id: string) => SecretStanding {
  const known = new Map<string, SecretStanding>();
  let at: { readonly said: number; readonly admission: Admission } | undefined;

  function forget(view: LedgerView): void {
    const now = { said: view.revision("secret"), admission: admission() };
    if (at?.said === now.said && at.admission === now.admission) return;
    const isSame = at !== undefined && at.admission === now.admission;
    const changed = isSame ? view.changedSince("secret", at?.said ?? -1) : undefined;
    at = now;
    if (changed === undefined) known.clear();
    else for (const stream of changed) known.delete(stream.slice(SECRET_STREAM.length));
  }

  function lookUp(view: LedgerView, id: string): SecretStanding {
    const { written, destroyed } = view.glance("secret", id);
    const devices = admission();
    const isDestroyed = isDestroyable(id) && Object.keys(destroyed).length > 0;
    return { values: countingValues(id, written), isHidden: isDestroyed };

    function countingValues(
      name: string,
      words: SecretState["written"],
    ): ReadonlyArray<CountingValue> {
      return (Object.keys(words) as DeviceId[])
        .filter((by) => isEverydaySecret(name) || devices.get(by)?.authority === true)
        .toSorted(compareDevices)
        .flatMap((by) => (words[by] === undefined ? [] : [{ by, hash: words[by].hash }]));
    }
  }

  return (id) =>
    read((view) => {
      forget(view);
      const before = known.get(id);
      if (before !== undefined) return before;
      const found = lookUp(view, id);
      known.set(id, found);
      return found;
    });
}

interface SecretWriters {
  /** The same on every process that knows the same devices in the same order. */
  readonly revision: () => string;
  /** Whether nothing but new devices has come since then: no value of before holds where it didn't. */
  readonly haveOnlyGrown: (since: string) => boolean;
}

interface SecretWritersDeps {
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

/**
 * Whose value of a secret holds. That changes without a word about any secret: a device is promoted, or
 * enrolled anew by somebody senior, and what it wrote long ago counts, or goes before what others wrote.
 */
function createSecretWriters({ admission, compareDevices }: SecretWritersDeps): SecretWriters {
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
