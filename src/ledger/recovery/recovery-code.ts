/**
 * The recovery code: what opens the shop again when every box is gone. It is shown once, at the
 * founding, and only public keys made from it are kept.
 *
 * 160 random bits need no slow hash: there is nothing to guess. They are 32 characters of Crockford's
 * base32 (https://www.crockford.com/base32.html), and a 33rd that checks them: every wrong character
 * and every swap of neighbours is noticed. The check is the Damm algorithm over the field of 32
 * elements (H. M. Damm, Discrete Mathematics 307, 2007), so it is a character of the same alphabet.
 * Crockford's own check symbol may be `~`, `$` or `=`, which printers and keyboards of some countries
 * lack, and that of ISO 7064 MOD 37-2 may be `O` or `I`, which are read as `0` and `1` here.
 */

import { createPrivateKey, createPublicKey, hash as digest, type KeyObject } from "node:crypto";

import { type z } from "zod";

import { type Random } from "../../domain/ports.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { type DeviceKey, deviceKeyFromSeed } from "../chain.ts";

/** As it stands on the sheet: eight groups of four characters, then the check character. */
export type RecoveryCode = string & z.$brand<"RecoveryCode">;

export type RecoveryCodeFault =
  | { readonly type: "recovery-code/character"; readonly character: string }
  /** `found` counts the characters that were written. */
  | { readonly type: "recovery-code/length"; readonly found: number; readonly wanted: number }
  /** A character is wrong, or two are swapped: the check doesn't say which. */
  | { readonly type: "recovery-code/mistyped" };

export interface RecoveryKeys {
  /** Ed25519, raw, hexadecimal: signs the acts of the sheet. */
  readonly sheetKey: string;
  /** X25519, raw, hexadecimal: what is sealed for it, only the sheet opens. */
  readonly sheetSealKey: string;
}

/** The private sides of the two. */
export interface RecoverySecrets {
  readonly signer: DeviceKey;
  readonly sealKey: KeyObject;
}

const RECOVERY_BYTES = 20;
const SECRET_CHARACTERS = 32;
const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** x⁵ + x² + 1: what makes five bits a field. */
const FIELD_POLYNOMIAL = 0b10_0101;
const SIGN_PREFIX = "tillmesh/recovery/sign/1\0";
const SEAL_PREFIX = "tillmesh/recovery/seal/1\0";
/** DER head of a PKCS #8 X25519 key (RFC 8410), before its 32 bytes. */
const X25519_HEAD = Buffer.from("302e020100300506032b656e04220420", "hex");

export function newRecoveryCode(random: Random): RecoveryCode {
  const bits = [...random.bytes(RECOVERY_BYTES)].map((byte) => byte.toString(2).padStart(8, "0"));
  const fives = bits.join("").match(/.{5}/gu) ?? [];
  return toCode(fives.map((five) => CROCKFORD[Number.parseInt(five, 2)] ?? "").join(""));
}

/**
 * Reads what a person typed or scanned: letters of either case, spaces and dashes anywhere, `O` for
 * `0`, `I` and `L` for `1`.
 */
export function parseRecoveryCode(text: string): Result<RecoveryCode, RecoveryCodeFault> {
  const written = text
    .toUpperCase()
    .replaceAll(/[\s\p{Dash}]/gu, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/gu, "1");
  const characters = Array.from(written);
  const foreign = characters.find((character) => !CROCKFORD.includes(character));
  if (foreign !== undefined) return err({ type: "recovery-code/character", character: foreign });
  const [found, wanted] = [characters.length, SECRET_CHARACTERS + 1];
  if (found !== wanted) return err({ type: "recovery-code/length", found, wanted });
  const code = toCode(written.slice(0, SECRET_CHARACTERS));
  return code.endsWith(`-${written.slice(SECRET_CHARACTERS)}`)
    ? ok(code)
    : err({ type: "recovery-code/mistyped" });
}

/** The public keys that a code stands for. */
export function recoveryKeysOf(code: RecoveryCode): RecoveryKeys {
  const { signer, sealKey } = recoverySecretsOf(code);
  const { x } = createPublicKey(sealKey).export({ format: "jwk" });
  return {
    sheetKey: signer.publicKey,
    sheetSealKey: Buffer.from(x ?? "", "base64url").toString("hex"),
  };
}

/** What a code can do: sign for the sheet, and open what was sealed for it. */
export function recoverySecretsOf(code: RecoveryCode): RecoverySecrets {
  const sealDer = Buffer.concat([X25519_HEAD, seedOf(code, SEAL_PREFIX)]);
  return {
    signer: deviceKeyFromSeed(seedOf(code, SIGN_PREFIX)),
    sealKey: createPrivateKey({ key: sealDer, format: "der", type: "pkcs8" }),
  };
}

/** The 32 bytes behind one of its keys. */
function seedOf(code: RecoveryCode, prefix: string): Buffer {
  return digest("sha256", prefix + code.replaceAll("-", "").slice(0, SECRET_CHARACTERS), "buffer");
}

function toCode(secret: string): RecoveryCode {
  return [...(secret.match(/.{4}/gu) ?? []), checkOf(secret)].join("-") as RecoveryCode;
}

/** Each place weighs twice the next in the field, so neither a change nor a swap can cancel out. */
function checkOf(secret: string): string {
  const sum = Array.from(secret).reduce(
    (sum, character) => doubled(sum ^ CROCKFORD.indexOf(character)),
    0,
  );
  return CROCKFORD[sum] ?? "";
}

function doubled(element: number): number {
  const shifted = element << 1;
  return shifted < CROCKFORD.length ? shifted : shifted ^ FIELD_POLYNOMIAL;
}
