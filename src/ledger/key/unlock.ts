/**
 * Opens the database of a store under the key that `ledger.key` leads to.
 *
 * Where a change of the key was cut short, two lines lead to two keys: whichever opens the database is
 * right, and the other one goes.
 */

import { rmSync } from "node:fs";
import path from "node:path";

import { type Db, type OpenHow, openDatabase } from "../database.ts";
import { takeLock } from "../exclusive-lock.ts";
import { storeErrorOf, StoreError } from "../store-error.ts";
import { type KeptKey, type KeyAccess, NO_ACCESS } from "./key-provider.ts";
import { readKeptKeys, readKeyText, writeKeptKeys } from "./ledger-key.ts";

export const DATABASE_FILE = "ledger.db";
/** The database under its new key, until it takes the place of the old one. */
const NEXT_FILE = "ledger.db.next";

export interface Unlocked {
  readonly db: Db;
  /** The line of `ledger.key` that led to the key. */
  readonly kept: KeptKey;
}

/** Throws StoreError. */
export function openUnlocked(
  dir: string,
  access: KeyAccess = NO_ACCESS,
  how: OpenHow = {},
): Unlocked {
  for (;;) {
    const text = readKeyText(dir);
    try {
      return openByAny(dir, { kept: readKeptKeys(dir, text), access, how });
    } catch (cause) {
      // Somebody changed the key between our look at it and the opening.
      if (readKeyText(dir) === text) throw cause;
    }
  }
}

/**
 * Ends a change of the key: only `kept` is left, and no copy of the database. For whoever has the
 * database open under it, so that nobody can be changing it. What can't be done is done by the next
 * opening.
 */
export function settleKey(dir: string, kept: KeptKey): void {
  const lock = takeLock(dir, "duties");
  if (lock === undefined) return;
  try {
    removeNext(dir);
    writeKeptKeys(dir, [kept]);
  } catch (cause) {
    if (storeErrorOf(cause) === undefined) throw cause;
  } finally {
    lock.release();
  }
}

export function nextFile(dir: string): string {
  return path.join(dir, NEXT_FILE);
}

export function removeNext(dir: string): void {
  for (const end of ["", "-journal"]) rmSync(`${nextFile(dir)}${end}`, { force: true });
}

function openByAny(
  dir: string,
  {
    kept,
    access,
    how,
  }: {
    readonly kept: ReadonlyArray<KeptKey>;
    readonly access: KeyAccess;
    readonly how: OpenHow;
  },
): Unlocked {
  const refusals: StoreError[] = [];
  for (const one of kept) {
    try {
      const db = openDatabase(path.join(dir, DATABASE_FILE), one.unlock(access), how);
      if (kept.length > 1 && how.readOnly !== true) settleKey(dir, one);
      return { db, kept: one };
    } catch (cause) {
      if (!(cause instanceof StoreError) || !KEY_REFUSALS.has(cause.type)) throw cause;
      refusals.push(cause);
    }
  }
  throw mostTelling(refusals);
}

const KEY_REFUSALS: ReadonlySet<StoreError["type"]> = new Set([
  "store/wrong-key",
  "store/no-passphrase",
  "store/wrong-passphrase",
  "store/no-credential",
]);

/** A key that doesn't fit is no news while another one wasn't tried for want of a passphrase. */
function mostTelling(refusals: ReadonlyArray<StoreError>): unknown {
  const lacking = refusals.find(({ type }) => type !== "store/wrong-key");
  if (lacking?.type === "store/wrong-passphrase" && refusals.length > 1) {
    const message =
      "That passphrase doesn't open this store, whose key was being changed: try the other one.";
    return new StoreError(lacking.type, message, { cause: lacking });
  }
  return lacking ?? refusals[0];
}
