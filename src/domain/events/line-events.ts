/** Lines as they are born: goods that are sold, and whatever else stands on an order beside them. */

import * as z from "zod";

import { COUNT_MAX } from "../base/bounds.ts";
import { lazy } from "../base/lazy.ts";
import { GOODS_FATES } from "../goods/goods-fate.ts";
import { packWeightSchema } from "../goods/measure.ts";
import { AGE_MAX } from "../goods/sale-rules.ts";
import { SERIAL_MAX } from "../goods/serial-numbers.ts";
import { INGREDIENTS_MAX } from "../goods/stock-keeping.ts";
import { eventIdSchema } from "../identity.ts";
import { minorUnitsSchema, thousandthsSchema } from "../money/amounts.ts";
import { OFFERS_MAX } from "../promotions/promotion.ts";
import { countedSchema } from "./counted-events.ts";
import { lineComboSchema, modifierSchema } from "./line-parts.ts";
import {
  courseSchema,
  lineListSchema,
  longTextSchema,
  quantityUnitSchema,
  serviceSchema,
  shortTextSchema,
  taxesByServiceSchema,
} from "./register-schemas.ts";
import { stockUseSchema } from "./stock-events.ts";
import { voucherIdSchema } from "./voucher-events.ts";

/** Writes of one line that said less: many more than anybody takes back at once. */
const UNDOES_MAX = 50;

export const undoesSchema = lazy(() => z.array(eventIdSchema).min(1).max(UNDOES_MAX));

export const seatSchema = lazy(() => z.int().min(0).max(99).describe("0 for none."));
export const lineServiceSchema = lazy(() =>
  serviceSchema.nullable().describe("Served otherwise than its order, or null."),
);
export const ruleSchema = lazy(() =>
  z
    .int()
    .min(1)
    .max(COUNT_MAX)
    .describe("Version of the pricing rules, so that no other build prices it again."),
);

export const serialSchema = lazy(() => z.string().max(SERIAL_MAX));

export const lineAddedSchema = lazy(() =>
  z.object({
    sku: shortTextSchema,
    name: shortTextSchema.describe("The product's at that time, like all that follows."),
    kitchen: shortTextSchema.describe("What the kitchen calls it."),
    quantity: thousandthsSchema,
    unit: minorUnitsSchema.describe("Price of one, without modifiers."),
    list: lineListSchema.optional().describe("Where that is not the product's own price."),
    by: quantityUnitSchema,
    packWeight: packWeightSchema()
      .exactOptional()
      .describe("Where the quantity counts packs on which a scale printed their price."),
    taxes: taxesByServiceSchema,
    rule: ruleSchema(),
    station: shortTextSchema.describe("Id of the station that makes it; empty for none."),
    course: courseSchema,
    held: z.boolean().describe("Whether the kitchen is to wait with it."),
    service: lineServiceSchema(),
    seat: seatSchema(),
    note: longTextSchema,
    modifiers: z.array(modifierSchema()).max(99),
    combo: lineComboSchema().exactOptional(),
    offers: z
      .array(eventIdSchema)
      .min(1)
      .max(OFFERS_MAX)
      .exactOptional()
      .describe("The promotions that it may take part in, whatever is offered later."),
    category: shortTextSchema
      .exactOptional()
      .describe(
        "Id of the product's; missing for none, and with older builds for goods without offers.",
      ),
    serial: serialSchema()
      .exactOptional()
      .describe("Of goods that are sold by it; empty while nobody has said it."),
    counted: countedSchema().optional(),
    uses: z
      .array(stockUseSchema())
      .min(1)
      .max(INGREDIENTS_MAX)
      .exactOptional()
      .describe(
        "What it takes of the stock. Such a line only gets less: its quantity is the smallest that anybody wrote.",
      ),
    ageChecked: z
      .int()
      .min(1)
      .max(AGE_MAX)
      .exactOptional()
      .describe(
        "The age that the buyer was found to have when it was added, where that was asked.",
      ),
    instead: eventIdSchema
      .optional()
      .describe(
        "A line that was voided, whose goods these are again: they are shown in its place.",
      ),
    undoes: undoesSchema()
      .exactOptional()
      .describe("The events that made less of another line, which this one takes back."),
  }),
);
export type LineList = NonNullable<LineAdded["list"]>;
export type LineAdded = z.infer<ReturnType<typeof lineAddedSchema>>;

export const lineReturnedSchema = lazy(() =>
  lineAddedSchema()
    .omit({ counted: true, offers: true, category: true, ageChecked: true })
    .extend({
      quantity: thousandthsSchema.max(-1).describe("What came back: below zero."),
      goods: z
        .enum(GOODS_FATES)
        .exactOptional()
        .describe("What became of the goods; missing where nobody keeps their stock."),
      uses: z
        .array(stockUseSchema())
        .min(1)
        .max(INGREDIENTS_MAX)
        .exactOptional()
        .describe(
          "What it brings back to the stock, above zero. Such a line only gets less: its quantity is the one nearest to zero that anybody wrote.",
        ),
    }),
);

export const voucherAddedSchema = lazy(() =>
  lineAddedSchema()
    .omit({
      counted: true,
      uses: true,
      combo: true,
      ageChecked: true,
      serial: true,
      packWeight: true,
    })
    .extend({
      tops: voucherIdSchema
        .exactOptional()
        .describe("The voucher that it is paid onto; missing for a new one."),
    }),
);

/** A line as a deposit has it: no goods, of which nothing is kept, made or offered. */
const depositLineSchema = lazy(() =>
  lineAddedSchema().omit({
    counted: true,
    uses: true,
    combo: true,
    offers: true,
    category: true,
    serial: true,
    packWeight: true,
  }),
);

/** Pieces of a deposit with one piece of goods: a pallet has fewer. */
const EACH_MAX = 9999;

export const depositAddedSchema = lazy(() =>
  depositLineSchema().extend({
    with: z
      .object({
        line: eventIdSchema.describe("The line of the goods, of the same order."),
        each: z.int().min(1).max(EACH_MAX).describe("So many for one piece of them."),
      })
      .exactOptional()
      .describe(
        "The goods that it came with: quantity, seat, course, service and place are theirs, and their void is its own. Missing where it was sold by itself.",
      ),
  }),
);

export const emptiesReturnedSchema = lazy(() =>
  depositLineSchema().extend({
    quantity: thousandthsSchema.max(-1).describe("What came back: below zero."),
  }),
);

export const forfeitAddedSchema = lazy(() =>
  lineAddedSchema()
    .omit({
      counted: true,
      uses: true,
      offers: true,
      category: true,
      combo: true,
      ageChecked: true,
      serial: true,
      packWeight: true,
      instead: true,
    })
    .extend({
      reason: shortTextSchema.min(1).exactOptional().describe("Why; a person always says it."),
    }),
);
