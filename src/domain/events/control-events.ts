/**
 * Control events: who belongs to the shop. They belong to no stream; stage 1 (admission.ts) reads
 * them, and nothing about time or arrival decides what they mean.
 */

import * as z from "zod";

import { SEQ_MAX } from "../base/bounds.ts";
import { lazy } from "../base/lazy.ts";
import {
  businessDaySchema,
  chainEndSchema,
  deviceIdSchema,
  originSchema,
  shopIdSchema,
} from "../identity.ts";
import { shortTextSchema } from "./register-schemas.ts";

/**
 * The right of a device to write kinds of a namespace: till, kitchen, hub. Rights only grow. A
 * right that a newer build invented grants nothing here, and must not hide the device.
 */
const deviceRightSchema = lazy(() => z.string().regex(/^[a-z][a-z-]{0,19}$/u));

export const publicKeySchema = lazy(() =>
  z
    .string()
    .regex(/^[0-9a-f]{64}$/u)
    .meta({
      title: "public key",
      description: "Raw, as 64 hexadecimal digits; Ed25519 unless it says otherwise.",
    }),
);
const hexKeySchema = lazy(() => z.string().regex(/^[0-9a-f]{64}$/u));
const deviceCodeSchema = lazy(() =>
  z
    .string()
    .regex(/^[A-Z]{1,8}$/u)
    .describe("The letters of its numbers: `A` makes receipts A-000001, A-000002, …"),
);
const nameSchema = lazy(() => z.string().min(1).max(80));

export const shopFoundedSchema = lazy(() =>
  z.object({
    shop: shopIdSchema.describe(
      "Name of the shop: base32 of SHA-256 over all else that is said here, so that nobody can found it again, or otherwise.",
    ),
    nonce: z.string().regex(/^[0-9a-f]{32}$/u),
    name: nameSchema().describe("What people call the shop."),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/u)
      .describe("ISO 4217. Never changes."),
    zone: z
      .string()
      .min(1)
      .max(64)
      .describe("IANA name of the shop's time zone, while no setting says another."),
    cutover: z
      .int()
      .min(0)
      .max(1439)
      .describe(
        "Minutes after midnight at which a business day may begin, while no setting says otherwise.",
      ),
    demo: z.boolean().describe("For ever: a demo shop can never become a real one."),
    firstDay: businessDaySchema,
    device: deviceIdSchema.describe("The founder: the device that writes this."),
    deviceName: nameSchema(),
    code: deviceCodeSchema(),
    key: publicKeySchema().describe("The founder's."),
    sheetKey: publicKeySchema().describe("The recovery sheet's: it outranks every device."),
    sheetSealKey: publicKeySchema().describe(
      "X25519, the recovery sheet's: what is sealed for it, only the sheet opens.",
    ),
  }),
);
export type ShopFounded = z.infer<ReturnType<typeof shopFoundedSchema>>;

export const deviceEnrolledSchema = lazy(() =>
  z.object({
    device: deviceIdSchema,
    key: publicKeySchema().describe("The device's: its name is the hash of it."),
    code: deviceCodeSchema(),
    name: nameSchema().describe("What people call the device."),
    rights: z
      .array(deviceRightSchema())
      .max(20)
      .describe("What it may write: `till`, `kitchen`, `hub`, …"),
    sheetProof: z
      .string()
      .regex(/^[0-9a-f]{128}$/u)
      .describe(
        "Signature by the recovery sheet's key: then the sheet enrols, with authority, whoever carries its word.",
      )
      .optional(),
  }),
);
export type DeviceEnrolled = z.infer<ReturnType<typeof deviceEnrolledSchema>>;

export const devicePromotedSchema = lazy(() => z.object({ device: deviceIdSchema }));

export const deviceKeyedSchema = lazy(() =>
  z.object({
    device: deviceIdSchema,
    linkKey: hexKeySchema().describe(
      "SHA-256 of the public key (SubjectPublicKeyInfo, DER) of the certificate that the device shows on links.",
    ),
    sealKey: hexKeySchema().describe("X25519, raw: what is sealed for it, only the device opens."),
  }),
);

export const rootCertifiedSchema = lazy(() =>
  z.object({
    certificate: z
      .string()
      .min(1)
      .max(4000)
      .regex(/^[0-9A-Za-z+/]+={0,2}$/u)
      .describe(
        "X.509, DER, base64: who shows a certificate that this key has signed is let in at the door.",
      ),
  }),
);

const reasonSchema = lazy(() => shortTextSchema.describe("In a person's words."));

export const REVOKED_HEADS_MAX = 200;

