/** Stock: what comes, goes and is found beside what orders take. */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import { INGREDIENTS_MAX } from "../goods/stock-keeping.ts";
import { stockQuantitySchema, stockSkuSchema } from "../goods/stock-quantity.ts";
import { businessDaySchema, eventIdSchema, originSchema, seqSchema } from "../identity.ts";
import { minorUnitsSchema } from "../money/amounts.ts";
import { frontierSchema } from "./drawer-events.ts";
import { shortTextSchema } from "./register-schemas.ts";
import { ENTRIES_NAMED_MAX } from "./stocktake-events.ts";

/** What a line takes of the stock. */
export const stockUseSchema = lazy(() =>
  z
    .object({
      sku: stockSkuSchema,
      quantity: stockQuantitySchema.min(1).describe("For the whole quantity of the line."),
    })
    .meta({ title: "stock use", description: "So much of an article that a line takes." }),
);
export type StockUse = Readonly<z.infer<ReturnType<typeof stockUseSchema>>>;

const placeSchema = lazy(() =>
  shortTextSchema.describe("Where it lies; empty for the place that goods are sold from."),
);
const movedSchema = lazy(() => stockQuantitySchema.min(1));

export const stockReceivedSchema = lazy(() =>
  z.object({
    quantity: movedSchema(),
    place: placeSchema(),
    supplier: shortTextSchema.describe("Empty where nobody said."),
    note: shortTextSchema.describe("The delivery note's number; or empty."),
    cost: minorUnitsSchema
      .min(0)
      .nullable()
      .describe("What all of it cost without taxes; null where nobody said."),
    batch: shortTextSchema.describe("As the supplier calls it; or empty."),
    expires: businessDaySchema.nullable().describe("The last day on which it may be sold."),
    order: eventIdSchema
      .optional()
      .describe("The purchase order that it came for; missing where nobody named one."),
    knew: frontierSchema()
      .exactOptional()
      .describe(
        "What of the order's deliveries by other tills its till knew: of each chain the number of the last. One that is not here was booked apart. Missing where nobody noted it.",
      ),
  }),
);
export type StockReceived = Readonly<z.infer<ReturnType<typeof stockReceivedSchema>>>;

/** Why stock is gone without a sale. */
const WASTE_KINDS = ["waste", "staff-meal"] as const;
export type WasteKind = (typeof WASTE_KINDS)[number];

export const stockWastedSchema = lazy(() =>
  z.object({
    quantity: movedSchema(),
    place: placeSchema(),
    what: z.enum(WASTE_KINDS).describe("Thrown away, or eaten by who works there."),
    reason: shortTextSchema,
  }),
);

export const stockReturnedSchema = lazy(() =>
  z.object({
    quantity: movedSchema(),
    place: placeSchema(),
    supplier: shortTextSchema,
    reason: shortTextSchema,
  }),
);

export const stockMovedSchema = lazy(() =>
  z.object({ quantity: movedSchema(), from: placeSchema(), to: placeSchema() }),
);

export const stockMadeSchema = lazy(() =>
  z.object({
    quantity: movedSchema(),
    place: placeSchema(),
    uses: z
      .array(stockUseSchema())
      .min(1)
      .max(INGREDIENTS_MAX)
      .describe("What it was made of; each article's stream is named beside the home."),
    cost: minorUnitsSchema
      .min(0)
      .nullable()
      .describe("What that cost, as its till knew; null where nobody said so of any."),
  }),
);

export const stockCountedSchema = lazy(() =>
  z.object({
    place: placeSchema(),
    counted: stockQuantitySchema.min(0),
    expected: stockQuantitySchema.describe("What should have lain there, as its till knew."),
    at: z
      .object({ hlc: z.int().min(0), origin: originSchema, seq: seqSchema })
      .nullable()
      .describe(
        "The key at which somebody looked, null for that of this event: what was moved before it is in the count, however late it comes.",
      ),
    entries: z
      .array(eventIdSchema)
      .max(ENTRIES_NAMED_MAX)
      .optional()
      .describe("What was entered on a sheet that adds up to it; missing where nobody had one."),
  }),
);

export const stockCameOnceSchema = lazy(() =>
  z.object({
    order: eventIdSchema.describe("The purchase order that both were booked for."),
    delivery: eventIdSchema.describe("The `stock/received` that counts no more."),
    hlc: z.int().min(0).describe("The clock of its key: there its goods are off the stock."),
    day: businessDaySchema.describe("Its business day."),
    quantity: movedSchema(),
    place: placeSchema(),
    cost: minorUnitsSchema.min(0).nullable(),
  }),
);

const kind = { v: 1, control: false, critical: false } as const;
const HOME = "`stock/<SKU>`";

export const STOCK_EVENT_KINDS = {
  "stock/received": {
    ...kind,
    schema: stockReceivedSchema,
    texts: ["place", "supplier", "note", "batch"],
    meaning: "So much of an article came.",
    home: "`stock/<SKU>`; for an order also `purchase/<id>`",
  },
  "stock/came-once": {
    ...kind,
    schema: stockCameOnceSchema,
    texts: ["place"],
    meaning:
      "A delivery that two tills booked apart came once: one of the two counts no more. Said twice it is off the stock once.",
    home: "`stock/<SKU>`; also `purchase/<id>`",
  },
  "stock/wasted": {
    ...kind,
    schema: stockWastedSchema,
    texts: ["place", "reason"],
    meaning: "So much of an article is gone without a sale.",
    home: HOME,
  },
  "stock/returned": {
    ...kind,
    schema: stockReturnedSchema,
    texts: ["place", "supplier", "reason"],
    meaning: "So much of an article went back to its supplier.",
    home: HOME,
  },
  "stock/moved": {
    ...kind,
    schema: stockMovedSchema,
    texts: ["from", "to"],
    meaning: "So much of an article was carried to another place of the shop.",
    home: HOME,
  },
  "stock/made": {
    ...kind,
    schema: stockMadeSchema,
    texts: ["place"],
    meaning: "So much of an article was made of others, such as a batch of soup.",
    home: HOME,
  },
  "stock/counted": {
    ...kind,
    schema: stockCountedSchema,
    texts: ["place"],
    meaning:
      "So much of an article lay at a place when it was counted. What is moved later comes on top.",
    home: "`stock/<SKU>`; of a sheet also `sheet-line/<sheet>/<SKU>`",
  },
} as const;
