/** Goods as a person names them: by SKU, PLU or name. */

import { type Product } from "../../domain/goods/catalogue.ts";
import { isNamed } from "../../domain/text/entry-text.ts";
import { type Till } from "../till/till.ts";

export function productNamed(
  { catalogue }: Pick<Till, "catalogue">,
  text: string,
): Product | undefined {
  const products = catalogue().productsBySku.values();
  return products.find(({ sku, plu, name }) => isNamed(text, sku, plu, name));
}
