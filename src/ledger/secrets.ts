/**
 * Secrets: keys and verifiers, whose values must be destroyable and so stand outside every chain.
 *
 * A chain says that there is one, by the hash of its value (`secret/written`). So what counts, how much
 * there may be, revocation and forks are those of the chains, and a value that no counting event commits to
 * is neither kept nor handed on. Of several values under one id the one of the most senior writer holds, the
 * same on every till; the others are kept for a while, so that a revocation brings the true one back.
 *
 * The values themselves are local: who lacks one asks for it by its hash (secret-exchange.ts).
 */

import { hash as digest } from "node:crypto";

import { type Draft } from "../domain/events/kinds.ts";
import { type DeviceId, type Hash, toStreamId } from "../domain/identity.ts";
import { type Db } from "./database.ts";
import { createSecretLacks, type SecretLacks } from "./secret-lacks.ts";
import { createSecretLooks, type SecretLooks, type SecretLooksDeps } from "./secret-standing.ts";
import {
  SECRET_VALUE_MAX,
  type SecretName,
  type SecretRow,
  secretRowSchema,
} from "./secret-table.ts";
import { createSecretWaits, type SecretWaits } from "./secret-waits.ts";
import { type Store } from "./store.ts";

const PREFIX = "tillmesh/secret/2\0";

export interface Secrets extends SecretLooks {
  /** What says so, for the transaction that needs it; `keep` has to be called in the same one. */
  readonly written: (id: string, value: Uint8Array) => Draft;
  readonly keep: (id: string, value: Uint8Array) => void;
  /** Both, in a transaction of its own. Throws when this device has written that id. */
  readonly put: (id: string, value: Uint8Array) => void;
  /** Says that it is to be destroyed, in a transaction of its own: nobody can read it from then on. */
  readonly destroy: (id: string) => void;
  /** Undefined when it isn't here, or is to be destroyed. */
  readonly get: (id: string) => Uint8Array | undefined;
  /** All that count and are here, the one that holds first: for whoever can tell which one is true. */
  readonly values: (id: string) => ReadonlyArray<Uint8Array>;
  /** All that may be handed on, by rising id. */
  readonly rows: () => ReadonlyArray<SecretRow>;
  /** The same of one value. */
  readonly row: (name: SecretName) => SecretRow | undefined;
  /** Those that start so and can be read here, by rising id. */
  readonly idsFrom: (start: string) => ReadonlyArray<string>;
  /** Takes a value of another device. False when no counting event says so, or there is no room for it. */
  readonly receive: (row: unknown) => boolean;
  /** What counts and isn't here; a little more of it is looked up at each call. */
  readonly lacks: () => SecretLacks;
  /** What is to be destroyed, and when. */
  readonly waits: SecretWaits;
}

export interface SecretsDeps extends SecretLooksDeps {
  readonly db: Db;
  readonly device: DeviceId;
  readonly store: Pick<Store, "local" | "setLocal">;
  /** Of that device another text whenever it is revoked, or has spoken with two voices. */
  readonly doubtOf: (device: DeviceId) => string;
  readonly isPurged: (device: DeviceId) => boolean;
  /** Writes these as a transaction of their own, and runs that in it. */
  readonly commit: (events: ReadonlyArray<Draft>, also: () => void) => void;
}

export function createSecrets(deps: SecretsDeps): Secrets {
  const { device, table, read, commit } = deps;
  const looks = createSecretLooks(deps);

  function keep(id: string, value: Uint8Array): void {
    const text = Buffer.from(value).toString("base64");
    if (text.length > SECRET_VALUE_MAX) throw new Error(`The secret ${id} is too long.`);
    table.add({ id, value: text, hash: secretHash({ id, value: text }) }, device);
  }

  return {
    ...looks,
    ...createReading(deps, looks),
    written: secretWritten,
    keep,
    put: (id, value) => {
      if (read((view) => view.state("secret", id)).written[device] !== undefined) {
        throw new Error(`This device has written the secret ${id} before.`);
      }
      commit([secretWritten(id, value)], () => {
        keep(id, value);
      });
    },
    destroy: (id) => {
      commit([secretDestroyed(id)], () => undefined);
    },
    receive: (candidate) => {
      const parsed = secretRowSchema().safeParse(candidate);
      if (!parsed.success) return false;
      // With all that is stored by now: no write transaction catches up by itself.
      read(() => undefined);
      return deps.db.write(() => receive(deps, looks, parsed.data));
    },
    lacks: createSecretLacks({ ...deps, secrets: looks }),
    waits: createSecretWaits({ ...deps, secrets: looks }),
  };
}

function createReading(
  { table, read }: SecretsDeps,
  { standing }: SecretLooks,
): Pick<Secrets, "get" | "values" | "rows" | "row" | "idsFrom"> {
  function valuesOf(id: string, most: number): ReadonlyArray<Uint8Array> {
    const { values, isHidden } = standing(id);
    if (isHidden) return [];
    return values.slice(0, most).flatMap(({ hash }) => {
      const value = table.value({ id, hash });
      return value === undefined ? [] : [Buffer.from(value, "base64")];
    });
  }

  function row({ id, hash }: SecretName): SecretRow | undefined {
    const { values, isHidden } = standing(id);
    if (isHidden || !values.some((value) => value.hash === hash)) return undefined;
    const value = table.value({ id, hash });
    return value === undefined ? undefined : { id, value };
  }

  return {
    get: (id) => read(() => valuesOf(id, 1)[0]),
    values: (id) => read(() => valuesOf(id, Number.POSITIVE_INFINITY)),
    rows: () => read(() => table.names().flatMap((name) => row(name) ?? [])),
    row: (name) => read(() => row(name)),
    idsFrom: (start) => read(() => table.idsFrom(start).filter((id) => valuesOf(id, 1).length > 0)),
  };
}

/** Call in a write transaction. */
function receive({ table }: SecretsDeps, looks: SecretLooks, row: SecretRow): boolean {
  const { id } = row;
  const hash = secretHash(row);
  const { values, isHidden } = looks.standing(id);
  const writers = values.filter((it) => it.hash === hash);
  if (isHidden || writers.length === 0) return false;
  if (table.value({ id, hash }) !== undefined) return true;
  // Who names what others have written fills up its own room, and keeps theirs from nobody.
  const value = writers.find((it) => looks.mayTake(it));
  if (value === undefined) return false;
  table.add({ ...row, hash }, value.by);
  return true;
}

export function secretWritten(id: string, value: Uint8Array): Draft {
  const hash = secretHash({ id, value: Buffer.from(value).toString("base64") });
  return { kind: "secret/written", streams: [toStreamId("secret", id)], body: { id, hash } };
}

export function secretDestroyed(id: string): Draft {
  return { kind: "secret/destroyed", streams: [toStreamId("secret", id)], body: { id } };
}

/** Each value is of at least 16 bytes of chance, so its hash tells nothing of it. */
function secretHash({ id, value }: SecretRow): Hash {
  return digest("sha256", PREFIX + JSON.stringify([id, value])) as Hash;
}
