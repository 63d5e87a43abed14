/** An article as who counts names it: by SKU, PLU, name or barcode, or by a part of a name that is in one alone. */

import { type Product } from "../../domain/goods/catalogue.ts";
import { bearsCode } from "../../domain/goods/pack-codes.ts";
import { foldText } from "../../domain/text/entry-text.ts";
import { productNamed } from "../catalogue/product-named.ts";
import { type Till } from "../till/till.ts";

/** Longer lists of names help nobody. */
const NAMED_MAX = 5;

/** Returns the articles that it may be: one where it is clear, none where there is no such article. */
export function findArticles(
  { catalogue }: Pick<Till, "catalogue">,
  text: string,
): ReadonlyArray<Product> {
  const exact = productNamed({ catalogue }, text);
  if (exact !== undefined) return [exact];
  const products = [...catalogue().productsBySku.values()];
  const code = text.trim();
  if (/^[0-9]{8,14}$/u.test(code)) {
    return products.filter((product) => bearsCode(product, code));
  }
  const part = foldText(text);
  if (part === "") return [];
  const kept = products.filter(({ stock }) => stock !== "none");
  return kept.filter(({ name }) => foldText(name).includes(part)).slice(0, NAMED_MAX);
}
