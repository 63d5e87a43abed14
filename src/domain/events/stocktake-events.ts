/** Stocktakes: sheets of what is to be counted, what people entered on them, and who approved it. */

import * as z from "zod";

import { COUNT_MAX } from "../base/bounds.ts";
import { lazy } from "../base/lazy.ts";
import { stockQuantitySchema } from "../goods/stock-quantity.ts";
import { eventIdSchema } from "../identity.ts";
import { shortTextSchema } from "./register-schemas.ts";

/** A till writes fewer for an article: several tills apart may come to so many. */
export const ENTRIES_NAMED_MAX = 500;
const CATEGORIES_MAX = 200;

const numberSchema = lazy(() =>
  z.string().min(1).max(20).describe("The sheet's series and number, such as `A1`."),
);

export const stocktakeOpenedSchema = lazy(() =>
  z.object({
    number: numberSchema(),
    place: shortTextSchema.describe("Where is counted; empty for where goods are sold from."),
    categories: z
      .array(z.string().min(1).max(60))
      .max(CATEGORIES_MAX)
      .describe("The categories whose kept articles the sheet lists; empty for all."),
  }),
);
export type StocktakeOpened = Readonly<z.infer<ReturnType<typeof stocktakeOpenedSchema>>>;

export const stockEnteredSchema = lazy(() =>
  z.object({
    counted: stockQuantitySchema.min(0).describe("What lay there, of this one shelf."),
    how: shortTextSchema.describe("As it was typed, such as `2crate+3`."),
    replaces: z
      .array(eventIdSchema)
      .max(ENTRIES_NAMED_MAX)
      .describe("The entries that it stands for; empty where it is added to what is there."),
  }),
);

export const stocktakeApprovedSchema = lazy(() =>
  z.object({
    number: numberSchema(),
    counted: z.int().min(0).max(COUNT_MAX).describe("How many articles were counted."),
    left: z
      .int()
      .min(0)
      .max(COUNT_MAX)
      .describe("How many articles of the sheet nobody had counted."),
  }),
);
export type StocktakeApproved = Readonly<z.infer<ReturnType<typeof stocktakeApprovedSchema>>>;

const kind = { v: 1, control: false, critical: false } as const;

export const STOCKTAKE_KINDS = {
  "stocktake/opened": {
    ...kind,
    schema: stocktakeOpenedSchema,
    texts: ["place"],
    meaning: "A sheet was opened on which people enter what they count.",
    home: "`stocktake/<id>`",
  },
  "stock/entered": {
    ...kind,
    schema: stockEnteredSchema,
    texts: ["how"],
    meaning:
      "Somebody counted so much of an article. It moves nothing until a person approves the sheet.",
    home: "`sheet-line/<sheet>/<SKU>`; also `stock/<SKU>`, so that its key is past what is known of it",
  },
  "stocktake/approved": {
    ...kind,
    schema: stocktakeApprovedSchema,
    meaning:
      "A sheet was approved: each article of it that was counted has its `stock/counted` in the same batch.",
    home: "`stocktake/<id>`",
  },
} as const;
