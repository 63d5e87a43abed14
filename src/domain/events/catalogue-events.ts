/** Settings and the catalogue: long-lived things whose fields are registers. */

import * as z from "zod";

import { COUNT_MAX } from "../base/bounds.ts";
import { lazy } from "../base/lazy.ts";
import { comboSchema } from "../goods/combo.ts";
import { depositsSchema } from "../goods/deposit.ts";
import { AGE_MAX, PACK_CODES_MAX, PACK_PIECES_MAX } from "../goods/sale-rules.ts";
import { INGREDIENTS_MAX } from "../goods/stock-keeping.ts";
import {
  STOCK_KINDS,
  stockQuantitySchema,
  stockSkuSchema,
  SUPPLIER_CODES_MAX,
  supplierCodeSchema,
  unitNameSchema,
  unitSchema,
} from "../goods/stock-quantity.ts";
import { businessDaySchema, eventIdSchema } from "../identity.ts";
import { milliPercentSchema, minorUnitsSchema, thousandthsSchema } from "../money/amounts.ts";
import {
  customerGroupSchema,
  fieldsSetSchema,
  integerJsonSchema,
  overByFieldSchema,
  overSchema,
  serviceSchema,
  shortTextSchema,
  taxesByServiceSchema,
  taxesSchema,
  taxLetterSchema,
} from "./register-schemas.ts";

export const settingSetSchema = lazy(() =>
  z.object({ value: integerJsonSchema, over: overSchema }),
);

const fromDaySchema = lazy(() =>
  businessDaySchema.describe(
    "The business day from which on it holds, on each till from its own beginning of it.",
  ),
);

export const settingPlannedSchema = lazy(() =>
  z.object({
    value: integerJsonSchema.describe("Null: nothing is planned for that day any more."),
    fromDay: fromDaySchema(),
    over: overSchema,
  }),
);

export const categorySetSchema = lazy(() =>
  fieldsSetSchema({
    name: shortTextSchema,
    position: z.int().min(-COUNT_MAX).max(COUNT_MAX).describe("Order on the screen."),
  }),
);

const recipeSchema = lazy(() =>
  z
    .array(
      z.object({
        sku: stockSkuSchema,
        quantity: stockQuantitySchema.describe("Below zero for what an option is in place of."),
        unit: unitSchema.describe("A pack of the article; empty for its unit."),
      }),
    )
    .max(INGREDIENTS_MAX)
    .readonly()
    .meta({ title: "recipe", description: "What one of it takes of the stock." }),
);

export const packCodesSchema = lazy(() =>
  z
    .array(
      z.object({
        code: z.string().regex(/^[0-9]{8,14}$/u),
        pieces: z.int().min(2).max(PACK_PIECES_MAX),
      }),
    )
    .max(PACK_CODES_MAX)
    .readonly(),
);

export const productSetSchema = lazy(() =>
  fieldsSetSchema({
    name: shortTextSchema,
    kitchenName: shortTextSchema.describe("What the kitchen calls it; the name when empty."),
    shortCode: z.string().max(4).describe("Letters and digits that stand for it; or empty."),
    plu: z.string().max(6).describe("Digits that stand for it; or empty."),
    price: minorUnitsSchema,
    taxClass: shortTextSchema.describe("Id of a tax class."),
    category: shortTextSchema.describe("Id of a category."),
    station: shortTextSchema.describe("Id of the station that makes it; empty for none."),
    course: z.int().min(0).max(9),
    soldBy: z.enum(["each", "weight"]),
    openPrice: z.boolean().describe("Whether the cashier types the price."),
    modifierGroups: z.array(shortTextSchema).max(20).describe("Ids, in the order of asking."),
    combo: comboSchema().describe("Its parts, each of its own choice; empty for no combo."),
    half: z
      .boolean()
      .describe("Whether half of it is sold beside half of something else, such as a pizza."),
    voucher: z
      .boolean()
      .describe("Whether a voucher is sold, worth its price or the one that the cashier types."),
    serial: z.boolean().describe("Whether each piece is sold by its serial number."),
    family: shortTextSchema.describe("The goods that it is a variant of; or empty."),
    row: shortTextSchema.describe("Its row in their grid, such as a size; or empty."),
    column: shortTextSchema.describe("Its column in their grid, such as a colour; or empty."),
    deposits: depositsSchema().describe(
      "The deposit articles that one of it brings along; its own SKU for what is a deposit.",
    ),
    active: z.boolean(),
    stock: z.enum(STOCK_KINDS).describe("Whether its stock is kept."),
    unit: unitSchema.describe("What its stock is counted in, such as `l`; or empty."),
    packs: z
      .array(
        z.object({
          name: unitNameSchema,
          holds: stockQuantitySchema.min(1).describe("How much of the unit."),
        }),
      )
      .max(20)
      .readonly()
      .describe("Measures in which it is bought or sold beside its unit."),
    yields: milliPercentSchema.min(1).describe("How much of it ends up in what is sold."),
    recipe: recipeSchema(),
    reorderAt: stockQuantitySchema.min(0).describe("It is to be ordered below that; 0 for never."),
    supplier: shortTextSchema.describe("From whom it comes; or empty."),
    supplierCodes: z
      .array(
        z.object({
          code: supplierCodeSchema,
          holds: stockQuantitySchema.min(1).describe("How much of the unit comes under it."),
        }),
      )
      .max(SUPPLIER_CODES_MAX)
      .readonly()
      .describe("What the supplier writes on what it comes in."),
    packCodes: packCodesSchema().describe("Barcodes of packs that are sold as so many pieces."),
    age: z
      .int()
      .min(0)
      .max(AGE_MAX)
      .describe("The years that a buyer has to be old; 0 where anybody may buy it."),
  }),
);

