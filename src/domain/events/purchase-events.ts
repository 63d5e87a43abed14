/** Purchase orders: what was asked of a supplier. What of it came is `stock/received`, which names the order. */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import { stockQuantitySchema, stockSkuSchema } from "../goods/stock-quantity.ts";
import { businessDaySchema } from "../identity.ts";
import { minorUnitsSchema } from "../money/amounts.ts";
import { shortTextSchema } from "./register-schemas.ts";

/** More lines are another order: with its texts so many fit into an event. */
export const PURCHASE_LINES_MAX = 200;
export const HOW_MAX = 40;

const numberSchema = lazy(() =>
  z.string().min(1).max(20).describe("The order's letter, series and number, such as `PA1`."),
);

const purchaseLineSchema = lazy(() =>
  z
    .object({
      sku: stockSkuSchema,
      quantity: stockQuantitySchema.min(1),
      how: z
        .string()
        .max(HOW_MAX)
        .describe("As it was typed, such as `2crate`: so the supplier reads it."),
      cost: minorUnitsSchema
        .min(0)
        .nullable()
        .describe("What all of it would cost by its last price, without taxes; null for unknown."),
    })
    .meta({ title: "purchase line", description: "So much of an article was ordered." }),
);
export type PurchaseLine = Readonly<z.infer<ReturnType<typeof purchaseLineSchema>>>;

export const purchaseOrderedSchema = lazy(() =>
  z.object({
    number: numberSchema(),
    supplier: shortTextSchema.describe("Empty where nobody said."),
    expected: businessDaySchema.nullable().describe("The day on which it should come."),
    note: shortTextSchema,
    lines: z.array(purchaseLineSchema()).min(1).max(PURCHASE_LINES_MAX),
  }),
);
export type PurchaseOrdered = Readonly<z.infer<ReturnType<typeof purchaseOrderedSchema>>>;

export const purchaseClosedSchema = lazy(() =>
  z.object({ number: numberSchema(), reason: shortTextSchema }),
);
export type PurchaseClosed = Readonly<z.infer<ReturnType<typeof purchaseClosedSchema>>>;

const kind = { v: 1, control: false, critical: false, home: "`purchase/<id>`" } as const;

export const PURCHASE_KINDS = {
  "purchase/ordered": {
    ...kind,
    schema: purchaseOrderedSchema,
    texts: ["supplier", "note", "how"],
    meaning: "Goods were ordered of a supplier.",
  },
  "purchase/closed": {
    ...kind,
    schema: purchaseClosedSchema,
    texts: ["reason"],
    meaning: "What has not come of an order is waited for no longer.",
  },
} as const;
