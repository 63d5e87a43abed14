/** What half and half costs at a moment: both halves by their own prices or price lists, their usual options with them. */

import { type Catalogue, type Product } from "../goods/catalogue.ts";
import { usualOptionsPrice } from "../goods/halves.ts";
import { addMinor, type MinorUnits } from "../money/amounts.ts";
import { choosePrice, type PricingMoment } from "./price-lists.ts";

/** Returns what a whole piece costs of each half. */
export function pricesOfWholes(
  catalogue: Pick<Catalogue, "priceListsById" | "listedPrices" | "modifierGroupsById">,
  halves: ReadonlyArray<Product>,
  moment: PricingMoment,
): ReadonlyArray<MinorUnits> {
  return halves.map((half) =>
    addMinor(choosePrice(catalogue, half, moment).price, usualOptionsPrice(catalogue, half)),
  );
}