export const deviceRevokedSchema = lazy(() =>
  z.object({
    device: deviceIdSchema,
    heads: z
      .array(chainEndSchema)
      .max(REVOKED_HEADS_MAX)
      .describe(
        "What still counts of each of its incarnations. One that isn't named counts for nothing from its first event.",
      ),
    reason: reasonSchema(),
  }),
);
export type DeviceRevoked = z.infer<ReturnType<typeof deviceRevokedSchema>>;

/** Why a device can't know any more what it has said. */
export const INCARNATION_CAUSES = ["anchor", "board", "peer", "person"] as const;

export const incarnationStartedSchema = lazy(() =>
  z.object({
    n: z.int().min(2).max(9999).describe("Which one it is of this device; the first says nothing."),
    follows: chainEndSchema
      .nullable()
      .describe("What the device knew of its incarnation before; null when that had said nothing."),
    cause: z
      .enum(INCARNATION_CAUSES)
      .describe(
        "What showed that events may be lost: its anchor, another mainboard, a peer that holds more, or a person who says so.",
      ),
  }),
);
export type IncarnationStarted = z.infer<ReturnType<typeof incarnationStartedSchema>>;

const forkBranchSchema = lazy(() => chainEndSchema.omit({ origin: true }));

export const forkProvedSchema = lazy(() =>
  z.object({
    origin: originSchema,
    common: z
      .int()
      .min(0)
      .max(SEQ_MAX)
      .describe("Number of the last event that both branches share."),
    a: forkBranchSchema(),
    b: forkBranchSchema(),
  }),
);

export const chainSettledSchema = lazy(() => chainEndSchema.extend({ reason: reasonSchema() }));

export const chainRetiredSchema = lazy(() =>
  chainSettledSchema().extend({
    batch: z
      .string()
      .optional()
      .describe(
        "Only what this batch said up to here is meant: it broke off. What was sold beside it is not.",
      ),
  }),
);

export const chainPurgedSchema = lazy(() =>
  z.object({ device: deviceIdSchema, reason: reasonSchema() }),
);

const kind = { v: 1, control: true, critical: true, home: "none" } as const;

export const CONTROL_KINDS = {
  "shop/founded": {
    ...kind,
    schema: shopFoundedSchema,
    texts: ["name", "deviceName"],
    meaning: "The shop exists, and its founder is its first device and authority.",
  },
  "device/enrolled": {
    ...kind,
    schema: deviceEnrolledSchema,
    texts: ["name"],
    meaning: "A device belongs to the shop. Counts when its author is an authority of the shop.",
  },
  "device/promoted": {
    ...kind,
    schema: devicePromotedSchema,
    meaning:
      "A device is an authority: it may enrol, promote and revoke. Counts when its author is one already.",
  },
  "device/keyed": {
    ...kind,
    critical: false,
    schema: deviceKeyedSchema,
    meaning:
      "A device has these keys on links. Counts when its author is the device itself or an authority; a device may have several, and all of them end with its revocation.",
  },
  "shop/root-certified": {
    ...kind,
    critical: false,
    schema: rootCertifiedSchema,
    meaning:
      "Devices know each other at the door by certificates of this key. Counts when its author is an authority; whoever gets in is asked for its membership then.",
  },
  "device/revoked": {
    ...kind,
    schema: deviceRevokedSchema,
    texts: ["reason"],
    meaning:
      "For ever: what a device said beyond the chains named here counts for nothing, until a person admits its sales. Counts when its author is an authority.",
  },
  "incarnation/started": {
    ...kind,
    schema: incarnationStartedSchema,
    meaning:
      "A device that may have lost events speaks on under another origin, so that it never gives a number to two things. First event of that origin.",
  },
  "fork/proved": {
    ...kind,
    schema: forkProvedSchema,
    meaning:
      "Tells those who lack a branch that a device spoke with two voices. Changes nothing: the two branches do.",
  },
  "chain/admitted": {
    ...kind,
    schema: chainSettledSchema,
    texts: ["reason"],
    meaning:
      "A person looked at a chain in question: what it sold up to here counts. Control events in it don't. Beats `chain/retired`.",
  },
  "chain/retired": {
    ...kind,
    schema: chainRetiredSchema,
    texts: ["reason"],
    meaning:
      "A person looked at a chain in question: what it sold beyond doubt stays out of the sums. Or at a batch that broke off: nobody needs to be asked any more. Should it end after all, it counts.",
  },
  "chain/purged": {
    ...kind,
    schema: chainPurgedSchema,
    texts: ["reason"],
    meaning:
      "What a device that is shut out said without it counting is thrown away, on every till a day after it hears this, and nothing of it is taken any more. Counts when its author is an authority. An admission, also a later one, wins for what it names.",
  },
} as const;
