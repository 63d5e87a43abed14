/**
 * Control events: who belongs to the shop. They belong to no stream; stage 1 (admission.ts) reads
 * them, and nothing about time or arrival decides what they mean.
 */

import { z } from "zod";

import { businessDaySchema, deviceIdSchema, shopIdSchema } from "../identity.ts";

/**
 * What a device may write, by namespace of kinds: till, kitchen, hub. Rights only grow. One that a
 * newer build invented grants nothing here, and must not hide the device.
 */
const deviceRightSchema = z.string().regex(/^[a-z][a-z-]{0,19}$/u);

export const publicKeySchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/u)
  .meta({
    title: "public key",
    description: "Raw, as 64 hexadecimal digits; Ed25519 unless it says otherwise.",
  });
const deviceCodeSchema = z
  .string()
  .regex(/^[A-Z]{1,6}$/u)
  .describe("The letters of its numbers: `A` makes receipts A-000001, A-000002, …");
const nameSchema = z.string().min(1).max(80);

export const shopFoundedSchema = z.object({
  shop: shopIdSchema.describe(
    "Name of the shop: base32 of SHA-256 over founder's key, sheet key and nonce, so that nobody else can found it again.",
  ),
  nonce: z.string().regex(/^[0-9a-f]{32}$/u),
  name: nameSchema.describe("What people call the shop."),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/u)
    .describe("ISO 4217. Never changes."),
  zone: z.string().min(1).max(64).describe("IANA name of the shop's time zone."),
  cutover: z
    .int()
    .min(0)
    .max(1439)
    .describe("Minutes after midnight at which a business day may begin."),
  demo: z.boolean().describe("For ever: a demo shop can never become a real one."),
  firstDay: businessDaySchema,
  device: deviceIdSchema.describe("The founder: the device that writes this."),
  deviceName: nameSchema,
  code: deviceCodeSchema,
  key: publicKeySchema.describe("The founder's."),
  sheetKey: publicKeySchema.describe("The recovery sheet's: it outranks every device."),
  sheetSealKey: publicKeySchema.describe(
    "X25519, the recovery sheet's: what is sealed for it, only the sheet opens.",
  ),
});
export type ShopFounded = z.infer<typeof shopFoundedSchema>;

export const deviceEnrolledSchema = z.object({
  device: deviceIdSchema,
  key: publicKeySchema.describe("The device's: its name is the hash of it."),
  code: deviceCodeSchema,
  name: nameSchema.describe("What people call the device."),
  rights: z.array(deviceRightSchema).max(20).describe("What it may write: `till`, `kitchen`, …"),
});
export type DeviceEnrolled = z.infer<typeof deviceEnrolledSchema>;

export const devicePromotedSchema = z.object({ device: deviceIdSchema });
export type DevicePromoted = z.infer<typeof devicePromotedSchema>;

const kind = { v: 1, control: true, critical: true, home: "none" } as const;

export const CONTROL_KINDS = {
  "shop/founded": {
    ...kind,
    schema: shopFoundedSchema,
    meaning: "The shop exists, and its founder is its first device and authority.",
  },
  "device/enrolled": {
    ...kind,
    schema: deviceEnrolledSchema,
    meaning: "A device belongs to the shop. Counts when its author is an authority of the shop.",
  },
  "device/promoted": {
    ...kind,
    schema: devicePromotedSchema,
    meaning:
      "A device is an authority: it may enrol and promote. Counts when its author is one already.",
  },
} as const;
