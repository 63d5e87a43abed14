/**
 * The key of the database in a file of its own, mode 0600: the default key provider.
 *
 * It protects a disk image or backup that is stolen without it, and nothing else: who takes the whole
 * box can read the ledger. `till doctor` says so.
 */

import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  statSync,
  writeSync,
} from "node:fs";
import path from "node:path";

import { type Random } from "../domain/ports.ts";
import { StoreError } from "./store-error.ts";

const KEY_FILE = "ledger.key";
const KEY_BYTES = 32;
const OWNER_ONLY = 0o600;
const KEY = /^[0-9a-f]{64}$/u;

/**
 * Makes a new key and returns it in hexadecimal. One that is there already is kept, because a ledger
 * that was moved away may need it; only half a key, left by a crash, is written anew.
 */
export function createKeyFile(dir: string, random: Random): string {
  const name = path.join(dir, KEY_FILE);
  const before = existsSync(name) ? readFileSync(name, "utf8").trim() : "";
  if (KEY.test(before)) return before;
  const key = Buffer.from(random.bytes(KEY_BYTES)).toString("hex");
  const file = openSync(name, "w", OWNER_ONLY);
  try {
    writeSync(file, `${key}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return key;
}

export function readKeyFile(dir: string): string {
  const file = path.join(dir, KEY_FILE);
  if (statSync(file, { throwIfNoEntry: false }) === undefined) {
    throw new StoreError(
      "store/wrong-key",
      `The key file ${file} is missing: bring it back, nothing else opens the ledger.`,
    );
  }
  const key = readFileSync(file, "utf8").trim();
  if (!KEY.test(key)) {
    throw new StoreError(
      "store/wrong-key",
      `The key file ${file} holds no key: bring back the right one.`,
    );
  }
  return key;
}

/** Whether others than the owner may read the key: doctor warns of it. */
export function isKeyFileExposed(dir: string): boolean {
  return (statSync(path.join(dir, KEY_FILE)).mode & 0o077) !== 0;
}
