/**
 * What `!` says of goods: sold out, so many left, or no limit.
 *
 * A number behind the name may be the end of another name: `!licor 4` is four of Licor, or Licor 43 sold
 * out. Then neither is done, unless it is a name to its last sign; `!4*licor` and `!licor 43` say which.
 */

import { type Product } from "../goods/catalogue.ts";
import { type Thousandths, thousandths } from "../money/amounts.ts";
import { foldName } from "../text/entry-text.ts";
import { parseQuantity } from "../text/quantity.ts";
import { type GoodsIndex } from "./entry-search.ts";

export interface LeftOfGoods {
  readonly product: Product;
  /** 0 for sold out; null for no limit. */
  readonly left: Thousandths | null;
}

export type LeftReading =
  | ({ readonly type: "left" } & LeftOfGoods)
  | { readonly type: "two"; readonly soldOut: Product; readonly counted: LeftOfGoods }
  | { readonly type: "no-goods" }
  /** The count does not fit the way the goods are sold: by the piece or by weight. */
  | { readonly type: "no-count"; readonly product: Product };

/** The text that was typed after the `!`. */
export interface TypedLeft {
  readonly goods: string;
  /** The typed stock; undefined without a `*`, null for no limit. */
  readonly count: string | null | undefined;
}

export function readLeft({ goods, count }: TypedLeft, index: GoodsIndex): LeftReading {
  const product = find(goods, index);
  if (count === undefined) return readOpenEnd(goods, product, index);
  if (product === undefined) return { type: "no-goods" };
  if (count === null) return { type: "left", product, left: null };
  const left = readCount(count, product);
  return left === undefined ? { type: "no-count", product } : { type: "left", product, left };
}

function readOpenEnd(goods: string, whole: Product | undefined, index: GoodsIndex): LeftReading {
  const counted = readCounted(goods, index);
  const soldOut = whole && ({ type: "left", product: whole, left: thousandths(0) } as const);
  if (soldOut === undefined) return counted ?? { type: "no-goods" };
  const isNamed = foldName(soldOut.product.name) === goods;
  if (isNamed || counted?.type !== "left" || isSame(soldOut, counted)) return soldOut;
  return { type: "two", soldOut: soldOut.product, counted };
}

/** `salmon 6`; undefined without a number behind goods. */
function readCounted(goods: string, index: GoodsIndex): LeftReading | undefined {
  const { name = "", count = "" } = /^(?<name>.+) (?<count>[\d.,]+)$/u.exec(goods)?.groups ?? {};
  const product = name === "" ? undefined : find(name, index);
  if (product === undefined) return undefined;
  const left = readCount(count, product);
  return left === undefined ? { type: "no-count", product } : { type: "left", product, left };
}

function isSame(one: LeftOfGoods, other: LeftOfGoods): boolean {
  return one.product.sku === other.product.sku && one.left === other.left;
}

function find(goods: string, index: GoodsIndex): Product | undefined {
  return (index.findExactly(goods) ?? index.findByWords(goods))?.product;
}

/** Undefined for what is no such quantity; nothing is left of what is sold out. */
export function readCount(typed: string, { soldBy }: Product): Thousandths | undefined {
  if (/^0+$/u.test(typed)) return thousandths(0);
  const read = parseQuantity(typed, soldBy);
  return read.ok ? read.value : undefined;
}
