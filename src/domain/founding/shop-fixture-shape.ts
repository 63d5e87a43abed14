/** The shape of a shop that is written down in files: each part by itself, without the references. */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import { packCodesSchema } from "../events/catalogue-events.ts";
import { POSITION_MAX, SEATS_MAX } from "../events/floor-events.ts";
import { PERMISSIONS } from "../events/permission.ts";
import { connectionSchema } from "../events/printer-connection.ts";
import { SERVICES, TAX_LETTER } from "../goods/catalogue.ts";
import { comboSchema } from "../goods/combo.ts";
import { depositsSchema } from "../goods/deposit.ts";
import { AGE_MAX, USUAL_RULES } from "../goods/sale-rules.ts";
import { USUAL_KEEPING, WHOLE_YIELD } from "../goods/stock-keeping.ts";
import {
  STOCK_KINDS,
  stockQuantitySchema,
  stockSkuSchema,
  supplierCodeSchema,
  unitNameSchema,
  unitSchema,
} from "../goods/stock-quantity.ts";
import { milliPercentSchema, minorUnitsSchema } from "../money/amounts.ts";
import { isAreaName, isTableName } from "../office/floor-edit.ts";
import { NAME_MAX, PLU, SHORT_CODE, TYPEABLE } from "../office/product-rules.ts";
import { isCardNumberIn } from "../people/card-numbers.ts";
import { KEY_LAYOUTS } from "../settings/setting-readers.ts";
import { LOCK_AFTER_MAX } from "../settings/settings.ts";
import { LOCALES } from "../text/locale.ts";

const idSchema = lazy(() =>
  z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u, "is not words-with-hyphens"),
);
const nameSchema = lazy(() =>
  z
    .string()
    .min(1)
    .max(NAME_MAX)
    .refine((text) => !isCardNumberIn(text), "looks like a payment card's number"),
);
/** Signs alone cannot be typed as goods. */
const productNameSchema = lazy(() => nameSchema().regex(TYPEABLE, "has no letter or digit"));
/** The schema of a price: only refunds are negative. Source: docs/rules/arithmetic.md, R15. */
const priceSchema = lazy(() => minorUnitsSchema.nonnegative());
const countSchema = lazy(() => z.int().nonnegative().max(99));

const shopSchema = lazy(() =>
  z.strictObject({
    name: nameSchema(),
    currency: z.string().length(3),
    zone: z.string().min(1),
    /** When the business day turns, by the wall clock. */
    cutover: z.string().regex(/^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/u, "is not a time such as 04:00"),
    defaultService: z.enum(SERVICES),
    /** The minutes without a key until the screen locks; 0 never locks. */
    lockAfterMinutes: z.int().min(0).max(LOCK_AFTER_MAX),
    /** The language of its screens and papers. */
    language: z.enum(LOCALES).default("en"),
    receiptHead: z.array(z.string()),
    receiptFoot: z.array(z.string()),
    cashRounding: z.strictObject({
      step: z.int().nonnegative(),
      direction: z.enum(["nearest", "up", "down"]),
    }),
    tax: z.strictObject({ rounding: z.enum(["order", "line"]), half: z.enum(["up", "even"]) }),
    keyLayout: z.enum(KEY_LAYOUTS).optional(),
  }),
);

const taxesSchema = lazy(() =>
  z.array(z.strictObject({ label: nameSchema(), rate: milliPercentSchema, included: z.boolean() })),
);

const taxClassSchema = lazy(() =>
  z.strictObject({
    id: idSchema(),
    name: nameSchema(),
    taxesByService: z.record(z.enum(SERVICES), taxesSchema()),
    letters: z.partialRecord(z.enum(SERVICES), z.string().regex(TAX_LETTER)).exactOptional(),
  }),
);

/** In millionths, as the ledger has them. */
const recipeSchema = lazy(() =>
  z
    .array(z.strictObject({ sku: stockSkuSchema, quantity: stockQuantitySchema, unit: unitSchema }))
    .readonly(),
);

const modifierGroupSchema = lazy(() =>
  z.strictObject({
    id: idSchema(),
    name: nameSchema(),
    min: countSchema(),
    max: countSchema(),
    freeCount: countSchema(),
    asked: z.boolean().exactOptional(),
    options: z
      .array(
        z.strictObject({
          id: idSchema(),
          name: nameSchema(),
          /** May lower the price, as a small cup does. */
          price: minorUnitsSchema,
          byDefault: z.boolean(),
          recipe: recipeSchema().exactOptional(),
          /** Missing for what is made with its dish. */
          station: z.string().min(1).exactOptional(),
        }),
      )
      .min(1)
      .max(99),
  }),
);

