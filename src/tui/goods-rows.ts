/**
 * The goods beside an order that nothing is typed for: a category a page, so that a newcomer finds
 * what the numbers are and an old hand sees what is there today.
 */

import { type Catalogue, type Product } from "../domain/catalogue.ts";
import { compareText } from "../domain/entry-text.ts";
import { drawable, padEnd, spread } from "./cell-text.ts";
import { type PaneRow, type PaneSize, row } from "./pane-row.ts";
import { type TillContext } from "./till-context.ts";

interface GoodsPage {
  readonly name: string;
  readonly products: ReadonlyArray<Product>;
}

/** Categories by their position, each with its goods by number and name; empty ones left out. */
export function goodsPages(catalogue: Catalogue): ReadonlyArray<GoodsPage> {
  const products = [...catalogue.productsBySku.values()].filter(({ active }) => active);
  const byCategory = Map.groupBy(products, ({ category }) => category);
  return [...catalogue.categoriesById.values()]
    .toSorted((a, b) => a.position - b.position || compareText(a.name, b.name))
    .flatMap(({ id, name }) => {
      const own = byCategory.get(id) ?? [];
      return own.length === 0 ? [] : [{ name, products: own.toSorted(compareGoods) }];
    });
}

export function goodsRows(
  till: TillContext,
  page: number,
  { width, height, ascii }: PaneSize,
): ReadonlyArray<PaneRow> {
  const pages = goodsPages(till.catalogue());
  const at = pages.length === 0 ? 0 : page % pages.length;
  const shown = pages[at];
  if (shown === undefined) return [row(" The catalogue is empty.")];
  const { name, products } = shown;
  const title = spread(` ${drawable(name, ascii)}`, `${at + 1} of ${pages.length}, PgDn `, width);
  const room = height - 1;
  const visible = products.length > room ? products.slice(0, room - 1) : products;
  const hidden = products.length - visible.length;
  return [
    row(title, "bold"),
    ...visible.map((product) => {
      const code = padEnd(product.plu === "" ? product.shortCode : product.plu, 6);
      const price = `${till.listPrice(product)} `;
      return row(spread(` ${code} ${drawable(product.name, ascii)}`, price, width));
    }),
    ...(hidden === 0 ? [] : [row(` and ${hidden} more: type a name`)]),
  ];
}

/** Those with a number first, by number. */
function compareGoods(a: Product, b: Product): number {
  const [one, other] = [a.plu, b.plu].map((plu) => (plu === "" ? Infinity : Number(plu)));
  return (one ?? 0) === (other ?? 0) ? compareText(a.name, b.name) : (one ?? 0) - (other ?? 0);
}
