/** The table of the secrets' values. The events decide which of them count. */

import * as z from "zod";

import { lazy } from "../domain/base/lazy.ts";
import { secretIdSchema } from "../domain/events/secret-events.ts";
import { type DeviceId, type Hash } from "../domain/identity.ts";
import { type Db } from "./database.ts";

/** The longest value, in base64: a wrapped key of the root takes about 6,000. */
export const SECRET_VALUE_MAX = 8000;

export const secretRowSchema = lazy(() =>
  z.object({
    id: secretIdSchema(),
    /** Base64. */
    value: z.string().max(SECRET_VALUE_MAX),
  }),
);
export type SecretRow = z.infer<ReturnType<typeof secretRowSchema>>;

/** The name of one value of a secret, whether the value is here or not. */
export interface SecretName {
  readonly id: string;
  readonly hash: Hash;
}

/** The room that the values of one writer take. */
export interface SecretRoom {
  readonly rows: number;
  readonly bytes: number;
}

export interface SecretTable {
  readonly value: (name: SecretName) => string | undefined;
  /** All values by rising id, each with its writer. */
  readonly names: () => ReadonlyArray<SecretName & { readonly by: DeviceId }>;
  /** The ids with that prefix, rising. */
  readonly idsFrom: (start: string) => ReadonlyArray<string>;
  /** Ids of those that came after that revision. */
  readonly idsAfter: (revision: number) => ReadonlyArray<string>;
  /** Rises with each value that comes, whichever process on the store has kept it. */
  readonly revision: () => number;
  /** Nothing where it is here already. Call in a write transaction, as the next one. */
  readonly add: (row: SecretRow & SecretName, by: DeviceId) => void;
  readonly remove: (name: SecretName) => void;
  readonly roomOf: (by: DeviceId) => SecretRoom;
}

const REVISION_KEY = "secret-values-revision";

export function createSecretTable(db: Db): SecretTable {
  const value = db.prepare<[string, string], { readonly value: string }>(
    "SELECT value FROM secret_value WHERE id = ? AND hash = ?",
  );
  const names = db.prepare<[], SecretName & { readonly by: DeviceId }>(
    "SELECT id, hash, by FROM secret_value ORDER BY id, hash",
  );
  const from = db.prepare<[string, string], { readonly id: string }>(
    "SELECT DISTINCT id FROM secret_value WHERE id >= ? AND id < ? ORDER BY id",
  );
  const after = db.prepare<[number], { readonly id: string }>(
    "SELECT DISTINCT id FROM secret_value WHERE revision > ? ORDER BY id",
  );
  const insert = db.prepare<[string, string, string, string, number]>(
    "INSERT INTO secret_value VALUES (?, ?, ?, ?, ?)",
  );
  const remove = db.prepare<[string, string], { readonly by: string; readonly value: string }>(
    "DELETE FROM secret_value WHERE id = ? AND hash = ? RETURNING by, value",
  );
  const take = db.prepare<[string, number, number]>(
    `INSERT INTO secret_room VALUES (?, ?, ?) ON CONFLICT (by) DO UPDATE
     SET rows = rows + excluded.rows, bytes = bytes + excluded.bytes`,
  );
  const room = db.prepare<[string], SecretRoom>("SELECT rows, bytes FROM secret_room WHERE by = ?");
  const revision = db.prepare<[string], { readonly value: string }>(
    "SELECT value FROM local WHERE key = ?",
  );
  const raise = db.prepare<[string], { readonly value: string }>(
    "INSERT INTO local VALUES (?, '1') ON CONFLICT (key) DO UPDATE SET value = value + 1 RETURNING value",
  );

  return {
    value: ({ id, hash }) => value.get(id, hash)?.value,
    names: () => names.all(),
    idsFrom: (start) => from.all(start, `${start}\u{10FFFF}`).map(({ id }) => id),
    idsAfter: (since) => after.all(since).map(({ id }) => id),
    revision: () => Number(revision.get(REVISION_KEY)?.value ?? 0),
    add: (row, by) => {
      if (value.get(row.id, row.hash) !== undefined) return;
      insert.run(row.id, row.hash, row.value, by, Number(raise.get(REVISION_KEY)?.value));
      take.run(by, 1, row.value.length);
    },
    remove: ({ id, hash }) => {
      const removed = remove.get(id, hash);
      if (removed !== undefined) take.run(removed.by, -1, 0 - removed.value.length);
    },
    roomOf: (by) => room.get(by) ?? { rows: 0, bytes: 0 },
  };
}
