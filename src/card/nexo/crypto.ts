/**
 * How a Nexo message is closed and opened by a key that a till and a terminal share. Source: Adyen, "Protect
 * local communications"; `nexoCrypto.ts` of adyen-node-api-library.
 *
 * The text is encrypted with AES-256-CBC, and its HMAC-SHA256 is of the text, not of what is sent: so it is
 * decrypted before it is known to be true, and whatever can go wrong with it is one and the same answer.
 */

import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  pbkdf2Sync,
  timingSafeEqual,
} from "node:crypto";

export interface NexoKeys {
  readonly hmacKey: Uint8Array;
  readonly cipherKey: Uint8Array;
  readonly iv: Uint8Array;
}

/** The shared key as the terminal's owner names it. */
export interface NexoKey {
  readonly name: string;
  readonly version: number;
  readonly passphrase: string;
}

/** A closed message; `blob`, `hmac` and `nonce` are base64. */
export interface ClosedMessage {
  readonly blob: string;
  readonly hmac: string;
  readonly nonce: string;
}

const SALT = "AdyenNexoV1Salt";
const ROUNDS = 4000;
const KEY_BYTES = 32;
export const NONCE_BYTES = 16;
const CIPHER = "aes-256-cbc";

/** Takes some 10 ms. */
export function deriveNexoKeys(passphrase: string): NexoKeys {
  const length = KEY_BYTES + KEY_BYTES + NONCE_BYTES;
  const bytes = pbkdf2Sync(Buffer.from(passphrase, "latin1"), SALT, ROUNDS, length, "sha1");
  return {
    hmacKey: bytes.subarray(0, KEY_BYTES),
    cipherKey: bytes.subarray(KEY_BYTES, KEY_BYTES + KEY_BYTES),
    iv: bytes.subarray(KEY_BYTES + KEY_BYTES),
  };
}

/** `nonce`: 16 bytes that no message had before. */
export function closeMessage(text: string, keys: NexoKeys, nonce: Uint8Array): ClosedMessage {
  const bytes = Buffer.from(text, "utf8");
  const cipher = createCipheriv(CIPHER, keys.cipherKey, ivOf(keys, nonce));
  return {
    blob: Buffer.concat([cipher.update(bytes), cipher.final()]).toString("base64"),
    hmac: hmacOf(bytes, keys).toString("base64"),
    nonce: Buffer.from(nonce).toString("base64"),
  };
}

/** Returns the text; undefined for one that was closed by another key, or changed since. */
export function openMessage(
  { blob, hmac, nonce }: ClosedMessage,
  keys: NexoKeys,
): string | undefined {
  const bytes = decrypted(Buffer.from(blob, "base64"), keys, Buffer.from(nonce, "base64"));
  if (bytes === undefined) return undefined;
  const said = Buffer.from(hmac, "base64");
  const own = hmacOf(bytes, keys);
  if (said.length !== own.length || !timingSafeEqual(said, own)) return undefined;
  return bytes.toString("utf8");
}

function decrypted(bytes: Buffer, keys: NexoKeys, nonce: Buffer): Buffer | undefined {
  if (nonce.length !== NONCE_BYTES) return undefined;
  const decipher = createDecipheriv(CIPHER, keys.cipherKey, ivOf(keys, nonce));
  try {
    return Buffer.concat([decipher.update(bytes), decipher.final()]);
  } catch {
    return undefined;
  }
}

function ivOf({ iv }: NexoKeys, nonce: Uint8Array): Uint8Array {
  return iv.map((byte, at) => byte ^ (nonce[at] ?? 0));
}

function hmacOf(bytes: Uint8Array, { hmacKey }: NexoKeys): Buffer {
  return createHmac("sha256", hmacKey).update(bytes).digest();
}
