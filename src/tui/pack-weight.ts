/** What the packs of a line weigh on which a scale has printed their price: `0.200 kg, worked out`. */

import { weightOfPacks } from "../domain/lines/line-measure.ts";
import { localMeasure } from "../domain/text/locale.ts";
import { type LineView } from "../domain/views.ts";
import { type TillContext } from "./till-context.ts";

/** Returns it as a text; none for other lines. */
export function packWeightTexts(
  { words, locale }: Pick<TillContext, "words" | "locale">,
  { packWeight, quantity }: Pick<LineView, "packWeight" | "quantity">,
): ReadonlyArray<string> {
  if (packWeight === undefined) return [];
  const weight = localMeasure(weightOfPacks(packWeight, quantity), "weight", locale);
  return [words.order.packWeight({ weight, from: packWeight.from })];
}
