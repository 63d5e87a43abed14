/** Goods that fit what is typed. */

import { type Product } from "../domain/catalogue.ts";
import { drawable, padEnd, padStart, textWidth } from "./cell-text.ts";
import { codeOf, codesWidth, goodsLines } from "./goods-line.ts";
import { type PaneRow, type PaneSize, row } from "./pane-row.ts";
import { type TillContext } from "./till-context.ts";

type Block = ReadonlyArray<PaneRow>;

/** Digits are the numbers of the hits as Alt and a digit choose them. */
export function hitRows(
  till: TillContext,
  hits: ReadonlyArray<Product>,
  { width, height, ascii, at }: PaneSize & { readonly at: number },
): Block {
  const codeWidth = codesWidth(hits);
  const prices = hits.map((product) => till.listPrice(product));
  const priceWidth = Math.max(0, ...prices.map(textWidth));
  const blocks = hits.map((product, index): Block => {
    const left = till.leftOf(product);
    const stock = left === "" ? "" : `${left}  `;
    const code = codeWidth === 0 ? "" : `${padEnd(codeOf(product), codeWidth)}  `;
    const line = {
      head: ` ${index < 9 ? String(index + 1) : " "} `,
      name: drawable(product.name, ascii),
      right: `${stock}${code}${padStart(prices[index] ?? "", priceWidth)} `,
    };
    const look = index === at ? "reverse" : "plain";
    return goodsLines(line, width).map((text) => row(text, look));
  });
  return blocksAround(blocks, Math.max(0, at), height);
}

/** Whole ones, the chosen one in the middle as far as there is something on both sides of it. */
function blocksAround(blocks: ReadonlyArray<Block>, at: number, height: number): Block {
  const heights = blocks.map(({ length }) => length);
  let [first, end, used] = [at, at, 0];
  grow(-1, Math.floor(height / 2));
  grow(1, height);
  grow(-1, height);
  return blocks.slice(first, end).flat();

  function grow(by: -1 | 1, rows: number): void {
    for (let index = by < 0 ? first - 1 : end; fits(index, rows); index += by) {
      used += heights[index] ?? 0;
      if (by < 0) first = index;
      else end = index + 1;
    }
  }

  function fits(index: number, rows: number): boolean {
    const more = heights[index];
    return more !== undefined && used + more <= rows;
  }
}
