/**
 * The recovery code: what opens the shop again when every box is gone. It is shown once, at the
 * founding, and only public keys made from it are kept.
 *
 * 160 random bits need no slow hash: there is nothing to guess. They are 32 characters, and a 33rd that
 * checks them.
 */

import { hash as digest, type KeyObject } from "node:crypto";

import type * as z from "zod";

import {
  bytesToCode,
  type CodeFault,
  codeToSecret,
  readCode,
} from "../../domain/base/crockford.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import { type Random } from "../../domain/ports.ts";
import { type DeviceKey, deviceKeyFromSeed } from "../log/chain.ts";
import { rawSealKey, sealKeyFromSeed } from "../sealed-box.ts";

/** A code as printed on the sheet: eight groups of four characters, then the check character. */
export type RecoveryCode = string & z.$brand<"RecoveryCode">;

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
const SIGN_PREFIX = "tillmesh/recovery/sign/1\0";
const SEAL_PREFIX = "tillmesh/recovery/seal/1\0";

export function newRecoveryCode(random: Random): RecoveryCode {
  return bytesToCode(random.bytes(RECOVERY_BYTES)) as RecoveryCode;
}

/** Reads what a person typed or scanned, however they wrote it. */
export function parseRecoveryCode(text: string): Result<RecoveryCode, CodeFault> {
  const read = readCode(text, SECRET_CHARACTERS);
  return read.ok ? ok(read.value as RecoveryCode) : read;
}

/** The public keys that a code stands for. */
export function recoveryKeysOf(code: RecoveryCode): RecoveryKeys {
  const { signer, sealKey } = recoverySecretsOf(code);
  return { sheetKey: signer.publicKey, sheetSealKey: rawSealKey(sealKey) };
}

/** Returns the keys of a code, which sign for the sheet and open what was sealed for it. */
export function recoverySecretsOf(code: RecoveryCode): RecoverySecrets {
  return {
    signer: deviceKeyFromSeed(seedOf(code, SIGN_PREFIX)),
    sealKey: sealKeyFromSeed(seedOf(code, SEAL_PREFIX)),
  };
}

/** The 32 bytes behind one of its keys. */
function seedOf(code: RecoveryCode, prefix: string): Buffer {
  return digest("sha256", prefix + codeToSecret(code), "buffer");
}