const productSchema = lazy(() =>
  z.strictObject({
    sku: z.string().regex(/^[A-Z0-9]+(?:-[A-Z0-9]+)*$/u, "is not WORDS-WITH-HYPHENS"),
    name: productNameSchema(),
    kitchenName: z.string().max(NAME_MAX),
    shortCode: z.string().regex(SHORT_CODE, "is not 1 to 4 letters and digits with a letter"),
    plu: z.string().regex(PLU, "is not up to 6 digits"),
    barcodes: z.array(z.string()),
    price: priceSchema(),
    taxClass: z.string(),
    category: z.string(),
    /** Empty for what is handed over at the counter. */
    station: z.string(),
    course: z.int().min(1).max(9),
    soldBy: z.enum(["each", "weight"]),
    openPrice: z.boolean(),
    modifierGroups: z.array(z.string()),
    combo: comboSchema().default([]),
    deposits: depositsSchema().default([]),
    active: z.boolean(),
    stock: z.enum(STOCK_KINDS).default("none"),
    unit: unitSchema.default(""),
    packs: z
      .array(z.strictObject({ name: unitNameSchema, holds: stockQuantitySchema.min(1) }))
      .readonly()
      .default([]),
    yields: milliPercentSchema.min(1).default(WHOLE_YIELD),
    recipe: recipeSchema().default([]),
    reorderAt: stockQuantitySchema.min(0).default(USUAL_KEEPING.reorderAt),
    supplier: z.string().max(NAME_MAX).default(""),
    supplierCodes: z
      .array(z.strictObject({ code: supplierCodeSchema, holds: stockQuantitySchema.min(1) }))
      .readonly()
      .default([]),
    packCodes: packCodesSchema().default(USUAL_RULES.packCodes),
    age: z.int().min(0).max(AGE_MAX).default(USUAL_RULES.age),
    half: z.boolean().default(USUAL_RULES.half),
    voucher: z.boolean().default(USUAL_RULES.voucher),
    serial: z.boolean().default(USUAL_RULES.serial),
    family: z.string().max(NAME_MAX).default(USUAL_RULES.family),
    row: z.string().max(NAME_MAX).default(USUAL_RULES.row),
    column: z.string().max(NAME_MAX).default(USUAL_RULES.column),
  }),
);

const roleSchema = lazy(() =>
  z.strictObject({
    id: idSchema(),
    name: nameSchema(),
    permissions: z.array(z.enum(PERMISSIONS)),
    discountLimit: milliPercentSchema.optional(),
  }),
);

const staffSchema = lazy(() =>
  z.strictObject({
    number: z.int().min(1).max(9999),
    name: nameSchema(),
    role: z.string(),
    /** The PIN in the clear, because a shop in files is for play: a real one keeps only a hash. */
    pin: z.string().regex(/^[0-9]{4,8}$/u, "is not 4 to 8 digits"),
  }),
);

export const fixtureStaffSchema = lazy(() => z.array(staffSchema()));

const printerSchema = lazy(() =>
  z.strictObject({
    id: idSchema(),
    name: nameSchema(),
    connection: connectionSchema(),
    /** The abilities that the printer reported, where somebody has asked it. */
    abilities: z.array(z.string()).optional(),
    /** The profile of its model, where the printer has reported one. */
    profile: z.string().max(40).optional(),
    paperMm: z.literal([58, 80]),
    /** Whether receipts come out here. */
    receipts: z.boolean(),
    /** The stations whose tickets it prints. */
    stations: z.array(z.string()),
  }),
);

const positionSchema = lazy(() => z.int().min(0).max(POSITION_MAX));

const areaSchema = lazy(() =>
  z.strictObject({
    id: idSchema(),
    name: z.string().refine(isAreaName, "names no area"),
    position: positionSchema(),
  }),
);

/** The fields of `till promotion add`, as texts. */
const promotionSchema = lazy(() => z.object({ id: idSchema() }).catchall(z.string()));

const tableSchema = lazy(() =>
  z.strictObject({
    id: idSchema(),
    name: z.string().refine(isTableName, "names no table"),
    /** Empty for none. */
    area: z.string(),
    seats: z.int().min(0).max(SEATS_MAX),
    position: positionSchema(),
  }),
);

export const shopFixtureShape = lazy(() =>
  z.strictObject({
    shop: shopSchema(),
    taxClasses: z.array(taxClassSchema()),
    categories: z.array(
      z.strictObject({ id: idSchema(), name: nameSchema(), position: z.int().min(1) }),
    ),
    stations: z.array(z.strictObject({ id: idSchema(), name: nameSchema() })),
    modifierGroups: z.array(modifierGroupSchema()),
    products: z.array(productSchema()),
    roles: z.array(roleSchema()),
    staff: fixtureStaffSchema(),
    printers: z.array(printerSchema()),
    /** A shop at a counter has none. */
    areas: z.array(areaSchema()),
    tables: z.array(tableSchema()),
    promotions: z.array(promotionSchema()),
  }),
);

export type ShopParts = z.infer<ReturnType<typeof shopFixtureShape>>;
