/** The events of charges on top of an order's goods: for service, or for each guest. */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import { eventIdSchema } from "../identity.ts";
import { milliPercentSchema, minorUnitsSchema } from "../money/amounts.ts";
import { knowsSchema, overSchema, shortTextSchema, taxesSchema } from "./register-schemas.ts";

/** Rules of a shop, and charges of an order. */
export const CHARGES_MAX = 10;

const ruleIdSchema = z.string().min(1).max(40).describe("Id of the shop's rule.");

const chargeSchema = lazy(() =>
  z
    .object({
      rule: ruleIdSchema,
      name: shortTextSchema
        .min(1)
        .meta({ description: "As it was called then, like all that follows.", copied: true }),
      rate: milliPercentSchema.describe("Of what the goods cost after all discounts; 0 for none."),
      each: minorUnitsSchema.min(0).describe("For each guest; 0 for none."),
      covers: z.int().min(0).max(999).describe("How many guests that is for; 0 with a rate."),
      taxes: taxesSchema,
    })
    .meta({ title: "charge", description: "One of the rate and the sum for each guest is zero." }),
);
export type Charge = z.infer<ReturnType<typeof chargeSchema>>;

const orderChargedSchema = lazy(() =>
  z.object({
    charges: z
      .array(chargeSchema())
      .max(CHARGES_MAX)
      .describe("All that it is charged from here on."),
    off: z
      .array(ruleIdSchema)
      .max(CHARGES_MAX)
      .describe("Rules that a person took off the order: they don't come back by themselves."),
    bill: z
      .array(eventIdSchema)
      .min(1)
      .exactOptional()
      .describe("The other orders on its bill, which are charged with it; missing for none."),
    over: overSchema,
    knows: knowsSchema.exactOptional(),
    reason: shortTextSchema.describe("Why a person took one off; empty where none did."),
  }),
);
export type OrderCharged = z.infer<ReturnType<typeof orderChargedSchema>>;

/** A charge as a receipt or a refund states it; older ones name the order and the amount alone. */
export const statedChargeSchema = lazy(() =>
  z
    .object({
      order: eventIdSchema,
      amount: minorUnitsSchema,
      rule: ruleIdSchema.exactOptional(),
      name: shortTextSchema.exactOptional(),
      rate: milliPercentSchema.exactOptional(),
      each: minorUnitsSchema.exactOptional().describe("For each guest."),
      base: minorUnitsSchema
        .exactOptional()
        .describe("What goods on this paper that it is charged on cost, after all discounts."),
      on: z
        .array(eventIdSchema)
        .min(1)
        .exactOptional()
        .describe(
          "The orders of its bill whose goods it is charged on; missing for its own alone.",
        ),
      taxes: taxesSchema.exactOptional(),
      to: shortTextSchema
        .exactOptional()
        .describe("Staff number of whose it is; missing for whoever issued the receipt.")
        .meta({ copied: true }),
    })
    .meta({
      title: "stated charge",
      description: "What an order was charged on top of its goods.",
    }),
);
export type StatedCharge = z.infer<ReturnType<typeof statedChargeSchema>>;

const kind = { v: 1, control: false, critical: true } as const;

export const CHARGE_KINDS = {
  "order/charged": {
    ...kind,
    schema: orderChargedSchema,
    texts: ["reason"],
    meaning:
      "The order is charged so on top of its goods. It is written when a rule of the shop begins or ends to apply, and when a person takes a charge off.",
    home: "`order/<order>`",
  },
} as const;
