/**
 * How much goods are: so many pieces, or a weight. Neither counts as the other, so whoever adds up, compares or
 * prices an amount of goods has to look which of the two it is.
 */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import {
  oneUnit,
  type SoldBy,
  thousandths,
  type Thousandths,
  thousandthsSchema,
} from "../money/amounts.ts";

export type Measure =
  | {
      readonly unit: "piece";
      /** In thousandths of a piece; a share of a line is no whole number. */
      readonly count: number;
    }
  | { readonly unit: "weight"; readonly grams: number };

/** The weight of one pack on which a scale printed a price. */
export const packWeightSchema = lazy(() =>
  z
    .object({
      each: thousandthsSchema.min(1).describe("Of one pack."),
      from: z
        .enum(["label", "price"])
        .describe("As its label says, or worked out of the printed price at the product's own."),
    })
    .meta({ title: "pack weight", description: "What a pack with a printed price weighs." }),
);
export type PackWeight = Readonly<z.infer<ReturnType<typeof packWeightSchema>>>;

/**
 * Returns so much of goods as what it is: `weightOfOne` is that of one unit of the quantity, in grams, and missing for
 * pieces.
 */
export function measureBy(weightOfOne: Thousandths | undefined, quantity: number): Measure {
  return weightOfOne === undefined
    ? { unit: "piece", count: quantity }
    : { unit: "weight", grams: (quantity * weightOfOne) / oneUnit };
}

/** Returns the sum of measures of one unit; throws RangeError where they are of both. */
export function sumMeasures(measures: ReadonlyArray<Measure>): Measure {
  const [first = measureBy(undefined, 0)] = measures;
  return measures.slice(1).reduce((sum, measure) => {
    if (sum.unit === "piece" && measure.unit === "piece")
      return { unit: "piece", count: sum.count + measure.count };
    if (sum.unit === "weight" && measure.unit === "weight")
      return { unit: "weight", grams: sum.grams + measure.grams };
    throw new RangeError("Pieces and a weight make no sum");
  }, first);
}

/** Returns so much goods as deals count them: whole pieces, or whole grams. */
export function dealCount(measure: Measure): number {
  return Math.max(0, measure.unit === "weight" ? Math.floor(measure.grams) : wholePieces(measure));
}

function wholePieces({ count }: Extract<Measure, { unit: "piece" }>): number {
  return Math.floor(count / oneUnit);
}

/** A measure as people read it, to the thousandth. */
export interface MeasuredAs {
  /** Thousandths of a piece or of a kilogram. */
  readonly quantity: Thousandths;
  readonly soldBy: SoldBy;
}

/** Returns the measure as a number with its unit beside it, as reports, papers and files have it. */
export function shownMeasure(measure: Measure): MeasuredAs {
  return measure.unit === "weight"
    ? { quantity: thousandths(Math.round(measure.grams)), soldBy: "weight" }
    : { quantity: thousandths(Math.round(measure.count)), soldBy: "each" };
}
