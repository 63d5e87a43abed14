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

/** Public key, raw, as 64 hexadecimal digits; Ed25519 unless it says otherwise. */
const publicKeySchema = z.string().regex(/^[0-9a-f]{64}$/u);
const deviceCodeSchema = z.string().regex(/^[A-Z]{1,6}$/u);
const nameSchema = z.string().min(1).max(80);

export const shopFoundedSchema = z.object({
  /**
   * Name of the shop towards other shops' boxes: base32 of SHA-256 over founder, sheet key and nonce,
   * so that nobody else can found it again.
   */
  shop: shopIdSchema,
  nonce: z.string().regex(/^[0-9a-f]{32}$/u),
  name: nameSchema,
  currency: z.string().regex(/^[A-Z]{3}$/u),
  zone: z.string().min(1).max(64),
  /** Minutes after midnight at which a business day may begin. */
  cutover: z.int().min(0).max(1439),
  /** For ever: a demo shop can never become a real one. */
  demo: z.boolean(),
  firstDay: businessDaySchema,
  device: deviceIdSchema,
  deviceName: nameSchema,
  code: deviceCodeSchema,
  key: publicKeySchema,
  /** Public key of the recovery sheet: it outranks every device. */
  sheetKey: publicKeySchema,
  /** X25519 key of the recovery sheet: what is sealed for it, only the sheet opens. */
  sheetSealKey: publicKeySchema,
});
export type ShopFounded = z.infer<typeof shopFoundedSchema>;

export const deviceEnrolledSchema = z.object({
  device: deviceIdSchema,
  key: publicKeySchema,
  code: deviceCodeSchema,
  name: nameSchema,
  rights: z.array(deviceRightSchema).max(20),
});
export type DeviceEnrolled = z.infer<typeof deviceEnrolledSchema>;

export const devicePromotedSchema = z.object({ device: deviceIdSchema });
export type DevicePromoted = z.infer<typeof devicePromotedSchema>;

export const CONTROL_KINDS = {
  "shop/founded": { v: 1, schema: shopFoundedSchema, control: true, critical: true },
  "device/enrolled": { v: 1, schema: deviceEnrolledSchema, control: true, critical: true },
  "device/promoted": { v: 1, schema: devicePromotedSchema, control: true, critical: true },
} as const;
