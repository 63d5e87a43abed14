/**
 * The recovery code: what opens the shop again when every box is gone. It is shown once, at the
 * founding, and only public keys made from it are kept.
 *
 * 160 random bits need no slow hash: there is nothing to guess.
 */

import { createPrivateKey, createPublicKey, hash as digest } from "node:crypto";

import { type Random } from "../domain/ports.ts";
import { deviceKeyFromSeed } from "./chain.ts";

export interface RecoveryKeys {
  /** Ed25519, raw, hexadecimal: signs the acts of the sheet. */
  readonly sheetKey: string;
  /** X25519, raw, hexadecimal: what is sealed for it, only the sheet opens. */
  readonly sheetSealKey: string;
}

const RECOVERY_BYTES = 20;
const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SIGN_PREFIX = "tillmesh/recovery/sign/1\0";
const SEAL_PREFIX = "tillmesh/recovery/seal/1\0";
/** DER head of a PKCS #8 X25519 key (RFC 8410), before its 32 bytes. */
const X25519_HEAD = Buffer.from("302e020100300506032b656e04220420", "hex");

/** 32 characters of Crockford's base32 in eight groups of four, for a pencil. */
export function newRecoveryCode(random: Random): string {
  const bits = [...random.bytes(RECOVERY_BYTES)].map((byte) => byte.toString(2).padStart(8, "0"));
  const fives = bits.join("").match(/.{5}/gu) ?? [];
  const code = fives.map((five) => CROCKFORD[Number.parseInt(five, 2)] ?? "").join("");
  return (code.match(/.{4}/gu) ?? []).join("-");
}

/** The public keys that a code stands for, however it is spaced and written. */
export function recoveryKeysOf(code: string): RecoveryKeys {
  const plain = code
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/gu, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/gu, "1");
  const sealDer = Buffer.concat([X25519_HEAD, digest("sha256", SEAL_PREFIX + plain, "buffer")]);
  const sealKey = createPrivateKey({ key: sealDer, format: "der", type: "pkcs8" });
  const { x } = createPublicKey(sealKey).export({ format: "jwk" });
  return {
    sheetKey: deviceKeyFromSeed(digest("sha256", SIGN_PREFIX + plain, "buffer")).publicKey,
    sheetSealKey: Buffer.from(x ?? "", "base64url").toString("hex"),
  };
}
