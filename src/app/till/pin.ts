/**
 * PINs: scrypt, then HMAC under the shop's pepper.
 *
 * No hash saves four digits from whoever has hash, salt and time; the pepper is kept among the
 * secrets, apart from every export of events, so that a leaked export can't be searched.
 */

import { createHmac, scrypt, timingSafeEqual } from "node:crypto";

import * as z from "zod";

import { type Random } from "../../domain/ports.ts";

/** The cost of a guess for a thief who has everything. A verifier states its own. */
export interface PinCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** SECURITY facts 3.1: 32 MiB and about 150 ms on a small machine. */
const COST: PinCost = { N: 2 ** 15, r: 8, p: 1 };
const MEMORY_BYTES_MAX = 64 * 1024 * 1024;
const HASH_BYTES = 32;
const SALT_BYTES = 16;

/**
 * The highest cost that is accepted: otherwise a person who may set PINs could keep every till busy
 * for minutes with one try.
 */
const COST_MAX = { N: 2 ** 17, r: 8, p: 4 };

export const pinVerifierSchema = z.object({
  kdf: z.literal("scrypt"),
  N: z.int().min(2).max(COST_MAX.N),
  r: z.int().min(1).max(COST_MAX.r),
  p: z.int().min(1).max(COST_MAX.p),
  salt: z.string(),
  tag: z.string(),
  /** Id of the pepper among the secrets. */
  pepper: z.string(),
});
export type PinVerifier = z.infer<typeof pinVerifierSchema>;

export interface Pepper {
  readonly id: string;
  readonly key: Uint8Array;
}

export async function makePinVerifier(
  staff: string,
  pin: string,
  {
    pepper,
    random,
    cost = COST,
  }: { readonly pepper: Pepper; readonly random: Random; readonly cost?: PinCost | undefined },
): Promise<PinVerifier> {
  const salt = Buffer.from(random.bytes(SALT_BYTES)).toString("hex");
  const tag = await tagOf({ staff, pin, salt, pepper: pepper.key, cost });
  return { kdf: "scrypt", ...cost, salt, tag: tag.toString("hex"), pepper: pepper.id };
}

/** `peppers`: all that have the name of the right one; a liar may have written another one under it. */
export async function isPin(
  verifier: PinVerifier,
  claim: {
    readonly staff: string;
    readonly pin: string;
    readonly peppers: ReadonlyArray<Uint8Array>;
  },
): Promise<boolean> {
  const { salt, N, r, p } = verifier;
  const { staff, pin } = claim;
  const hash = await hashOf({ staff, pin, salt, cost: { N, r, p } });
  const wanted = Buffer.from(verifier.tag, "hex");
  return claim.peppers
    .map((pepper) => peppered(hash, pepper))
    .map((tag) => tag.length === wanted.length && timingSafeEqual(tag, wanted))
    .includes(true);
}

/** Takes as long as a check, where there is nothing to check against. */
export async function spendPinCheck(claim: {
  readonly staff: string;
  readonly pin: string;
}): Promise<void> {
  await tagOf({ ...claim, salt: "", pepper: new Uint8Array(HASH_BYTES) });
}

export function verifierToBytes(verifier: PinVerifier): Uint8Array {
  return Buffer.from(JSON.stringify(verifier));
}

/** Undefined for what no till of the shop has made. */
export function bytesToVerifier(bytes: Uint8Array): PinVerifier | undefined {
  try {
    return pinVerifierSchema.safeParse(JSON.parse(Buffer.from(bytes).toString("utf8"))).data;
  } catch {
    return undefined;
  }
}

async function tagOf({
  pepper,
  ...parts
}: Parameters<typeof hashOf>[0] & { readonly pepper: Uint8Array }): Promise<Buffer> {
  return peppered(await hashOf(parts), pepper);
}

function hashOf(parts: {
  readonly staff: string;
  readonly pin: string;
  readonly salt: string;
  readonly cost?: PinCost;
}): Promise<Buffer> {
  const { staff, pin, salt, cost = COST } = parts;
  return scryptAsync(pin, `${salt}\0${staff}`, { ...cost, maxmem: MEMORY_BYTES_MAX });
}

function peppered(hash: Buffer, pepper: Uint8Array): Buffer {
  return createHmac("sha256", pepper).update(hash).digest();
}

function scryptAsync(
  pin: string,
  salt: string,
  options: PinCost & { readonly maxmem: number },
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, HASH_BYTES, options, (error, hash) => {
      if (error === null) resolve(hash);
      else reject(error);
    });
  });
}