export const productCodeAddedSchema = lazy(() =>
  z.object({
    code: z
      .string()
      .regex(/^[0-9]{8,14}$/u)
      .describe("As scanned."),
    type: z.enum(["ean"]),
  }),
);
export const productCodeRemovedSchema = lazy(() =>
  z.object({
    targets: z.array(eventIdSchema).max(256).describe("The additions that hold no longer."),
  }),
);

export const productLeftSetSchema = lazy(() =>
  z.object({
    left: thousandthsSchema
      .min(0)
      .nullable()
      .describe(
        "0 for sold out; null for as much as is wanted; else as much as lines that name this write have taken, and what is left then.",
      ),
    over: overSchema,
  }),
);

export const pricePlannedSchema = lazy(() =>
  z.object({
    price: minorUnitsSchema,
    fromDay: businessDaySchema.describe(
      "The business day from which on the price holds, on each till from its own beginning of it.",
    ),
    instead: minorUnitsSchema
      .optional()
      .describe(
        "What it costs until then at head office, which planned it. Where a shop has set another price itself, that one stays and its people are asked; missing: the plan holds.",
      ),
  }),
);
export const pricePlanCancelledSchema = lazy(() =>
  z.object({
    target: eventIdSchema.describe("The plan that holds no longer."),
  }),
);

const minuteSchema = lazy(() =>
  z.int().min(0).max(1439).describe("Minutes after midnight, on the wall of the shop."),
);

export const priceListSetSchema = lazy(() =>
  fieldsSetSchema({
    name: shortTextSchema,
    priority: z
      .int()
      .min(0)
      .max(99)
      .describe("Of two lists that hold at once the one with the lower number is taken."),
    days: z.array(z.int().min(1).max(7)).max(7).describe("1 is Monday; none for every day."),
    hours: z
      .array(z.object({ from: minuteSchema(), to: minuteSchema() }))
      .max(10)
      .describe("None for the whole day. What ends before it begins goes on after midnight."),
    services: z.array(serviceSchema).max(4).describe("None for all of them."),
    groups: z
      .array(customerGroupSchema.min(1))
      .max(20)
      .describe(
        "Of customers: it holds for orders whose customer is in one of them. None for whoever comes.",
      ),
    active: z.boolean().describe("Whether it is in use."),
  }),
);

const listedPriceSchema = lazy(() =>
  z
    .object({
      fixed: minorUnitsSchema.min(0).nullable().describe("Instead of the product's own."),
      off: milliPercentSchema.min(0).max(100_000).describe("Of the product's own price."),
    })
    .refine(({ fixed, off }) => (fixed === null) === off > 0, "says not one of the two")
    .meta({
      title: "listed price",
      description: "Either a price, and `off` is zero, or so much off, and `fixed` is null.",
    }),
);

export const priceListedSchema = lazy(() =>
  z.object({
    list: shortTextSchema.min(1).describe("Id of the price list."),
    price: listedPriceSchema().nullable().describe("Null: the product is on that list no more."),
    over: overSchema,
  }),
);

