/** Goods of a receipt that come back for others: said on the order of those others, before it is paid. */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import { GOODS_FATES } from "../goods/goods-fate.ts";
import { eventIdSchema } from "../identity.ts";
import { minorUnitsSchema, thousandthsSchema } from "../money/amounts.ts";
import { quantityUnitSchema, shortTextSchema } from "./register-schemas.ts";

const returnItemSchema = lazy(() =>
  z.object({
    line: eventIdSchema.describe("As the receipt names it."),
    row: eventIdSchema
      .exactOptional()
      .describe("The line in whose row it stands on the receipt, where that is another one."),
    name: shortTextSchema.describe(
      "What the goods are called on the order that they were sold on.",
    ),
    by: quantityUnitSchema,
    quantity: thousandthsSchema.max(-1).describe("What comes back of it: below zero."),
    net: minorUnitsSchema.max(0).describe("Of what the receipt says."),
  }),
);

export const returnTakenSchema = lazy(() =>
  z.object({
    order: eventIdSchema.describe("The order of the receipt."),
    receipt: eventIdSchema.describe("The receipt whose goods come back."),
    number: z.string().min(1).max(40).describe("Its number, for whoever has not heard of it."),
    items: z.array(returnItemSchema()).min(1).max(500),
    total: minorUnitsSchema
      .max(-1)
      .describe("The items' net, what of that is raised, and the taxes that prices don't include."),
    raised: minorUnitsSchema
      .exactOptional()
      .describe(
        "So much less than the items' net, because a promotion or a combo no longer holds for what stays.",
      ),
    bad: z.literal(true).exactOptional().describe("Where the goods were bad."),
    goods: z
      .enum(GOODS_FATES)
      .nullable()
      .describe("What becomes of all of them; null for what is usual for each."),
    reason: shortTextSchema.min(1),
  }),
);
export type ReturnTaken = z.infer<ReturnType<typeof returnTakenSchema>>;

export const returnEndedSchema = lazy(() =>
  z.object({
    taken: eventIdSchema.describe("Its order/return-taken."),
    refund: eventIdSchema
      .nullable()
      .describe(
        "The refund/issued that its money went by; null where the goods stay with the guest.",
      ),
  }),
);

const kind = { v: 1, control: false, critical: true } as const;
const ORDER = "`order/<order>`";

export const EXCHANGE_KINDS = {
  "order/return-taken": {
    ...kind,
    schema: returnTakenSchema,
    texts: ["reason"],
    meaning:
      "Goods of a receipt come back, and their money is for goods of this order. Counts for nothing by itself: the payment issues the refund. Names of many goods that are too long together end in ….",
    home: ORDER,
  },
  "order/return-ended": {
    ...kind,
    schema: returnEndedSchema,
    meaning: "Goods that were to come back are refunded now, or don't come back after all.",
    home: ORDER,
  },
} as const;
