/** What half and half costs at a moment: both halves by their own prices or price lists, their usual options with them. */

import { type Catalogue, type Product } from "../goods/catalogue.ts";
import { usualOptionsPrice } from "../goods/halves.ts";
import { addMinor, type MinorUnits } from "../money/amounts.ts";
import { choosePrice, type ChosenPrice, type PricingMoment } from "./price-lists.ts";

/** What a whole piece of each half costs. */
export interface WholesNow {
  readonly prices: ReadonlyArray<MinorUnits>;
  /** The price list of the first half that has one; undefined where both are at their own prices. */
  readonly from: ChosenPrice["from"];
}

export function wholesNow(
  catalogue: Pick<Catalogue, "priceListsById" | "listedPrices" | "modifierGroupsById">,
  halves: ReadonlyArray<Product>,
  moment: PricingMoment,
): WholesNow {
  const chosen = halves.map((half) => choosePrice(catalogue, half, moment));
  return {
    prices: halves.map((half, at) =>
      addMinor(chosen[at]?.price ?? half.price, usualOptionsPrice(catalogue, half)),
    ),
    from: chosen.find(({ from }) => from !== undefined)?.from,
  };
}
