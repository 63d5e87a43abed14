/** Promotions of the catalogue. Source: docs/rules/promotions.md, P1 to P10. */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import { businessDaySchema } from "../identity.ts";
import { milliPercentSchema, minorUnitsSchema, thousandthsSchema } from "../money/amounts.ts";
import { customerGroupSchema, shortTextSchema } from "./register-schemas.ts";

/** Products, and categories, that one promotion may name. */
export const PROMOTION_GOODS_MAX = 200;
/** The sets of a bundle. */
export const BUNDLE_SETS_MAX = 12;
/** Pieces of a group of n. */
export const PROMOTION_PIECES_MAX = 99;

const couponCodeSchema = z
  .string()
  .regex(/^[0-9a-z]{26}$/u)
  .meta({
    title: "coupon code",
    description: "Hash of the code that a guest shows: 26 characters of base32.",
  });

const goodsSchema = lazy(() =>
  z
    .object({
      skus: z.array(shortTextSchema.min(1)).max(PROMOTION_GOODS_MAX).readonly(),
      categories: z
        .array(shortTextSchema.min(1))
        .max(PROMOTION_GOODS_MAX)
        .readonly()
        .describe("All their products."),
    })
    .meta({ title: "promotion goods", description: "What a promotion is on." }),
);

const rateSchema = lazy(() => milliPercentSchema.min(1).max(100_000));

const termsSchema = lazy(() =>
  z
    .discriminatedUnion("type", [
      z.object({
        type: z.literal("n-for-m"),
        goods: goodsSchema(),
        n: z.int().min(2).max(PROMOTION_PIECES_MAX).describe("So many pieces,"),
        m: z.int().min(1).max(PROMOTION_PIECES_MAX).describe("of which the dearest are paid."),
      }),
      z.object({
        type: z.literal("from"),
        goods: goodsSchema(),
        least: thousandthsSchema.min(1).describe("Of so much on, in thousandths of a piece or kg,"),
        rate: rateSchema().describe("each costs so much less."),
      }),
      z.object({
        type: z.literal("second"),
        goods: goodsSchema(),
        rate: rateSchema().describe("Off the cheaper of two."),
      }),
      z.object({
        type: z.literal("bundle"),
        sets: z.array(goodsSchema()).min(2).max(BUNDLE_SETS_MAX).readonly(),
        price: minorUnitsSchema.min(0).describe("Of one piece of each set together."),
      }),
      z.object({
        type: z.literal("coupon"),
        off: z.discriminatedUnion("type", [
          z.object({
            type: z.literal("rate"),
            rate: rateSchema().describe("Off what the lines of the bill, or of those goods, cost."),
          }),
          z.object({
            type: z.literal("amount"),
            amount: minorUnitsSchema
              .min(1)
              .describe("Off the bill, or those goods, at most what they come to."),
          }),
        ]),
        minimum: minorUnitsSchema
          .min(0)
          .describe(
            "The bill, or the goods that it is off, come to so much at list prices; 0 for any bill.",
          ),
        code: couponCodeSchema,
        goods: goodsSchema().exactOptional().describe("Off these alone; missing for all."),
      }),
    ])
    .meta({ title: "promotion terms", description: "How a promotion takes something off." }),
);

const minuteSchema = lazy(() =>
  z.int().min(0).max(1439).describe("Minutes after midnight, on the wall of the shop."),
);

const promotionSchema = lazy(() =>
  z.object({
    name: shortTextSchema.min(1),
    terms: termsSchema(),
    days: z.array(z.int().min(1).max(7)).max(7).readonly().describe("1 is Monday; none for all."),
    hours: z
      .array(z.object({ from: minuteSchema(), to: minuteSchema() }))
      .max(10)
      .readonly()
      .describe("None for the whole day. What ends before it begins goes on after midnight."),
    areas: z
      .array(shortTextSchema.min(1).meta({ copied: true }))
      .max(20)
      .readonly()
      .describe("Of the floor, by id."),
    groups: z.array(customerGroupSchema.min(1)).max(20).readonly().describe("Of customers."),
    from: businessDaySchema.exactOptional(),
    until: businessDaySchema.exactOptional().describe("The last business day."),
  }),
);

export const promotionSetSchema = lazy(() =>
  z.object({
    promotion: promotionSchema()
      .nullable()
      .describe("Null: it is offered no more. Lines keep what they were offered."),
  }),
);
export type PromotionSet = z.infer<ReturnType<typeof promotionSetSchema>>;

export const PROMOTION_KINDS = {
  "promotion/set": {
    v: 1,
    control: false,
    critical: false,
    schema: promotionSetSchema,
    texts: ["name", "groups"],
    meaning: "A promotion begins, or ends. A change of one is another write.",
    home: "`cat/promotion/<id>`",
  },
} as const;
