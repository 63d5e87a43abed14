/**
 * Rights to guarded goods, by double entry: each incarnation of a till has an account of every article, and
 * may sell what is in it without asking. A gift is one event of the giver, with both legs. Source:
 * docs/rules/stock.md, S1.
 */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import { INGREDIENTS_MAX } from "../goods/stock-keeping.ts";
import { stockQuantitySchema, stockSkuSchema } from "../goods/stock-quantity.ts";
import { originSchema, seqSchema } from "../identity.ts";

const rightSchema = lazy(() =>
  z
    .object({ sku: stockSkuSchema, quantity: stockQuantitySchema.min(1) })
    .meta({ title: "right", description: "A right to sell so much of an article." }),
);
export type Right = Readonly<z.infer<ReturnType<typeof rightSchema>>>;

const rightsSchema = lazy(() => z.array(rightSchema()).min(1).max(INGREDIENTS_MAX));

/** Why rights are given: by need, for a sale that waits, for what an account lacks, or because a person said so. */
export const GIFT_REASONS = ["spread", "asked", "covers", "by-hand"] as const;
export type GiftReason = (typeof GIFT_REASONS)[number];

export const rightsGivenSchema = lazy(() =>
  z.object({ to: originSchema, of: rightsSchema(), why: z.enum(GIFT_REASONS) }),
);

/** Why rights are taken of somebody who can't give them. */
export const TAKING_REASONS = ["dead", "replaced", "counted", "in-question"] as const;
export type TakingReason = (typeof TAKING_REASONS)[number];

export const rightsTakenSchema = lazy(() =>
  z.object({
    from: originSchema
      .nullable()
      .describe("Null for what counts found beyond what anybody had a right to."),
    of: rightsSchema(),
    why: z.enum(TAKING_REASONS),
  }),
);

const restSchema = lazy(() =>
  z
    .object({
      sku: stockSkuSchema,
      after: z
        .array(z.object({ origin: originSchema, seq: seqSchema }))
        .max(1000)
        .describe(
          "The events by which rights of others came, with all that is before them: who lacks one doesn't know yet what the author had.",
        ),
      beyond: stockQuantitySchema
        .min(0)
        .describe("How much of it was beyond what the author had, knowingly."),
    })
    .meta({
      title: "what a debit rests on",
      description: "Of one article, for what the same transaction takes of it.",
    }),
);

export const rightsNotedSchema = lazy(() =>
  z.object({ of: z.array(restSchema()).min(1).max(INGREDIENTS_MAX) }),
);

const kind = { v: 1, control: false, critical: false } as const;
const HOME = "`stock/<SKU>` of each article";

export const RIGHTS_KINDS = {
  "rights/given": {
    ...kind,
    schema: rightsGivenSchema,
    meaning: "The author's rights to so much are another's from now on.",
    home: HOME,
  },
  "rights/taken": {
    ...kind,
    schema: rightsTakenSchema,
    meaning:
      "The rights of one who can't be asked are the author's from now on. What that one sold meanwhile is missing then, and named.",
    home: HOME,
  },
  "rights/noted": {
    ...kind,
    schema: rightsNotedSchema,
    meaning:
      "What its transaction takes of guarded goods rests on rights that others gave, or goes beyond what its till had.",
    home: HOME,
  },
} as const;
