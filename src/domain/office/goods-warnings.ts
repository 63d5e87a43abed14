/** Goods that can be sold and that a cashier will stumble over. */

import { type Product } from "../goods/catalogue.ts";
import { type Currency } from "../money/currency.ts";
import { foldName } from "../text/entry-text.ts";
import { TYPEABLE } from "./product-rules.ts";
import { type SheetProduct } from "./read-goods-sheet.ts";

export interface GoodsWarning {
  readonly line: number;
  readonly type: "name/begins-like-plu" | "name/no-letter" | "plu/banknote";
  readonly product: Product;
  /** The product that the typed digits mean instead, for a name that begins like its PLU. */
  readonly other?: Product;
}

/** Returns the warnings for a sheet's sold products among all that are sold then. */
export function findGoodsWarnings(
  products: ReadonlyArray<SheetProduct>,
  sold: Iterable<Product>,
  currency: Currency,
): ReadonlyArray<GoodsWarning> {
  const productByPlu = new Map(
    [...sold]
      .filter(({ active, plu }) => active && plu !== "")
      .map((product) => [product.plu, product]),
  );
  const notes = new Set(banknotes(currency));
  const warnings: GoodsWarning[] = [];
  for (const { line, product } of products.filter(({ product }) => product.active)) {
    const digits = /^[0-9]+/u.exec(foldName(product.name))?.[0] ?? "";
    const other = productByPlu.get(digits);
    if (other !== undefined && other.sku !== product.sku) {
      warnings.push({ line, type: "name/begins-like-plu", product, other });
    }
    if (!TYPEABLE.test(product.name)) warnings.push({ line, type: "name/no-letter", product });
    if (notes.has(product.plu)) warnings.push({ line, type: "plu/banknote", product });
  }
  return warnings;
}

/** Returns the banknotes as a cashier types them: `20` for a note of 20.00. */
function banknotes({ denominations, smallestNote, decimals }: Currency): ReadonlyArray<string> {
  return denominations
    .filter((value) => value >= smallestNote)
    .map((value) => String(value / 10 ** decimals));
}
