/** Tips that several people share. */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import { businessDaySchema, eventIdSchema } from "../identity.ts";
import { minorUnitsSchema } from "../money/amounts.ts";

/** A pool stands on a stream of each of its days, and an event on so many at most. */
export const POOL_DAYS_MAX = 31;
const PEOPLE_MAX = 200;
/** Minutes of a month of days and nights, times the points of a role. */
const WEIGHT_MAX = 100_000_000;

export const POOL_RULES = ["hours", "points", "both"] as const;
export type PoolRule = (typeof POOL_RULES)[number];
export const POOL_PAYS = ["drawer", "payroll"] as const;
export type PoolPay = (typeof POOL_PAYS)[number];

const staffSchema = z.string().min(1).max(12).describe("Staff number.");

export const tipsPooledSchema = lazy(() =>
  z.object({
    from: businessDaySchema,
    to: businessDaySchema,
    by: z
      .enum(POOL_RULES)
      .describe("What the shares go by: hours of work, points of roles, or hours times points."),
    pay: z.enum(POOL_PAYS).describe("Handed out of a drawer, or left to payroll."),
    drawer: eventIdSchema
      .nullable()
      .describe("The session that it was handed out of; null for payroll."),
    taken: z
      .array(z.object({ staff: staffSchema, amount: minorUnitsSchema }))
      .max(PEOPLE_MAX)
      .describe("The tips of these days by whoever took them, as this till knew them."),
    shares: z
      .array(
        z.object({
          staff: staffSchema,
          weight: z.int().min(0).max(WEIGHT_MAX).describe("Minutes, points, or their product."),
          amount: minorUnitsSchema,
          had: minorUnitsSchema
            .min(1)
            .exactOptional()
            .describe("So much of it they had in cash before: the pool pays the rest."),
        }),
      )
      .min(1)
      .max(PEOPLE_MAX),
  }),
);
export type TipsPooled = Readonly<z.infer<ReturnType<typeof tipsPooledSchema>>>;

export const TIPS_KINDS = {
  "tips/pooled": {
    v: 1,
    control: false,
    critical: false,
    schema: tipsPooledSchema,
    meaning:
      "The tips of some days were shared out, once. What went out of a drawer is moved in the same transaction.",
    home: "`tips/<first day>`; also `tips/<day>` of each later day",
  },
} as const;
