/**
 * The file `ledger.key`, mode 0600: a line that says who keeps the database's key. While the key is
 * being changed there are two, the old one's first; whichever opens the database is the right one.
 */

import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import path from "node:path";

import * as z from "zod";

import { assertNever } from "../../domain/base/assert-never.ts";
import { lazy } from "../../domain/base/lazy.ts";
import { type Random } from "../../domain/ports.ts";
import {
  CIPHER,
  decrypt,
  encrypt,
  KEY_BYTES,
  NONCE_BYTES,
  TAG_BYTES,
} from "../authenticated-cipher.ts";
import { StoreError } from "../store-error.ts";
import { credentialKey } from "./credential-key.ts";
import {
  type KeptKey,
  type KeyDeps,
  parseLine,
  type Protection,
  KEY,
  type KeyProvider,
  newKey,
} from "./key-provider.ts";
import { type Passphrase } from "./passphrase.ts";

const KEY_FILE = "ledger.key";
const OWNER_ONLY = 0o600;
const LINES_MAX = 2;
const newerSchema = z.object({ version: z.int().min(2), provider: z.string() });

/** Returns the text of the whole key file. A caller who finds that it has changed reads the keys anew. */
export function readKeyText(dir: string): string {
  const file = path.join(dir, KEY_FILE);
  if (statSync(file, { throwIfNoEntry: false }) === undefined) {
    throw new StoreError(
      "store/wrong-key",
      `The key file ${file} is missing: bring it back, nothing else opens the ledger.`,
    );
  }
  return readFileSync(file, "utf8").trim();
}

/** Returns one key, or two while the key is being changed. Throws StoreError when the file holds none. */
export function readKeptKeys(dir: string, text = readKeyText(dir)): ReadonlyArray<KeptKey> {
  const lines = text.split("\n");
  const kept = lines.flatMap((line) => readLine(line.trim()) ?? []);
  if (kept.length === lines.length && kept.length <= LINES_MAX) return kept;
  const file = path.join(dir, KEY_FILE);
  if (lines.some(isNewer)) {
    throw new StoreError(
      "store/newer-version",
      `The key file ${file} was written by a newer tillmesh: update this one.`,
    );
  }
  throw new StoreError(
    "store/wrong-key",
    `The key file ${file} holds no key: bring back the right one.`,
  );
}

/**
 * Writes the file in full or not at all, and keeps its owner, because `till key` may be run by
 * root. The caller must be alone at the store.
 */
export function writeKeptKeys(dir: string, kept: ReadonlyArray<KeptKey>): void {
  const file = path.join(dir, KEY_FILE);
  const part = `${file}.part`;
  try {
    writeSynced(part, `${kept.map(({ text }) => text).join("\n")}\n`);
    if (existsSync(file)) copyOwner(file, part);
    renameSync(part, file);
    syncFolder(dir);
  } catch (cause) {
    rmSync(part, { force: true });
    throw cause;
  }
}

/**
 * Makes a key for a new ledger. One that is there already is kept, because a ledger that was moved
 * away may need it; only half a key, left by a crash, is written anew.
 */
export function createKey(dir: string, protection: Protection, deps: KeyDeps): void {
  const before = keptBefore(dir);
  if (before?.provider === protection.type) return;
  if (before !== undefined) {
    throw new StoreError(
      "store/exists",
      `A key lies in ${dir} already, of a ledger that was moved away: move its ${KEY_FILE} too.`,
    );
  }
  writeKeptKeys(dir, [makeKey(protection, deps)]);
}

/** For a shop that is founded where a ledger was, which may lie elsewhere and need its key. */
export function putKeyAside(dir: string): void {
  const file = path.join(dir, KEY_FILE);
  if (!existsSync(file)) return;
  let aside = `${file}.old`;
  for (let count = 2; existsSync(aside); count += 1) aside = `${file}.old${count}`;
  renameSync(file, aside);
}

export function makeKey(protection: Protection, deps: KeyDeps): KeptKey {
  switch (protection.type) {
    case "file":
      return plainKey.make(protection, deps);
    case "passphrase":
      return wrappedKey.make(protection, deps);
    case "credential":
      return credentialKey.make(protection, deps);
    default:
      return assertNever(protection, "protection");
  }
}

/** Returns the passphrase that opens a key which was just made with this protection. */
export function passphraseOf(protection: Protection): Pick<KeyDeps["access"], "passphrase"> {
  return protection.type === "passphrase" ? { passphrase: protection.passphrase } : {};
}

/** Whether others than the owner may read the file: doctor warns of it. */
export function isKeyFileExposed(dir: string): boolean {
  return (statSync(path.join(dir, KEY_FILE)).mode & 0o077) !== 0;
}

/** Whether other users may put files into the store's folder, or take some out. */
export function isFolderExposed(dir: string): boolean {
  return (statSync(dir).mode & 0o022) !== 0;
}

/** A file made by root in somebody's store would lock its owner out. */
export function copyOwner(like: string, file: string): void {
  const { uid, gid } = statSync(like);
  const own = statSync(file);
  if (own.uid !== uid || own.gid !== gid) chownSync(file, uid, gid);
}

