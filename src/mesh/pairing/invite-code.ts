/**
 * The code that a new till is invited with: typed or scanned once, within ten minutes.
 *
 * 80 random bits, stretched by scrypt: more than anybody can search who has recorded a whole pairing,
 * so no password-authenticated key exchange is needed. What is kept and compared is never the code but
 * what comes out of it. The salt is the same for all: the new till has to find its invitation among
 * those of the network before it says a word, and no two codes are the same.
 */

import { hkdfSync, scrypt } from "node:crypto";

import type * as z from "zod";

import {
  bytesToCode,
  type CodeFault,
  codeToSecret,
  readCode,
} from "../../domain/base/crockford.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import { type Random } from "../../domain/ports.ts";

/** Four groups of four characters, then the check character. */
export type InviteCode = string & z.$brand<"InviteCode">;

/** The secret that a code stands for. */
export interface InviteSecret {
  /** The public half, announced on the network, so that the new till finds its inviter. */
  readonly id: string;
  /** The secret half, which both sides prove to know; hexadecimal. */
  readonly secret: string;
}

const CODE_BYTES = 10;
const CODE_CHARACTERS = 16;
const SCRYPT = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const STRETCHED_BYTES = 32;
const SALT = "tillmesh/invite/1";
const ID_BYTES = 8;
const SECRET_BYTES = 32;

export function newInviteCode(random: Random): InviteCode {
  return bytesToCode(random.bytes(CODE_BYTES)) as InviteCode;
}

/** Reads what a person typed or scanned, however they wrote it. */
export function parseInviteCode(text: string): Result<InviteCode, CodeFault> {
  const read = readCode(text, CODE_CHARACTERS);
  return read.ok ? ok(read.value as InviteCode) : read;
}

/** Takes a tenth of a second, a whole one on a small box, and not on the main thread. */
export function inviteSecretOf(code: InviteCode): Promise<InviteSecret> {
  return new Promise((resolve, reject) => {
    scrypt(codeToSecret(code), SALT, STRETCHED_BYTES, SCRYPT, (cause, stretched) => {
      if (cause !== null) reject(cause);
      else {
        resolve({
          id: derived(stretched, "id", ID_BYTES),
          secret: derived(stretched, "proof", SECRET_BYTES),
        });
      }
    });
  });
}

function derived(stretched: Buffer, use: string, sizeBytes: number): string {
  return Buffer.from(hkdfSync("sha256", stretched, "", `${SALT}/${use}`, sizeBytes)).toString(
    "hex",
  );
}
