/** What a line of an order is made of beside its goods: its options, and the combo that it is a part of. */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import { COMBO_CHOICES_MAX } from "../goods/combo.ts";
import { eventIdSchema } from "../identity.ts";
import { minorUnitsSchema } from "../money/amounts.ts";
import { shortTextSchema } from "./register-schemas.ts";

export const modifierSchema = lazy(() =>
  z
    .object({
      group: shortTextSchema,
      option: shortTextSchema,
      name: shortTextSchema,
      price: minorUnitsSchema.describe("Each; zero for what was free."),
      count: z.int().min(1).max(99),
    })
    .meta({ title: "modifier", description: "An option taken, as it was then." }),
);
export type LineModifier = z.infer<ReturnType<typeof modifierSchema>>;

export const lineComboSchema = lazy(() =>
  z
    .object({
      of: eventIdSchema.describe("The combo's first line: what is done to one is done to all."),
      part: z
        .int()
        .min(0)
        .max(COMBO_CHOICES_MAX - 1),
      sku: shortTextSchema,
      name: shortTextSchema.describe("The combo's."),
      price: minorUnitsSchema.describe("Of one combo, without what its parts cost more."),
      list: minorUnitsSchema.describe("What one of these goods costs by itself."),
      extra: minorUnitsSchema.describe("What it costs beyond the combo's price; in `unit`."),
      half: z
        .literal(true)
        .exactOptional()
        .describe("Half a piece of these goods is in each: the combo is half and half."),
    })
    .describe("The combo that it is a part of. `unit` is its share of the price."),
);
export type LineCombo = z.infer<ReturnType<typeof lineComboSchema>>;