/** Which files a folder has is on the disk when this returns. */
export function syncFolder(dir: string): void {
  const handle = openSync(dir, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function readLine(line: string): KeptKey | undefined {
  return plainKey.read(line) ?? wrappedKey.read(line) ?? credentialKey.read(line);
}

function isNewer(line: string): boolean {
  return newerSchema.safeParse(parseLine(line)).success;
}

function keptBefore(dir: string): KeptKey | undefined {
  const file = path.join(dir, KEY_FILE);
  return existsSync(file) ? readLine(readFileSync(file, "utf8").trim()) : undefined;
}

function writeSynced(file: string, text: string): void {
  const handle = openSync(file, "w", OWNER_ONLY);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * The key itself, in hexadecimal: the default, because it asks nobody for anything.
 *
 * It protects a disk image or backup that is stolen without it, and nothing else: who takes the whole
 * box can read the ledger. `till doctor` says so.
 */
export const plainKey: KeyProvider<{ readonly type: "file" }> = {
  read: (text) => (KEY.test(text) ? keptKey(text) : undefined),
  make: (_, { random }) => keptKey(newKey(random)),
};

function keptKey(key: string): KeptKey {
  return { provider: "file", text: key, unlock: () => key };
}

const COST = { N: 2 ** 17, r: 8, p: 1 } as const;
const SALT_BYTES = 16;
/** The purpose is part of what is wrapped, so that no other wrapped text can pass for a ledger key. */
const PURPOSE = "tillmesh/ledger-key/1\0";

const hex = lazy(() => z.string().regex(/^(?:[0-9a-f]{2})+$/u));
/** Within limits: a file that somebody bent must not eat all memory. */
const wrappedSchema = lazy(() =>
  z.object({
    version: z.literal(1),
    provider: z.literal("passphrase"),
    kdf: z.object({
      name: z.literal("scrypt"),
      N: z
        .int()
        .min(2 ** 14)
        .max(2 ** 20)
        .refine((cost) => Number.isInteger(Math.log2(cost))),
      r: z.int().min(1).max(16),
      p: z.int().min(1).max(4),
      salt: hex().length(2 * SALT_BYTES),
    }),
    cipher: z.literal(CIPHER),
    nonce: hex().length(2 * NONCE_BYTES),
    /** Ciphertext of the 32 bytes, then the tag. */
    key: hex().length(2 * (KEY_BYTES + TAG_BYTES)),
  }),
);

type Wrapped = z.infer<ReturnType<typeof wrappedSchema>>;

/**
 * The key under a passphrase that nobody has written down on this box: AES-256-GCM under what scrypt
 * makes of it. Who has the file alone can only guess, slowly, at 128 MiB for each guess.
 */
export const wrappedKey: KeyProvider<{
  readonly type: "passphrase";
  readonly passphrase: Passphrase;
}> = {
  read: (text) => {
    const wrapped = wrappedSchema().safeParse(parseLine(text)).data;
    return wrapped === undefined ? undefined : keptWrappedKey(text, wrapped);
  },
  make: ({ passphrase }, { random }) => {
    const wrapped = wrap(newKey(random), passphrase, random);
    return keptWrappedKey(JSON.stringify(wrapped), wrapped);
  },
};

function keptWrappedKey(text: string, wrapped: Wrapped): KeptKey {
  return {
    provider: "passphrase",
    text,
    unlock: ({ passphrase }) => {
      if (passphrase === undefined) {
        throw new StoreError(
          "store/no-passphrase",
          "A passphrase opens this store: --passphrase-file FILE, TILL_PASSPHRASE_FILE, or a terminal to ask on.",
          { facts: { trouble: "no-passphrase" } },
        );
      }
      return unwrap(wrapped, passphrase);
    },
  };
}

function wrap(key: string, passphrase: Passphrase, random: Random): Wrapped {
  const salt = Buffer.from(random.bytes(SALT_BYTES)).toString("hex");
  const nonce = Buffer.from(random.bytes(NONCE_BYTES));
  const plain = Buffer.from(key, "hex");
  const sealed = encrypt(passphrase.derive({ ...COST, salt }), { nonce, about: PURPOSE, plain });
  return {
    version: 1,
    provider: "passphrase",
    kdf: { name: "scrypt", ...COST, salt },
    cipher: CIPHER,
    nonce: nonce.toString("hex"),
    key: sealed.toString("hex"),
  };
}

function unwrap({ kdf, nonce, key }: Wrapped, passphrase: Passphrase): string {
  const wrapping = passphrase.derive(kdf);
  const sealed = {
    nonce: Buffer.from(nonce, "hex"),
    about: PURPOSE,
    sealed: Buffer.from(key, "hex"),
  };
  try {
    const plain = decrypt(wrapping, sealed).toString("hex");
    if (KEY.test(plain)) return plain;
  } catch {
    // The tag doesn't fit: somebody mistyped, or bent the file.
  }
  throw new StoreError(
    "store/wrong-passphrase",
    "That passphrase doesn't open this store: check how it is typed.",
    { facts: { trouble: "wrong-passphrase" } },
  );
}
