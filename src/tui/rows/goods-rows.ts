/**
 * The goods beside an order that nothing is typed for: a category a page, so that a newcomer finds
 * what the numbers are and an old hand sees what is there today.
 */

import { oncePer } from "../../domain/base/lazy.ts";
import { type Catalogue, type Product } from "../../domain/goods/catalogue.ts";
import { compareText } from "../../domain/text/entry-text.ts";
import { type RegisterState } from "../register-state.ts";
import { drawable, padEnd, spreadShort } from "../terminal/cell-text.ts";
import { type TillContext } from "../till-context.ts";
import { codeOf, codesWidth, goodsLines } from "./goods-line.ts";
import { type PaneRows, type PaneSize, row, type Zone } from "./pane-row.ts";

/** The pane beside the order in a window of 80 columns. */
const COLUMN_WIDTH = 39;
/** The longest number or short code. */
const CODE_WIDTH = 6;

interface GoodsPage {
  readonly name: string;
  readonly products: ReadonlyArray<Product>;
}

/**
 * Categories by their position, each with its goods by number and name; empty ones left out. They are drawn
 * at every key that empties the line, and sorting 20,000 goods takes longer than a key may.
 */
export const goodsPages = oncePer((catalogue: Catalogue): ReadonlyArray<GoodsPage> => {
  const products = [...catalogue.productsBySku.values()].filter(({ active }) => active);
  const byCategory = Map.groupBy(products, ({ category }) => category);
  return [...catalogue.categoriesById.values()]
    .toSorted((a, b) => a.position - b.position || compareText(a.name, b.name))
    .flatMap(({ id, name }) => {
      const own = byCategory.get(id) ?? [];
      return own.length === 0 ? [] : [{ name, products: own.toSorted(compareGoods) }];
    });
});

/** Returns as many categories side by side as there is room for, each as wide as in the smallest window. */
export function goodsRows(till: TillContext, page: number, size: PaneSize): PaneRows {
  const pages = goodsPages(till.catalogue());
  const at = pages.length === 0 ? 0 : page % pages.length;
  const room = Math.max(1, Math.floor((size.width + 1) / (COLUMN_WIDTH + 1)));
  const shown = [...pages.slice(at), ...pages.slice(0, at)].slice(0, room);
  const [first] = shown;
  if (first === undefined) return [row(` ${till.words.side.noGoods}`)];
  const width = shown.length === 1 ? size.width : COLUMN_WIDTH;
  const columns = shown.map((it, index) => {
    const turn =
      index === shown.length - 1
        ? `${till.words.side.page({ at: at + 1, of: pages.length })} `
        : "";
    return categoryRows(till, it, { ...size, width, turn });
  });
  const height = Math.max(...columns.map((rows) => rows.length));
  return Array.from({ length: height }, (_, index) => {
    const texts = columns.map((rows) => padEnd(rows[index]?.text ?? "", width));
    const zones = columns.flatMap((rows, at): ReadonlyArray<Zone> => {
      const sku = rows[index]?.sku;
      const from = at * (width + 1);
      return sku === undefined
        ? []
        : [{ from, to: from + width, presses: [{ type: "goods", sku }] }];
    });
    return { ...row(texts.join(" "), index === 0 ? "bold" : "plain"), zones };
  });
}

/** A head, then the goods. */
function categoryRows(
  till: TillContext,
  { name, products }: GoodsPage,
  { width, height, signs, turn }: PaneSize & { readonly turn: string },
): ReadonlyArray<{ readonly text: string; readonly sku?: string }> {
  const room = height - 1;
  const first = products.slice(0, room);
  const hasCodes = codesWidth(first) > 0;
  const blocks = first.map((product) => {
    const left = till.leftOf(product);
    const line = {
      head: !hasCodes ? " " : ` ${padEnd(codeOf(product), CODE_WIDTH)} `,
      name: drawable(product.name, signs),
      right: `${left === "" ? "" : `${left}  `}${till.listPrice(product)} `,
    };
    return goodsLines(line, width).map((text) => ({ text, sku: product.sku }));
  });
  const all = countOfFirst(blocks, room);
  const shown = all === products.length ? all : countOfFirst(blocks, room - 1);
  const hidden = products.length - shown;
  return [
    { text: spreadShort(` ${drawable(name, signs)}`, turn, { width, signs }) },
    ...blocks.slice(0, shown).flat(),
    ...(hidden === 0 ? [] : [{ text: ` ${till.words.side.moreGoods({ count: hidden })}` }]),
  ];
}

/** Counts the first blocks that fit. */
function countOfFirst(blocks: ReadonlyArray<ReadonlyArray<unknown>>, height: number): number {
  let rows = 0;
  const beyond = blocks.findIndex((block) => (rows += block.length) > height);
  return beyond === -1 ? blocks.length : beyond;
}

/** Sorts goods with a number first, by number. */
function compareGoods(a: Product, b: Product): number {
  const [one, other] = [a.plu, b.plu].map((plu) => (plu === "" ? Infinity : Number(plu)));
  return (one ?? 0) === (other ?? 0) ? compareText(a.name, b.name) : (one ?? 0) - (other ?? 0);
}

export function turnGoodsPage(till: TillContext, state: RegisterState, by: number): RegisterState {
  const count = Math.max(1, goodsPages(till.catalogue()).length);
  return { ...state, showsGoods: true, goodsPage: (state.goodsPage + by + count) % count };
}
