/** Goods of the catalogue as a person looks for them, without the limits of a till's screen. */

import { type Catalogue, type Product } from "../goods/catalogue.ts";
import { bearsCode } from "../goods/pack-codes.ts";
import { compareText, foldText, wordsOf } from "../text/entry-text.ts";

export interface GoodsWish {
  /** Each begins a word of the name; or all of it is a SKU, a PLU, a short code or a barcode. */
  readonly words: string;
  /** The id of a category. */
  readonly category?: string | undefined;
  /** Goods that are on sale no more are found too. */
  readonly inactive: boolean;
}

/** Returns the goods by folded name, then by SKU, as every list of goods is. */
export function findGoods({ productsBySku }: Catalogue, wish: GoodsWish): ReadonlyArray<Product> {
  const typed = foldText(wish.words);
  const words = wordsOf(typed);
  return [...productsBySku.values()]
    .filter(({ active, category }) => (wish.inactive || active) && fits(category, wish.category))
    .map((product) => ({ product, name: foldText(product.name) }))
    .filter(
      ({ product, name }) =>
        typed === "" || hasWords(withFamily(product, name), words) || hasCode(product, typed),
    )
    .toSorted((a, b) => compareText(a.name, b.name) || compareText(a.product.sku, b.product.sku))
    .map(({ product }) => product);
}

function fits(category: string, wished: string | undefined): boolean {
  return wished === undefined || category === wished;
}

/** Returns the name with that of its family and its place in the grid, by which goods are found too. */
function withFamily({ family, row, column }: Product, name: string): string {
  return family === "" ? name : foldText(`${name} ${family} ${row} ${column}`);
}

function hasWords(name: string, typed: ReadonlyArray<string>): boolean {
  if (typed.length === 0) return false;
  const words = wordsOf(name);
  return typed.every((part) => words.some((word) => word.startsWith(part)));
}

function hasCode(product: Product, typed: string): boolean {
  const { sku, plu, shortCode } = product;
  return (
    sku.toLowerCase() === typed || plu === typed || shortCode === typed || bearsCode(product, typed)
  );
}
