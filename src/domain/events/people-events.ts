/** Staff, their shifts, and the business day. */
import { z } from "zod";

import { overByFieldSchema, overSchema, shortTextSchema } from "./register-schemas.ts";

/**
 * Text about a person: AES-256-GCM under a key of the *secrets* table, so that destroying the key
 * erases it everywhere while every chain stays whole. Folds see ciphertext, views decrypt.
 */
export const sealedTextSchema = z.object({
  /** Id of the key. */
  k: z.string().max(80),
  /** Nonce, ciphertext and tag, base64. */
  c: z.string().max(1000),
});
export type SealedText = z.infer<typeof sealedTextSchema>;

export const staffSetSchema = z.object({
  set: z.object({ name: sealedTextSchema, role: shortTextSchema, active: z.boolean() }).partial(),
  over: overByFieldSchema,
});

/** The verifier itself is a secret, under this id: an export of events must not hold it. */
export const staffPinSetSchema = z.object({ verifierId: z.string().max(80), over: overSchema });

/** A permission that a newer build invented is kept, and grants nothing here. */
const permissionWordSchema = z.string().regex(/^[a-z][a-z-]{0,39}$/u);

export const roleSetSchema = z.object({
  set: z
    .object({ name: shortTextSchema, permissions: z.array(permissionWordSchema).max(100) })
    .partial(),
  over: overByFieldSchema,
});

export const clockedInSchema = z.object({ staff: z.string().min(1).max(12) });
export const clockedOutSchema = z.object({});

export const dayBeganSchema = z.object({ how: z.enum(["clock", "peer", "person"]) });

const kind = { v: 1, control: false, critical: false } as const;

export const PEOPLE_KINDS = {
  "staff/set": { ...kind, schema: staffSetSchema },
  "staff/pin-set": { ...kind, schema: staffPinSetSchema },
  "role/set": { ...kind, schema: roleSetSchema },
  "shift/clocked-in": { ...kind, schema: clockedInSchema },
  "shift/clocked-out": { ...kind, schema: clockedOutSchema },
  "day/began": { ...kind, critical: true, schema: dayBeganSchema },
} as const;
