/** Goods of the catalogue as a person looks for them, without the limits of a till's screen. */

import { toGtin14 } from "../goods/barcode.ts";
import { type Catalogue, type Product } from "../goods/catalogue.ts";
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
    .filter(({ product, name }) => typed === "" || hasWords(name, words) || hasCode(product, typed))
    .toSorted((a, b) => compareText(a.name, b.name) || compareText(a.product.sku, b.product.sku))
    .map(({ product }) => product);
}

function fits(category: string, wished: string | undefined): boolean {
  return wished === undefined || category === wished;
}

function hasWords(name: string, typed: ReadonlyArray<string>): boolean {
  if (typed.length === 0) return false;
  const words = wordsOf(name);
  return typed.every((part) => words.some((word) => word.startsWith(part)));
}

function hasCode({ sku, plu, shortCode, barcodes }: Product, typed: string): boolean {
  return (
    sku.toLowerCase() === typed ||
    plu === typed ||
    shortCode === typed ||
    barcodes.some((barcode) => toGtin14(barcode) === toGtin14(typed))
  );
}
