/**
 * Secrets: keys and verifiers that must be destroyable, so they stand outside every chain.
 *
 * A row is written once under its id and signed by the device that wrote it. It is never overwritten:
 * replacing it means a new id, destroying it leaves a tombstone that no later copy brings back. What several
 * may write apart under one id, one says as well as another: of these one stands, on every till.
 */

import * as z from "zod";

import { type DeviceId, deviceIdSchema } from "../domain/identity.ts";
import { type Db } from "./database.ts";
import { type DeviceKey, isStatementSignedBy } from "./log/chain.ts";

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
  /** Those that have come or changed after that revision; after -1 all. */
  readonly changedAfter: (revision: number) => ReadonlyArray<SecretRow>;
  readonly row: (id: string) => SecretRow | undefined;
  /**
   * Another device's, signed by this one for whoever doesn't know that one; one without a value where there
   * is none. Nothing is kept of it.
   */
  readonly seconded: (id: string) => SecretRow | undefined;
  /** Those that start so, by rising id. */
  readonly idsFrom: (start: string) => ReadonlyArray<string>;
  /** Rises with each change, whichever process on the store has made it. */
  readonly revision: () => number;
  /** Takes a row of another device. False when nobody signed it who may write it. */
  readonly receive: (row: unknown) => boolean;
}

/** That a till is out, who came in its place, and a root's key for whoever may certify by it. */
const WRITTEN_APART = /^(?:revoked|replaced|root-key)\//u;
const REVISION_KEY = "secrets-revision";

export interface SecretsDeps {
  readonly db: Db;
  readonly key: DeviceKey;
  readonly keyOf: (device: DeviceId) => string | undefined;
  /** Whether the device may enrol others, and so write and destroy any secret. */
  readonly isAuthority: (device: DeviceId) => boolean;
}

export function createSecrets({ db, key, keyOf, isAuthority }: SecretsDeps): Secrets {
  const table = createSecretTable(db);

  function signed(id: string, value: string | null): SecretRow {
    const signature = key.signStatement(PREFIX, statement(id, value));
    return { id, value, by: key.device, signature: Buffer.from(signature).toString("hex") };
  }

  function take(row: SecretRow): void {
    const known = table.row(row.id);
    if (known === undefined) table.add(row);
    else if (isTombstoneOver(known, row) || isWordOver(known, row)) table.change(row);
  }

  return {
    ...table,
    put: (id, value) => {
      const row = signed(id, Buffer.from(value).toString("base64"));
      db.write(() => {
        table.add(row);
      });
    },
    get: (id) => {
      const value = table.row(id)?.value;
      return value === undefined || value === null ? undefined : Buffer.from(value, "base64");
    },
    destroy: (id) => {
      db.write(() => {
        take(signed(id, null));
      });
    },
    seconded: (id) => {
      const known = table.row(id);
      if (known === undefined) return signed(id, "");
      return known.by === key.device ? undefined : signed(id, known.value);
    },
    receive: (candidate) => {
      const row = secretRowSchema.safeParse(candidate);
      if (!row.success || !isSigned(row.data, keyOf(row.data.by))) return false;
      if (!isAuthority(row.data.by) && !isEverydaySecret(row.data)) return false;
      take(row.data);
      return true;
    },
  };
}

interface SecretTable extends Pick<
  Secrets,
  "rows" | "changedAfter" | "row" | "idsFrom" | "revision"
> {
  /** Throws when the id is taken. */
  readonly add: (row: SecretRow) => void;
  readonly change: (row: SecretRow) => void;
}

function createSecretTable(db: Db): SecretTable {
  const select = db.prepare<[string], Stored>("SELECT row FROM secrets WHERE id = ?");
  const all = db.prepare<[], Stored>("SELECT row FROM secrets ORDER BY id");
  const from = db.prepare<[string, string], { readonly id: string }>(
    "SELECT id FROM secrets WHERE id >= ? AND id < ? ORDER BY id",
  );
  const changed = db.prepare<[number], Stored>(
    "SELECT row FROM secrets WHERE revision > ? ORDER BY revision",
  );
  const insert = db.prepare<[string, string, number]>("INSERT INTO secrets VALUES (?, ?, ?)");
  const update = db.prepare<[string, number, string]>(
    "UPDATE secrets SET row = ?, revision = ? WHERE id = ?",
  );
  const revision = db.prepare<[string], { readonly value: string }>(
    "SELECT value FROM local WHERE key = ?",
  );
  const raise = db.prepare<[string], { readonly value: string }>(
    "INSERT INTO local VALUES (?, '1') ON CONFLICT (key) DO UPDATE SET value = value + 1 RETURNING value",
  );

  function raised(): number {
    return Number(raise.get(REVISION_KEY)?.value);
  }

  return {
    rows: () => all.all().map(parse),
    changedAfter: (after) => changed.all(after).map(parse),
    row: (id) => {
      const stored = select.get(id);
      return stored === undefined ? undefined : parse(stored);
    },
    idsFrom: (start) => from.all(start, `${start}\u{10FFFF}`).map(({ id }) => id),
    revision: () => Number(revision.get(REVISION_KEY)?.value ?? 0),
    add: (row) => {
      insert.run(row.id, JSON.stringify(row), raised());
    },
    change: (row) => {
      update.run(JSON.stringify(row), raised(), row.id);
    },
  };
}

interface Stored {
  readonly row: string;
}

/** What any till makes when it changes a PIN or a name, or adds a customer. Destroying is for authorities alone. */
function isEverydaySecret({ id, value }: SecretRow): boolean {
  return value !== null && /^(?:pin|person|customer)\//u.test(id);
}

/** Of two tombstones the one of the device whose name sorts first stands, on every till. */
function isTombstoneOver(known: SecretRow, row: SecretRow): boolean {
  return row.value === null && (known.value !== null || row.by < known.by);
}

/**
 * Of a word that somebody else has seconded that of the device whose name the id ends with stands. Else, and
 * where two boxes have that name: one that says something, of the device whose name sorts first.
 */
function isWordOver(known: SecretRow, row: SecretRow): boolean {
  if (row.value === null || known.value === null) return false;
  const isOwn = row.id.endsWith(`/${row.by}`);
  if (isOwn !== known.id.endsWith(`/${known.by}`)) return isOwn;
  if (!WRITTEN_APART.test(row.id)) return false;
  if (known.value === "" || row.value === "") return known.value === "" && row.value !== "";
  return row.by === known.by ? row.value > known.value : row.by < known.by;
}

/** Rows were checked when they came in. */
function parse({ row }: Stored): SecretRow {
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