export const modifierGroupSetSchema = lazy(() =>
  fieldsSetSchema({
    name: shortTextSchema,
    min: z.int().min(0).max(99).describe("How many options must be taken."),
    max: z.int().min(0).max(99).describe("How many options may be taken."),
    freeCount: z.int().min(0).max(99).describe("How many of those taken cost nothing."),
    asked: z.boolean().describe("Whether the guest is asked each time, whatever is usual."),
    options: z
      .array(
        z.object({
          id: shortTextSchema,
          name: shortTextSchema,
          price: minorUnitsSchema.describe("Added to the price of one, each."),
          byDefault: z.boolean().describe("Taken when the cashier says nothing."),
          recipe: recipeSchema().exactOptional(),
          station: shortTextSchema
            .exactOptional()
            .describe("Id of the station that makes it, where its dish's doesn't."),
        }),
      )
      .max(99),
  }),
);

export const stationSetSchema = lazy(() => fieldsSetSchema({ name: shortTextSchema }));

export const taxClassSetSchema = lazy(() =>
  fieldsSetSchema({
    name: shortTextSchema,
    taxesByService: taxesByServiceSchema,
    letters: z
      .partialRecord(serviceSchema, taxLetterSchema)
      .describe(
        "By service: what receipts name its taxes by. Where none is said, the shop's letters go by the height of its rates.",
      ),
  }),
);

export const taxClassPlannedSchema = lazy(() =>
  z.object({
    set: z
      .partialRecord(serviceSchema, taxesSchema.nullable())
      .describe("By service; null: nothing is planned for that service and day any more."),
    fromDay: fromDaySchema(),
    over: overByFieldSchema,
  }),
);

const kind = { v: 1, control: false, critical: false } as const;

export const CATALOGUE_KINDS = {
  "setting/set": {
    ...kind,
    schema: settingSetSchema,
    texts: ["value"],
    meaning: "A setting of the shop has a new value.",
    home: "`set/<key>`",
  },
  "setting/planned": {
    ...kind,
    schema: settingPlannedSchema,
    texts: ["value"],
    meaning:
      "A setting has a new value from a later business day on, or stays on that day as it is.",
    home: "`set/<key>`",
  },
  "category/set": {
    ...kind,
    schema: categorySetSchema,
    texts: ["name"],
    meaning: "Fields of a category have new values.",
    home: "`cat/category/<id>`",
  },
  "product/set": {
    ...kind,
    schema: productSetSchema,
    texts: ["name", "kitchenName", "supplier", "family", "row", "column"],
    meaning: "Fields of a product have new values. No order that is open already changes by it.",
    home: "`cat/product/<SKU>`",
  },
  "product/code-added": {
    ...kind,
    schema: productCodeAddedSchema,
    meaning: "A barcode stands for the product.",
    home: "`cat/product/<SKU>`",
  },
  "product/code-removed": {
    ...kind,
    schema: productCodeRemovedSchema,
    meaning: "Barcodes stand for the product no longer.",
    home: "`cat/product/<SKU>`",
  },
  "product/left-set": {
    ...kind,
    schema: productLeftSetSchema,
    meaning: "So much of the product is there to be sold.",
    home: "`cat/product/<SKU>`",
  },
  "price/planned": {
    ...kind,
    schema: pricePlannedSchema,
    meaning:
      "The product is to have another price from a day on, unless a price is set on that day or later.",
    home: "`cat/product/<SKU>`",
  },
  "price/plan-cancelled": {
    ...kind,
    schema: pricePlanCancelledSchema,
    meaning: "A price that was planned will not come.",
    home: "`cat/product/<SKU>`",
  },
  "price-list/set": {
    ...kind,
    schema: priceListSetSchema,
    texts: ["name", "groups"],
    meaning: "Fields of a price list have new values: when it holds, and before which others.",
    home: "`cat/price-list/<id>`",
  },
  "price/listed": {
    ...kind,
    schema: priceListedSchema,
    meaning: "The product has a price on a price list, or is on it no more.",
    home: "`cat/product/<SKU>`",
  },
  "modifier-group/set": {
    ...kind,
    schema: modifierGroupSetSchema,
    texts: ["name"],
    meaning: "Fields of a group of options have new values.",
    home: "`cat/modifier-group/<id>`",
  },
  "station/set": {
    ...kind,
    schema: stationSetSchema,
    texts: ["name"],
    meaning: "Fields of a station have new values.",
    home: "`cat/station/<id>`",
  },
  "tax-class/set": {
    ...kind,
    schema: taxClassSetSchema,
    texts: ["name", "label"],
    meaning: "Fields of a tax class have new values.",
    home: "`cat/tax-class/<id>`",
  },
  "tax-class/planned": {
    ...kind,
    schema: taxClassPlannedSchema,
    texts: ["label"],
    meaning:
      "A tax class has other taxes from a later business day on, or keeps them on that day. Lines that were added before keep theirs.",
    home: "`cat/tax-class/<id>`",
  },
} as const;
