/**
 * Goods with their price in a pane. Those of a grocer begin alike and differ at the end, so no name is
 * cut: it goes on in a line below.
 */

import { type Product } from "../../domain/goods/catalogue.ts";
import { textWidth } from "../../domain/text/text-width.ts";
import { padEnd, wrapWhole } from "../terminal/cell-text.ts";

export interface GoodsLine {
  /** The number that it is chosen or typed by. */
  readonly head: string;
  readonly name: string;
  /** Code, stock, price: all of it stays. */
  readonly right: string;
}

export function codeOf({ plu, shortCode }: Product): string {
  return plu === "" ? shortCode : plu;
}

/** Returns the width of codes; 0 where no goods have one, because their names need the room. */
export function codesWidth(goods: ReadonlyArray<Product>): number {
  return Math.max(0, ...goods.map((product) => textWidth(codeOf(product))));
}

/** Each exactly as wide. */
export function goodsLines({ head, name, right }: GoodsLine, width: number): ReadonlyArray<string> {
  const below = " ".repeat(textWidth(head));
  const room = width - textWidth(head) - textWidth(right) - 1;
  const [first = "", ...rest] = wrapWhole(name, width - below.length - 1, room);
  return [
    `${head}${padEnd(first, room + 1)}${right}`,
    ...rest.map((text) => padEnd(below + text, width)),
  ];
}
