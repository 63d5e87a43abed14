/** What a register left behind, as another build may have written it: read in full or not at all. */

import * as z from "zod";

import { SERVICES } from "../domain/catalogue.ts";
import { minorUnitsSchema, thousandthsSchema } from "../domain/money/amounts.ts";
import { type KeptScreen } from "../tui/kept-screen.ts";

const serviceSchema = z.enum(SERVICES);

const paidSchema = z.object({
  kind: z.enum(["sale", "return", "refund"]),
  method: z.string(),
  name: z.string().exactOptional(),
  change: minorUnitsSchema,
  tendered: minorUnitsSchema,
  foreign: z.string().exactOptional(),
  orderNumber: z.string(),
  receiptNumber: z.string(),
  by: z.object({ number: z.string(), name: z.string() }).exactOptional(),
  isFresh: z.boolean(),
});

const goodsSchema = z.object({
  sku: z.string(),
  quantity: thousandthsSchema,
  price: minorUnitsSchema.exactOptional(),
  isPack: z.literal(true).exactOptional(),
  numbers: z.array(z.int()),
  service: serviceSchema.exactOptional(),
  keepsText: z.boolean(),
});

const progressSchema = z.object({
  at: z.int().nonnegative(),
  passed: z.array(z.object({ pressed: z.int(), fewest: z.int() })),
  skipped: z.int(),
  leftOut: z.int(),
});

export const keptScreenSchema: z.ZodType<KeptScreen> = z.object({
  text: z.string(),
  lastText: z.string(),
  service: serviceSchema,
  paid: paidSchema.exactOptional(),
  keptScans: z.array(z.string()),
  goods: goodsSchema.exactOptional(),
  exercises: progressSchema.exactOptional(),
});
