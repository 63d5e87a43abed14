/**
 * Points of customers. Earned points are no events: a receipt says what of its money a point is earned for, and what
 * came back of it takes points back. Spent ones are rights by double entry, as the cents of vouchers are.
 * Source: docs/rules/vouchers.md, G9 to G11.
 */

import * as z from "zod";

import { NUMBER_MAX } from "../base/bounds.ts";
import { lazy } from "../base/lazy.ts";
import { eventIdSchema, originSchema } from "../identity.ts";
import { minorUnitsSchema } from "../money/amounts.ts";
import { customerIdSchema, shortTextSchema } from "./register-schemas.ts";
import { afterSchema } from "./voucher-events.ts";

/** The most points that one act names. */
export const POINTS_MAX = 1_000_000_000;

const pointsSchema = lazy(() => z.int().min(1).max(POINTS_MAX));

/** What a receipt says of its customer's points. */
export const receiptPointsSchema = lazy(() =>
  z
    .object({
      per: minorUnitsSchema
        .min(1)
        .exactOptional()
        .describe("A point is earned for each of so much that is paid; missing for none."),
      spent: z
        .object({
          by: eventIdSchema.describe("The order/pointed whose part of the items' coupons it is."),
          points: pointsSchema(),
        })
        .exactOptional(),
      left: z
        .int()
        .min(-NUMBER_MAX)
        .max(NUMBER_MAX)
        .describe("What the customer has with these, as far as the till knew."),
    })
    .meta({ title: "receipt points", description: "The points of a receipt's customer." }),
);

/** Points that a refund gives back. */
export const pointsBackSchema = lazy(() =>
  pointsSchema().describe("So many of the points that had paid for it are the customer's again."),
);

const kind = { v: 1, control: false, critical: true } as const;
const POINTS = "`points/<customer>`";

export const POINTS_KINDS = {
  "order/pointed": {
    ...kind,
    schema: lazy(() =>
      z.object({
        customer: customerIdSchema.describe(
          "Whose they are: they pay while the order is for them.",
        ),
        points: z.int().min(0).max(POINTS_MAX).describe("Zero: it has none any more."),
        worth: minorUnitsSchema.min(1).describe("What each takes off."),
        name: shortTextSchema
          .min(1)
          .meta({ description: "What papers call points.", copied: true }),
      }),
    ),
    meaning:
      "The customer spends points on the order: with its receipt, and as a coupon until then.",
    home: "`order/<order>`",
  },
  "points/spent": {
    ...kind,
    schema: lazy(() =>
      z.object({
        receipt: eventIdSchema.describe("The receipt that the same transaction issued."),
        points: pointsSchema(),
        after: afterSchema(),
        beyond: z
          .int()
          .min(0)
          .max(NUMBER_MAX)
          .describe("How many of them were beyond what the author had, by the shop's limit."),
      }),
    ),
    meaning: "Points paid for a receipt. They are the author's account's, and count once for it.",
    home: POINTS,
  },
  "points/given": {
    ...kind,
    schema: lazy(() =>
      z.object({
        to: originSchema,
        amount: pointsSchema(),
        why: z.enum(["asked", "covers"]),
        after: afterSchema(),
      }),
    ),
    meaning: "So many points that the author may spend are another's to spend from now on.",
    home: POINTS,
  },
} as const;
