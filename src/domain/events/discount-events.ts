/** The events of discounts: off a line, off an order or some of its goods, or all of it given away. */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import { eventIdSchema } from "../identity.ts";
import { milliPercentSchema, minorUnitsSchema } from "../money/amounts.ts";
import { knowsSchema, shortTextSchema } from "./register-schemas.ts";

/** Why goods cost nothing: on the house, eaten by who works there, or not fit to be sold. */
export const COMP_KINDS = ["comp", "staff-meal", "spoiled"] as const;
export type CompKind = (typeof COMP_KINDS)[number];

export const discountSchema = lazy(() =>
  z
    .object({
      rate: milliPercentSchema.describe("Of what it costs."),
      amount: minorUnitsSchema.min(0).describe("Off what that leaves, never past zero."),
      kind: z
        .enum(COMP_KINDS)
        .exactOptional()
        .describe("Where all of it is given away as such; then the rate is 100 %."),
    })
    .meta({ title: "discount", description: "One of the two is zero." }),
);
export type GivenDiscount = z.infer<ReturnType<typeof discountSchema>>;

/** Products and categories that one discount may name. */
export const DISCOUNT_GOODS_MAX = 20;

export const discountGoodsSchema = lazy(() =>
  z
    .object({
      names: z
        .array(shortTextSchema.min(1).meta({ copied: true }))
        .min(1)
        .max(DISCOUNT_GOODS_MAX)
        .readonly()
        .describe("What they were called then."),
      skus: z
        .array(shortTextSchema.min(1).meta({ copied: true }))
        .max(DISCOUNT_SKUS_MAX)
        .readonly(),
      categories: z
        .array(shortTextSchema.min(1))
        .max(DISCOUNT_SKUS_MAX)
        .readonly()
        .describe("All goods whose line says that they are of one of these."),
    })
    .meta({ title: "discount goods", description: "What alone a discount is on." }),
);

/** Besides the SKUs that were typed those of goods on the order whose lines say no category. */
export const DISCOUNT_SKUS_MAX = 1000;

export const orderDiscountSchema = lazy(() =>
  discountSchema()
    .extend({
      goods: discountGoodsSchema().exactOptional().describe("Missing for all goods of the order."),
    })
    .meta({ title: "order discount", description: "One of rate and amount is zero." }),
);
export type OrderDiscount = z.infer<ReturnType<typeof orderDiscountSchema>>;

export const orderDiscountedSchema = lazy(() =>
  z.object({
    discount: orderDiscountSchema().nullable().describe("Null for none any more."),
    over: z.array(eventIdSchema).describe("The writes of it that this one replaces."),
    knows: knowsSchema.exactOptional(),
    reason: shortTextSchema,
  }),
);

export const lineDiscountedSchema = lazy(() =>
  z.object({
    line: eventIdSchema,
    discount: discountSchema().nullable().describe("Null for none any more."),
    over: z.array(eventIdSchema).describe("The writes of it that this one replaces."),
    reason: shortTextSchema,
  }),
);

export type LineDiscounted = z.infer<ReturnType<typeof lineDiscountedSchema>>;
