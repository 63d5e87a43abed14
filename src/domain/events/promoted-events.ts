/** What promotions take off the lines of an order. Source: docs/rules/promotions.md, P11 and P12. */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import { eventIdSchema } from "../identity.ts";
import { minorUnitsSchema, THOUSANDTHS_MAX } from "../money/amounts.ts";
import { shortTextSchema } from "./register-schemas.ts";

/** Uses of promotions on one bill; what lies beyond is made no deal of. */
export const DEALS_MAX = 500;

/** The id of a deal, new with each unless an earlier act made it of the same pieces. */
export const dealIdSchema = z.string().regex(/^[0-9a-z.:]{1,80}\/[1-9][0-9]{0,3}$/u);

const dealSchema = lazy(() =>
  z
    .object({
      id: dealIdSchema,
      promotion: eventIdSchema.describe("The promotion/set that it is by."),
      name: shortTextSchema.min(1).meta({ description: "The promotion's then.", copied: true }),
      pieces: z
        .array(
          z.object({
            line: eventIdSchema,
            count: z
              .int()
              .min(1)
              .max(THOUSANDTHS_MAX)
              .describe("Pieces; thousandths of goods by weight."),
            off: minorUnitsSchema.min(0).describe("What the deal takes off these."),
          }),
        )
        .min(1)
        .max(DEALS_MAX)
        .readonly(),
    })
    .meta({
      title: "deal",
      description:
        "One use of a promotion. It counts while all its pieces are there, or not at all.",
    }),
);

/** Coupons on one bill. */
export const COUPONS_MAX = 20;

const couponOffSchema = lazy(() =>
  z
    .object({
      promotion: eventIdSchema.describe(
        "The promotion/set that it is by; the order/pointed, where points take it off.",
      ),
      name: shortTextSchema.min(1).meta({ description: "The promotion's then.", copied: true }),
      offs: z
        .array(z.object({ line: eventIdSchema, off: minorUnitsSchema.min(1) }))
        .min(1)
        .max(1000)
        .readonly(),
    })
    .meta({ title: "coupon off", description: "What a coupon takes off lines, after deals." }),
);

export const orderPromotedSchema = lazy(() =>
  z.object({
    lines: z
      .array(eventIdSchema)
      .min(1)
      .max(1000)
      .describe("Every line that was looked at: what earlier events said of these counts no more."),
    deals: z.array(dealSchema()).max(DEALS_MAX),
    coupons: z.array(couponOffSchema()).max(COUPONS_MAX).exactOptional(),
  }),
);

const orderCouponedSchema = lazy(() =>
  z.object({
    coupon: eventIdSchema.describe("The promotion/set that it is by."),
    on: z.boolean().describe("False: the order has it no more."),
  }),
);

export const PROMOTED_KINDS = {
  "order/promoted": {
    v: 1,
    control: false,
    critical: true,
    schema: orderPromotedSchema,
    meaning: "What promotions take off the order's lines, as the act of a person found it.",
    home: "`order/<order>`",
  },
  "order/couponed": {
    v: 1,
    control: false,
    critical: true,
    schema: orderCouponedSchema,
    meaning: "A guest shows a coupon for the order, or it is taken off again.",
    home: "`order/<order>`",
  },
} as const;
