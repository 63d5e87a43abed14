/** AES-256-GCM: bytes that nobody reads without the key, and nobody changes unnoticed. */

import { type CipherKey, createCipheriv, createDecipheriv } from "node:crypto";

export const CIPHER = "aes-256-gcm";
export const KEY_BYTES = 32;
/** The length of a nonce. One nonce is never used twice with one key. */
export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;

interface Sealing {
  readonly nonce: Uint8Array;
  /** The purpose of the text and its owner: sealed for one purpose, it opens for no other. */
  readonly about?: string;
}

/** Returns the sealed text with 16 bytes that check it. */
export function encrypt(
  key: CipherKey,
  { nonce, about = "", plain }: Sealing & { readonly plain: Uint8Array },
): Buffer {
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(about));
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Throws when one bit of it differs, or the key, the nonce or what it is about does. */
export function decrypt(
  key: CipherKey,
  { nonce, about = "", sealed }: Sealing & { readonly sealed: Uint8Array },
): Buffer {
  const end = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(about));
  decipher.setAuthTag(sealed.subarray(end));
  return Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()]);
}
