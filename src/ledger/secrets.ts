/**
 * Secrets: keys and verifiers that must be destroyable, so they stand outside every chain.
 *
 * A row is written once under its id and signed by the device that wrote it. It is never overwritten:
 * replacing it means a new id, destroying it leaves a tombstone that no later copy brings back.
 */

import { z } from "zod";

import { type DeviceId, deviceIdSchema } from "../domain/identity.ts";
import { type DeviceKey, isStatementSignedBy } from "./chain.ts";
import { type Db } from "./database.ts";

const PREFIX = "tillmesh/secret/1\0";

export const secretRowSchema = z.object({
  id: z.string().min(1).max(80),
  /** Base64; null once destroyed. */
  value: z.string().max(10_000).nullable(),
  by: deviceIdSchema,
  /** Hexadecimal, over id and value. */
  signature: z.string().regex(/^[0-9a-f]{128}$/u),
});
export type SecretRow = z.infer<typeof secretRowSchema>;

export interface Secrets {
  /** Writes a new secret. Throws when the id is taken: ids are random or made once. */
  readonly put: (id: string, value: Uint8Array) => void;
  /** Undefined when it was never here, or is destroyed. */
  readonly get: (id: string) => Uint8Array | undefined;
  readonly destroy: (id: string) => void;
  readonly rows: () => ReadonlyArray<SecretRow>;
  readonly row: (id: string) => SecretRow | undefined;
  /** Those that start so, by rising id. */
  readonly idsFrom: (start: string) => ReadonlyArray<string>;
  /** Rises with each change, whichever process on the store has made it. */
  readonly revision: () => number;
  /** Takes a row of another device. False when nobody signed it who may write it. */
  readonly receive: (row: unknown) => boolean;
}

const REVISION_KEY = "secrets-revision";

export interface SecretsDeps {
  readonly db: Db;
  readonly key: DeviceKey;
  readonly keyOf: (device: DeviceId) => string | undefined;
  /** Whether the device may enrol others, and so write and destroy any secret. */
  readonly isAuthority: (device: DeviceId) => boolean;
}

export function createSecrets({ db, key, keyOf, isAuthority }: SecretsDeps): Secrets {
  const select = db.prepare<[string], { readonly row: string }>(
    "SELECT row FROM secrets WHERE id = ?",
  );
  const all = db.prepare<[], { readonly row: string }>("SELECT row FROM secrets ORDER BY id");
  const from = db.prepare<[string, string], { readonly id: string }>(
    "SELECT id FROM secrets WHERE id >= ? AND id < ? ORDER BY id",
  );
  const insert = db.prepare<[string, string]>("INSERT INTO secrets VALUES (?, ?)");
  const update = db.prepare<[string, string]>("UPDATE secrets SET row = ? WHERE id = ?");
  const revision = db.prepare<[string], { readonly value: string }>(
    "SELECT value FROM local WHERE key = ?",
  );
  const raise = db.prepare<[string]>(
    "INSERT INTO local VALUES (?, '1') ON CONFLICT (key) DO UPDATE SET value = value + 1",
  );

  function add(id: string, row: string): void {
    insert.run(id, row);
    raise.run(REVISION_KEY);
  }

  function change(id: string, row: string): void {
    update.run(row, id);
    raise.run(REVISION_KEY);
  }

  function rowOf(id: string): SecretRow | undefined {
    const stored = select.get(id);
    return stored === undefined ? undefined : parse(stored.row);
  }

  function signed(id: string, value: string | null): SecretRow {
    const signature = key.signStatement(PREFIX, statement(id, value));
    return { id, value, by: key.device, signature: Buffer.from(signature).toString("hex") };
  }

  return {
    put: (id, value) => {
      const row = JSON.stringify(signed(id, Buffer.from(value).toString("base64")));
      db.write(() => {
        add(id, row);
      });
    },
    get: (id) => {
      const value = rowOf(id)?.value;
      return value === undefined || value === null ? undefined : Buffer.from(value, "base64");
    },
    destroy: (id) => {
      const known = rowOf(id);
      const row = signed(id, null);
      if (known === undefined) add(id, JSON.stringify(row));
      else if (isTombstoneOver(known, row)) change(id, JSON.stringify(row));
    },
    rows: () => all.all().map(({ row }) => parse(row)),
    row: rowOf,
    idsFrom: (start) => from.all(start, `${start}\u{10FFFF}`).map(({ id }) => id),
    revision: () => Number(revision.get(REVISION_KEY)?.value ?? 0),
    receive: (candidate) => {
      const row = secretRowSchema.safeParse(candidate);
      if (!row.success || !isSigned(row.data, keyOf(row.data.by))) return false;
      if (!isAuthority(row.data.by) && !isEverydaySecret(row.data)) return false;
      const { id } = row.data;
      const known = rowOf(id);
      if (known === undefined) add(id, JSON.stringify(row.data));
      else if (isTombstoneOver(known, row.data)) change(id, JSON.stringify(row.data));
      return true;
    },
  };
}

/** What any till makes when it changes a PIN or a name, or adds a customer. Destroying is for authorities alone. */
function isEverydaySecret({ id, value }: SecretRow): boolean {
  return value !== null && /^(?:pin|person|customer)\//u.test(id);
}

/** Of two tombstones the one of the device whose name sorts first stands, on every till. */
function isTombstoneOver(known: SecretRow, row: SecretRow): boolean {
  return row.value === null && (known.value !== null || row.by < known.by);
}

/** Rows were checked when they came in. */
function parse(row: string): SecretRow {
  return JSON.parse(row) as SecretRow;
}

function isSigned({ id, value, signature }: SecretRow, publicKey: string | undefined): boolean {
  if (publicKey === undefined) return false;
  return isStatementSignedBy(publicKey, {
    prefix: PREFIX,
    statement: statement(id, value),
    signature: Buffer.from(signature, "hex"),
  });
}

function statement(id: string, value: string | null): string {
  return JSON.stringify([id, value]);
}
