/**
 * Words about devices that stand outside every chain: that one is revoked, and which one came in its place.
 *
 * A revoked device hears no chain any more, so it is told by a statement that an authority has signed, and
 * everybody keeps it for whoever meets that device. Several may say the same apart, or second it: one says
 * as well as another, and of these one stands, the same on every till. Nothing that counts hangs on them
 * but whether the device itself goes on selling. An authority has room for one about each device.
 */

import * as z from "zod";

import { type DeviceId, deviceIdSchema } from "../domain/identity.ts";
import { DEVICES_MAX } from "../domain/membership/control-pass.ts";
import { type Db } from "./database.ts";
import { type DeviceKey, isStatementSignedBy } from "./log/chain.ts";

const PREFIX = "tillmesh/secret/1\0";
/** A reason of 200 characters, in base64. */
const VALUE_MAX = 1200;
/** The most statements of one author: that each device is revoked, and that another one replaced it. */
export const WORDS_MAX = 2 * DEVICES_MAX;
/** The id of a statement: the device that it is about, and the device that it speaks for. */
const ID = /^(?:revoked|replaced)\/([0-9a-z]{26})\/([0-9a-z]{26})$/u;

export const wordRowSchema = z.object({
  id: z.string().regex(ID),
  /** Base64; empty for no reason. */
  value: z.string().max(VALUE_MAX),
  by: deviceIdSchema,
  /** Hexadecimal, over id and value. */
  signature: z.string().regex(/^[0-9a-f]{128}$/u),
});
export type WordRow = z.infer<typeof wordRowSchema>;

export interface Words {
  /** Says it. Throws when this device has said something else under that id. */
  readonly put: (id: string, value: Uint8Array) => void;
  /** Undefined when it was never here. */
  readonly get: (id: string) => Uint8Array | undefined;
  readonly rows: () => ReadonlyArray<WordRow>;
  /** The statements that were added or changed after that revision; all after -1. */
  readonly changedAfter: (revision: number) => ReadonlyArray<WordRow>;
  readonly row: (id: string) => WordRow | undefined;
  /**
   * Another device's, signed by this one for whoever doesn't know that one; one without a value where there
   * is none. Nothing is kept of it.
   */
  readonly seconded: (id: string) => WordRow | undefined;
  /** Those that start so, by rising id. */
  readonly idsFrom: (start: string) => ReadonlyArray<string>;
  /**
   * The devices that have told this one in their own name that a statement of another one counts: each kept
   * until it says otherwise, and told to nobody.
   */
  readonly seconders: (id: string) => ReadonlyArray<DeviceId>;
  readonly addSeconder: (id: string, by: DeviceId) => void;
  /** Forgets all that the device has seconded. */
  readonly dropSeconder: (by: DeviceId) => void;
  /** Rises with each change, whichever process on the store has made it. */
  readonly revision: () => number;
  /** Takes a row of another device. False when nobody signed it who may, or there is no room for it. */
  readonly receive: (row: unknown) => boolean;
}

const REVISION_KEY = "secrets-revision";
const SECONDERS_KEY = "words-seconders";
const secondersSchema = z.array(z.object({ id: z.string(), by: deviceIdSchema }));

export interface WordsDeps {
  readonly db: Db;
  readonly key: DeviceKey;
  readonly keyOf: (device: DeviceId) => string | undefined;
  /** Whether the device may enrol others, and so revoke them. */
  readonly isAuthority: (device: DeviceId) => boolean;
  readonly hasRoom: () => boolean;
}

export function createWords({ db, key, keyOf, isAuthority, hasRoom }: WordsDeps): Words {
  const table = createWordTable(db);

  function signed(id: string, value: string): WordRow {
    const signature = key.signStatement(PREFIX, statement(id, value));
    return { id, value, by: key.device, signature: Buffer.from(signature).toString("hex") };
  }

  /** Only of a device that was enrolled: names that nobody has are without end. */
  function isOfTheShop(id: string): boolean {
    const [, device] = ID.exec(id) ?? [];
    return device !== undefined && keyOf(device as DeviceId) !== undefined;
  }

  function isFull({ by }: WordRow): boolean {
    return !hasRoom() || table.count(by) >= WORDS_MAX;
  }

  return {
    ...table,
    ...createSeconders(db, { ...table, hasRoom }),
    put: (id, value) => {
      const row = signed(id, Buffer.from(value).toString("base64"));
      db.write(() => {
        table.add(row);
      });
    },
    get: (id) => {
      const row = table.row(id);
      return row && Buffer.from(row.value, "base64");
    },
    seconded: (id) => {
      const known = table.row(id);
      if (known === undefined) return signed(id, "");
      return known.by === key.device ? undefined : signed(id, known.value);
    },
    receive: (candidate) => {
      const row = wordRowSchema.safeParse(candidate);
      if (!row.success || !isSigned(row.data, keyOf(row.data.by))) return false;
      if (!isAuthority(row.data.by) || !isOfTheShop(row.data.id)) return false;
      const known = table.row(row.data.id);
      if (known !== undefined && !isWordOver(known, row.data)) return true;
      if (known?.by !== row.data.by && isFull(row.data)) return false;
      if (known === undefined) table.add(row.data);
      else table.change(row.data);
      return true;
    },
  };
}

