/**
 * Sealed for one reader: whoever has the public key can seal, only whoever has the private one can open.
 *
 * X25519 with a key pair made for this one box, HKDF-SHA-256, AES-256-GCM (the shape of HPKE's base mode,
 * RFC 9180, without its registry). The prefix says what the box is for, so that it opens as nothing else.
 */

import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  type KeyObject,
} from "node:crypto";

import { type Random } from "../domain/ports.ts";
import { decrypt, encrypt, KEY_BYTES, NONCE_BYTES } from "./authenticated-cipher.ts";

export interface SealedBox {
  /** Public key of a pair made for this alone: X25519, raw, hexadecimal. */
  readonly ephemeral: string;
  /** The sealed text with 16 bytes that check it, hexadecimal. */
  readonly sealed: string;
}

export interface BoxReader {
  /** X25519, raw, hexadecimal. */
  readonly sealKey: string;
  /** The purpose of the box and its owner. */
  readonly purpose: string;
}

/** The wrapping key is used once, so its nonce may be nothing. */
const NO_NONCE = Buffer.alloc(NONCE_BYTES);
/** DER heads of X25519 keys (RFC 8410), before their 32 bytes. */
const PRIVATE_HEAD = Buffer.from("302e020100300506032b656e04220420", "hex");
const PUBLIC_HEAD = Buffer.from("302a300506032b656e032100", "hex");

/** The private key that 32 random bytes stand for. */
export function sealKeyFromSeed(seed: Uint8Array): KeyObject {
  const key = Buffer.concat([PRIVATE_HEAD, seed]);
  return createPrivateKey({ key, format: "der", type: "pkcs8" });
}

/** X25519, raw, hexadecimal. */
export function rawSealKey(key: KeyObject): string {
  const { x } = createPublicKey(key).export({ format: "jwk" });
  return Buffer.from(x ?? "", "base64url").toString("hex");
}

export function sealBox(
  to: BoxReader,
  { plain, random }: { readonly plain: Uint8Array; readonly random: Random },
): SealedBox {
  const pair = sealKeyFromSeed(random.bytes(KEY_BYTES));
  const ephemeral = rawSealKey(pair);
  const wrapping = wrappingKey(to, { ephemeral, secret: pair, other: toPublicKey(to.sealKey) });
  const sealed = encrypt(wrapping, { nonce: NO_NONCE, plain });
  return { ephemeral, sealed: sealed.toString("hex") };
}

/** Undefined when it was sealed for another one, or for another purpose, or is bent: nobody can tell. */
export function openBox(
  { ephemeral, sealed }: SealedBox,
  to: BoxReader,
  secret: KeyObject,
): Buffer | undefined {
  try {
    const wrapping = wrappingKey(to, { ephemeral, secret, other: toPublicKey(ephemeral) });
    return decrypt(wrapping, { nonce: NO_NONCE, sealed: Buffer.from(sealed, "hex") });
  } catch {
    return undefined;
  }
}

function wrappingKey(
  { sealKey, purpose }: BoxReader,
  parts: { readonly ephemeral: string; readonly secret: KeyObject; readonly other: KeyObject },
): Buffer {
  const shared = diffieHellman({ privateKey: parts.secret, publicKey: parts.other });
  const salt = Buffer.from(parts.ephemeral + sealKey, "hex");
  return Buffer.from(hkdfSync("sha256", shared, salt, purpose, KEY_BYTES));
}

function toPublicKey(raw: string): KeyObject {
  const key = Buffer.concat([PUBLIC_HEAD, Buffer.from(raw, "hex")]);
  return createPublicKey({ key, format: "der", type: "spki" });
}
