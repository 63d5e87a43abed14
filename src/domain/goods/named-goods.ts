/** Goods as a person names them: by SKU or the product's name, or all goods of a category by its id or name. */

import { err, ok, type Result } from "../base/result.ts";
import { foldText } from "../text/entry-text.ts";
import { type Catalogue } from "./catalogue.ts";

/** The goods that a discount is on: those in one of the two lists. */
export interface NamedGoods {
  /** What people call them, as the shop spells it; copied, so that papers stay as they were. */
  readonly names: ReadonlyArray<string>;
  /** Of products; that of a combo is for all its parts. */
  readonly skus: ReadonlyArray<string>;
  /** Ids of categories. */
  readonly categories: ReadonlyArray<string>;
}

/** Returns the goods of which each text names some; fails with the first text that names none. */
export function namedGoods(
  { productsBySku, categoriesById }: Pick<Catalogue, "productsBySku" | "categoriesById">,
  texts: ReadonlyArray<string>,
): Result<NamedGoods, string> {
  const found: { names: string[]; skus: string[]; categories: string[] } = {
    names: [],
    skus: [],
    categories: [],
  };
  for (const text of texts) {
    const folded = foldText(text);
    const categories = [...categoriesById.values()].filter(({ id, name }) =>
      [id, name].some((own) => foldText(own) === folded),
    );
    const products = [...productsBySku.values()].filter(({ sku, name }) =>
      [sku, name].some((own) => foldText(own) === folded),
    );
    const [first] = [...categories, ...products];
    if (first === undefined) return err(text);
    found.names.push(first.name);
    // The parts of a combo are of categories of their own.
    const combos = [...productsBySku.values()].filter(
      ({ combo, category }) => combo.length > 0 && categories.some(({ id }) => id === category),
    );
    found.skus.push(...[...products, ...combos].map(({ sku }) => sku));
    found.categories.push(...categories.map(({ id }) => id));
  }
  return ok({
    names: [...new Set(found.names)],
    skus: [...new Set(found.skus)],
    categories: [...new Set(found.categories)],
  });
}

/** Goods as a line says what it is of. */
export interface GoodsOfLine {
  readonly sku: string;
  readonly category?: string | undefined;
  readonly combo?: { readonly sku: string } | undefined;
}

/** Whether a line is of these goods; without any, all lines are. */
export function isOfNamed(
  goods: Pick<NamedGoods, "skus" | "categories"> | undefined,
  line: GoodsOfLine | null,
): boolean {
  if (goods === undefined) return true;
  if (line === null) return false;
  const { sku, category, combo } = line;
  const skus = combo === undefined ? [sku] : [sku, combo.sku];
  return (
    skus.some((own) => goods.skus.includes(own)) ||
    (category !== undefined && goods.categories.includes(category))
  );
}
