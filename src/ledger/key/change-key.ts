/**
 * Gives the database another key, under the same provider or another one.
 *
 * The database is copied under the new key, and the copy takes its place. A power cut may come at any
 * moment: before the new key is used for anything, `ledger.key` has a line for each of the two, and
 * whoever opens the store takes the one that opens it (`unlock.ts`). Nobody else may have the store
 * open meanwhile, or what it writes would go down with the old file; SQLite refuses writes to a file
 * that was moved away to those who waited for it.
 */

import { chmodSync, closeSync, fsyncSync, openSync, renameSync, statSync } from "node:fs";
import path from "node:path";

import type Database from "better-sqlite3";

import { type Db, applyKey } from "../database.ts";
import { openSqlite } from "../sqlite.ts";
import { storeErrorOf, StoreError } from "../store-error.ts";
import { type KeptKey, type KeyDeps, type Protection } from "./key-provider.ts";
import { copyOwner, makeKey, passphraseOf, syncFolder, writeKeptKeys } from "./ledger-key.ts";
import { DATABASE_FILE, nextFile, openUnlocked, removeNext, settleKey } from "./unlock.ts";

/**
 * `choose` is told who keeps the key by now. Throws StoreError; the old key is the store's then, as
 * before.
 */
export function changeKey(
  dir: string,
  choose: (kept: KeptKey) => Protection,
  deps: KeyDeps,
): KeptKey {
  const { db, kept } = openUnlocked(dir, deps.access);
  try {
    const wanted = choose(kept);
    // The keys are made before anything is locked, because a passphrase takes its time.
    const next = makeKey(wanted, deps);
    const newKey = next.unlock({ ...deps.access, ...passphraseOf(wanted) });
    const oldKey = kept.unlock(deps.access);
    if (newKey === oldKey) {
      throw new StoreError("store/same-key", "That key is the store's already: make a new one.");
    }
    holdAlone(db, dir);
    writeKeptKeys(dir, [kept, next]);
    replaceOrSettle(db, dir, { kept, oldKey, newKey });
    syncFolder(dir);
    settleKey(dir, next);
    return next;
  } catch (cause) {
    throw storeErrorOf(cause) ?? cause;
  } finally {
    db.close();
  }
}

/** Locks the file until this connection is closed. A copy of the file does not have the lock. */
function holdAlone(db: Db, dir: string): void {
  try {
    db.pragma("busy_timeout=0");
    // The log is folded into the file first: only a single connection may do so, and the file is
    // whole without it.
    db.pragma("journal_mode=DELETE");
    db.pragma("locking_mode=EXCLUSIVE");
    db.exec("BEGIN EXCLUSIVE; COMMIT");
    if (db.pragma("journal_mode", { simple: true }) === "delete") return;
  } catch (cause) {
    if (storeErrorOf(cause)?.type !== "store/locked") throw cause;
  }
  throw new StoreError(
    "store/locked",
    `Another program has the store ${dir} open, and its key can't be changed: close the register first.`,
  );
}

interface Change {
  readonly kept: KeptKey;
  readonly oldKey: string;
  readonly newKey: string;
}

/** The new file is in place, or all is as before. */
function replaceOrSettle(db: Db, dir: string, change: Change): void {
  try {
    removeNext(dir);
    copyUnder(db, nextFile(dir), change);
    renameSync(nextFile(dir), path.join(dir, DATABASE_FILE));
  } catch (cause) {
    settleKey(dir, change.kept);
    throw cause;
  }
}

/** Copies the file under the new key. The copy is on the disk in full when this returns, and was read back. */
function copyUnder(db: Db, copy: string, { oldKey, newKey }: Change): void {
  db.prepare("VACUUM INTO ?").run(copy);
  rekey(copy, oldKey, newKey);
  if (readBack(copy, newKey) !== rowCounts(db)) {
    throw new StoreError(
      "store/failing-disk",
      "The disk fails: the copy under the new key isn't what was written, and the old one stays.",
    );
  }
  copyOwner(db.name, copy);
  chmodSync(copy, statSync(db.name).mode & 0o777);
  const handle = openSync(copy, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function rekey(file: string, oldKey: string, newKey: string): void {
  const db = openSqlite(file);
  try {
    applyKey(db, oldKey);
    // A copy that is cut short is thrown away: nothing has to be undone, and it is synced at the end.
    db.pragma("journal_mode=OFF");
    db.pragma("synchronous=OFF");
    db.pragma(`rekey="x'${newKey}'"`);
  } finally {
    db.close();
  }
}

/** Each page of it, by its own authentication. */
function readBack(file: string, key: string): string | undefined {
  const db = openSqlite(file, { readonly: true });
  try {
    applyKey(db, key);
    if (db.pragma("quick_check", { simple: true }) !== "ok") return undefined;
    return rowCounts(db);
  } finally {
    db.close();
  }
}

/** Returns the number of rows of each table, as text. */
function rowCounts(db: Database.Database): string {
  const tables = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all();
  const counts = tables.map((table) => {
    const rows = db.prepare<[], number>(`SELECT count(*) FROM "${table}"`).pluck().get();
    return `${table} ${rows}`;
  });
  return counts.join(", ");
}
