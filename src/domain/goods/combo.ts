/**
 * Combos: a product that is several goods at one price, some of them by choice. One of three starters, a main,
 * a drink up to so much. Source: docs/rules/promotions.md, P19 and P20; docs/rules/arithmetic.md, R12.
 */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import { type MinorUnits, minorUnitsSchema } from "../money/amounts.ts";
import { stockSkuSchema } from "./stock-quantity.ts";

/** One of the goods that a choice is between, and what the guest pays more for it. */
export interface ComboGoods {
  readonly sku: string;
  readonly extra: MinorUnits;
}

/** All goods of a category: what one of them costs beyond `upTo`, the guest pays. */
export interface ComboCategory {
  readonly category: string;
  /** Null where each of them is in the combo's price, whatever it costs. */
  readonly upTo: MinorUnits | null;
}

/** One part of a combo; one that names a single product is no question. */
export interface ComboChoice {
  readonly name: string;
  readonly of: ReadonlyArray<ComboGoods | ComboCategory>;
}

/** More are refused: each part is a line of the order. */
export const COMBO_CHOICES_MAX = 12;
export const COMBO_GOODS_MAX = 40;

/** A part's name, as it is typed: without the signs between parts. */
export const COMBO_PART_NAME = /^[^:;|@\s](?:[^:;|]{0,38}[^:;|\s])?$/u;

/** A category as it is typed behind `@`. */
export const COMBO_CATEGORY = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,59}$/u;

export const comboSchema = lazy(() => {
  const goods = z.object({
    sku: stockSkuSchema,
    extra: minorUnitsSchema.min(0).describe("What it costs beyond the combo's price."),
  });
  const category = z.object({
    category: z.string().regex(COMBO_CATEGORY),
    upTo: minorUnitsSchema
      .min(0)
      .nullable()
      .describe("What goods of it cost beyond that is paid; null for nothing."),
  });
  const choice = z.object({
    name: z.string().regex(COMBO_PART_NAME),
    of: z
      .array(z.union([goods, category]))
      .min(1)
      .max(COMBO_GOODS_MAX),
  });
  return z.array(choice).max(COMBO_CHOICES_MAX);
});
