/** The messages between an inviting till and the one that joins, each in one frame. */

import * as z from "zod";

import { lazy } from "../../domain/base/lazy.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import { cleanText } from "../../domain/text/clean-text.ts";

/** Raised when an older build could no longer make sense of what is said. */
export const PAIRING_VERSION = 2;
/** The shop's settings and a few certificates. */
export const ADMISSION_BYTES_MAX = 256 * 1024;
export const MESSAGE_CHARACTERS_MAX = 400;
const ROOTS_MAX = 64;

const certificateSchema = lazy(() => z.base64().max(8192));

export const helloSchema = lazy(() =>
  z.object({
    type: z.literal("hello"),
    version: z.int().min(1),
    invitation: z.string().max(64),
  }),
);

export const proofSchema = lazy(() =>
  z.object({
    type: z.literal("proof"),
    proof: z.string().regex(/^[0-9a-f]{64}$/u),
  }),
);

export const requestSchema = lazy(() =>
  z.object({
    type: z.literal("request"),
    /** Ed25519, raw: the joining device's. */
    deviceKey: z.string().regex(/^[0-9a-f]{64}$/u),
    /** X25519, raw: what is sealed for it. */
    sealKey: z.string().regex(/^[0-9a-f]{64}$/u),
    /** The name that people want for it: it will stand on screens. */
    name: z
      .string()
      .min(1)
      .max(80)
      .regex(/^\P{Cc}+$/u)
      .regex(/\S/u)
      .refine((name) => name.isWellFormed())
      .transform(cleanText)
      .refine((name) => name.trim() !== ""),
    /** The device key's signature over this very connection and the other two keys. */
    signature: z.string().regex(/^[0-9a-f]{128}$/u),
  }),
);

export const admissionSchema = lazy(() =>
  z.object({
    type: z.literal("admission"),
    roots: z.array(certificateSchema()).min(1).max(ROOTS_MAX),
    /** The joining till's, by one of the roots. */
    certificate: certificateSchema(),
    /** The port at which the inviting till takes links, on the address that was dialled. */
    port: z.int().min(1).max(65_535),
    /** The facts that a till needs of its shop before it hears from the others. */
    shop: z.unknown(),
  }),
);

/** Why an invitation didn't let somebody in. */
export type RefusalReason = z.infer<ReturnType<typeof refusalReasonSchema>>;
const refusalReasonSchema = lazy(() =>
  z.enum(["wrong-code", "expired", "used", "burnt", "bad-request", "declined"]),
);

export const refusedSchema = lazy(() =>
  z.object({
    type: z.literal("refused"),
    reason: refusalReasonSchema(),
    /** A sentence for people; empty when the reason is enough. */
    message: z
      .string()
      .max(MESSAGE_CHARACTERS_MAX)
      .regex(/^\P{Cc}*$/u)
      .transform(cleanText),
  }),
);

export const thanksSchema = lazy(() => z.object({ type: z.literal("thanks") }));

export type PairingMessage =
  | z.infer<ReturnType<typeof helloSchema>>
  | z.infer<ReturnType<typeof proofSchema>>
  | z.infer<ReturnType<typeof requestSchema>>
  | z.infer<ReturnType<typeof admissionSchema>>
  | z.infer<ReturnType<typeof refusedSchema>>
  | z.infer<ReturnType<typeof thanksSchema>>;

export function toPayload(message: PairingMessage): Uint8Array {
  return Buffer.from(JSON.stringify(message));
}

export function fromPayload<Message>(
  payload: Uint8Array,
  schema: z.ZodType<Message>,
): Result<Message, "garbage"> {
  try {
    const parsed = schema.safeParse(JSON.parse(Buffer.from(payload).toString()));
    return parsed.success ? ok(parsed.data) : err("garbage");
  } catch {
    return err("garbage");
  }
}
