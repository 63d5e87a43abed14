/**
 * Codes of an app (RFC 6238): six digits that change every half minute. Each counts once: the last one that somebody used
 * is kept on the disk, so that none comes back when the office is started again.
 */

import { createHash } from "node:crypto";
import path from "node:path";

import { Secret, TOTP } from "otpauth";
import * as z from "zod";

import { type Random } from "../../src/domain/ports.ts";
import { readPrivateJson, writePrivateJson } from "./private-file.ts";
import { type User } from "./users.ts";

const SECRET_BYTES = 20;
const PERIOD_SECONDS = 30;
const SECOND_MS = 1000;
/** A phone's clock may be half a minute off. */
const WINDOW_STEPS = 1;
const ISSUER = "tillmesh";

const usedSchema = z.record(z.string(), z.object({ secret: z.string(), step: z.int() }));

/** Returns a new secret, in base32. */
export function newCodeSecret(random: Random): string {
  return new Secret({ buffer: Uint8Array.from(random.bytes(SECRET_BYTES)).buffer }).base32;
}

/** Returns the address that an app reads from a QR code. */
export function codeUri(name: string, secret: string): string {
  return new TOTP({ issuer: ISSUER, label: name, secret }).toString();
}

/** Returns the step of time whose code it is; undefined for none of now. */
export function stepOfCode(secret: string, code: string, nowMs: number): number | undefined {
  const token = code.replaceAll(/\s/gu, "");
  if (!/^\d{6}$/u.test(token)) return undefined;
  const totp = new TOTP({ secret, period: PERIOD_SECONDS });
  const off = totp.validate({ token, timestamp: nowMs, window: WINDOW_STEPS });
  return off === null ? undefined : Math.floor(nowMs / SECOND_MS / PERIOD_SECONDS) + off;
}

/** Takes a code of somebody who has the app: false for a wrong one, and for one that counted already. */
export function useCode(
  hub: string,
  { name, codes: secret }: User,
  { code, nowMs }: { readonly code: string; readonly nowMs: number },
): boolean {
  if (secret === null) return true;
  const step = stepOfCode(secret, code, nowMs);
  if (step === undefined) return false;
  const file = path.join(hub, "users", "used-codes.json");
  const used = usedSchema.safeParse(readPrivateJson(file) ?? {}).data ?? {};
  const last = used[name];
  if (last !== undefined && last.secret === markOf(secret) && step <= last.step) return false;
  writePrivateJson(file, { ...used, [name]: { secret: markOf(secret), step } });
  return true;
}

/** Tells one secret from another one, and says neither. */
function markOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex").slice(0, MARK_CHARACTERS);
}

const MARK_CHARACTERS = 16;
