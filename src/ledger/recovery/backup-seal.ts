/**
 * Encryption of backups: a random key per device, which the device keeps for its hourly work and which
 * every copy carries sealed for the recovery sheet. So a copy opens with the sheet, or not at all.
 *
 * A file is sealed under its own name and shop: one that was put in another's place doesn't open.
 */

import { type KeyObject } from "node:crypto";
import { zstdCompress, zstdDecompress } from "node:zlib";

import { type ShopId } from "../../domain/identity.ts";
import { type Random } from "../../domain/ports.ts";
import { decrypt, encrypt, KEY_BYTES, NONCE_BYTES } from "../authenticated-cipher.ts";
import { type BoxReader, openBox, sealBox, type SealedBox } from "../sealed-box.ts";

/** The key of a device's backups, beside what only the sheet can make it from. */
export interface BackupKey extends SealedBackupKey {
  /** 32 bytes, hexadecimal. */
  readonly key: string;
}

/** The key under the secret that a pair made for this alone and the sheet's share. */
export type SealedBackupKey = SealedBox;

/** Which sheet, and which shop's: a key sealed for one shop opens nothing of another. */
export interface SealedFor {
  readonly shop: ShopId;
  /** X25519, raw, hexadecimal. */
  readonly sheetSealKey: string;
}

export interface FileName {
  readonly shop: ShopId;
  readonly name: string;
}

const FILE_VERSION = 1;
const KEY_PREFIX = "tillmesh/backup/key/1\0";
const FILE_PREFIX = "tillmesh/backup/file/1\0";

export function newBackupKey(to: SealedFor, random: Random): BackupKey {
  const key = random.bytes(KEY_BYTES);
  return { key: hex(key), ...sealBox(readerOf(to), { plain: key, random }) };
}

/** The key as the sheet's private key gives it; undefined when it was sealed for another sheet. */
export function openBackupKey(
  box: SealedBackupKey,
  to: SealedFor,
  sheet: KeyObject,
): string | undefined {
  const key = openBox(box, readerOf(to), sheet);
  return key === undefined ? undefined : hex(key);
}

function readerOf({ shop, sheetSealKey }: SealedFor): BoxReader {
  return { sealKey: sheetSealKey, purpose: KEY_PREFIX + shop };
}

/** Compressed, then sealed under its name. */
export async function sealFile(
  key: string,
  { shop, name }: FileName,
  { plain, random }: { readonly plain: Uint8Array; readonly random: Random },
): Promise<Buffer> {
  const nonce = random.bytes(NONCE_BYTES);
  const about = `${FILE_PREFIX}${shop}\0${name}`;
  const sealed = encrypt(Buffer.from(key, "hex"), { nonce, about, plain: await compress(plain) });
  return Buffer.concat([Buffer.of(FILE_VERSION), nonce, sealed]);
}

/** Undefined when it isn't what was sealed under that name with that key. */
export async function openFile(
  key: string,
  { shop, name }: FileName,
  file: Uint8Array,
): Promise<Buffer | undefined> {
  if (file[0] !== FILE_VERSION) return undefined;
  try {
    const nonce = file.subarray(1, 1 + NONCE_BYTES);
    const about = `${FILE_PREFIX}${shop}\0${name}`;
    const sealed = file.subarray(1 + NONCE_BYTES);
    return await decompress(decrypt(Buffer.from(key, "hex"), { nonce, about, sealed }));
  } catch {
    return undefined;
  }
}

function compress(plain: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zstdCompress(plain, (error, bytes) => (error === null ? resolve(bytes) : reject(error)));
  });
}

function decompress(bytes: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zstdDecompress(bytes, (error, plain) => (error === null ? resolve(plain) : reject(error)));
  });
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
