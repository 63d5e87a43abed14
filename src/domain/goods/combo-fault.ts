/** Why a combo could not be sold as it is written. */

import { minor, type MinorUnits } from "../money/amounts.ts";
import { type Product } from "./catalogue.ts";
import { type ComboCatalogue, comboOptions, isComponent } from "./product-options.ts";

/** What speaks against the parts of a combo. */
export type ComboFault =
  | { readonly type: "unknown" | "not-alone"; readonly sku: string }
  | { readonly type: "empty"; readonly category: string }
  | { readonly type: "weighed" | "options" }
  | { readonly type: "dearer"; readonly parts: MinorUnits };

/**
 * Returns what is wrong with a combo among these goods; undefined for nothing, and for what is none. One that
 * costs more than the dearest of its goods do by themselves is a slip; what a guest chooses for less is sold for less
 * (`linesOfCombo`).
 */
export function comboFault(
  { sku: own, combo, price, soldBy, openPrice, modifierGroups }: Product,
  goods: ComboCatalogue,
): ComboFault | undefined {
  if (combo.length === 0) return undefined;
  const { productsBySku } = goods;
  if (soldBy !== "each" || openPrice) return { type: "weighed" };
  if (modifierGroups.length > 0) return { type: "options" };
  let parts = 0;
  for (const choice of combo) {
    for (const named of choice.of) {
      if (!("sku" in named)) continue;
      const { sku } = named;
      const product = productsBySku.get(sku);
      if (product === undefined) return { type: "unknown", sku };
      if (sku === own || !isComponent(goods, { ...product, active: true })) {
        return { type: "not-alone", sku };
      }
    }
    const options = comboOptions(choice, goods);
    const prices = options.map(({ product }) => product.price);
    if (prices.length > 0) parts += Math.max(...prices);
    const [category] = choice.of.flatMap((named) => ("category" in named ? [named.category] : []));
    if (prices.length === 0 && category !== undefined) return { type: "empty", category };
  }
  return parts > 0 && price > parts ? { type: "dearer", parts: minor(parts) } : undefined;
}

/** Says what is wrong with a combo, as the end of a sentence about it. `money`: an amount as it is written. */
export function comboSentence(fault: ComboFault, money: (amount: MinorUnits) => string): string {
  switch (fault.type) {
    case "unknown":
      return `names ${fault.sku}, which the shop has not`;
    case "not-alone":
      return `names ${fault.sku}, which is no part of a combo: a part is sold by the piece, at a price of its own, with its usual options`;
    case "empty":
      return `names @${fault.category}, in which nothing is sold by the piece`;
    case "weighed":
      return "is of what is sold by the piece at a fixed price";
    case "options":
      return "leaves no modifier groups: the options are those of its parts";
    default:
      return `costs more than its parts, which come to ${money(fault.parts)} at most: lower its price`;
  }
}
