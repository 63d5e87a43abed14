/** Goods that fit what is typed. */

import { type Product } from "../../domain/catalogue.ts";
import { textWidth } from "../../domain/text-width.ts";
import { drawable, padEnd, padStart } from "../terminal/cell-text.ts";
import { type TillContext } from "../till-context.ts";
import { codeOf, codesWidth, goodsLines } from "./goods-line.ts";
import { type PaneRow, type PaneSize, row } from "./pane-row.ts";

type Block = ReadonlyArray<PaneRow>;

/** Digits are the numbers of the hits as Alt and a digit choose them. */
export function hitRows(
  till: TillContext,
  hits: ReadonlyArray<Product>,
  { width, height, signs, at }: PaneSize & { readonly at: number },
): Block {
  const codeWidth = codesWidth(hits);
  const prices = hits.map((product) => till.listPrice(product));
  const priceWidth = Math.max(0, ...prices.map(textWidth));
  // Laid out as far as there is room: with each key there are more hits than rows.
  return blocksAround(blockAt, Math.max(0, at), height);

  function blockAt(index: number): Block | undefined {
    const product = hits[index];
    if (product === undefined) return undefined;
    const left = till.leftOf(product);
    const stock = left === "" ? "" : `${left}  `;
    const code = codeWidth === 0 ? "" : `${padEnd(codeOf(product), codeWidth)}  `;
    const line = {
      head: ` ${index < 9 ? String(index + 1) : " "} `,
      name: drawable(product.name, signs),
      right: `${stock}${code}${padStart(prices[index] ?? "", priceWidth)} `,
    };
    const look = index === at ? "reverse" : "plain";
    return goodsLines(line, width).map((text) => row(text, look));
  }
}

/** Whole ones, the chosen one in the middle as far as there is something on both sides of it. */
function blocksAround(
  blockAt: (index: number) => Block | undefined,
  at: number,
  height: number,
): Block {
  const above: Block[] = [];
  const below: Block[] = [];
  let used = 0;
  grow(above, Math.floor(height / 2));
  grow(below, height);
  grow(above, height);
  return [...above.toReversed(), ...below].flat();

  function grow(side: Block[], rows: number): void {
    for (;;) {
      const next = blockAt(side === above ? at - 1 - above.length : at + below.length);
      if (next === undefined || used + next.length > rows) return;
      used += next.length;
      side.push(next);
    }
  }
}
