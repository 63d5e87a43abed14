/** A payment was booked by a tender that it was not made by. */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import { eventIdSchema, originSchema } from "../identity.ts";
import { minorUnitsSchema } from "../money/amounts.ts";
import { METHOD } from "../tenders/tenders.ts";
import { shortTextSchema } from "./register-schemas.ts";

/** Earlier voices that a new one may know, or stand in place of; a payment has fewer. */
const OVER_MAX = 20;

const movedTipSchema = lazy(() =>
  z
    .object({
      amount: minorUnitsSchema.min(1),
      to: shortTextSchema.describe("Staff number of whose it is."),
    })
    .describe("A tip that was given by the other tender too."),
);

const foreignGoneSchema = lazy(() =>
  z
    .object({
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/u)
        .describe("ISO 4217."),
      amount: minorUnitsSchema.min(1).describe("In minor units of that currency."),
      worth: minorUnitsSchema.min(0).describe("In the shop's own money."),
    })
    .describe("Cash of another currency that was booked and never handed over."),
);

export const paymentCorrectedSchema = lazy(() =>
  z.object({
    payment: eventIdSchema.describe("Its payment/started."),
    from: z.string().regex(METHOD).describe("The tender that it was booked by."),
    to: z.string().regex(METHOD).describe("The tender that it was made by."),
    name: shortTextSchema
      .exactOptional()
      .describe("What a tender of the shop's own is called that it was made by."),
    amount: minorUnitsSchema.min(1).describe("So much of what the payment settles."),
    rounding: minorUnitsSchema.describe(
      "Cash rounding after it minus before it: in the drawer beside the amount.",
    ),
    tip: movedTipSchema().exactOptional(),
    foreign: foreignGoneSchema().exactOptional(),
    gone: minorUnitsSchema
      .min(1)
      .exactOptional()
      .describe(
        "So much of it was known to have paid for other goods already, which stays recorded so.",
      ),
    till: originSchema.describe("Where it was corrected: its sums move."),
    drawer: eventIdSchema
      .nullable()
      .describe("The drawer session that it belongs to, once drawers are counted."),
    reason: shortTextSchema.min(1),
    back: eventIdSchema
      .exactOptional()
      .describe(
        "The payment/corrected of another till that it takes back: of two that differ, the other one held.",
      ),
    knows: z
      .array(eventIdSchema)
      .max(OVER_MAX)
      .exactOptional()
      .describe(
        "The payment's other payment/corrected that its till knew. The same correction that two tills make knowing the same counts once, the first of them.",
      ),
  }),
);
export type PaymentCorrected = z.infer<ReturnType<typeof paymentCorrectedSchema>>;

const paymentTippedSchema = lazy(() =>
  z.object({
    payment: eventIdSchema.describe("Its payment/started."),
    tip: minorUnitsSchema.min(0).describe("The whole tip of the payment from here on."),
    moved: minorUnitsSchema.describe("So much more than before, as its till knew it."),
    over: z
      .array(eventIdSchema)
      .max(OVER_MAX)
      .describe("The payment/tipped that it stands in place of."),
    method: z.string().regex(METHOD).describe("The payment's tender."),
    to: shortTextSchema.describe("Staff number of whose tip it is."),
    till: originSchema.describe("Where it was typed: its sums move."),
    drawer: eventIdSchema
      .nullable()
      .describe("The drawer session that it belongs to, once drawers are counted."),
  }),
);
export type PaymentTipped = z.infer<ReturnType<typeof paymentTippedSchema>>;

/** Receipts, tips and earlier words of one order; more are the work of a fault. */
export const REASSIGNED_MAX = 200;

const staffSchema = lazy(() => z.string().min(1).max(12));

const orderReassignedSchema = lazy(() =>
  z.object({
    from: staffSchema().describe("Staff number of the person it was booked for."),
    to: staffSchema().describe("Staff number of the person who served it."),
    receipts: z
      .array(eventIdSchema)
      .max(REASSIGNED_MAX)
      .describe("The receipts whose goods are meant: those that the first person sold."),
    tips: z
      .array(
        z.object({
          payment: eventIdSchema.describe("Its payment/started."),
          method: z.string().regex(METHOD).describe("The tender that the tip was given by."),
          amount: minorUnitsSchema,
        }),
      )
      .max(REASSIGNED_MAX)
      .describe("The tips that move, as the till knew them."),
    over: z
      .array(eventIdSchema)
      .max(REASSIGNED_MAX)
      .describe("The order/reassigned of the order that were known."),
    till: originSchema.describe("Where it was said: its sums move."),
    reason: shortTextSchema.min(1),
  }),
);
export type OrderReassigned = z.infer<ReturnType<typeof orderReassignedSchema>>;

export const CORRECTION_KINDS = {
  "order/reassigned": {
    v: 1,
    control: false,
    critical: true,
    schema: orderReassignedSchema,
    texts: ["reason"],
    meaning:
      "A paid order was booked for another person than who served it. Goods and tips move in the sums of the till and day of this event; receipts stay as they are.",
    home: "`order/<order>`",
  },
  "payment/tipped": {
    v: 1,
    control: false,
    critical: true,
    schema: paymentTippedSchema,
    meaning:
      "The tip of a card payment was typed after it. What it moves counts on the till and day of this event.",
    home: "`order/<order>`",
  },
  "payment/corrected": {
    v: 1,
    control: false,
    critical: true,
    schema: paymentCorrectedSchema,
    texts: ["reason"],
    meaning:
      "An amount of a payment was made by another tender than it was booked by. It moves in the sums of the till and day of this event, as recorded, once; made by two tills apart, it moves by the first alone; the payment, its receipt and its number stay.",
    home: "`order/<order>`",
  },
} as const;
