/** How much goods a line is, whatever its quantity counts: a pack with a printed price is sold by the piece, and weighs. */

import { type LineAdded } from "../events/line-events.ts";
import { type Measure, measureBy, type PackWeight, shownMeasure } from "../goods/measure.ts";
import { oneUnit, type Thousandths, thousandths } from "../money/amounts.ts";

type MeasuredLine = Pick<LineAdded, "by" | "packWeight" | "combo">;

/** Returns the weight of one unit of a line's quantity, in grams; undefined for pieces. */
export function weightOfOne({
  by,
  packWeight,
}: Pick<LineAdded, "by" | "packWeight">): Thousandths | undefined {
  return by === "weight" ? oneUnit : packWeight?.each;
}

/** Returns how much of the stock one unit of a line's quantity is, where that is no whole piece or kilogram. */
export function stockOfOne(
  added: Pick<LineAdded, "packWeight" | "combo">,
): Thousandths | undefined {
  return pieceOf(added) ?? added.packWeight?.each;
}

/** Returns what packs with a printed price weigh together, in thousandths of a kilogram. */
export function weightOfPacks({ each }: PackWeight, packs: Thousandths): Thousandths {
  return shownMeasure(measureBy(each, packs)).quantity;
}

/** Returns how much goods so much of a line is; pieces for a line that was not heard of yet. */
export function measureOf(added: MeasuredLine | null, quantity: number): Measure {
  if (added === null) return measureBy(undefined, quantity);
  const piece = pieceOf(added) ?? oneUnit;
  return measureBy(weightOfOne(added), (quantity * piece) / oneUnit);
}

/** Returns how much of a piece one of a line is, where that is not all of it: half and half has half of each. */
export function pieceOf({ combo }: Pick<LineAdded, "combo">): Thousandths | undefined {
  return combo?.half === true ? thousandths(oneUnit / 2) : undefined;
}