/** Kept outside of the rows: which one stands of these is the same on every till. */
function createSeconders(
  db: Db,
  { raise, hasRoom }: Pick<WordTable, "raise"> & Pick<WordsDeps, "hasRoom">,
): Pick<Words, "seconders" | "addSeconder" | "dropSeconder"> {
  const select = db.prepare<[string], { readonly value: string }>(
    "SELECT value FROM local WHERE key = ?",
  );
  const replace = db.prepare<[string, string]>("INSERT OR REPLACE INTO local VALUES (?, ?)");

  function known(): z.infer<typeof secondersSchema> {
    const text = select.get(SECONDERS_KEY)?.value;
    return text === undefined ? [] : secondersSchema.parse(JSON.parse(text));
  }

  function keep(seconders: z.infer<typeof secondersSchema>): void {
    // On a full disk it stays as it was: it is said again on the next link.
    if (!hasRoom()) return;
    db.write(() => {
      replace.run(SECONDERS_KEY, JSON.stringify(seconders));
      raise();
    });
  }

  return {
    seconders: (id) => known().flatMap((one) => (one.id === id ? [one.by] : [])),
    addSeconder: (id, by) => {
      const before = known();
      if (before.some((one) => one.id === id && one.by === by)) return;
      keep([...before, { id, by }].slice(-WORDS_MAX));
    },
    dropSeconder: (by) => {
      const before = known();
      const after = before.filter((one) => one.by !== by);
      if (after.length < before.length) keep(after);
    },
  };
}

interface WordTable extends Pick<Words, "rows" | "changedAfter" | "row" | "idsFrom" | "revision"> {
  /** Throws when the id is taken. */
  readonly add: (row: WordRow) => void;
  readonly change: (row: WordRow) => void;
  /** Of that author. */
  readonly count: (by: DeviceId) => number;
  /** Raises the revision. */
  readonly raise: () => void;
}

function createWordTable(db: Db): WordTable {
  const select = db.prepare<[string], Stored>("SELECT row FROM words WHERE id = ?");
  const all = db.prepare<[], Stored>("SELECT row FROM words ORDER BY id");
  const from = db.prepare<[string, string], { readonly id: string }>(
    "SELECT id FROM words WHERE id >= ? AND id < ? ORDER BY id",
  );
  const changed = db.prepare<[number], Stored>(
    "SELECT row FROM words WHERE revision > ? ORDER BY revision",
  );
  const count = db.prepare<[string], { readonly count: number }>(
    "SELECT count(*) AS count FROM words WHERE row ->> 'by' = ?",
  );
  const insert = db.prepare<[string, string, number]>("INSERT INTO words VALUES (?, ?, ?)");
  const update = db.prepare<[string, number, string]>(
    "UPDATE words SET row = ?, revision = ? WHERE id = ?",
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
    count: (by) => count.get(by)?.count ?? 0,
    raise: () => {
      raised();
    },
  };
}

interface Stored {
  readonly row: string;
}

/**
 * Of a word that somebody else has seconded that of the device whose name the id ends with stands. Else, and
 * where two boxes have that name: one that says something, of the device whose name sorts first.
 */
function isWordOver(known: WordRow, row: WordRow): boolean {
  const isOwn = row.id.endsWith(`/${row.by}`);
  if (isOwn !== known.id.endsWith(`/${known.by}`)) return isOwn;
  if (known.value === "" || row.value === "") return known.value === "" && row.value !== "";
  return row.by === known.by ? row.value > known.value : row.by < known.by;
}

/** Rows were checked when they came in. */
function parse({ row }: Stored): WordRow {
  return JSON.parse(row) as WordRow;
}

function isSigned({ id, value, signature }: WordRow, publicKey: string | undefined): boolean {
  if (publicKey === undefined) return false;
  return isStatementSignedBy(publicKey, {
    prefix: PREFIX,
    statement: statement(id, value),
    signature: Buffer.from(signature, "hex"),
  });
}

function statement(id: string, value: string): string {
  return JSON.stringify([id, value]);
}
