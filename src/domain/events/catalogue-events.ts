/** Settings and the catalogue: long-lived things whose fields are registers. */
import { z } from "zod";

import { minorUnitsSchema } from "../amounts.ts";
import { eventIdSchema } from "../identity.ts";
import {
  overByFieldSchema,
  overSchema,
  shortTextSchema,
  taxesByServiceSchema,
} from "./register-schemas.ts";

/** There are no fractions in an event: another language must read the same bytes as the same value. */
const integerJsonSchema = z.json().refine(hasNoFraction, "has a fraction");

export const settingSetSchema = z.object({ value: integerJsonSchema, over: overSchema });

function fieldsSet<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object({ set: z.object(shape).partial(), over: overByFieldSchema });
}

export const categorySetSchema = fieldsSet({ name: shortTextSchema, position: z.int() });

export const productSetSchema = fieldsSet({
  name: shortTextSchema,
  kitchenName: shortTextSchema,
  shortCode: z.string().max(4),
  plu: z.string().max(6),
  price: minorUnitsSchema,
  taxClass: shortTextSchema,
  category: shortTextSchema,
  station: shortTextSchema,
  course: z.int().min(0).max(9),
  soldBy: z.enum(["each", "weight"]),
  openPrice: z.boolean(),
  modifierGroups: z.array(shortTextSchema).max(20),
  active: z.boolean(),
});

export const productCodeAddedSchema = z.object({
  code: z.string().regex(/^[0-9]{8,14}$/u),
  type: z.enum(["ean"]),
});
export const productCodeRemovedSchema = z.object({ targets: z.array(eventIdSchema).max(256) });

export const modifierGroupSetSchema = fieldsSet({
  name: shortTextSchema,
  min: z.int().min(0).max(99),
  max: z.int().min(0).max(99),
  freeCount: z.int().min(0).max(99),
  options: z
    .array(
      z.object({
        id: shortTextSchema,
        name: shortTextSchema,
        price: minorUnitsSchema,
        byDefault: z.boolean(),
      }),
    )
    .max(99),
});

export const stationSetSchema = fieldsSet({ name: shortTextSchema });

export const taxClassSetSchema = fieldsSet({
  name: shortTextSchema,
  taxesByService: taxesByServiceSchema,
});

const kind = { v: 1, control: false, critical: false } as const;

export const CATALOGUE_KINDS = {
  "setting/set": { ...kind, schema: settingSetSchema },
  "category/set": { ...kind, schema: categorySetSchema },
  "product/set": { ...kind, schema: productSetSchema },
  "product/code-added": { ...kind, schema: productCodeAddedSchema },
  "product/code-removed": { ...kind, schema: productCodeRemovedSchema },
  "modifier-group/set": { ...kind, schema: modifierGroupSetSchema },
  "station/set": { ...kind, schema: stationSetSchema },
  "tax-class/set": { ...kind, schema: taxClassSetSchema },
} as const;

function hasNoFraction(value: z.infer<ReturnType<typeof z.json>>): boolean {
  if (typeof value === "number") return Number.isSafeInteger(value);
  if (typeof value !== "object" || value === null) return true;
  return Object.values(value).every(hasNoFraction);
}
